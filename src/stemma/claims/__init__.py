"""Claims: what several statements assert in common, with origins, status, findings and a printable sentence.

Enters: one story with its lineage, documents, trees and statements. Leaves: claims in rank order and findings.
Refuses: verdicts. ``independent`` says that two origins are shown distinct, not that the claim is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.claims.advice import advise
from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Group, finish
from stemma.claims.findings import find
from stemma.claims.findings.caveats import find_caveats
from stemma.claims.findings.denials import denier_names, find_denials
from stemma.claims.grouping import group_statements
from stemma.claims.material import Material, lay_out
from stemma.claims.originals import is_foreign
from stemma.claims.origins import count_origins
from stemma.claims.phrasing import best_reading, claim_text
from stemma.claims.ranking import rank
from stemma.claims.restoring import restore
from stemma.claims.sharing import share_out
from stemma.claims.sides import take_sides
from stemma.claims.stands import is_own_voice
from stemma.claims.status import find_status
from stemma.claims.telling import is_open, told
from stemma.claims.wording import say
from stemma.compare.readings import Reading, read
from stemma.compare.statements import MIN_WORDS
from stemma.compare.values import is_large
from stemma.config import Config
from stemma.language.tree import Tree
from stemma.model import Claim, Document, Finding, Lineage, Origins, Statement, Story

__all__ = ["conclude", "gather", "regather", "weigh"]

MIN_BITS = 12.0
"""Bits of a statement that can be a claim at all: below it stand "them", "great doubt", "this" (one telling word
has about 10)."""


FIGURES = frozenset({"quantity_differs", "update"})
"""Findings after which a sentence must not say that all origins give the claim's figure."""

FRAME = 0.3
"""Share of an own-voice statement that an attributed one inside it fills, from which it is only its frame: "The
remark that … adds another dimension"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """What is known of one claim when its record is written."""

    rank: int
    group: Group
    best: Reading
    origins: Origins
    findings: tuple[Finding, ...]
    deniers: tuple[str, ...]
    caveats: tuple[str, ...]


def weigh(
    story: Story,
    lineage: Lineage,
    documents: Sequence[Document],
    trees: Mapping[str, Tree],
    statements: Sequence[Statement],
    *,
    config: Config,
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return the claims of a story in rank order, and its findings in id order."""
    material = lay_out(story, lineage, documents, trees, statements)
    return conclude(gather(material), material)


def gather(material: Material) -> list[Group]:
    """Return the claims of a story in the making: which statements say the same, and who asserts or denies it."""
    grouped = share_out(group_statements(_worth_weighing(material)), material.statements)
    return [take_sides(found, why) for found, why in grouped]


def regather(claims: Sequence[Claim], material: Material) -> list[Group] | None:
    """Return what ``gather`` gave when the claims were concluded, in a tenth of its time; ``None``: another version."""
    return restore(claims, _worth_weighing(material), material)


def conclude(groups: Sequence[Group], material: Material) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return the claims that ``groups`` make, in rank order, and the findings in id order."""
    found = {f.id: f for f in (finish(d, material.story) for d in find(groups, material))}
    findings = tuple(found[f] for f in sorted(found))
    cited = {f.claim for f in findings}
    listed = [g for g in groups if g.id in cited or not _is_fragment(g)]
    claims = tuple(_claim(one, material) for one in _weighed(listed, findings, material))
    return claims, findings


def _worth_weighing(material: Material) -> list[Reading]:
    """Return the readings that can be claims: those that say enough, own-voice frames of a quotation left out.

    A statement whose main proposition alone says too little ("It began when …") is read as a whole.
    """
    told = (_whole(r, material) if r.main and not _says_something(r) else r for r in material.readings)
    said = ((r, material.said[r.document.id]) for r in told if _says_something(r))
    return [r for r, beside in said if not (_frames(r, beside) or _repeats(r, beside))]


def _repeats(reading: Reading, beside: Sequence[Statement]) -> bool:
    """Tell whether its sentence says all of it: "the mayor should know that P, Gil said", where P is nobody's claim."""
    here, start = reading.statement, reading.tree.sentence_span(reading.statement.sentence).start
    around = (s for s in beside if s.sentence == here.sentence and s.id != here.id and not is_own_voice(s))
    return is_open(reading) and any(s.content.start >= start and s.content.covers(here.content) for s in around)


