"""Choose the pairs of a story that are worth comparing.

Enters: the witnesses of a story in id order. Leaves: pairs of positions, the smaller first, sorted. Refuses:
nothing; in a small story every pair is compared.

In a large story a pair is compared if it shares rare sequences or rare neighbours. They are found through an
index, and of each document only its best partners are kept, so that the work grows with the number of documents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.lineage.readings import Witness

SMALL = 80
"""Documents up to which all pairs are compared: 3,160 pairs take about three seconds."""

PARTNERS = 10
"""Best partners of one document in a larger story. A forest needs one; the rest is room for several sources. One
comparison costs about a millisecond, so this number times the documents is the time of a large story."""

CROWD = 12
"""Documents that share a feature, above which it joins only followers in id order: a phrase that 1,000 reprints
share says the same of each, and would otherwise cost a million comparisons."""

RARE = 30.0
"""Bits of a sequence or pair of words that goes into the index: two rare words, or three ordinary ones."""


def candidates(witnesses: Sequence[Witness]) -> tuple[tuple[int, int], ...]:
    """Return the pairs to compare as positions in ``witnesses``."""
    if len(witnesses) <= SMALL:
        return tuple(combinations(range(len(witnesses)), 2))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, witness in enumerate(witnesses):
        for feature in _features(witness):
            index[feature].append(n)
    votes: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        votes.update(_joined(holders))
    best: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (a, b), count in sorted(votes.items()):
        best[a].append((-count, b))
        best[b].append((-count, a))
    kept = {tuple(sorted((n, m))) for n, partners in best.items() for _, m in sorted(partners)[:PARTNERS]}
    return tuple(sorted((a, b) for a, b in kept))


def _features(witness: Witness) -> Iterator[tuple[str, ...]]:
    for gram, starts in witness.grams.items():
        if sum(witness.plain[starts[0] : starts[0] + len(gram)]) >= RARE:
            yield gram
    for pair, (n, m) in witness.neighbours.items():
        if witness.plain[n] + witness.plain[m] >= RARE:
            yield pair


def _joined(holders: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(holders) <= CROWD:
        yield from combinations(holders, 2)
        return
    for n, first in enumerate(holders):
        for second in holders[n + 1 : n + 3]:
            yield first, second
