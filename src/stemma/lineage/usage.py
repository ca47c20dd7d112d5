"""How a story uses its words: what each carries here, beyond what the event forces on every account.

Enters: the witnesses of one story. Leaves: ``Usage`` (bits of a word in this story), and the witnesses with their
words weighed by it. Refuses: nothing; nothing outside the story is counted.

A word carries ``-log2 p`` bits, where ``p`` mixes the background model with the story's own use of the word
(Dirichlet smoothing: Zhai and Lafferty 2004), the two compared places left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import log2, sqrt

from stemma.lineage.names import CONTENT_BITS
from stemma.lineage.readings import Witness

SMOOTHING = 1000.0
"""Words that the background model weighs against the story's own words. Zhai and Lafferty (2004) find 500 to
2,000 best for short documents. Without it "troops" in a story about troops counts as a rare word."""


class Usage:
    """How a story uses its words: the bits that each carries here, beyond what the event forces.

    The counts leave out two occurrences, because two places are being compared and each would otherwise vouch
    for itself.
    """

    def __init__(self, witnesses: Iterable[Witness]) -> None:
        self._counts: Counter[str] = Counter()
        self._holders: Counter[str] = Counter()
        self.size = 0
        self.documents = 0
        for witness in witnesses:
            self._counts.update(witness.stems)
            self._holders.update(witness.places.keys())
            self.size += len(witness.words)
            self.documents += 1

    def bits(self, witness: Witness, position: int, *, forced: int = 2) -> float:
        """Return the bits of a word in this story; ``forced`` occurrences are not counted against it."""
        plain = witness.plain[position]
        if not plain:
            return 0.0
        count = max(0, self._counts[witness.stems[position]] - forced)
        return -log2((count + SMOOTHING * 2.0**-plain) / (self.size + SMOOTHING))

    def telling(self, stem: str) -> float:
        """Return how well a stem tells the story's documents apart: the log of one over the share that holds it."""
        return log2((self.documents + 1) / (self._holders[stem] or 1))

    def weight(self, stem: str) -> float:
        """Return the bits of meeting a stem in this story at all, names and numbers included."""
        return log2((self.size + 1) / (self._counts[stem] or 1))


def adapt(witnesses: Sequence[Witness]) -> tuple[Usage, tuple[Witness, ...]]:
    """Return how the witnesses of a story use their words, and the witnesses with the bits that follow."""
    usage = Usage(witnesses)
    known: dict[tuple[str, float], float] = {}
    adapted: list[Witness] = []
    for witness in witnesses:
        bits: list[float] = []
        for position, key in enumerate(zip(witness.stems, witness.plain, strict=True)):
            value = known.get(key)
            if value is None:
                value = known[key] = usage.bits(witness, position)
            bits.append(value)
        norm = sqrt(sum(usage.telling(stem) ** 2 for stem in witness.places)) or 1.0
        adapted.append(replace(witness, bits=tuple(bits), loads=tuple(_loads(witness, usage)), norm=norm))
    return usage, tuple(adapted)


def _loads(witness: Witness, usage: Usage) -> Iterator[float]:
    """Yield the information of each sentence: the weights of its distinct stems of content, at least 1."""
    for first, end in witness.sentences:
        stems = {witness.stems[n] for n in range(first, end) if witness.plain[n] >= CONTENT_BITS or witness.named[n]}
        yield max(1.0, sum(usage.weight(stem) for stem in sorted(stems)))
