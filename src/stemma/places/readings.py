"""Score one reading of a name: how likely does the text mean this gazetteer entry?

Enters: a ``Reading`` (an entry and how the text names it) and the document's ``Context``. Leaves: the sum of the
rules' weights (natural-log odds against the other readings). Refuses: nothing. The weights were fitted by maximum
likelihood on the even-numbered articles of LGL and GeoWebNews (``bench/quality/places.py --fit``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log10

from stemma.model import Evidence
from stemma.places.context import Context
from stemma.places.gazetteer import Entry

KIN = 4
"""Other countries or regions beyond which more say nothing more."""

MANY = 3.0
"""Mentions beyond which more do not add support."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry that a name may mean.

    ``area_named``: its area follows; ``holds``: it follows a place inside it; ``alike``: a region with a settlement
    of the same name in it.
    """

    entry: Entry
    key: str
    area_named: bool
    holds: bool
    alike: bool


Rule = Callable[[Reading, Context, float], Evidence | None]


def score(reading: Reading, context: Context) -> float:
    """Return the sum of the rules' weights."""
    return sum(e.score for e in explain(reading, context))


def explain(reading: Reading, context: Context) -> list[Evidence]:
    """Return the evidence of every rule that applies."""
    return [e for rule, weight in RULES if (e := rule(reading, context, weight)) is not None]


def inhabitants(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """More people live there (weight for each factor of ten)."""
    people = reading.entry.population
    return _say("inhabitants", weight * log10(people + 10), f"{people} inhabitants")


def main_name(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is the place's main name, not another spelling."""
    return _say("main_name", weight, reading.entry.name) if reading.entry.main else None


def is_country(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a country."""
    return _say("is_country", weight, "country") if reading.entry.kind == "country" else None


def is_region(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a region."""
    return _say("is_region", weight, "region") if reading.entry.kind in ("region", "other") else None


def settlement_alike(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """A settlement in the region has the region's name, and no word says that the region is meant."""
    return _say("settlement_alike", weight, "town of the same name") if reading.alike else None


def area_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The text names its country, region or district directly after it."""
    return _say("area_named", weight, "area named") if reading.area_named else None


def holds_another(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The text names it directly after a place inside it."""
    return _say("holds_another", weight, "holds the place before") if reading.holds else None


def is_capital(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is the capital of a country."""
    return _say("is_capital", weight, "capital") if reading.entry.capital else None


def kin_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a country, and the document names others; or a region, and it names others of the same country."""
    count = min(context.alike(reading.entry), KIN)
    return _say("kin_named", weight * count, f"{count} others") if count else None


def country_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The document names its country, or other places in it."""
    count = context.in_country(reading.key, reading.entry)
    return _say("country_named", weight * min(count, MANY), f"{count:.1f} names") if count else None


def area_elsewhere(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The document names its region or district, or other places in it."""
    count = context.in_area(reading.key, reading.entry)
    return _say("area_elsewhere", weight * min(count, MANY), f"{count:.1f} names") if count else None


def near_others(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """Other places of the document lie within about 100 km."""
    if reading.entry.kind in ("country", "other"):
        return None
    count = context.near(reading.key, reading.entry)
    return _say("near_others", weight * min(count, MANY), f"{count:.1f} names") if count else None


RULES: tuple[tuple[Rule, float], ...] = (
    (inhabitants, 1.2),
    (main_name, 2.8),
    (is_country, 0.3),
    (is_region, -0.0),
    (settlement_alike, -2.0),
    (area_named, 2.4),
    (holds_another, 1.6),
    (is_capital, 1.0),
    (kin_named, 0.5),
    (country_named, 0.8),
    (area_elsewhere, 2.1),
    (near_others, 0.5),
)
"""The rules with their weights (natural-log odds)."""


def _say(rule: str, score: float, detail: str) -> Evidence:
    return Evidence(rule=rule, score=score, detail=detail)