def _whole(reading: Reading, material: Material) -> Reading:
    return read(material.statements[reading.id], reading.document, reading.tree)


def _says_something(reading: Reading) -> bool:
    """Tell whether a reading has a telling word, counts, or is a whole short sentence that somebody is quoted with."""
    if any(a.event is not None and is_large(a.quantity) for a in reading.amounts):
        return True
    quoted = reading.statement.quotation in {"direct", "mixed"} and len(reading.words) >= MIN_WORDS
    return reading.bits >= MIN_BITS or (quoted and is_clause(reading))


def _is_fragment(group: Group) -> bool:
    """Tell whether one report alone has it, and only in pieces of sentences: no editor would list it."""
    whole = (is_foreign(r) or is_clause(r) or told(r) is not None for r in group.asserting)
    return len(group.documents) == 1 and not any(whole)


def _frames(reading: Reading, beside: Sequence[Statement]) -> bool:
    """Tell whether an own-voice reading only frames an attributed statement inside it."""
    if not is_own_voice(reading.statement):
        return False
    own, tokens = reading.statement.content, frozenset(reading.tokens)
    for other in beside:
        inside = own.covers(other.content) and other.id != reading.id and other.content != own
        if inside and len(tokens.intersection(reading.tree.tokens_in(other.content))) >= FRAME * len(tokens):
            return True
    return False


def _weighed(groups: Sequence[Group], findings: Sequence[Finding], material: Material) -> list[_Weighed]:
    """Return what is known of each claim, in rank order."""
    best = {g.id: best_reading(g.asserting) for g in groups}
    denials, caveats = find_denials(groups, material), find_caveats(groups, material)
    by_claim: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.claim is not None:
            by_claim.setdefault(finding.claim, []).append(finding)
    return [
        _Weighed(
            rank=number,
            group=group,
            best=best[group.id],
            origins=count_origins(group.asserting, material),
            findings=tuple(by_claim.get(group.id, ())),
            deniers=tuple(denier_names(denials.get(group.id, []))),
            caveats=tuple(sorted(c.id for c in caveats.get(group.id, []))),
        )
        for number, group in enumerate(rank(groups, best, material), 1)
    ]


def _claim(one: _Weighed, material: Material) -> Claim:
    group, best, origins = one.group, one.best, one.origins
    told = sorted({r.id: r for r in group.readings[::-1]}.values(), key=lambda r: r.id)
    status = find_status(group.documents, origins)
    disputed = any(_is_conflict(f, origins) for f in one.findings)
    speakers_differ = any(f.kind == "speaker_differs" for f in one.findings)
    return Claim(
        id=group.id,
        story=material.story.id,
        rank=one.rank,
        text=claim_text(best, origins, speakers_differ=speakers_differ),
        statements=tuple(r.id for r in told),
        documents=group.documents,
        origins=origins,
        status=status,
        contested=bool(one.deniers) or disputed,
        caveats=one.caveats,
        findings=tuple(f.id for f in one.findings),
        wording=say(
            best,
            origins,
            status,
            documents=len({r.document.id for r in group.asserting}),
            deniers=one.deniers,
            disputed=disputed,
            speakers_differ=speakers_differ,
            figures_differ=any(f.kind in FIGURES for f in one.findings),
            material=material,
        ),
        would_change=advise(group.asserting, origins, status, material),
        evidence=group.evidence,
        propositions=tuple(r.document.at(r.statement.content) for r in told),
    )


def _is_conflict(finding: Finding, origins: Origins) -> bool:
    """Tell whether a finding sets account against account; one origin cannot contradict itself, it is misquoted."""
    if finding.rule == "mutual_accusations":
        return True
    return origins.high > 1 and finding.kind == "quantity_differs" and not finding.sentence.count("“")
