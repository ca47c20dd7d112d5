"""Claims: what several statements assert in common, with origins, status, findings and a printable sentence.

Enters: one story with its lineage, documents, trees and statements. Leaves: claims in rank order and findings.
Refuses: verdicts. ``independent`` says that two origins are shown distinct, not that the claim is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.claims.advice import advise
from stemma.claims.drafts import Group, finish
from stemma.claims.findings import find
from stemma.claims.findings.caveats import caveats_of
from stemma.claims.findings.denials import denials, denier_names
from stemma.claims.grouping import group_statements
from stemma.claims.material import Material, lay_out
from stemma.claims.origins import count_origins
from stemma.claims.phrasing import best_reading, is_clause, short_text
from stemma.claims.ranking import order
from stemma.claims.stands import is_own_voice
from stemma.claims.status import find_status
from stemma.claims.wording import say
from stemma.compare.readings import Reading
from stemma.compare.statements import MIN_WORDS
from stemma.config import Config
from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Claim, Document, Evidence, Finding, Lineage, Origins, Statement, Story

__all__ = ["weigh"]

MIN_BITS = 12.0
"""Bits of a statement that can be a claim at all: below it stand "them", "great doubt", "this" (one telling word
has about 10)."""


NEGATES = 0.6
"""Share of the shorter statement's bits that a negated one must have to contradict it: "is different from" and
"is not the same as" are in one claim and agree."""

FRAME = 0.3
"""Share of an own-voice statement that an attributed one inside it fills, from which it is only its frame: "The
remark that … adds another dimension"."""


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
    groups = [_group(found, why) for found, why in group_statements(_worth_weighing(material))]
    drafts = find(groups, material)
    findings = tuple(sorted({f.id: f for f in (finish(d, story) for d in drafts)}.values(), key=lambda f: f.id))
    origins = {g.id: count_origins(g.asserting, material) for g in groups}
    ranked = sorted(groups, key=lambda g: order(g, origins[g.id]))
    claims = tuple(_claim(rank, g, origins[g.id], groups, findings, material) for rank, g in enumerate(ranked, 1))
    return claims, findings


def _worth_weighing(material: Material) -> list[Reading]:
    """Return the readings that can be claims: those that say enough, own-voice frames of a quotation left out."""
    return [r for r in material.readings.values() if _says_something(r) and not _frames(r, material)]


def _says_something(reading: Reading) -> bool:
    """Tell whether a statement has a telling word, or is a whole short sentence that somebody is quoted with."""
    quoted = reading.statement.quotation in {"direct", "mixed"} and len(reading.words) >= MIN_WORDS
    return reading.bits >= MIN_BITS or (quoted and is_clause(reading))


def _frames(reading: Reading, material: Material) -> bool:
    """Tell whether an own-voice statement only frames an attributed one inside it."""
    if not is_own_voice(reading.statement):
        return False
    own = reading.statement.content
    inside = (r.statement.content for r in material.readings.values() if r.document.id == reading.document.id)
    return any(own.covers(s) and own != s and (s.end - s.start) >= FRAME * (own.end - own.start) for s in inside)


def _group(readings: Sequence[Reading], evidence: tuple[Evidence, ...]) -> Group:
    """Split a group into those who assert and those who deny; what most statements say, else the earliest, is it."""
    negated = [r for r in readings if r.negated]
    plain = [r for r in readings if not r.negated]
    if len(plain) == len(negated):
        first = min(readings, key=lambda r: (_denies(r), _published(r), r.negated, r.id))
        plain, negated = (negated, plain) if first.negated else (plain, negated)
    elif len(negated) > len(plain):
        plain, negated = negated, plain
    denying = tuple(r for r in negated if _denies(r) or any(_contradicts(r, p) for p in plain))
    asserting = tuple(r for r in readings if r not in denying)
    identity = make_id("clm", min(r.id for r in readings))
    return Group(id=identity, asserting=asserting, denying=denying, evidence=evidence)


def _contradicts(left: Reading, right: Reading) -> bool:
    """Tell whether one statement negates what the other says: the same event in mostly the same words, elsewhere."""
    if left.document.id == right.document.id and left.statement.content.overlaps(right.statement.content):
        return False
    shared = sum(bits for term, bits in left.terms.items() if term in right.terms)
    return left.head == right.head and shared >= NEGATES * min(left.bits, right.bits)


def _denies(reading: Reading) -> bool:
    cue = reading.statement.cue
    lemmas = (reading.tree.lemma(t) for t in reading.tree.tokens_in(cue)) if cue is not None else ()
    return any(lemma in words("en", "verification")["deny"] for lemma in lemmas)


def _published(reading: Reading) -> str:
    published = reading.document.published
    return published.earliest if published else ""


def _claim(
    rank: int,
    group: Group,
    origins: Origins,
    groups: Sequence[Group],
    findings: Sequence[Finding],
    material: Material,
) -> Claim:
    best = best_reading(group.asserting)
    status = find_status(group.documents, origins)
    found = [f for f in findings if f.claim == group.id]
    deniers = denier_names(denials(group, groups, material))
    disputed = any(_is_conflict(f, origins) for f in found)
    text = short_text(best)
    return Claim(
        id=group.id,
        story=material.story.id,
        rank=rank,
        text=text,
        statements=tuple(sorted(r.id for r in group.readings)),
        documents=group.documents,
        origins=origins,
        status=status,
        contested=bool(deniers) or disputed,
        caveats=tuple(sorted(c.id for c in caveats_of(group, groups, material))),
        findings=tuple(f.id for f in found),
        wording=say(
            best,
            origins,
            status,
            documents=len({r.document.id for r in group.asserting}),
            deniers=deniers,
            disputed=disputed,
            speakers_differ=any(f.kind == "speaker_differs" for f in found),
            material=material,
        ),
        would_change=advise(group.asserting, origins, status, material),
        evidence=group.evidence,
    )


def _is_conflict(finding: Finding, origins: Origins) -> bool:
    """Tell whether a finding sets account against account; one origin cannot contradict itself, it is misquoted."""
    if finding.rule == "mutual_accusations":
        return True
    return origins.high > 1 and finding.kind == "quantity_differs" and not finding.sentence.count("“")
