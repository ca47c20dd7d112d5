"""Choose what each recognised name means, or leave it open with its candidates.

Enters: recognised stretches of one page, and what the document says as a whole. Leaves: places in text order.
Refuses: to choose where the two best readings lie within ``MARGIN``: such a place keeps its candidates and has no id.

All stretches of one name mean the same place in one document, unless different areas are named beside them
("Paris, Texas" and "Paris, France"). Readings are scored in four rounds, each with the places that the
round before chose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from stemma.model import Candidate, Place, Span
from stemma.places.context import Belief, Context, make_context
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.groups import Group, inside, make_groups
from stemma.places.inflection import nominative
from stemma.places.page import Page
from stemma.places.points import distance_km
from stemma.places.readings import Reading, score
from stemma.places.scan import Toponym
from stemma.places.surroundings import Surroundings, rivals

MARGIN = 0.2
"""Least lead of the best reading over the next (natural-log odds); below it the place stays open. 0.2 leaves open what
is decided with less than 55 : 45."""

MAX_CANDIDATES = 5
"""Candidates kept with an open place; Springfield has 34."""

WARMTH = (1.0, 3.0, 2.0, 1.0)
"""One round of scoring each; the likelihoods of the round before are divided by this (natural-log odds), so that early
favourites do not shut out a town and a county that only together make sense ("Athens … Henderson County"). Chosen on
LGL's even half: 0.914 of the oracle with three rounds at 1, 0.924 with these, the same with one more."""

LEAST_STEM = 4
"""Letters of the shortest stem looked up; shorter ones begin hundreds of names."""

SAME_KM = 25.0
"""Kilometres within which two readings are one place to a reader (a town and the district around it)."""


