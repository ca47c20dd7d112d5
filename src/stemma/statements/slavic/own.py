"""Clauses of a Russian or Ukrainian document in its own voice that report something that could be checked.

Enters: a document, its units and the attributions already found. Leaves: token ranges with the type of statement.
Refuses: questions, sentences without a verb, and what is wholly somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.model import Document, Span, StatementType
from stemma.statements.slavic.certainty import find_tense, listed, main_verb, speaks_of_checking
from stemma.statements.slavic.cues import find_cues
from stemma.statements.slavic.grammar import is_acronym, is_finite
from stemma.statements.slavic.reported import Said
from stemma.statements.slavic.units import Unit, trim

FEWEST = 3
"""Words of the shortest own-voice statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An own-voice clause and what kind of statement it makes."""

    span: Span
    type: StatementType


def find_own(document: Document, units: Sequence[Unit], found: Sequence[Said]) -> Iterator[Clause]:
    """Yield the own-voice clauses in text order."""
    if not units:
        return
    one = (a for said in found for a in (*said.attribution.content, said.attribution.source, said.attribution.cue))
    taken = _marked(units[0].tree, [span for span in one if span is not None])
    anchors = [p.span for p in document.places]
    anchors += [t.span for t in document.times] + [q.span for q in document.quantities]
    anchored = _marked(units[0].tree, anchors)
    for unit in units:
        for first, last in split_clauses(unit):
            span = trim(unit, first, last)
            if span is None or any(taken[t] for t in unit.tree.tokens_in(span)):
                continue
            kind = judge(unit, span, counted=any(anchored[t] for t in unit.tree.tokens_in(span)))
            if kind is not None:
                yield Clause(span=span, type=kind)


def _marked(tree: Tree, spans: Sequence[Span]) -> bytearray:
    marks = bytearray(len(tree.parse.starts))
    for span in spans:
        for token in tree.tokens_in(span):
            marks[token] = 1
    return marks


def split_clauses(unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield the parts of a unit between semicolons, and before ", а", ", но", where both sides have a verb."""
    first = unit.first
    for chunk in unit.chunks[1:]:
        opens = chunk.opener.startswith((";", ",")) and (
            chunk.opener[0] == ";" or unit.lower(chunk.first) in unit.listed("attribution", "parting")
        )
        if opens and _has_verb(unit, first, chunk.first) and _has_verb(unit, chunk.first, unit.last):
            yield first, chunk.first
            first = chunk.first
    yield first, unit.last


def _has_verb(unit: Unit, first: int, last: int) -> bool:
    return any(is_finite(unit.tree, t) and unit.quoted[t] < 0 for t in range(first, last))


def judge(unit: Unit, span: Span, *, counted: bool) -> StatementType | None:
    """Return the type of an own-voice clause, or ``None`` where nothing in it could be checked."""
    tree = unit.tree
    tokens = list(tree.tokens_in(span))
    spoken = [t for t in tokens if tree.word(t)[0].isalnum()]
    if len(spoken) < FEWEST or _asks(unit) or _points_back(unit, tokens[0]):
        return None
    if speaks_of_checking(tree, tokens):
        return "verification"
    head = main_verb(tree, tokens)
    if head is None or unit.quoted[head] >= 0:
        return None
    tense = find_tense(tree, tokens)
    names = [t for t in spoken[1:] if tree.word(t)[:1].isupper() or is_acronym(tree.word(t))]
    counted = counted or any(tree.word(t)[0].isdigit() for t in spoken)
    anchored = counted or bool(names)
    vague = [t for t in spoken if tree.lemma(t) in listed(tree, "vague") | listed(tree, "judging")]
    if vague and not counted:
        return None
    if vague and tree.lemma(head) not in listed(tree, "verify") and head in vague:
        return "opinion"
    if tense == "future" or any(tree.lemma(t) in listed(tree, "planning") for t in spoken):
        return "prediction" if anchored else None
    return "assertion" if anchored or tense == "past" else None


def _points_back(unit: Unit, first: int) -> bool:
    """Tell "Об этом сообщил мэр", which says nothing itself."""
    return unit.phrase_at(first, "attribution", "this") > first + 1 and bool(find_cues(unit))


def _asks(unit: Unit) -> bool:
    return any(unit.tree.word(t) == "?" for t in range(max(unit.first, unit.last - 3), unit.last))
