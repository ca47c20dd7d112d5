"""How many: figures for the same thing that differ, and why.

Enters: the claims of a story. Leaves: ``update``, ``other_scope`` or ``quantity_differs``. Refuses: to call a
difference a conflict before another time and another scope are ruled out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.counts import are_alike, are_apart, common_terms, contradict, is_moved, is_vague
from stemma.claims.findings.figures import Figure, figures_of
from stemma.claims.findings.scene import days_of, places_of
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.values import compare_places, compare_times
from stemma.model import FindingKind


def amounts_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports of one claim count the same thing in the same event and get to different figures."""
    common = common_terms(material)
    for group in groups:
        if len(group.documents) < 2:
            continue
        for _, figures in sorted(figures_of(group).items()):
            whole = [f for f in figures if not _is_part(f, figures)]
            apart = _differing(whole, material, common)
            if apart:
                kind = _kind(apart, material)
                yield _draft(kind, _with_steps(apart, whole) if kind == "update" else apart, group, material)
            part = [f for f in figures if f not in whole]
            parts = (_differing([one, *part], material, common) for one in whole if part)
            if scopes := next(filter(None, parts), None):
                yield _draft("other_scope", scopes, group, material)


def _with_steps(apart: Sequence[Figure], whole: Sequence[Figure]) -> list[Figure]:
    """Return the figures of an update with those that other reports gave on the way."""
    values = {(f.reading.document.id, f.shown) for f in apart}
    others = [f for f in whole if not is_vague(f) and (f.reading.document.id, f.shown) not in values]
    return [*apart, *(f for f in others if any(are_apart(f, a) and are_alike(f, a) for a in apart))]


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


def _differing(figures: Sequence[Figure], material: Material, common: frozenset[str]) -> list[Figure]:
    """Return one figure for each document and value, of those that another document contradicts."""
    pairs = [(a, b) for a, b in combinations(figures, 2) if a.reading.document.id != b.reading.document.id]
    apart = {id(f) for a, b in pairs if contradict(a, b, material, common) for f in (a, b)}
    kept: dict[tuple[str, object, object], Figure] = {}
    for figure in sorted(figures, key=lambda f: material.when(f.reading.document.id)):
        if id(figure) in apart:
            low, high = (figure.quantity.low, figure.quantity.high) if figure.quantity else (None, "vague")
            kept.setdefault((figure.reading.document.id, low, high), figure)
    return list(kept.values())


def _kind(figures: Sequence[Figure], material: Material) -> FindingKind:
    """Decide between an update, another scope, and figures that differ."""
    for one, other in combinations(figures, 2):
        elsewhere = compare_places(places_of(one.reading), places_of(other.reading)) == "differs"
        if elsewhere and one.reading.document.id != other.reading.document.id and are_apart(one, other):
            return "other_scope"
    return "update" if _is_update(figures) else "quantity_differs"


def _is_update(figures: Sequence[Figure]) -> bool:
    """A report says that the count moved, and nothing speaks against it being later; or the figures are of two days."""
    for figure in figures:
        others = [f for f in figures if f.reading.document.id != figure.reading.document.id]
        if is_moved(figure, others) and _later_than_some(figure, figures):
            return True
    days = [days_of(f.reading) for f in figures if f.quantity is not None]
    return any(compare_times(a, b) == "differs" for a, b in combinations(days, 2))


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