def resolve(page: Page, toponyms: Sequence[Toponym], around: Surroundings, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places in text order."""
    groups = make_groups(page, toponyms)
    ranked, context = rank(tuple(dict.fromkeys(groups)), around)
    found: list[Place] = []
    for toponym, group in zip(toponyms, groups, strict=True):
        seats = [] if ranked[group] else find_seats(page, toponym, context, gazetteer)
        found.append(_place(page, toponym, ranked[group], seats))
    return tuple(found)


def rank(groups: Sequence[Group], around: Surroundings) -> tuple[dict[Group, list[tuple[float, Entry]]], Context]:
    """Score all readings in rounds; each round sees how likely the one before found every entry."""
    ranked: dict[Group, list[tuple[float, Entry]]] = {}
    context = make_context(around, {})
    for warmth in WARMTH:
        context = make_context(around, _beliefs(ranked, warmth))
        ranked = {g: _ranked(g, context) for g in groups}
    return ranked, context


def _beliefs(ranked: Mapping[Group, Sequence[tuple[float, Entry]]], warmth: float) -> dict[str, Belief]:
    """Return what each name is believed to mean: the mean of its groups."""
    groups: dict[str, list[Group]] = defaultdict(list)
    for group, readings in ranked.items():
        if readings:
            groups[group.key].append(group)
    return {
        key: [(share / len(same), entry) for group in same for share, entry in believe(ranked[group], warmth)]
        for key, same in groups.items()
    }


def believe(ranked: Sequence[tuple[float, Entry]], warmth: float = 1.0) -> Belief:
    """Turn scores into likelihoods that sum to one; the warmer, the more alike."""
    if not ranked:
        return ()
    top = ranked[0][0]
    shares = [(exp((score - top) / warmth), entry) for score, entry in ranked]
    total = sum(share for share, _ in shares)
    return [(share / total, entry) for share, entry in shares]


def find_seats(page: Page, toponym: Toponym, context: Context, gazetteer: Gazetteer) -> list[tuple[float, Entry]]:
    """Rank the towns that may give an unknown area its name: of this name, or of the name that its adjective has.

    "Kremensk district" is that of a town whose name begins with "Kremen". Only towns in countries that the document
    names are candidates; the area itself stays open.
    """
    if toponym.kind not in ("region", "district"):
        return []
    towns = [e for e in toponym.entries if e.kind == "settlement"]
    stem = _stem(toponym.key, page)
    if not towns and stem:
        towns = [e for e in gazetteer.begin(stem) if context.in_country(toponym.key, e)]
    ranked = _ranked(
        Group(
            key=toponym.key,
            kind=None,
            areas=(),
            countries=frozenset(),
            peers=frozenset(),
            holds=False,
            entries=tuple(towns),
        ),
        context,
    )
    return [pair for pair in ranked if pair[1].geonames_id is not None]


def _stem(key: str, page: Page) -> str:
    """Return a name without the ending that makes it an adjective, if enough of it is left."""
    for ending in sorted(page.lexicon.adjective_endings, key=lambda e: (-len(e), e)):
        if key.endswith(ending) and len(key) - len(ending) >= LEAST_STEM:
            return key[: -len(ending)]
    return ""


def _ranked(group: Group, context: Context) -> list[tuple[float, Entry]]:
    readings = read_group(group)
    scored = [(score(r, context), r.entry) for r in readings]
    return sorted(scored, key=lambda pair: (-pair[0], -pair[1].population, pair[1].place))


def read_group(group: Group) -> list[Reading]:
    """Return the readings of a group's entries."""
    seat = group.kind is None and any(e.kind == "settlement" for e in group.entries)
    return [
        Reading(
            entry=e,
            key=group.key,
            area_named=any(inside(e, a) for a in group.areas),
            beside=e.kind != "country" and e.country in group.countries,
            listed=e.kind in group.peers,
            plain=group.kind is None,
            holds=group.holds and e.kind != "settlement",
            alike=seat and e.kind == "region" and _alike(e, group.entries),
        )
        for e in group.entries
    ]


def _alike(region: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether a settlement of the region, or a well-known one of its country, is called like it."""
    towns = [e for e in entries if e.kind == "settlement" and e.country == region.country]
    return any(e.admin1 == region.place or (e.main and rivals(e, region)) for e in towns)


def _place(
    page: Page, toponym: Toponym, ranked: Sequence[tuple[float, Entry]], seats: Sequence[tuple[float, Entry]]
) -> Place:
    span = _span(page, toponym)
    name = " ".join(span.within(page.text).split())
    if not ranked:
        kind = toponym.kind or "other"
        return Place(span=span, name=name, geonames_id=None, kind=kind, candidates=_candidates(seats))
    best = ranked[0][1]
    rivals = [s for s, e in ranked[1:] if not _near(e, best)]
    if rivals and ranked[0][0] - rivals[0] < MARGIN:
        kind = toponym.kind or best.kind
        return Place(span=span, name=name, geonames_id=None, kind=kind, candidates=_candidates(ranked))
    return Place(
        span=span,
        name=best.name,
        geonames_id=best.geonames_id,
        kind=best.kind,
        latitude=best.latitude,
        longitude=best.longitude,
        country=best.country,
        names=_names(page, toponym, best),
    )


def _names(page: Page, toponym: Toponym, entry: Entry) -> tuple[str, ...]:
    """Return a place's other names; where names decline, the text's own comes first, in the nominative."""
    own = nominative(page, toponym.first, toponym.last, toponym.key) if page.lexicon.inflected else None
    return tuple(dict.fromkeys((own, *entry.names))) if own is not None else entry.names


def _span(page: Page, toponym: Toponym) -> Span:
    """Return the span without marks that a tokenizer left at the last word."""
    start, end = page.parse.starts[toponym.start], page.parse.ends[toponym.end]
    while end > start + 1 and not (page.text[end - 1].isalnum() or page.text[end - 1] == "."):
        end -= 1
    return Span(start=start, end=end)


def _near(left: Entry, right: Entry) -> bool:
    return distance_km((left.latitude, left.longitude), (right.latitude, right.longitude)) < SAME_KM


def _candidates(ranked: Sequence[tuple[float, Entry]]) -> tuple[Candidate, ...]:
    return tuple(_candidate(e) for _, e in ranked[:MAX_CANDIDATES] if e.geonames_id is not None)


def _candidate(entry: Entry) -> Candidate:
    assert entry.geonames_id is not None
    return Candidate(
        geonames_id=entry.geonames_id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )
