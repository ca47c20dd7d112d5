"""Choose the pairs of a story that are worth comparing.

Enters: the witnesses of a story in id order. Leaves: pairs of positions, the smaller first, sorted. Refuses:
nothing; in a small story every pair is compared.

In a large story a pair is compared if it shares rare sequences or rare neighbours. They are found through an
index (``fingerprints``: numbers, no words), and of each document only its best partners are kept. Documents are
looked up a block at a time, so that the work grows with the number of documents and no list holds every pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stemma.lineage.fingerprints import Index, index
from stemma.lineage.readings import Witness

SMALL = 80
"""Documents up to which all pairs are compared: 3,160 pairs take about three seconds."""

PARTNERS = 10
"""Best partners of one document in a larger story. A forest needs one; the rest is room for several sources. One
comparison costs about a millisecond, so this number times the documents is the time of a large story."""

CROWD = 12
"""Documents that share a feature, above which it joins only followers in id order: a phrase that 1,000 reprints
share says the same of each, and would otherwise cost a million comparisons."""

FOLLOWERS = 2
"""Documents before and behind that a feature of a crowd joins; one would leave a chain without a second way."""

BLOCK = 200_000
"""Entries of the index that are looked up at once: 2.2 million votes at most, some 50 MB."""


def candidates(witnesses: Sequence[Witness]) -> tuple[tuple[int, int], ...]:
    """Return the pairs to compare as positions in ``witnesses``."""
    if len(witnesses) <= SMALL:
        return tuple(combinations(range(len(witnesses)), 2))
    found = index(witnesses)
    kept = [np.zeros((0, 2), dtype=np.int64)]
    for first, end in _blocks(found.begins):
        kept.append(_partners(found, found.entries[found.begins[first] : found.begins[end]]))
    pairs = np.unique(np.concatenate(kept), axis=0)
    return tuple(zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True))


def _blocks(begins: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of documents with about ``BLOCK`` entries each, at least one document."""
    first = 0
    while first < len(begins) - 1:
        end = int(np.searchsorted(begins, begins[first] + BLOCK, side="right")) - 1
        end = max(first + 1, end)
        yield first, end
        first = end


def _partners(found: Index, entries: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best partners of the documents that own ``entries``, as pairs, the smaller first."""
    votes, counts = np.unique(_votes(found, entries), return_counts=True)
    own, other = np.divmod(votes, len(found.begins))
    order = np.lexsort((other, -counts, own))
    own, other = own[order], other[order]
    rank = np.arange(len(own)) - np.searchsorted(own, own)
    best = rank < PARTNERS
    return np.stack((np.minimum(own, other)[best], np.maximum(own, other)[best]), axis=1)


def _votes(found: Index, entries: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one number for each shared feature and partner: the document times their number, plus the partner."""
    first, end = found.first[entries], found.end[entries]
    own = found.holders[entries].astype(np.int64) * len(found.begins)
    crowded = end - first > CROWD
    votes: list[NDArray[np.int64]] = []
    for step in range(1, CROWD):
        for place in (entries - step, entries + step):
            joined = (place >= first) & (place < end)
            if step > FOLLOWERS:
                joined &= ~crowded
            votes.append(own[joined] + found.holders[place[joined]])
    return np.concatenate(votes)
