"""Whether two figures of two reports count the same thing and cannot both be right.

Enters: two figures of one claim with the story's material. Leaves: yes or no. Refuses: figures of which a report gives
both, for then it counts two things; parts of a count ("six shots, then four more"); other spans of time; a figure
rounded; and statements that share nothing beyond what is counted ("six people were killed").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.claims.findings.figures import Figure
from stemma.claims.findings.sameness import overlap
from stemma.claims.findings.scene import places_of
from stemma.claims.material import Material
from stemma.compare.terms import key
from stemma.compare.values import compare_intervals, compare_times, counted_key, is_large
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Quantity, Span

ALIKE = 0.6
"""Share of the shorter statement that the other must have before their figures are held against each other. Without it
the yards of the runner and of the passer in one match report differ."""

_LONG = re.compile(r"\b(?:\d{4}|months?|years?|decades?|century)\b")
"""Expressions of time over which a count goes on growing."""

ANCHOR = 11.0
"""Bits that both sentences must share beside what is counted and what happened to it: one telling word or name. Without
it the six who died in an air strike differ from the 67 who died in a shopping mall the year before."""

COMMON = 0.5
"""Share of a story's reports from which a word is of its event and restricts no count in it: the ferry, its name."""

RESTRICTED = 11.0
"""Bits of other words from which a sentence that shares nothing may count something else; below, it is "six people
were killed" in reports of one event."""

ROUNDED = 0.05
"""Share of the larger figure up to which the smaller may be the same figure rounded, or changed into feet."""


def common_terms(material: Material) -> frozenset[str]:
    """Return the terms that ``COMMON`` of the story's reports use."""
    told: dict[str, set[str]] = {}
    for reading in material.readings:
        for term in reading.terms:
            told.setdefault(term, set()).add(reading.document.id)
    return frozenset(t for t, documents in told.items() if len(documents) >= COMMON * len(material.documents))


def contradict(mine: Figure, other: Figure, material: Material, common: frozenset[str]) -> bool:
    """Tell whether two figures are far apart, count the same, and no report gives both as two counts.

    A report that says that the count moved knows the earlier one: then both count the same.
    """
    if not are_apart(mine, other) or _is_rounded(mine, other) or not are_alike(mine, other):
        return False
    known = [_gives(other.reading.document, mine), _gives(mine.reading.document, other)]
    if is_moved(mine, [other]) or is_moved(other, [mine]):
        return not all(known) and (any(known) or _is_anchored(mine, other, common))
    if any(known) or _is_step(mine) or _is_step(other) or not _is_anchored(mine, other, common):
        return False
    return not any(_gives(d, mine) and _gives(d, other) for d in material.documents.values())


def are_alike(left: Figure, right: Figure) -> bool:
    """Tell whether the statements around two figures say the same of the same, and the same party does it.

    Where one has a name and the other a pronoun, nobody knows whether they do.
    """
    (ours, mine), (theirs, other) = _doers(left), _doers(right)
    if (ours and theirs and not ours & theirs) or (mine and theirs) or (other and ours):
        return False
    return overlap(left.reading, right.reading) >= ALIKE and not _spans_differ(left, right)


def _is_anchored(left: Figure, right: Figure, common: frozenset[str]) -> bool:
    """Tell whether two sentences share more than what is counted and what happened, or neither says more than that."""
    if places_of(left.reading) and places_of(right.reading):
        return True
    amounts = [a for f in (left, right) for a in f.reading.amounts if f.quantity is None or a.quantity == f.quantity]
    counted = {a.measure for a in amounts} | {a.event for a in amounts} | _phrase(left) | _phrase(right)
    told, other = (
        {t: b for t, b in {**f.reading.terms, **f.reading.beside}.items() if t not in counted and t[0] != "#"}
        for f in (left, right)
    )
    if sum(bits for term, bits in told.items() if term in other) >= ANCHOR:
        return True
    return all(sum(b for t, b in side.items() if t not in common) < RESTRICTED for side in (told, other))


def _phrase(figure: Figure) -> set[str]:
    """Return the keys of the words of a figure itself: "seven Alsace residents"."""
    tree = figure.reading.tree
    return {key(tree.lemma(t)) for t in tree.tokens_in(figure.span)} | {
        key(tree.word(t).lower()) for t in tree.tokens_in(figure.span)
    }


def _spans_differ(left: Figure, right: Figure) -> bool:
    """Tell whether two statements may count in other times: this year, since 2009, in the first half of it."""
    ours, theirs = left.reading.statement.times, right.reading.statement.times
    if compare_times(ours, theirs) != "unknown":
        return False
    named = [{_words(f, t.span) for t in f.reading.statement.times} for f in (left, right)]
    if all(named):
        return named[0].isdisjoint(named[1])
    return any(_LONG.search(text) for text in named[0] | named[1])


def _words(figure: Figure, span: Span) -> str:
    return " ".join(span.within(figure.reading.document.text).casefold().split())


