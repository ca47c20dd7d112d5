"""How likely two documents in different languages report the same event: rules over what every language has.

Enters: the ``Common`` terms and days of two documents. Leaves: log odds, with the evidence of each rule. Refuses:
nothing. The weights were set by hand on the invented reports in three languages of
``tests/cases/stories/languages.txt``: no free set has labelled stories in English, Russian and Ukrainian.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stemma.stories.common import Common

BIAS = -5.0
"""Log odds of two documents that share nothing the rules look at."""

ENOUGH_FIGURES = 1.5
"""Shared numbers that make the full weight: one with what it counts and one of anything, or three of anything."""

BARE = 0.5
"""What a shared number counts of which no list says what it counts; long texts share "10" and "12" by chance."""

ENOUGH_NAMES = 2.0
"""Shared names that make the full weight."""

DAILY = frozenset(
    (
        *("attack", "control", "damage", "kill", "wound", "shoot_down", "verify", "talks"),
        *("building", "civilian", "drone", "missile", "person", "soldier", "street", "village"),
    )
)
"""Kinds that are in most reports of a war, whatever event they tell of."""

SEVERAL = 2
"""Numbers that both documents must give before it says something that none is the same."""

HALF = 0.5
"""Weight of a daily kind; others have 1."""

SLACK = 0.5
"""Weight added to what could be shared, so that one shared kind is not a full hit."""

CONFLICTS = ("other_town", "other_region", "other_figures", "other_events", "other_things")
"""Rules that speak against one event in any pair, also in one language; English pairs were fitted without them."""

Rule = Callable[[Common, Common], float]


def same_town(left: Common, right: Common) -> float:
    """Both name the same settlement, most if both openings do (0 to 1)."""
    if set(left.lead_towns) & set(right.lead_towns):
        return 1.0
    return 0.5 if set(left.towns) & set(right.towns) else 0.0


def other_town(left: Common, right: Common) -> float:
    """The openings name settlements, and neither document names one of the other's opening."""
    if not left.lead_towns or not right.lead_towns:
        return 0.0
    met = set(left.lead_towns) & set(right.towns) or set(right.lead_towns) & set(left.towns)
    return 0.0 if met else 1.0


def same_region(left: Common, right: Common) -> float:
    """Both name the same region (0 or 1)."""
    return 1.0 if set(left.regions) & set(right.regions) else 0.0


def other_region(left: Common, right: Common) -> float:
    """Both name regions, none of them the same."""
    return 1.0 if left.regions and right.regions and not set(left.regions) & set(right.regions) else 0.0


def same_country(left: Common, right: Common) -> float:
    """Share of the countries of the one with fewer that the other names too."""
    return _share(left.countries, right.countries)


def same_figures(left: Common, right: Common) -> float:
    """Both give the same numbers of the same kind of thing (0 to 1); a number alone, maybe chance, counts less."""
    shared = set(left.figures) & set(right.figures)
    return min(1.0, sum(1.0 if " " in figure else BARE for figure in shared) / ENOUGH_FIGURES)


def other_figures(left: Common, right: Common) -> float:
    """Both count several things, and no number is the same."""
    few = min(len(left.figures), len(right.figures)) < SEVERAL
    return 0.0 if few or set(left.figures) & set(right.figures) else 1.0


def same_names(left: Common, right: Common) -> float:
    """Both name the same persons or ships, by their sound in Latin letters (0 to 1)."""
    return min(1.0, len(set(left.names) & set(right.names)) / ENOUGH_NAMES)


def nothing_named(left: Common, right: Common) -> float:
    """No place, region, country or name is in both, so that numbers and kinds of events may meet by chance."""
    ours, theirs = (set(c.towns) | set(c.regions) | set(c.countries) | set(c.names) for c in (left, right))
    return 0.0 if ours & theirs else 1.0


def same_events(left: Common, right: Common) -> float:
    """Share of the kinds of events of the one with fewer that the other has too; daily ones count half."""
    return _share(left.events, right.events)


def same_lead(left: Common, right: Common) -> float:
    """The openings tell of the same kinds of events: the smaller of both shares; daily ones count half."""
    shared = _weight(set(left.lead_events) & set(right.lead_events))
    return shared / (max(_weight(left.lead_events), _weight(right.lead_events)) + SLACK)


def other_events(left: Common, right: Common) -> float:
    """The openings tell of events, and no kind is the same."""
    both = left.lead_events and right.lead_events
    return (
        1.0
        if both and not set(left.lead_events) & set(right.events) | set(right.lead_events) & set(left.events)
        else 0.0
    )


def same_things(left: Common, right: Common) -> float:
    """Share of the kinds of things of the one with fewer that the other has too; people and drones count half."""
    return _share(left.things, right.things)


def other_things(left: Common, right: Common) -> float:
    """Both name kinds of things that are not in all reports, and none is the same."""
    ours, theirs = set(left.things) - DAILY, set(right.things) - DAILY
    return 1.0 if ours and theirs and not ours & theirs else 0.0


RULES: tuple[tuple[Rule, float], ...] = (
    (same_town, 2.2),
    (other_town, -3.0),
    (same_region, 0.6),
    (other_region, -2.2),
    (same_country, 0.4),
    (same_figures, 2.6),
    (other_figures, -1.2),
    (same_names, 1.6),
    (nothing_named, -2.0),
    (same_events, 1.4),
    (same_lead, 2.4),
    (other_events, -1.0),
    (same_things, 1.6),
    (other_things, -1.2),
)
"""Rules with their weights in log odds for a full hit; the days between two publications weigh as in ``likeness``."""


def likeness_abroad(left: Common, right: Common) -> float:
    """Return the log odds, without the days, that two documents in different languages report one event."""
    return BIAS + sum(weight * rule(left, right) for rule, weight in RULES)


def conflicts(left: Common, right: Common) -> float:
    """Return the log odds that speak against one event."""
    return sum(weight * rule(left, right) for rule, weight in RULES if rule.__name__ in CONFLICTS)


def strong_terms(common: Common) -> Iterable[str]:
    """Yield the terms by which documents of different languages find each other: towns, figures, names.

    A town of the opening, or a region, is also joined to each kind of event of the opening, so that a short report of
    "an attack on Kharkiv" is compared with another.
    """
    yield from (f"@{town}" for town in common.towns)
    yield from (f"@{town} {event}" for town in common.lead_towns for event in common.lead_events)
    yield from (f"%{region} {event}" for region in common.regions for event in common.lead_events)
    yield from (f"#{figure}" for figure in common.figures)
    yield from (f"*{name}" for name in common.names)


def _share(left: Iterable[str], right: Iterable[str]) -> float:
    """Return the weight of what is shared over that of the smaller side; one shared daily kind is far from all."""
    ours, theirs = set(left), set(right)
    return _weight(ours & theirs) / (min(_weight(ours), _weight(theirs)) + SLACK)


def _weight(kinds: Iterable[str]) -> float:
    return sum(HALF if kind in DAILY else 1.0 for kind in kinds)
