"""What pairs of documents share, seen from a third one: the ground on which a lineage is drawn.

Enters: pairs of one story. Leaves: closeness of two documents, and the bits that two share and a third lacks.
Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from stemma.compare.rarity import word_bits
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.lineage.rules import MATCHED

OMISSION = 0.02
"""Cost of a bit that only one of two documents has, against the gain of a shared bit. A copy drops cheaply, so it
is small; above zero it tells the nearer of two ancestors (python -m bench quality.lineage: chains 0.86 → 1.0)."""

LACKING = 0.5
"""Share of a shared item's words of content that a third document must lack before the item is none of its own."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that two documents share: its bits above chance and its stems of content."""

    bits: float
    stems: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Everything shared in one story. ``items`` by pair of ids, the smaller first."""

    witnesses: Mapping[str, Witness]
    items: Mapping[Key, tuple[Item, ...]]
    _vocabulary: dict[str, frozenset[str]] = field(default_factory=dict)
    _totals: dict[str, float] = field(default_factory=dict)

    def closeness(self, left: str, right: str) -> float:
        """Return how much of the two documents' words is common, in bits; what only one has costs a little.

        Minimal total cost of making each text from its neighbour is a spanning tree of maximal closeness.
        """
        a, b = self._words(left), self._words(right)
        language = self.witnesses[left].tree.parse.language
        shared = sum(word_bits(word, language) for word in sorted(a & b))
        alone = self._total(left) + self._total(right) - 2 * shared
        return shared - OMISSION * alone

    def without(self, left: str, right: str, third: str) -> float:
        """Return the bits that ``left`` and ``right`` share and ``third`` lacks."""
        known = self.witnesses[third].places.keys()
        found = 0.0
        for item in self.items.get((min(left, right), max(left, right)), ()):
            if len(item.stems - known) >= LACKING * len(item.stems):
                found += item.bits
        return found

    def _words(self, document: str) -> frozenset[str]:
        if document not in self._vocabulary:
            self._vocabulary[document] = frozenset(self.witnesses[document].words)
        return self._vocabulary[document]

    def _total(self, document: str) -> float:
        if document not in self._totals:
            language = self.witnesses[document].tree.parse.language
            self._totals[document] = sum(word_bits(word, language) for word in sorted(self._words(document)))
        return self._totals[document]


def items(pair: Pair) -> tuple[Item, ...]:
    """Return what a pair shares: telling runs of words, and sentences that say the same."""
    found: list[Item] = []
    for bits, run in pair.telling:
        found.append(Item(bits=bits, stems=_stems(pair.left, range(run.left, run.left + run.length))))
    for match in pair.matches:
        if match.share >= MATCHED:
            bits = sum(pair.usage.weight(stem) for stem in match.stems) - pair.exposure
            if bits > 0:
                found.append(Item(bits=bits, stems=frozenset(match.stems)))
    return tuple(item for item in found if item.stems)


def _stems(witness: Witness, positions: Iterable[int]) -> frozenset[str]:
    return frozenset(witness.stems[n] for n in positions if witness.stems[n] in witness.places)


Closeness = Callable[[str, str], float]
