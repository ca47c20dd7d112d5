"""RHM (Roos, Heikkilä and Myllymäki 2006): the tree whose texts compress best, each given the one above it.

The witnesses are the leaves of a binary tree. Texts are cut into aligned segments; the cost of an edge is, over all
segments, the gzip length of both ends together less that of the upper one alone. What the inner nodes read is chosen
for each segment among the witnesses' readings by dynamic programming. The tree is searched by simulated annealing with
exchanges of subtrees. The paper runs some millions of steps; here ``STEPS``, from the neighbour-joining tree, so that
RHM is never worse off for the few steps than its start.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from itertools import pairwise
from math import exp
from random import Random

import numpy as np
from bench.quality.lineage.joining import Edge, neighbour_joining
from numpy.typing import NDArray

STEPS = 800
"""Proposed exchanges."""

SEGMENTS = 25
"""Segments that a text is cut into."""

HOT, COLD = 10.0, 0.3
"""Temperatures at both ends, in bytes."""


def rhm(texts: Mapping[str, str], *, seed: int = 0) -> list[Edge]:
    """Return the edges of the best tree found."""
    if len(texts) < 4:
        return neighbour_joining(texts)
    costs = [_costs(column) for column in _segments(texts)]
    size = max(len(c) for c in costs)
    table = np.full((len(costs), size, size), 1e4, dtype=np.float32)
    for n, cost in enumerate(costs):
        table[n, : len(cost), : len(cost)] = cost
    readings = _readings(texts)
    return _annealed(neighbour_joining(texts), readings, table, Random(seed))


def _segments(texts: Mapping[str, str]) -> list[list[bytes]]:
    """Return the distinct readings of each segment."""
    return [sorted(set(column)) for column in zip(*(_cut(texts)[name] for name in sorted(texts)), strict=True)]


def _cut(texts: Mapping[str, str]) -> dict[str, list[bytes]]:
    """Cut each text at the places that align with even cuts of the longest one."""
    from rapidfuzz.distance import Indel

    words = {name: text.lower().split() for name, text in texts.items()}
    guide = max(words.values(), key=len)
    cuts = [round(len(guide) * n / SEGMENTS) for n in range(1, SEGMENTS)]
    found: dict[str, list[bytes]] = {}
    for name, mine in words.items():
        at = {}
        for block in Indel.opcodes(guide, mine):
            for n in range(block.src_start, block.src_end):
                at[n] = block.dest_start + (n - block.src_start if block.tag == "equal" else 0)
        ends = [0, *(at.get(n, len(mine)) for n in cuts), len(mine)]
        found[name] = [" ".join(mine[a:b]).encode() for a, b in pairwise(ends)]
    return found


def _readings(texts: Mapping[str, str]) -> dict[str, list[int]]:
    cut, distinct = _cut(texts), _segments(texts)
    return {name: [known.index(piece) for known, piece in zip(distinct, cut[name], strict=True)] for name in cut}


def _costs(readings: list[bytes]) -> NDArray[np.float32]:
    """Return C(upper + lower) - C(upper) for each two readings of a segment."""
    alone = [len(zlib.compress(r, 9)) for r in readings]
    rows = [[len(zlib.compress(u + b"\n" + r, 9)) - alone[n] for r in readings] for n, u in enumerate(readings)]
    return np.array(rows, dtype=np.float32)


def _annealed(
    edges: list[Edge], readings: Mapping[str, list[int]], table: NDArray[np.float32], random: Random
) -> list[Edge]:
    now, cost = edges, _cost(edges, readings, table)
    best = cost, now
    for step in range(STEPS):
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        other = _exchanged(now, random)
        if other is None:
            continue
        new = _cost(other, readings, table)
        if new < cost or random.random() < exp((cost - new) / heat):
            now, cost = other, new
            if cost < best[0]:
                best = cost, now
    return best[1]


def _exchanged(edges: list[Edge], random: Random) -> list[Edge] | None:
    """Exchange two subtrees that hang at different inner nodes."""
    (a, x), (b, y) = random.sample(edges, 2)
    if x == y or b in (a, x) or a in (b, y) or _reached(edges, a, x, {b, y}) != {b, y}:
        return None
    if _reached(edges, b, y, {a, x}) != {a, x}:
        return None
    return [(a, y) if e == (a, x) else (b, x) if e == (b, y) else e for e in edges]


def _reached(edges: list[Edge], below: str, above: str, wanted: set[str]) -> set[str]:
    """Return which of ``wanted`` lie above an edge."""
    known, todo = {below, above}, [above]
    while todo:
        node = todo.pop()
        for a, b in edges:
            for one, other in ((a, b), (b, a)):
                if one == node and other not in known:
                    known.add(other)
                    todo.append(other)
    return wanted & known


def _cost(edges: list[Edge], readings: Mapping[str, list[int]], table: NDArray[np.float32]) -> float:
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    root = next(n for n in sorted(near) if n not in readings)
    order, above = [root], {root: ""}
    for node in order:
        for other in near[node]:
            if other not in above:
                above[other] = node
                order.append(other)
    places = np.arange(len(table))
    total = {node: np.zeros(table.shape[:2], dtype=np.float32) for node in order if node not in readings}
    for node in reversed(order[1:]):
        if node in readings:
            total[above[node]] += table[places, :, readings[node]]
        else:
            total[above[node]] += (table + total[node][:, None, :]).min(axis=2)
    return float(total[root].min(axis=1).sum())
