"""How many: figures for the same thing that differ, and why.

Enters: the claims of a story. Leaves: ``update``, ``other_scope`` or ``quantity_differs``. Refuses: to call a
difference a conflict before another time and another scope are ruled out; and figures of which a report gives both, for
then it counts two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.figures import Figure, figures_of
from stemma.claims.findings.sameness import overlap
from stemma.claims.findings.scene import days_of, places_of
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.terms import key
from stemma.compare.values import compare_intervals, compare_places, compare_times
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, FindingKind, Quantity

ALIKE = 0.6
"""Share of the shorter statement that the other must have before their figures are held against each other. Without it
the yards of the runner and of the passer in one match report differ."""


def amounts_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports of one claim count the same thing in the same event and get to different figures."""
    for group in groups:
        if len(group.documents) < 2:
            continue
        for _, figures in sorted(figures_of(group).items()):
            whole = [f for f in figures if not _is_part(f, figures)]
            apart = _differing(whole, material)
            if apart:
                yield _draft(_kind(apart, material), apart, group, material)
            part = [f for f in figures if f not in whole]
            parts = _differing([*whole[:1], *part], material) if part else []
            if parts:
                yield _draft("other_scope", parts, group, material)


def _draft(kind: FindingKind, apart: Sequence[Figure], group: Group, material: Material) -> Draft:
    return Draft(
        kind=kind,
        sentence=f"{_OPENING[kind]}: {_listed(apart, material)}.",
        spans=tuple(f.reading.document.at(f.span) for f in apart),
        claim=group.id,
        rule="amounts_differ",
    )


