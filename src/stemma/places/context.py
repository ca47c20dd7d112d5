"""What the rest of a document says for or against each reading of a name.

Enters: the countries and regions named outright, and for every name how likely each of its entries is (from the round
before). Leaves: a ``Context`` that answers, for one reading, how much of the rest lies in its country, in its region
or district, or near it. Refuses: to let a name support itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemma.places.gazetteer import Entry
from stemma.places.surroundings import Surroundings

CELL = 0.75
"""Degrees of a grid cell; names support each other in touching cells, which reach 80 to 160 km."""

LEAST = 0.05
"""Likelihood below which an entry is left out of the context; at 0.01 as good on even articles, at 0.1 worse."""

Cell = tuple[int, int]
Belief = Sequence[tuple[float, Entry]]
"""A name's entries with their likelihoods, which sum to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Expected counts: by country (ISO), by area (place number), by grid cell and name; ``own`` to be taken off."""

    countries: Mapping[str, float]
    areas: Mapping[int, float]
    cells: Mapping[Cell, Mapping[str, float]]
    own_countries: Mapping[tuple[str, str], float]
    own_areas: Mapping[tuple[str, int], float]
    kin: Mapping[str, int]

    def alike(self, entry: Entry) -> int:
        """Return how many other countries, or other regions of the same country, the document names."""
        if entry.kind == "country":
            return self.kin.get("", 0)
        return self.kin.get(entry.country or "", 0) if entry.kind == "region" else 0

    def in_country(self, key: str, entry: Entry) -> float:
        """Return how many other names lie in the entry's country (expected count)."""
        country = entry.country or ""
        return max(self.countries.get(country, 0.0) - self.own_countries.get((key, country), 0.0), 0.0)

    def in_area(self, key: str, entry: Entry) -> float:
        """Return how many other names lie in the entry's region or district, or in the entry itself."""
        found = 0.0
        for area in (entry.admin1, entry.admin2, entry.place if entry.kind in ("region", "district") else None):
            if area is not None:
                found += max(self.areas.get(area, 0.0) - self.own_areas.get((key, area), 0.0), 0.0)
        return found

    def near(self, key: str, entry: Entry) -> float:
        """Return how many other names lie near the entry (expected count)."""
        row, column = _cell(entry)
        mass: defaultdict[str, float] = defaultdict(float)
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                for name, share in self.cells.get((r, c), {}).items():
                    mass[name] += share
        return sum(min(share, 1.0) for name, share in mass.items() if name != key)


def make_context(around: Surroundings, beliefs: Mapping[str, Belief]) -> Context:
    """Return the context of one round."""
    by_country: defaultdict[str, float] = defaultdict(float, {c: float(n) for c, n in around.countries.items()})
    by_area: defaultdict[int, float] = defaultdict(
        float, {} if beliefs else {r: float(n) for r, n in around.regions.items()}
    )
    own_countries: defaultdict[tuple[str, str], float] = defaultdict(float)
    own_areas: defaultdict[tuple[str, int], float] = defaultdict(float)
    cells: defaultdict[Cell, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for key, belief in beliefs.items():
        for share, entry in belief:
            if share < LEAST or entry.kind in ("country", "other"):
                continue
            if entry.country:
                by_country[entry.country] += share
                own_countries[key, entry.country] += share
            for area in _areas(entry):
                by_area[area] += share
                own_areas[key, area] += share
            if entry.kind != "region":
                cells[_cell(entry)][key] += share
    return Context(
        countries=by_country,
        areas=by_area,
        cells=cells,
        own_countries=own_countries,
        own_areas=own_areas,
        kin=around.kin,
    )


def _areas(entry: Entry) -> Iterable[int]:
    own = (entry.place,) if entry.kind in ("region", "district") else ()
    return (*own, *(a for a in (entry.admin1, entry.admin2) if a is not None))


def _cell(entry: Entry) -> Cell:
    return int(entry.latitude // CELL), int(entry.longitude // CELL)
