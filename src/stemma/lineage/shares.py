"""What pairs of documents share, seen from a third one: the ground on which a lineage is drawn.

Enters: pairs of one story. Leaves: closeness of two documents, and the bits that two share and a third lacks.
Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stemma.compare.rarity import word_bits
from stemma.lineage.align import PREDICTABLE, Run
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.lineage.rules import LINED_UP, MATCHED

OMISSION = 0.02
"""Cost of a bit that only one of two documents has, against the gain of a shared bit. A copy drops cheaply, so it
is small; above zero it tells the nearer of two ancestors (python -m bench quality.lineage: chains 0.86 → 1.0)."""

LACKING = 0.5
"""Share of a shared item's words that must have no counterpart in a third document before the third lacks it."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that two documents share: its bits above chance and where it stands, as half-open word ranges."""

    bits: float
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one pair shares, and the word positions of each side that have a counterpart in the other."""

    items: tuple[Item, ...]
    left: frozenset[int]
    right: frozenset[int]


class Shares:
    """Everything shared in one story, by pair of ids, the smaller first."""

    def __init__(self, witnesses: Mapping[str, Witness], shares: Mapping[Key, Share]) -> None:
        self._witnesses = witnesses
        self._shares = shares
        self._vocabulary: dict[str, tuple[frozenset[str], float]] = {}

    def closeness(self, left: str, right: str) -> float:
        """Return how much of the two documents' words is common, in bits; what only one has costs a little.

        Minimal total cost of making each text from its neighbour is a spanning tree of maximal closeness.
        """
        (a, total_a), (b, total_b) = self._words(left), self._words(right)
        language = self._witnesses[left].tree.parse.language
        shared = sum(word_bits(word, language) for word in sorted(a & b))
        return shared - OMISSION * (total_a + total_b - 2 * shared)

    def shared(self, left: str, right: str) -> float:
        """Return the bits of everything that two documents share."""
        share = self._shares.get((min(left, right), max(left, right)))
        return sum(item.bits for item in share.items) if share else 0.0

    def without(self, left: str, right: str, third: str) -> float:
        """Return the bits that ``left`` and ``right`` share and ``third`` lacks."""
        a, b = min(left, right), max(left, right)
        share = self._shares.get((a, b))
        if share is None:
            return 0.0
        known = self._covered(a, third), self._covered(b, third)
        return sum(i.bits for i in share.items if _lacks(known[0], i.left) and _lacks(known[1], i.right))

    def _covered(self, document: str, other: str) -> frozenset[int]:
        share = self._shares.get((min(document, other), max(document, other)))
        if share is None:
            return frozenset()
        return share.left if document < other else share.right

    def _words(self, document: str) -> tuple[frozenset[str], float]:
        if document not in self._vocabulary:
            witness = self._witnesses[document]
            words = frozenset(witness.words)
            total = sum(word_bits(word, witness.tree.parse.language) for word in sorted(words))
            self._vocabulary[document] = words, total
        return self._vocabulary[document]


def share(pair: Pair) -> Share:
    """Return what a pair shares: telling runs of words, cut at sentence ends, and sentences that say the same."""
    items: list[Item] = []
    left: set[int] = set()
    right: set[int] = set()
    for run in pair.runs:
        left.update(range(run.left, run.left + run.length))
        right.update(range(run.right, run.right + run.length))
    for _, run in pair.telling:
        items.extend(_cut(pair, run))
    for match in pair.matches:
        a, b = pair.left.sentences[match.left], pair.right.sentences[match.right]
        if match.share >= LINED_UP:
            left.update(range(*a))
            right.update(range(*b))
        bits = sum(pair.usage.weight(stem) for stem in match.stems) - pair.exposure
        if match.share >= MATCHED and bits > 0:
            items.append(Item(bits=bits, left=a, right=b))
    return Share(items=tuple(items), left=frozenset(left), right=frozenset(right))


def _cut(pair: Pair, run: Run) -> Iterator[Item]:
    """Yield the pieces of a run between sentence ends that are telling by themselves."""
    first = run.left
    for n in range(run.left + 1, run.left + run.length + 1):
        if n == run.left + run.length or pair.left.sentence_of[n] != pair.left.sentence_of[first]:
            bits = PREDICTABLE * sum(pair.left.bits[first:n]) - pair.exposure
            if bits > 0:
                shift = run.right - run.left
                yield Item(bits=bits, left=(first, n), right=(first + shift, n + shift))
            first = n


def _lacks(covered: frozenset[int], place: tuple[int, int]) -> bool:
    """Tell whether most words of a place have no counterpart."""
    free = sum(n not in covered for n in range(*place))
    return free > LACKING * (place[1] - place[0])
