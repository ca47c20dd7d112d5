"""Neighbour joining (Saitou and Nei 1987) on the share of differing words of aligned texts: a baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import Indel

Edge = tuple[str, str]


def distances(texts: Mapping[str, str]) -> dict[Edge, float]:
    """Return for each two texts the share of words outside their longest common subsequence."""
    words = {name: text.lower().split() for name, text in texts.items()}
    return {(a, b): Indel.normalized_distance(words[a], words[b]) for a, b in combinations(sorted(texts), 2)}


def neighbour_joining(texts: Mapping[str, str]) -> list[Edge]:
    """Return the edges of the tree; inner nodes are ``~0``, ``~1`` and so on."""
    return joined(sorted(texts), distances(texts))


def joined(names: Sequence[str], far: Mapping[Edge, float]) -> list[Edge]:
    """Return the neighbour-joining tree of a table of distances (smaller name first)."""
    nodes = list(names)
    table = {frozenset(edge): value for edge, value in far.items()}
    edges: list[Edge] = []
    while len(nodes) > 2:
        total = {a: sum(table[frozenset((a, b))] for b in nodes if b != a) for a in nodes}
        a, b = min(
            combinations(nodes, 2),
            key=lambda e: ((len(nodes) - 2) * table[frozenset(e)] - total[e[0]] - total[e[1]], e),
        )
        inner = f"~{len(edges) // 2}"
        for other in nodes:
            if other not in (a, b):
                both = table[frozenset((a, other))] + table[frozenset((b, other))]
                table[frozenset((inner, other))] = (both - table[frozenset((a, b))]) / 2
        edges.extend(((a, inner), (b, inner)))
        nodes = [n for n in nodes if n not in (a, b)] + [inner]
    return [*edges, (nodes[0], nodes[1])] if len(nodes) == 2 else edges
