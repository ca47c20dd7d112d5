"""The naive baseline: cosine of TF-IDF vectors inside a story, and its spanning tree over likely pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from math import log, sqrt
from re import findall

from bench.quality.lineage.traditions import Tradition

LINKED = 0.25
"""Cosine from which the baseline links two texts; chosen on these traditions, in its favour."""


def cosines(tradition: Tradition) -> dict[tuple[str, str], float]:
    """Return the cosine of every pair, keyed by document ids, the smaller first."""
    counts = {f"doc_{name}": Counter(findall(r"\w+", text.lower())) for name, text in sorted(tradition.texts.items())}
    holders = Counter(word for count in counts.values() for word in count)
    size = len(counts)
    vectors = {
        name: {word: (1 + log(n)) * log((size + 1) / holders[word]) for word, n in count.items()}
        for name, count in counts.items()
    }
    return {(a, b): _cosine(vectors[a], vectors[b]) for a, b in combinations(sorted(vectors), 2)}


def spanning_edges(tradition: Tradition) -> set[tuple[str, str]]:
    """Return the edges of the maximal spanning forest over pairs above ``LINKED``."""
    group = {f"doc_{name}": f"doc_{name}" for name in tradition.texts}
    taken: set[tuple[str, str]] = set()
    for (a, b), score in sorted(cosines(tradition).items(), key=lambda item: (-item[1], item[0])):
        if score >= LINKED and group[a] != group[b]:
            old, new = group[b], group[a]
            group = {name: new if held == old else held for name, held in group.items()}
            if "copy" in a + b:
                taken.add((a, b))
    return taken


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    shared = sum(left[word] * right[word] for word in left.keys() & right.keys())
    norms = sqrt(sum(v * v for v in left.values())) * sqrt(sum(v * v for v in right.values()))
    return shared / norms if norms else 0.0
