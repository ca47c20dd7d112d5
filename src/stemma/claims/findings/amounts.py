"""How many: figures for the same thing that differ, and why.

Enters: the claims of a story. Leaves: ``update``, ``other_scope`` or ``quantity_differs``. Refuses: to call a
difference a conflict before another time and another scope are ruled out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.compare.values import compare_intervals, compare_places, compare_times, is_large
from stemma.language.words import words
from stemma.model import FindingKind, Quantity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount that a statement gives, or a word such as "many" in its place (``quantity`` is then ``None``)."""

    reading: Reading
    quantity: Quantity | None
    span: Span

    @property
    def shown(self) -> str:
        """The figure as it stands in its document."""
        text = " ".join(self.span.within(self.reading.document.text).split())
        return f"“{text}”" if self.quantity is None else text


def amounts_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports of one claim count the same thing and get to different figures."""
    for group in groups:
        if len(group.documents) < 2:
            continue
        for _, figures in sorted(_figures(group).items()):
            whole = [f for f in figures if not _is_part(f, figures)]
            apart = _differing(whole)
            if len({f.reading.document.id for f in apart}) > 1:
                yield _draft(_kind(apart, material), apart, group, material)
            part = [f for f in figures if f not in whole]
            parts = _differing([*whole[:1], *part]) if part else []
            if len({f.reading.document.id for f in parts}) > 1:
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


def _figures(group: Group) -> dict[str, list[Figure]]:
    """Return the figures of a claim by what they count, "many" and its like included."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for reading in group.asserting:
        for amount in reading.amounts:
            if is_large(amount.quantity):
                span = amount.quantity.span
                figure = Figure(reading=reading, quantity=amount.quantity, span=span)
                found[f"{amount.measure} {amount.event or ''}".strip()].append(figure)
    for measure in sorted(found):
        found[measure].extend(_vague(group, measure.split(" ", 1)[0]))
    return found


def _vague(group: Group, measure: str) -> Iterator[Figure]:
    """Yield the words such as "many" that stand where other reports have a figure."""
    vague = words("en", "claims")["vague_amounts"]
    for reading in group.asserting:
        tree = reading.tree
        if any(a.measure == measure for a in reading.amounts):
            continue
        for token in tree.tokens_in(reading.statement.content):
            head = tree.parse.heads[token]
            if tree.lemma(token) in vague and (key(tree.lemma(head)) == measure or measure == "=person"):
                yield Figure(reading=reading, quantity=None, span=tree.span(token, token))
                break


def _differing(figures: Sequence[Figure]) -> list[Figure]:
    """Return one figure for each document and value, if some two values do not agree."""
    kept: dict[tuple[str, object, object], Figure] = {}
    for figure in figures:
        low, high = (figure.quantity.low, figure.quantity.high) if figure.quantity else (None, "vague")
        kept.setdefault((figure.reading.document.id, low, high), figure)
    values = list(kept.values())
    exact = [f for f in values if f.quantity is not None]
    conflict = any(
        compare_intervals(a.quantity, b.quantity) == "differs"
        for n, a in enumerate(exact)
        for b in exact[n + 1 :]
        if a.quantity and b.quantity
    )
    return values if conflict or (exact and len(exact) < len(values)) else []


def _kind(figures: Sequence[Figure], material: Material) -> FindingKind:
    """Decide between an update, another scope, and figures that differ."""
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if one.quantity is None or other.quantity is None or one.reading.document.id == other.reading.document.id:
                continue
            if compare_intervals(one.quantity, other.quantity) != "differs":
                continue
            if _other_scope(one.reading, other.reading):
                return "other_scope"
    return "update" if _is_update(figures, material) else "quantity_differs"


def _other_scope(left: Reading, right: Reading) -> bool:
    """Each figure is of another place."""
    return compare_places(left.places, right.places) == "differs"


def _is_update(figures: Sequence[Figure], material: Material) -> bool:
    """A document gives both figures as earlier and later, says that the count moved, or tells another day's count."""
    moved = words("en", "claims")["count_moved"]
    for figure in figures:
        tree = figure.reading.tree
        first, last = tree.parse.sentences[figure.reading.statement.sentence]
        near = range(max(0, first - 1), min(len(tree.parse.lemmas), last + 40))
        if any(tree.lemma(t) in moved or tree.word(t).lower() in moved for t in near) and _later_than_some(
            figure, figures
        ):
            return True
    days = [f.reading.statement.times for f in figures if f.quantity is not None]
    return any(compare_times(a, b) == "differs" for n, a in enumerate(days) for b in days[n + 1 :])


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
