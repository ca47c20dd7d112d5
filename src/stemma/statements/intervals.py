"""Turn "relation N" into an interval: "over 20", "up to three", "about 400".

Enters: a number's ends and the relation that a comparator names. Leaves: inclusive ends, ``None`` for an open one.
Refuses: nothing.

*more*, *least* → [n, None); *most*, *fewer* → [0, n]; *nearly* → [0.9 n, n]; *about* → [0.9 n, 1.1 n], at least one
whole unit to each side where things are counted.
"""

from __future__ import annotations

from math import ceil, floor

ABOUT = 0.1
"""Relative half-width of "about N"; reporters round to one or two digits, so 10 % covers the rounding."""


def interval(low: float, high: float, relation: str | None, *, whole: bool) -> tuple[float | None, float | None]:
    """Return the ends of "relation N"; ``whole``: the things counted have no parts."""
    if relation in ("more", "least"):
        return low, None
    if relation in ("most", "fewer"):
        return min(0.0, high), high
    if relation == "nearly":
        return _down(low, whole), high
    if relation == "about":
        return _down(low, whole), _up(high, whole)
    return low, high


def _down(value: float, whole: bool) -> float:
    near = round(value - abs(value) * ABOUT, 2)
    return float(min(floor(near), value - 1)) if whole and value >= 1 else near


def _up(value: float, whole: bool) -> float:
    near = round(value + abs(value) * ABOUT, 2)
    return float(max(ceil(near), value + 1)) if whole and value >= 1 else near
