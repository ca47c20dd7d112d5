"""Score one reading of a name: how likely does the text mean this gazetteer entry?

Enters: a ``Reading`` (an entry and how the text names it) and the document's ``Context``. Leaves: the sum of the
rules' weights (natural-log odds against the other readings). Refuses: nothing. The weights were fitted by maximum
likelihood on the even-numbered articles of LGL and GeoWebNews (``bench/quality/fit_places.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log, log10

from stemma.model import Evidence
from stemma.places.context import Context
from stemma.places.gazetteer import Entry

FULL = 5.0
"""Decimal logarithm of the inhabitants from which a main name has its full weight. Without the share, the hamlet
Dimitrov (1,100) beats the town of 46,000 that bore the name until 2016."""

KIN = 4
"""Other countries or regions beyond which more say nothing more."""

MANY = 3.0
"""Names beyond which more in the same country or near by do not add support."""

AREAS = 20.0
"""How much likelier one other name in an area makes it than an area without any. A country has some dozens of regions,
so the first name says most, and ten more little. Chosen on LGL's even half among 1, 3, 8, 20, 40; without it (a
straight line up to ``MANY``) each state of a list of states outweighs the inhabitants of a large city elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry that a name may mean.

    ``area_named``: its area follows; ``beside``: its country is named in the same sentence; ``holds``: it follows a
    place inside it; ``listed``: it is of the kind of the names listed with it; ``plain``: no word says its kind;
    ``alike``: a region with a settlement of the same name in it.
    """

    entry: Entry
    key: str
    area_named: bool
    beside: bool
    listed: bool
    plain: bool
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
    """It is the place's main name, not another spelling; a hamlet's main name says little."""
    share = min(log10(reading.entry.population + 10), FULL) / FULL
    return _say("main_name", weight * share, reading.entry.name) if reading.entry.main else None


def is_country(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a country."""
    return _say("is_country", weight, "country") if reading.entry.kind == "country" else None


def named_area(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a continent, a sea, or another area known all over the world."""
    return _say("named_area", weight, reading.entry.name) if reading.entry.kind == "other" else None


def bare_district(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a county or district, and no word says so."""
    return _say("bare_district", weight, "district") if reading.entry.kind == "district" and reading.plain else None


def listed_with_kin(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It stands in a list with others of its kind: "Ukraine and Georgia", "Ohio and Georgia"."""
    return _say("listed_with_kin", weight, reading.entry.kind) if reading.listed else None


def settlement_alike(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """A settlement in the region has the region's name, and no word says that the region is meant."""
    return _say("settlement_alike", weight, "town of the same name") if reading.alike else None


def area_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The text names its country, region or district directly after it."""
    return _say("area_named", weight, "area named") if reading.area_named else None


def country_beside(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """Its country, or the people of it, is named in the same sentence."""
    return _say("country_beside", weight, reading.entry.country or "") if reading.beside else None


def holds_another(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The text names it directly after a place inside it."""
    return _say("holds_another", weight, "holds the place before") if reading.holds else None


def is_capital(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is the capital of a country."""
    return _say("is_capital", weight, "capital") if reading.entry.capital else None


def kin_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """It is a country, and the document names others; or a region, and it names others of the same country.

    Not for a region with a town of its name: a list of towns would make regions of them all.
    """
    count = 0 if reading.alike else min(context.alike(reading.entry), KIN)
    return _say("kin_named", weight * count, f"{count} others") if count else None


def country_named(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The document names its country, or other places in it."""
    count = context.in_country(reading.key, reading.entry)
    return _say("country_named", weight * min(count, MANY), f"{count:.1f} names") if count else None


def area_elsewhere(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """The document names its region or district, or other places in it (weight for each doubling, about)."""
    count = context.in_area(reading.key, reading.entry)
    return _say("area_elsewhere", weight * log(1 + AREAS * count), f"{count:.1f} names") if count else None


def near_others(reading: Reading, context: Context, weight: float) -> Evidence | None:
    """Other places of the document lie within about 100 km."""
    if reading.entry.kind in ("country", "other"):
        return None
    count = context.near(reading.key, reading.entry)
    return _say("near_others", weight * min(count, MANY), f"{count:.1f} names") if count else None


RULES: tuple[tuple[Rule, float], ...] = (
    (inhabitants, 1.0),
    (main_name, 3.1),
    (is_country, 0.3),
    (named_area, 3.0),
    (bare_district, -2.9),
    (listed_with_kin, 1.5),
    (settlement_alike, -3.0),
    (area_named, 4.0),
    (country_beside, 1.0),
    (holds_another, 3.0),
    (is_capital, 1.5),
    (kin_named, 1.4),
    (country_named, 1.1),
    (area_elsewhere, 1.1),
    (near_others, 0.8),
)
"""The rules with their weights (natural-log odds), fitted but for seven that local US news cannot teach.

``is_country``, ``is_capital`` and ``named_area`` are priors of world news (Dublin is in Ireland, not in Ohio);
``listed_with_kin`` reads "Ukraine and Georgia"; ``settlement_alike`` keeps "Kharkiv" the city until a word says the
region; ``area_named`` makes "Paris, Texas" sure; ``country_beside`` finds Dimitrov in Ukraine where the sentence says
so.
"""


def _say(rule: str, score: float, detail: str) -> Evidence:
    return Evidence(rule=rule, score=score, detail=detail)
