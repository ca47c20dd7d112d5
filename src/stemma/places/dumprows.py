"""Turn a GeoNames dump into the rows of the gazetteer.

Enters: ``geonames`` records. Leaves: ``Row`` of settlements, regions, districts and natural features, countries and
named areas, and the names of the file of other names as index keys. Refuses: parts of settlements (nothing finer than
a settlement is resolved), and features of other kinds (roads, buildings, farms).

One pass over each file; only the admin areas (50,000) are held in memory. An area that the main file lacks (``cities…``
has settlements only) has the mean of its settlements' points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stemma.places.areas import Row, country_rows, extra_rows, strip_feature
from stemma.places.geonames import Area, Feature, read_alternates, read_areas, read_features
from stemma.places.names import fold
from stemma.places.points import Mean
from stemma.places.sources import Settlement, own_names
from stemma.places.spellings import exonyms, shown_names, spellings

PARTS = frozenset(("PPLX",))
"""Codes of group P that are parts of settlements."""

NATURAL = {
    "H": frozenset(("BAY", "GULF", "LK", "OCN", "RSV", "SEA", "STM", "STRT")),
    "T": frozenset(("ISL", "ISLS", "MT", "MTS", "PEN")),
    "L": frozenset(("RGN",)),
}
"""Codes of natural features by their group, as news speaks of them; each is kept only under names of several words
("Lake Constance"), because a mountain called "Hope" somewhere would make a place of every hope."""


@dataclass(slots=True)
class _Known:
    """What is known of an area while the settlements go by: their mean point and the sum of their inhabitants."""

    area: Area
    mean: Mean
    people: int = 0


def dump_rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of the dump in ``folder``; where two have one id, the first counts."""
    known = {area.code: _Known(area=area, mean=Mean()) for area in read_areas(folder)}
    areas = {total.area.geonames_id: total for total in known.values()}
    aliases = {number: path for path, number in own_names()["region_ids"].items()}
    described: dict[int, Feature] = {}
    yield from country_rows()
    yield from extra_rows(0)
    for feature in read_features(folder):
        if feature.group == "P" and feature.code not in PARTS:
            for total in (known[c] for c in _codes(feature) if c in known):
                total.mean.add(feature.latitude, feature.longitude)
                total.people += feature.population
            yield _settlement_row(feature, known)
        elif feature.geonames_id in areas:
            described[feature.geonames_id] = feature
        elif feature.code in NATURAL.get(feature.group, ()):
            yield from _natural_row(feature, known)
    for number in sorted(areas):
        yield _area_row(areas[number], described.get(number), known, aliases)


def dump_names(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield (key, place, as good as the main name) from the file of other names."""
    for other in read_alternates(folder):
        key = fold(other.name)
        if key and len(other.name) > 2:
            yield key, other.geonames_id, int(other.language == "en" and other.preferred and not other.historic)


def _codes(feature: Feature) -> tuple[str, str]:
    first = f"{feature.country}.{feature.admin1}"
    return first, f"{first}.{feature.admin2}"


def _homes(feature: Feature, known: dict[str, _Known]) -> tuple[int | None, int | None]:
    first, second = (known.get(code) for code in _codes(feature))
    return first.area.geonames_id if first else None, second.area.geonames_id if second else None


def _settlement_row(feature: Feature, known: dict[str, _Known]) -> Row:
    town = _settlement(feature)
    names = spellings(town)
    admin1, admin2 = _homes(feature, known)
    return Row(
        id=feature.geonames_id,
        geonames_id=feature.geonames_id,
        name=feature.name,
        names=names,
        own=exonyms(town),
        shown=shown_names(feature.name, names),
        kind="settlement",
        country=feature.country or None,
        admin1=admin1,
        admin2=admin2,
        latitude=feature.latitude,
        longitude=feature.longitude,
        population=feature.population,
        capital=feature.code == "PPLC",
    )


def _natural_row(feature: Feature, known: dict[str, _Known]) -> Iterator[Row]:
    names = tuple(n for n in spellings(_settlement(feature)) if " " in fold(n))
    if not names:
        return
    admin1, admin2 = _homes(feature, known)
    yield Row(
        id=feature.geonames_id,
        geonames_id=feature.geonames_id,
        name=names[0],
        names=names,
        shown=shown_names(names[0], names),
        kind="other",
        country=feature.country or None,
        admin1=admin1,
        admin2=admin2,
        latitude=feature.latitude,
        longitude=feature.longitude,
    )


def _area_row(total: _Known, feature: Feature | None, known: dict[str, _Known], aliases: dict[int, str]) -> Row:
    area, own = total.area, own_names()
    country, _, rest = area.code.partition(".")
    district = "." in rest
    path = aliases.get(area.geonames_id) or ("" if district else f"{country}.{area.name}")
    extra = own["regions"].get(path, {})
    bare, unusable = strip_feature(area.name), own["features"]["never_bare"]
    good = [n for n in (area.name, bare, *extra.get("names", ())) if fold(n) not in unusable]
    exact = tuple(own["abbreviations"].get(path, ()))
    latitude, longitude = (feature.latitude, feature.longitude) if feature else total.mean.point()
    upper = known.get(f"{country}.{rest.partition('.')[0]}") if district else None
    main = extra.get("name", area.name if fold(area.name) not in unusable else f"{area.name} Region")
    return Row(
        id=area.geonames_id,
        geonames_id=area.geonames_id,
        name=main,
        names=(*good, *(spellings(_settlement(feature)) if feature else ())),
        own=tuple(good),
        exact=exact,
        shown=tuple(n for n in (*extra.get("names", ()), *(e for e in exact if len(e) == 3)) if n != main),
        kind="district" if district else "region",
        country=country,
        admin1=upper.area.geonames_id if upper else None,
        latitude=latitude,
        longitude=longitude,
        population=(feature.population if feature else 0) or total.people,
    )


def _settlement(feature: Feature) -> Settlement:
    """Return the record whose spellings the other modules know how to choose among."""
    return Settlement(
        geonames_id=feature.geonames_id,
        name=feature.name,
        names=feature.names,
        country=feature.country,
        admin1=feature.admin1,
        latitude=feature.latitude,
        longitude=feature.longitude,
        population=feature.population,
    )
