"""The least-cost way to derive every document from another: a minimum spanning arborescence.

Enters: nodes, what it costs each to be made from another, and what to be made from none. Leaves: the lender of each
node, none for the first of each tree. Refuses: a circle.

Chu and Liu (1965), Edmonds (1967): every node takes its cheapest lender; where these close a circle, the circle becomes
one node, whose lenders cost what changing one of its members' lenders costs more. All circles of a round are
closed at once; a round costs as much as there are pairs, and there may be as many rounds as documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Arc = tuple[int, int]
"""Borrower and lender."""

NONE = -1
"""The lender of a node that is made from none."""


def arborescence(nodes: Iterable[str], costs: Mapping[tuple[str, str], float], afresh: float) -> dict[str, str | None]:
    """Return the cheapest lender of each node; ``costs`` by (borrower, lender), ``afresh`` of having none."""
    names = sorted(nodes)
    place = {name: n for n, name in enumerate(names)}
    arcs = {(n, NONE): afresh for n in range(len(names))}
    arcs |= {(place[borrower], place[lender]): cost for (borrower, lender), cost in sorted(costs.items())}
    found = _cheapest(len(names), arcs)
    return {name: names[found[n]] if found[n] != NONE else None for n, name in enumerate(names)}


def _cheapest(size: int, arcs: Mapping[Arc, float]) -> list[int]:
    """Return the lender of each of ``size`` nodes; every node may have ``NONE``."""
    best: list[tuple[float, int]] = [(float("inf"), NONE)] * size
    for (borrower, lender), cost in arcs.items():
        best[borrower] = min(best[borrower], (cost, lender))
    chosen = [lender for _, lender in best]
    circle = _circles(chosen)
    count = max(circle, default=-1) + 1
    if count == size:
        return chosen
    smaller: dict[Arc, float] = {}
    stands_for: dict[Arc, Arc] = {}
    for (borrower, lender), cost in arcs.items():
        arc = circle[borrower], circle[lender] if lender != NONE else NONE
        value = cost - best[borrower][0]
        if arc[0] != arc[1] and (arc not in smaller or (value, borrower, lender) < (smaller[arc], *stands_for[arc])):
            smaller[arc], stands_for[arc] = value, (borrower, lender)
    for arc in enumerate(_cheapest(count, smaller)):
        borrower, lender = stands_for[arc]
        chosen[borrower] = lender
    return chosen


def _circles(chosen: list[int]) -> list[int]:
    """Return for each node the number of its circle; a node in none has a number of its own."""
    number = [NONE] * len(chosen)
    seen = [NONE] * len(chosen)
    count = 0
    for start in range(len(chosen)):
        path, node = list[int](), start
        while node != NONE and seen[node] == NONE:
            seen[node] = start
            path.append(node)
            node = chosen[node]
        if node != NONE and seen[node] == start and number[node] == NONE:
            for member in path[path.index(node) :]:
                number[member] = count
            count += 1
        for member in path:
            if number[member] == NONE:
                number[member] = count
                count += 1
    return number