def _doers(figure: Figure) -> tuple[frozenset[str], bool]:
    """Return the proper names in the subject of the clause that has the figure, and whether that is a pronoun."""
    tree = figure.reading.tree
    tokens = tree.tokens_in(figure.span)
    above = tree.upwards(tokens[-1]) if tokens else ()
    subject = next((s for t in above if (s := tree.child(t, "nsubj")) is not None), None)
    below = [] if subject is None else tree.subtree(subject, without=frozenset({"relcl", "appos", "acl"}))
    names = frozenset(key(tree.lemma(t)) for t in below if tree.parse.pos[t] == "PROPN")
    return names, subject is not None and tree.parse.pos[subject] == "PRON"


def are_apart(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are of no common value; "many" stands apart from an exact one."""
    if left.quantity is None or right.quantity is None or is_vague(left) or is_vague(right):
        return (left.quantity is None) != (right.quantity is None) and is_vague(left) != is_vague(right)
    return compare_intervals(left.quantity, right.quantity) == "differs"


def is_vague(figure: Figure) -> bool:
    """Tell whether a figure is a word that stands for one: "many", "several countries", "tens of millions"."""
    lists = words("en", "findings")
    said = set(figure.span.within(figure.reading.document.text).lower().split())
    exact = any(w[0].isdigit() for w in said)
    return figure.quantity is None or (not exact and bool(said & (lists["vague_quantities"] | lists["vague_orders"])))


def _is_rounded(left: Figure, right: Figure) -> bool:
    """Tell whether the one figure may be the other rounded: 39 feet for 12 metres, and 40."""
    if left.quantity is None or right.quantity is None:
        return False
    lower, upper = sorted((left.quantity, right.quantity), key=lambda q: (q.low or 0.0, q.high or 0.0))
    if lower.high is None or upper.low is None:
        return False
    return abs(upper.low - lower.high) < ROUNDED * upper.low


def _is_step(figure: Figure) -> bool:
    """Tell whether a figure counts one step or part: "eight more", or the same is counted in a sentence beside, too."""
    if figure.quantity is None:
        return False
    tree, document = figure.reading.tree, figure.reading.document
    tokens = tree.tokens_in(figure.span)
    near = {tree.word(t).lower() for t in range(max(0, tokens[0] - 1), tokens[-1] + 1)} if len(tokens) else set()
    if near & words("en", "findings")["further"] or _is_share(tree, tokens):
        return True
    number, last = figure.reading.statement.sentence, len(tree.parse.sentences) - 1
    first, end = tree.parse.sentences[max(0, number - 1)][0], tree.parse.sentences[min(last, number + 1)][1]
    around = tree.span(first, end - 1)
    counted, mine = counted_key(figure.quantity), (figure.quantity.low, figure.quantity.high)
    beside = (q for q in document.quantities if around.covers(q.span) and counted is not None)
    return any(counted_key(q) == counted and (q.low, q.high) != mine and is_large(q) for q in beside)


def _is_share(tree: Tree, tokens: range) -> bool:
    """Tell whether a figure stands behind another, or for a span of time: "28 of his 68 punches", "50,000 a year"."""
    if not len(tokens):
        return False
    before, after = range(max(0, tokens[0] - 3), tokens[0]), range(tokens[-1] + 1, len(tree.parse.pos))[:2]
    share = any(tree.parse.pos[t] == "NUM" and tree.lemma(t) != "one" for t in before)
    rate = [tree.word(t).lower() for t in after]
    per = rate[:1] and rate[0] in {"a", "each", "every", "per"} and rate[-1] in words("en", "findings")["spans"]
    return (share and any(tree.lemma(t) == "of" for t in before)) or bool(per)


def _gives(document: Document, figure: Figure) -> bool:
    """A document has a figure anywhere, of the same thing or of something that is not said."""
    quantity = figure.quantity
    if quantity is None:
        return False
    return any(
        (q.low, q.high) == (quantity.low, quantity.high) and {q.unit, quantity.unit} - {None} != {"year"}
        for q in document.quantities
    )


def is_moved(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether the report says that the count changed: of this figure, or beside it with another's figure."""
    tree, number = figure.reading.tree, figure.reading.statement.sentence
    moved = words("en", "claims")["count_moved"]
    tokens = tree.tokens_in(figure.span)
    over = list(tree.upwards(tokens[-1])) if tokens else []
    if any(tree.lemma(t) in moved for t in over) or any(tree.lemma(c) in moved for t in over for c in tree.children[t]):
        return True
    document = figure.reading.document
    for first, last in tree.parse.sentences[max(0, number - 1) : number + 2]:
        if any(tree.lemma(t) in moved or tree.word(t).lower() in moved for t in range(first, last)):
            span = tree.span(first, last - 1)
            beside = {(q.low, q.high) for q in document.quantities if span.covers(q.span)}
            bare = {float(n) for t in range(first, last) if (n := tree.word(t).replace(",", "")).isdecimal()}
            if any(o.quantity and _in(o.quantity, beside, bare) for o in others):
                return True
    return False


def _in(quantity: Quantity, given: set[tuple[float | None, float | None]], bare: set[float]) -> bool:
    return (quantity.low, quantity.high) in given or (quantity.low == quantity.high and quantity.low in bare)
