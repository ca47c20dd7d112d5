"""What two documents share and a third lacks: the ground on which unseen sources and second parents are drawn.

Enters: the ``Derivations`` of a story. Leaves: bits that two documents share beyond a third, and how far a document
falls into a part from one lender and a part from another. Refuses: nothing.

Sentences count where the third has nothing like them. In sentences that all three have, words count beyond what
two rewriters change alike by chance.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from stemma.lineage.derivation import Derivations

WORD, SENTENCE = 10.0, 100.0
"""Bits of a word, and of a whole sentence, that two documents share and a third lacks: a word of content has about
ten, a sentence of twenty words under ``PREDICTABLE`` about a hundred."""

TELLING = 75.0
"""Bits that a sentence made from another must save to count as a whole. Below are remarks of ten words that two
rewriters add alike ("the details remain unclear"): of 23 such in the fitting half none saves more."""

LIKE, HALF = 0.3, 0.5
"""Share of a sentence's bits in its nearest counterpart below which the third document lacks it, and from which
another neighbour explains it. A rewritten sentence keeps half, unlike ones share a fifth by their small words."""

ALIKE, CARELESS = 2.0, 0.005
"""Two rewriters who exchange shares ``p`` and ``q`` of the words exchange ``ALIKE × p × q`` of them alike, because few
words have ready replacements; misaligned words add ``CARELESS``. On the fitting half 17 of 24 unseen sources of light
copies are found at 2, 15 at 3, 12 at 5, and as many are invented."""

HEAVY = 0.08
"""Share of words exchanged from which words say nothing: so many are exchanged alike that the text they were taken from
stands alone like a copy. Sources invented on the fitting half: 14 of 240 up to 0.08, 20 at 0.1, 27 at 0.12."""

MOST = 5
"""Most words by which one sentence speaks for one of two lenders, so that no single sentence makes a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Whole sentences and words that two documents share and a third lacks, and the words that they share."""

    sentences: int
    words: int
    shared: int


class Gaps:
    """What documents of one story share, seen from further ones."""

    def __init__(self, derivations: Derivations) -> None:
        self._derivations = derivations
        self._likeness: dict[tuple[str, str], tuple[float, ...]] = {}

    def without(self, left: str, right: str, third: str, others: Collection[str] = ()) -> tuple[float, float]:
        """Return the bits that two documents share, and that ``third`` lacks as well as all ``others``.

        The first number is that of whole sentences and words, the second that of words alone.
        """
        counts = self._count(left, right, third, others), self._count(right, left, third, others)
        changed = self._changed(left, third), self._changed(right, third)
        chance = CARELESS + ALIKE * changed[0] * changed[1]
        words = sum(max(0.0, count.words - chance * count.shared) for count in counts)
        bits = WORD * words / 2 if max(changed) <= HEAVY else 0.0
        return SENTENCE * sum(count.sentences for count in counts) / 2 + bits, bits

    def parts(self, borrower: str, first: str, second: str) -> tuple[float, float]:
        """Return how far the beginning of a document comes from one lender and its end from another, in words.

        The first number is the smaller of the two margins, the second is their sum, at the best place to cut.
        """
        steps = [0.0]
        for step in self._steps(borrower, first, second):
            steps.append(steps[-1] + step)
        cuts = ((steps[n], steps[n] - steps[-1]) for n in range(len(steps)))
        both = [(sign * a, sign * b) for a, b in cuts for sign in (1, -1)]
        return max((min(a, b), a + b) for a, b in both)

    def spliced(self, borrower: str, first: str, second: str, whole: str) -> float:
        """Return how many words each end of a document is nearer to a lender of its own than to ``whole``, at least."""
        one, other = self._steps(borrower, whole, first), self._steps(borrower, whole, second)
        cuts = range(1, len(one))
        both = ((sum(a[:n]), sum(b[n:])) for n in cuts for a, b in ((one, other), (other, one)))
        return max((min(margins) for margins in both), default=0.0)

    def _steps(self, borrower: str, first: str, second: str) -> list[float]:
        """Return for each sentence the words by which it speaks for the second lender against the first."""
        derivations, found = self._derivations, list[float]()
        lines = zip(derivations.lines(borrower, first), derivations.lines(borrower, second), strict=True)
        like = self._like(borrower, first), self._like(borrower, second)
        for place, (sentence, (a, b)) in enumerate(zip(derivations.text(borrower), lines, strict=True)):
            step = 0.0
            if a.places and b.places:
                words = sentence.words
                step = max(-MOST, min(MOST, len((words & b.words) - a.words) - len((words & a.words) - b.words)))
            elif b.saved >= TELLING and like[0][place] < LIKE:
                step = SENTENCE / WORD
            elif a.saved >= TELLING and like[1][place] < LIKE:
                step = -SENTENCE / WORD
            found.append(step)
        return found

    def _changed(self, left: str, right: str) -> float:
        """Return the share of words that were exchanged in sentences that both documents have.

        What is only missing on one side was left out; no two rewriters put the same in for it by chance.
        """
        changed = words = 0
        for a, b in ((left, right), (right, left)):
            for sentence, line in zip(self._derivations.text(a), self._derivations.lines(a, b), strict=True):
                if line.places:
                    words += len(sentence.words)
                    changed += min(len(sentence.words - line.words), len(line.words - sentence.words))
        return changed / max(1, words)

    def _count(self, left: str, right: str, third: str, others: Collection[str] = ()) -> _Count:
        derivations = self._derivations
        theirs, thirds = derivations.lines(left, right), derivations.lines(left, third)
        further = [(derivations.lines(left, other), self._like(left, other)) for other in others]
        like = self._like(left, third)
        sentences = words = shared = 0
        for place, sentence in enumerate(derivations.text(left)):
            both = sentence.words & theirs[place].words
            if theirs[place].saved >= TELLING and like[place] < LIKE:
                sentences += all(near[place] < HALF for _, near in further)
            if both and thirds[place].places:
                shared += len(both)
                words += len(both.difference(thirds[place].words, *(lines[place].words for lines, _ in further)))
        return _Count(sentences=sentences, words=words, shared=shared)

    def _like(self, left: str, right: str) -> tuple[float, ...]:
        """Return for each sentence of the left the share of its bits, or its counterpart's, that both hold."""
        key = left, right
        if key not in self._likeness:
            self._likeness[key] = self._derivations.likeness(left, right)
        return self._likeness[key]
