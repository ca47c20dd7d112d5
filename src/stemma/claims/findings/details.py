"""Details in which reports of one claim differ: the town, the day.

Enters: the claims of a story. Leaves: ``detail_differs``. Refuses: a detail that one report merely lacks or names
elsewhere, a coarser name of the same place, and a place or day that the sentence does not tie to the event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.sameness import same_event
from stemma.claims.findings.scene import days_of, places_of
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Span, Time

ALIKE = 0.6
"""Share of the shorter statement that the other must have before their places are held against each other. Without it
the first and the second leg of one journey are a contradiction."""

Detail = tuple[str, Span]
"""How a detail is compared, and where it stands."""

Found = tuple[str, Reading, Span]
"""A detail with the statement that has it."""


def details_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports of one claim name other towns or other days of the week for the same event."""
    for group in groups:
        if len(group.documents) < 2:
            continue
        for what, read_details, is_named in _KINDS:
            pair = _first_difference(group, read_details, is_named, material)
            if pair is None:
                continue
            shown = [f"{_shown(r, s)} ({material.labels[r.document.id]})" for _, r, s in pair]
            yield Draft(
                kind="detail_differs",
                sentence=f"The {what} differs: {joined(shown, 'against')}.",
                spans=tuple(r.document.at(s) for _, r, s in pair),
                claim=group.id,
                rule="details_differ",
            )


def _first_difference(
    group: Group,
    read_details: Callable[[Reading], list[Detail]],
    is_named: Callable[[str, Reading], bool],
    material: Material,
) -> tuple[Found, Found] | None:
    """Return the first two details that cannot both hold, in two documents neither of which names the other's."""
    told: dict[str, list[Found]] = {}
    for reading in group.asserting:
        told.setdefault(reading.document.id, []).extend((k, reading, s) for k, s in read_details(reading))
    known = [told[d] for d in sorted(told, key=material.when) if told[d]]
    for n, ours in enumerate(known):
        for theirs in known[n + 1 :]:
            for mine, other in ((a, b) for a in ours for b in theirs):
                apart = not is_named(mine[0], other[1]) and not is_named(other[0], mine[1])
                apart = apart and _shown(mine[1], mine[2]).casefold() != _shown(other[1], other[2]).casefold()
                if mine[0] != other[0] and apart and same_event(mine[1], other[1], least=ALIKE):
                    return mine, other
    return None


def _towns(reading: Reading) -> list[Detail]:
    source = reading.statement.source.span
    return [(str(p.geonames_id), p.span) for p in places_of(reading) if source is None or not source.covers(p.span)]


def _is_town_named(town: str, reading: Reading) -> bool:
    """Tell whether a report names a town anywhere, or names a town there alone by its area."""
    return any(str(p.geonames_id) == town for p in reading.document.places)


def _weekdays(reading: Reading) -> list[Detail]:
    found: list[Detail] = []
    for time in days_of(reading):
        named = _named_days(time.span.within(reading.document.text))
        dated = reading.document.text[time.span.end : time.span.end + 2].strip() == "("
        if len(named) == 1 and not _is_range(time) and not dated:
            found.append((named[0], time.span))
    return found


def _named_days(text: str) -> list[str]:
    return sorted(set(text.lower().replace(",", " ").split()) & words("en", "claims")["weekdays"])


def _is_day_named(day: str, reading: Reading) -> bool:
    return any(day in _named_days(t.span.within(reading.document.text)) for t in reading.document.times)


def _is_range(time: Time) -> bool:
    return time.earliest is not None and time.latest is not None and time.earliest[:10] != time.latest[:10]


def _shown(reading: Reading, span: Span) -> str:
    return " ".join(span.within(reading.document.text).split())


_KINDS: tuple[tuple[str, Callable[[Reading], list[Detail]], Callable[[str, Reading], bool]], ...] = (
    ("place", _towns, _is_town_named),
    ("day", _weekdays, _is_day_named),
)
