"""Details in which reports of one claim differ: the town, the day.

Enters: the claims of a story. Leaves: ``detail_differs``. Refuses: a detail that one report merely lacks, and a
coarser name of the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Place, Span, Time

Detail = tuple[str, Span]
"""How a detail is compared, and where it stands."""


def details_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports of one claim name other towns or other days of the week."""
    for group in groups:
        if len(group.documents) < 2:
            continue
        for what, read_details in _KINDS:
            pair = _first_difference(group, read_details, material)
            if pair is None:
                continue
            shown = [f"{_shown(r, s)} ({material.labels[r.document.id]})" for r, s in pair]
            yield Draft(
                kind="detail_differs",
                sentence=f"The {what} differs: {joined(shown, 'against')}.",
                spans=tuple(r.document.at(s) for r, s in pair),
                claim=group.id,
                rule="details_differ",
            )


def _first_difference(
    group: Group, read_details: Callable[[Reading], list[Detail]], material: Material
) -> tuple[tuple[Reading, Span], tuple[Reading, Span]] | None:
    """Return the first two documents whose details are disjoint, with the statement and span of each."""
    told: dict[str, list[tuple[str, Reading, Span]]] = {}
    for reading in group.asserting:
        told.setdefault(reading.document.id, []).extend((k, reading, s) for k, s in read_details(reading))
    known = [told[d] for d in sorted(told, key=material.when) if told[d]]
    for n, ours in enumerate(known):
        for theirs in known[n + 1 :]:
            if not {k for k, _, _ in ours} & {k for k, _, _ in theirs}:
                return ours[0][1:], theirs[0][1:]
    return None


def _towns(reading: Reading) -> list[Detail]:
    fine = [p for p in reading.places if p.kind == "settlement" and p.geonames_id is not None]
    return [(str(p.geonames_id), p.span) for p in fine if not _of_a_source(p, reading)]


def _of_a_source(place: Place, reading: Reading) -> bool:
    """A place inside the source's own span says where the speaker sits, not where it happened."""
    source = reading.statement.source.span
    return source is not None and source.covers(place.span)


def _weekdays(reading: Reading) -> list[Detail]:
    days = words("en", "claims")["weekdays"]
    found: list[Detail] = []
    for time in reading.statement.times:
        named = sorted(set(time.span.within(reading.document.text).lower().split()) & days)
        if named and not _is_range(time):
            found.append((named[0], time.span))
    return found


def _is_range(time: Time) -> bool:
    return time.earliest is not None and time.latest is not None and time.earliest[:10] != time.latest[:10]


def _shown(reading: Reading, span: Span) -> str:
    return " ".join(span.within(reading.document.text).split())


_KINDS: tuple[tuple[str, Callable[[Reading], list[Detail]]], ...] = (("place", _towns), ("day", _weekdays))
