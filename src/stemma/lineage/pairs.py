"""Two witnesses side by side, with what the rules ask of them computed once.

Enters: two witnesses of a story and the story's ``Usage``. Leaves: a ``Pair`` that offers shared runs, shared
neighbours and matched sentences. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log2

from stemma.compare.rarity import MAX_BITS
from stemma.lineage.align import Run, runs
from stemma.lineage.readings import Witness
from stemma.lineage.usage import Usage
from stemma.model import DocumentSpan

SHORTEST = 100
"""Words that a document is taken to have at least when chance is reckoned. In a text of 20 words three ordinary
words would otherwise pass for a fingerprint."""

FREQUENT = 6
"""Places of one word in one document above which it is a theme of the text and tells no sentence from another."""

TOUCH = 3
"""Words of content that two sentences must share before they are matched; two are shared by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A sentence of the left with its counterpart on the right; ``share``: of the shorter one's information, 0 to 1."""

    left: int
    right: int
    share: float
    stems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two documents of a story, ``left.document.id < right.document.id``."""

    left: Witness
    right: Witness
    usage: Usage

    @cached_property
    def exposure(self) -> float:
        """Bits that a shared place must exceed to be unexpected: the log of the number of pairs of places.

        As in sequence search (Karlin and Altschul 1990): among ``m × n`` places something of ``log2 mn`` bits is
        shared by chance.
        """
        return log2(max(SHORTEST, len(self.left.words)) * max(SHORTEST, len(self.right.words)))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Shared runs of words, in the order of the left document."""
        return runs(self.left, self.right)

    @cached_property
    def copied(self) -> float:
        """Share of the shorter document's words that stand in shared runs, 0 to 1."""
        return sum(run.length for run in self.runs) / max(1, min(len(self.left.words), len(self.right.words)))

    @cached_property
    def telling(self) -> tuple[tuple[float, Run], ...]:
        """Runs that share more than chance would, with their bits above chance."""
        found = ((run.bits - self.exposure, run) for run in self.runs)
        return tuple((bits, run) for bits, run in found if bits > 0)

    @cached_property
    def covered(self) -> frozenset[int]:
        """Positions of the left that stand in a telling run."""
        return frozenset(n for _, run in self.telling for n in range(run.left, run.left + run.length))

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Sentences of the left matched to their best counterparts on the right, in the order of the left."""
        return tuple(_matches(self))

    def at_left(self, first: int, end: int) -> DocumentSpan:
        """Return a place in the left document."""
        return self.left.document.at(self.left.span(first, end))

    def at_right(self, first: int, end: int) -> DocumentSpan:
        """Return a place in the right document."""
        return self.right.document.at(self.right.span(first, end))


def _matches(pair: Pair) -> list[Match]:
    left, right, usage = pair.left, pair.right, pair.usage
    shared = sorted(left.places.keys() & right.places.keys())
    votes: dict[tuple[int, int], list[str]] = {}
    for stem in shared:
        mine = {left.sentence_of[n] for n in left.places[stem][:FREQUENT]}
        theirs = {right.sentence_of[n] for n in right.places[stem][:FREQUENT]}
        for i in mine:
            for j in theirs:
                votes.setdefault((i, j), []).append(stem)
    weight = {stem: min(MAX_BITS, usage.weight(stem)) for stem in shared}
    best: dict[int, Match] = {}
    for (i, j), stems in votes.items():
        if len(stems) < TOUCH:
            continue
        share = sum(weight[s] for s in stems) / min(left.loads[i], right.loads[j])
        found = Match(left=i, right=j, share=min(1.0, share), stems=tuple(stems))
        held = best.get(i)
        if held is None or (found.share, -found.right) > (held.share, -held.right):
            best[i] = found
    return [best[i] for i in sorted(best)]


def concordance(matches: Sequence[Match]) -> float:
    """Return how far matched sentences keep one order: share of following pairs that go forward, 0 to 1."""
    steps = [b.right - a.right for a, b in pairwise(matches)]
    return sum(step >= 0 for step in steps) / len(steps) if steps else 0.0
