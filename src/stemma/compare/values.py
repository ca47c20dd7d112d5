"""How two amounts, times or places of two statements stand to each other.

Enters: values of ``model`` (intervals, ids). Leaves: a relation in one word. Refuses: to compare what has no common
measure (other units, unresolved times, open places): the relation is then ``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from stemma.compare.terms import key
from stemma.model import Place, Quantity, Time

Relation = Literal["same", "overlaps", "differs", "unknown"]

FEW = 2.0
"""Amounts up to this are said of anything ("two sides", "one expert") and identify nothing."""


def compare_intervals(left: Quantity, right: Quantity) -> Relation:
    """Compare two amounts that measure the same thing."""
    if (left.low, left.high) == (right.low, right.high):
        return "same"
    low, high = max(_low(left), _low(right)), min(_high(left), _high(right))
    return "overlaps" if low <= high else "differs"


def counted_key(quantity: Quantity) -> str | None:
    """Return the comparison key of what is counted: the last word of the counted noun."""
    if not quantity.counted:
        return None
    word = quantity.counted.split()[-1].lower()
    singular = key(word)
    return singular if singular[0] in "=@" else key(word.removesuffix("s")) if word.endswith("s") else singular


def is_large(quantity: Quantity) -> bool:
    """Tell whether an amount is above ``FEW`` and no year."""
    ends = [v for v in (quantity.low, quantity.high) if v is not None]
    year = quantity.unit is None and quantity.low == quantity.high and 1900 <= max(ends, default=0.0) <= 2099
    return bool(ends) and max(ends) > FEW and not (year and quantity.counted is None)


def compare_times(left: Sequence[Time], right: Sequence[Time]) -> Relation:
    """Compare the resolved times of two statements: some pair equal, some pair overlapping, or all apart."""
    pairs = [(a, b) for a in left for b in right if a.earliest and b.earliest and a.latest and b.latest]
    if not pairs:
        return "unknown"
    if any((a.earliest, a.latest) == (b.earliest, b.latest) for a, b in pairs):
        return "same"
    meet = any(
        str(a.earliest)[:10] <= str(b.latest)[:10] and str(b.earliest)[:10] <= str(a.latest)[:10] for a, b in pairs
    )
    return "overlaps" if meet else "differs"


def compare_places(left: Iterable[Place], right: Iterable[Place]) -> Relation:
    """Compare the settlements of two statements; coarser places only show sameness, never difference."""
    ours, theirs = list(left), list(right)
    if not ours or not theirs:
        return "unknown"
    shared = _ids(ours) & _ids(theirs)
    if any(p.geonames_id in shared and p.kind != "country" for p in ours):
        return "same"
    fine, other = _settlements(ours), _settlements(theirs)
    return "differs" if fine and other and not fine & other else "unknown"


def _ids(places: Sequence[Place]) -> set[int]:
    return {p.geonames_id for p in places if p.geonames_id is not None}


def _settlements(places: Sequence[Place]) -> set[int]:
    return {p.geonames_id for p in places if p.geonames_id is not None and p.kind == "settlement"}


def _low(quantity: Quantity) -> float:
    return float("-inf") if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high
