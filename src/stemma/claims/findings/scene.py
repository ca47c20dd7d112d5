"""Where and when the event of a statement happened, as far as the sentence ties a place or a day to it.

Enters: a reading. Leaves: the places and days that hang on its event. Refuses: places and days of anything else in
the sentence: a home town, the seat of a body, an earlier accident, a person called like a town.
"""

from __future__ import annotations

from stemma.compare.readings import Reading, main_token
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Place, Span, Time

NEAR = 2
"""Steps from the event down to the preposition: on the verb itself, or on what it acts on ("two trams in Basel")."""


def places_of(reading: Reading) -> tuple[Place, ...]:
    """Return the settlements that a preposition of place ties to the event."""
    fine = (p for p in reading.places if p.kind == "settlement" and p.geonames_id is not None)
    return tuple(p for p in fine if _is_tied(reading, p.span, words("en", "findings")["locative"]))


def days_of(reading: Reading) -> tuple[Time, ...]:
    """Return the times that hang on the event, with a preposition or without."""
    return tuple(t for t in reading.statement.times if _is_tied(reading, t.span, frozenset()))


def _is_tied(reading: Reading, span: Span, prepositions: frozenset[str]) -> bool:
    """Tell whether a place or time hangs on the event; with ``prepositions`` only behind one of these."""
    tree = reading.tree
    event = main_token(tree, tree.tokens_in(reading.statement.content))
    inside = tree.tokens_in(span)
    if event is None or not inside:
        return False
    top = _top(tree, inside)
    at = tree.parse.heads[top]
    behind = tree.parse.pos[at] == "ADP" and tree.parse.deps[top] == "pobj"
    if prepositions and not (behind and tree.lemma(at) in prepositions):
        return False
    if behind:
        at = tree.parse.heads[at]
    for _ in range(NEAR):
        if at == event:
            return True
        if tree.parse.deps[at] not in {"dobj", "nsubj", "nsubjpass", "attr", "conj", "xcomp", "aux"}:
            return False
        at = tree.parse.heads[at]
    return at == event


def _top(tree: Tree, inside: range) -> int:
    """Return the token of a stretch that hangs on what stands outside of it."""
    return next((t for t in inside if tree.parse.heads[t] not in inside or tree.parse.heads[t] == t), inside[0])