def _is_part(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Tell whether a figure counts the people or things of one place only ("seven Vorarlberg residents")."""
    places = _places_at(figure)
    others = [_places_at(f) for f in figures if f.reading.document.id != figure.reading.document.id]
    return bool(places) and any(not places & o for o in others)


def _places_at(figure: Figure) -> frozenset[str]:
    """Return the places named inside the noun phrase of a figure."""
    if figure.quantity is None:
        return frozenset()
    tree = figure.reading.tree
    tokens = tree.tokens_in(figure.span)
    if not len(tokens):
        return frozenset()
    phrase = tree.span(tokens[0], min(tokens[-1] + 1, len(tree.parse.starts) - 1))
    return frozenset(p.name for p in figure.reading.places if phrase.overlaps(p.span) and p.kind != "country")


_OPENING: Mapping[FindingKind, str] = {
    "update": "The figure was updated",
    "other_scope": "The figures are not of the same scope",
    "quantity_differs": "The figures differ",
}


def _differing(figures: Sequence[Figure], material: Material) -> list[Figure]:
    """Return one figure for each document and value, if two documents cannot both be right."""
    by_document: dict[str, list[Figure]] = {}
    for figure in figures:
        by_document.setdefault(figure.reading.document.id, []).append(figure)
    ids = sorted(by_document, key=material.when)
    apart = {d for a, b in combinations(ids, 2) if _conflict(by_document[a], by_document[b]) for d in (a, b)}
    kept: dict[tuple[str, object, object], Figure] = {}
    for figure in (f for d in sorted(apart) for f in by_document[d]):
        low, high = (figure.quantity.low, figure.quantity.high) if figure.quantity else (None, "vague")
        kept.setdefault((figure.reading.document.id, low, high), figure)
    return list(kept.values())


def _conflict(mine: Sequence[Figure], theirs: Sequence[Figure]) -> bool:
    """No figure of the one agrees with any of the other, though their statements are alike."""
    if not any(_alike(a, b) for a in mine for b in theirs):
        return False
    pairs = [(a, b) for a in mine for b in theirs]
    met = {id(f) for a, b in pairs if not _apart(a, b) for f in (a, b)}
    new = [(a, b) for a, b in pairs if not {id(a), id(b)} & met]
    if any(_moved(a, theirs) or _moved(b, mine) for a, b in new):
        return True
    known = all(not _gives(b.reading.document, a) and not _gives(a.reading.document, b) for a in mine for b in theirs)
    return known and all(_apart(a, b) for a in mine for b in theirs)


def _apart(left: Figure, right: Figure) -> bool:
    if left.quantity is None or right.quantity is None:
        return (left.quantity is None) != (right.quantity is None)
    return compare_intervals(left.quantity, right.quantity) == "differs"


def _gives(document: Document, figure: Figure) -> bool:
    """A document has a figure anywhere, of the same thing or of something that is not said."""
    quantity = figure.quantity
    if quantity is None:
        return False
    return any(
        (q.low, q.high) == (quantity.low, quantity.high) and {q.unit, quantity.unit} - {None} != {"year"}
        for q in document.quantities
    )


def _alike(left: Figure, right: Figure) -> bool:
    """Tell whether the statements around two figures say the same, and the same party does it.

    Where one has a name and the other a pronoun, nobody knows whether they do.
    """
    (ours, mine), (theirs, other) = _doers(left), _doers(right)
    if (ours and theirs and not ours & theirs) or (mine and theirs) or (other and ours):
        return False
    return overlap(left.reading, right.reading) >= ALIKE


def _doers(figure: Figure) -> tuple[frozenset[str], bool]:
    """Return the proper names in the subject of the clause that has the figure, and whether that is a pronoun."""
    tree = figure.reading.tree
    tokens = tree.tokens_in(figure.span)
    at = tokens[-1] if tokens else None
    while at is not None and tree.child(at, "nsubj") is None and tree.parse.heads[at] != at:
        at = tree.parse.heads[at]
    subject = None if at is None else tree.child(at, "nsubj")
    below = [] if subject is None else tree.subtree(subject, without=frozenset({"relcl", "appos", "acl"}))
    names = frozenset(key(tree.lemma(t)) for t in below if tree.parse.pos[t] == "PROPN")
    return names, subject is not None and tree.parse.pos[subject] == "PRON"


def _kind(figures: Sequence[Figure], material: Material) -> FindingKind:
    """Decide between an update, another scope, and figures that differ."""
    for one, other in combinations(figures, 2):
        elsewhere = compare_places(places_of(one.reading), places_of(other.reading)) == "differs"
        if elsewhere and one.reading.document.id != other.reading.document.id and _apart(one, other):
            return "other_scope"
    return "update" if _is_update(figures) else "quantity_differs"


def _is_update(figures: Sequence[Figure]) -> bool:
    """A report says that the count moved, and nothing speaks against it being later; or the figures are of two days."""
    for figure in figures:
        others = [f for f in figures if f.reading.document.id != figure.reading.document.id]
        if _moved(figure, others) and _later_than_some(figure, figures):
            return True
    days = [days_of(f.reading) for f in figures if f.quantity is not None]
    return any(compare_times(a, b) == "differs" for a, b in combinations(days, 2))


def _moved(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether the report says that the count changed: of this figure, or beside it with another's figure."""
    tree, number = figure.reading.tree, figure.reading.statement.sentence
    moved = words("en", "claims")["count_moved"]
    over = _above(tree, tree.tokens_in(figure.span))
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


def _above(tree: Tree, tokens: range) -> list[int]:
    """Return the tokens on the way from a figure up to the root of its sentence."""
    found: list[int] = []
    at = tokens[-1] if tokens else None
    while at is not None and at not in found:
        found.append(at)
        at = tree.parse.heads[at]
    return found


def _later_than_some(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Nothing known speaks against this figure's document being the later one."""
    mine = figure.reading.document.published
    others = [f.reading.document.published for f in figures if f.reading.document.id != figure.reading.document.id]
    return mine is None or any(o is None or o.earliest <= mine.latest for o in others)


def _listed(figures: Sequence[Figure], material: Material) -> str:
    """Return "19 (A, B) against 22 (C)", in the order of publication where it is known."""
    by_value: dict[str, list[str]] = {}
    for figure in sorted(figures, key=lambda f: (material.when(f.reading.document.id), f.span)):
        names = by_value.setdefault(figure.shown, [])
        label = material.labels[figure.reading.document.id]
        if label not in names:
            names.append(label)
    return joined([f"{value} ({', '.join(names)})" for value, names in by_value.items()], "against")
