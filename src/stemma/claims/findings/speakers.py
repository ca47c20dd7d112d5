"""Who says it: other speakers for one remark, and speakers that nobody introduced.

Enters: the claims of a story. Leaves: ``speaker_differs`` and ``orphan_source``. Refuses: two sources that say the
same independently; only one remark (the same quoted words, or copies of one text) with two speakers is a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.claims.origins import is_own_voice
from stemma.claims.parties import name_words
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import DocumentSpan, Source, Statement

SHARED_QUOTE = 0.5
"""Share of the shorter quotation's telling words that the other has, from which it is one remark."""


def speaker_differs(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One remark is put into the mouth of different speakers, or its speaker is introduced differently."""
    for group in groups:
        cited = [(r, s) for r in group.readings if (s := speaker_of(r, material)) is not None]
        apart = {
            r.id
            for (r, s), (other, t) in combinations(cited, 2)
            if r.document.id != other.document.id and _one_remark(r, other, material) and _other_speaker(s, t)
            for r in (r, other)
        }
        named = {r.document.id: (r, s) for r, s in reversed(cited) if r.id in apart}
        if len(named) < 2:
            continue
        shown = [f"{_described(s.source)} ({material.labels[d]})" for d, (_, s) in sorted(named.items())]
        spans = tuple(_span(r, s) for r, s in named.values())
        sentence = f"The speaker differs: {joined(shown, 'against')}."
        yield Draft(kind="speaker_differs", sentence=sentence, spans=spans, claim=group.id, rule="speaker_differs")


def orphan_source(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A speaker is mentioned as if the reader knew him, but nothing before introduces him: text may be cut."""
    seen: dict[tuple[str, str], list[Statement]] = {}
    for statement in material.statements.values():
        if statement.source.orphan and statement.source.span is not None:
            seen.setdefault((statement.document, statement.source.name.casefold()), []).append(statement)
    by_statement = {r.id: g.id for g in groups for r in g.readings}
    for (document, _), statements in sorted(seen.items()):
        spans = tuple(material.documents[document].at(s.source.span) for s in statements if s.source.span)
        name = statements[0].source.name
        bare = name.removeprefix("the ").removeprefix("The ")
        sentence = (
            f"{material.labels[document]} speaks of “the {bare}” as if already introduced, but never says who that is; "
            "text before it may have been cut."
        )
        claim = next((by_statement[s.id] for s in statements if s.id in by_statement), None)
        yield Draft(kind="orphan_source", sentence=sentence, spans=spans, claim=claim, rule="orphan_source")


def speaker_of(reading: Reading, material: Material) -> Statement | None:
    """Return the statement that names a person as the speaker: the reading's own, or one inside an own-voice one."""
    if not is_own_voice(reading.statement):
        return reading.statement if reading.statement.source.kind in {"person", "group"} else None
    inside = [
        s
        for s in material.statements.values()
        if s.document == reading.document.id
        and s.source.kind == "person"
        and reading.statement.content.covers(s.content)
    ]
    return min(inside, key=lambda s: (s.content.start, s.id), default=None)


def _one_remark(left: Reading, right: Reading, material: Material) -> bool:
    """Tell whether two statements quote the same words, or stand in copies of one text."""
    pairs = [(a, b) for a in left.quotes for b in right.quotes]
    if any(len(a & b) >= SHARED_QUOTE * min(len(a), len(b)) for a, b in pairs):
        return True
    return material.related(left.document.id, right.document.id)


def _other_speaker(left: Statement, right: Statement) -> bool:
    """Tell whether two sources differ in name, or in the affiliation that introduces one person."""
    ours, theirs = left.source, right.source
    if same_party(ours.name, theirs.name) is None:
        return not (ours.kind == "group" and theirs.kind == "group") and _telling(ours) != _telling(theirs)
    mine, other = _role_words(ours), _role_words(theirs)
    return ours.kind == "person" and bool(mine) and bool(other) and not mine & other


def _telling(source: Source) -> frozenset[str]:
    return name_words(source.name) - words("en", "claims")["name_fillers"]


def _role_words(source: Source) -> frozenset[str]:
    return name_words(source.role or "") - words("en", "claims")["name_fillers"] - name_words(source.name)


def _described(source: Source) -> str:
    if source.orphan:
        return f"“the {source.name.removeprefix('the ').removeprefix('The ')}”, never introduced"
    return f"{source.name}, {source.role}" if source.role and source.named else source.name


def _span(reading: Reading, statement: Statement) -> DocumentSpan:
    return reading.document.at(statement.source.span or statement.content)
