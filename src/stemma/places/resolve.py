"""Choose what each recognised name means, or leave it open with its candidates.

Enters: recognised stretches of one page. Leaves: places in text order. Refuses: to choose where two readings score
nearly alike: such a place keeps its candidates and has no id.

Rules: the kind said beside the name; the country or region named in the document; nearness of the document's other
places; inhabitants; main name before other spellings; one name means one place in one document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

from stemma.model import Candidate, Place, PlaceKind, Span
from stemma.places.gazetteer import Entry
from stemma.places.page import Page
from stemma.places.scan import Toponym
from stemma.places.surroundings import Surroundings

EARTH_KM = 6371.0
NEAR_KM = 150.0
"""Kilometres within which another place of the document supports a reading."""

MARGIN = 0.35
"""Least lead of the best reading over the second (units of score); below it the place stays open."""

MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document names elsewhere: countries and regions with counts, and points of sure places."""

    countries: Counter[str]
    regions: Counter[int]
    points: tuple[tuple[float, float], ...]


def resolve(page: Page, toponyms: Sequence[Toponym], around: Surroundings) -> tuple[Place, ...]:
    """Return the places in text order."""
    first = _context(page, toponyms, {})
    chosen = {t.key: _ranked(page, t, first) for t in toponyms}
    context = _context(page, toponyms, {k: r[0][1] for k, r in chosen.items() if r})
    return tuple(_place(page, t, context) for t in toponyms)


def _context(page: Page, toponyms: Sequence[Toponym], chosen: dict[str, Entry]) -> Context:
    countries: Counter[str] = Counter()
    regions: Counter[int] = Counter()
    points: list[tuple[float, float]] = []
    for word in page.lowers:
        code = page.lexicon.demonyms.get(word)
        if code:
            countries[code] += 1
    for toponym in toponyms:
        for entry in toponym.entries:
            if entry.kind == "country" and entry.country:
                countries[entry.country] += 1
            if entry.kind == "region" and entry.country:
                regions[entry.place] += 1
        sure = chosen.get(toponym.key)
        if sure is not None and sure.country:
            countries[sure.country] += 1
            if sure.admin1 is not None:
                regions[sure.admin1] += 1
            if sure.kind in ("settlement", "district"):
                points.append((sure.latitude, sure.longitude))
    return Context(countries=countries, regions=regions, points=tuple(dict.fromkeys(points)))


def _ranked(page: Page, toponym: Toponym, context: Context) -> list[tuple[float, Entry]]:
    entries = _fitting(toponym)
    scored = [(_score(page, toponym, e, context), -n, e) for n, e in enumerate(entries)]
    return [(s, e) for s, _, e in sorted(scored, key=lambda x: (x[0], x[1]), reverse=True)]


def _fitting(toponym: Toponym) -> Sequence[Entry]:
    """Keep the entries of the kind that the text says, if there are any; districts only if it says so."""
    if toponym.kind in ("region", "district"):
        areas = [e for e in toponym.entries if e.kind in ("region", "district")]
        same = [e for e in areas if e.kind == toponym.kind]
        return same or areas
    if toponym.kind == "settlement":
        return [e for e in toponym.entries if e.kind == "settlement"] or toponym.entries
    return [e for e in toponym.entries if e.kind != "district"] or toponym.entries


def _score(page: Page, toponym: Toponym, entry: Entry, context: Context) -> float:
    total = log10(entry.population + 10) * 0.6
    if entry.main:
        total += 1.0
    if entry.kind == "country" and entry.main:
        total += 1.5
    if entry.kind == "region" and _seat_named_alike(toponym, entry):
        total -= 3.0
    if entry.country and context.countries[entry.country]:
        total += min(0.5 + 0.25 * context.countries[entry.country], 1.5)
    if entry.admin1 is not None and context.regions[entry.admin1]:
        total += min(1.0 + 0.5 * context.regions[entry.admin1], 2.5)
    if any(0.1 < distance_km((entry.latitude, entry.longitude), p) < NEAR_KM for p in context.points):
        total += 1.5
    return total + _adjacent(page, toponym, entry)


def _seat_named_alike(toponym: Toponym, region: Entry) -> bool:
    return any(e.kind == "settlement" and e.admin1 == region.place for e in toponym.entries)


def _adjacent(page: Page, toponym: Toponym, entry: Entry) -> float:
    """A comma and the name of its country or region follow: "Springfield, Illinois"."""
    return 0.0


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees."""
    (a, b), (c, d) = (map(radians, left), map(radians, right))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def _place(page: Page, toponym: Toponym, context: Context) -> Place:
    span = Span(start=page.parse.starts[toponym.start], end=page.parse.ends[toponym.end])
    ranked = _ranked(page, toponym, context)
    name = span.within(page.text)
    if not ranked:
        return Place(span=span, name=name, geonames_id=None, kind=toponym.kind or "other")
    best = ranked[0][1]
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        kind: PlaceKind = toponym.kind or best.kind
        return Place(span=span, name=name, geonames_id=None, kind=kind, candidates=_candidates(ranked))
    return Place(
        span=span,
        name=best.name,
        geonames_id=best.geonames_id,
        kind=best.kind,
        latitude=best.latitude,
        longitude=best.longitude,
        country=best.country,
        names=best.names,
    )


def _candidates(ranked: Sequence[tuple[float, Entry]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            geonames_id=e.geonames_id,
            name=e.name,
            kind=e.kind,
            country=e.country,
            latitude=e.latitude,
            longitude=e.longitude,
        )
        for _, e in ranked[:MAX_CANDIDATES]
        if e.geonames_id is not None
    )
