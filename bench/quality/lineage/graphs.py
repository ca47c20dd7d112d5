"""Trees as sets of edges: distances in steps, and the average sign score.

Roos and Heikkilä (2009, "Evaluating methods for computer-assisted stemmatology using artificial benchmark data sets"):
of every three witnesses, which of two is nearer to the first? The score is the share of such questions on which a
drawn graph agrees with the true one; a tie against an order counts half.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import combinations

Edge = tuple[str, str]
FAR = 10**6
"""Steps between nodes that nothing connects."""


def steps(edges: Iterable[Edge], names: Sequence[str]) -> dict[str, list[int]]:
    """Return for each name the steps to every name, in the order given."""
    near: dict[str, set[str]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    found: dict[str, list[int]] = {}
    for name in names:
        known, todo = {name: 0}, deque([name])
        while todo:
            node = todo.popleft()
            for other in sorted(near.get(node, ())):
                if other not in known:
                    known[other] = known[node] + 1
                    todo.append(other)
        found[name] = [known.get(other, FAR) for other in names]
    return found


def average_sign(true: Iterable[Edge], drawn: Iterable[Edge], names: Sequence[str]) -> float:
    """Return the average sign score of a drawn graph over the names, 0 to 1; drawing at random gives about a half."""
    ours, theirs = steps(true, names), steps(drawn, names)
    score = count = 0.0
    for at, name in enumerate(names):
        a, b = ours[name], theirs[name]
        others = [n for n in range(len(names)) if n != at]
        for n, m in combinations(others, 2):
            score += 1 - abs(_sign(a[n] - a[m]) - _sign(b[n] - b[m])) / 2
            count += 1
    return score / max(1.0, count)


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
