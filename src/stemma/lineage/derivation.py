"""What it costs to make one text from another: the bits that a copyist adds, and what he changes and drops.

Enters: witnesses. Leaves: for two of them the cost of making the one from the other, sentence by sentence, with what
the lender has in its place. Refuses: nothing; a text that has nothing from another costs as much as one written afresh.

Minimum description length (Rissanen 1978): a sentence is either written afresh, and costs the bits of its words, or
made from one or two sentences of the lender, and costs what is new in it and a little for what was left out. The order
of sentences and of words costs nothing, because rewriting changes it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from stemma.compare.rarity import word_bits
from stemma.lineage.align import PREDICTABLE
from stemma.lineage.names import CONTENT_BITS
from stemma.lineage.readings import Witness

COUNTERPART = 0.5
"""Share of the bits of a sentence's words of content, or of its counterpart's, that both hold. Trees of the fitting
half: 0.89 of the edges right at 0.4, 0.90 at 0.5, 0.90 at 0.6; at 0.3 sentences about one thing pass for copies."""

NEW = 8.0
"""Most bits that a word costs which the lender's sentence lacks. Two rewriters often choose the same word for another:
uncapped, a sibling with the same choices passes for the source (star shapes 0.88 → 0.81)."""

LOST = 1.0
"""Bits of a word left out of a sentence; edges right are the same from 1 to 3."""

DROPPED = 2.0
"""Bits of a sentence left out: an editor drops one in four or so. Edges right are the same from 0 to 10."""

JOINED = 4.0
"""Bits of joining a second sentence of the lender to the first, or of the parser's having cut differently."""

LEFT_OVER = 3
"""Words without counterpart from which a second sentence of the lender is looked for."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as a bag of words. ``bits``: of its distinct words; ``content``: those of words of content alone."""

    words: frozenset[str]
    bits: float
    content: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How one sentence comes from a lender: its ``cost``, the bits ``saved`` against writing it afresh.

    ``places``: the lender's sentences that it is made of, none where it is new; ``words``: all words in them.
    """

    cost: float
    saved: float
    places: tuple[int, ...]
    words: frozenset[str]


class Derivations:
    """The costs of making the documents of a story from each other, each computed once."""

    def __init__(self, witnesses: Mapping[str, Witness]) -> None:
        self._witnesses = witnesses
        self._texts: dict[str, _Text] = {}
        self._lines: dict[Key, tuple[Line, ...]] = {}

    def text(self, document: str) -> Sequence[Sentence]:
        """Return the sentences of a document."""
        return self._text(document).sentences

    def afresh(self, document: str) -> float:
        """Return the bits of a document written without a lender."""
        return sum(_afresh(sentence) for sentence in self.text(document))

    def lines(self, borrower: str, lender: str) -> tuple[Line, ...]:
        """Return for each sentence of ``borrower`` how it comes from ``lender``."""
        key = borrower, lender
        if key not in self._lines:
            source = self._text(lender)
            self._lines[key] = tuple(_line(sentence, source) for sentence in self.text(borrower))
        return self._lines[key]

    def cost(self, borrower: str, lender: str) -> float:
        """Return the bits of making ``borrower`` from ``lender``."""
        lines, source = self.lines(borrower, lender), self.text(lender)
        kept: dict[int, set[str]] = {}
        for sentence, line in zip(self.text(borrower), lines, strict=True):
            for place in line.places:
                kept.setdefault(place, set()).update(sentence.words)
        lost = sum(len(source[place].words - words) for place, words in kept.items())
        return sum(line.cost for line in lines) + LOST * lost + DROPPED * (len(source) - len(kept))

    def likeness(self, left: str, right: str) -> tuple[float, ...]:
        """Return for each sentence of ``left`` the largest share of its content that one of ``right`` holds, 0 to 1."""
        source = self._text(right)
        return tuple(
            max(source.shared(sentence).values(), default=0.0) / sum(sentence.content.values())
            for sentence in self.text(left)
        )

    def saved(self, left: str, right: str) -> float:
        """Return the bits saved by making one of two documents from the other, whichever saves more."""
        ways = ((left, right), (right, left))
        return max(self.afresh(borrower) - self.cost(borrower, lender) for borrower, lender in ways)

    def _text(self, document: str) -> _Text:
        if document not in self._texts:
            self._texts[document] = _Text(sentences=tuple(_sentences(self._witnesses[document])))
        return self._texts[document]


@dataclass(frozen=True)
class _Text:
    sentences: tuple[Sentence, ...]

    @cached_property
    def holders(self) -> Mapping[str, tuple[int, ...]]:
        """The sentences that hold each word of content."""
        found: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for word in sentence.content:
                found.setdefault(word, []).append(place)
        return {word: tuple(places) for word, places in found.items()}

    def shared(self, sentence: Sentence) -> dict[int, float]:
        """Return the places of sentences that share words of content with one, with the bits of these."""
        found: dict[int, float] = {}
        for word, bits in sentence.content.items():
            for place in self.holders.get(word, ()):
                found[place] = found.get(place, 0.0) + bits
        return found

    def like(self, sentence: Sentence) -> list[int]:
        """Return the places of sentences that hold enough of one, or of which it holds enough."""
        mine = sum(sentence.content.values())
        return [
            place
            for place, bits in sorted(self.shared(sentence).items())
            if bits >= COUNTERPART * min(mine, sum(self.sentences[place].content.values()))
        ]


def _sentences(witness: Witness) -> Iterable[Sentence]:
    language = witness.tree.parse.language
    for first, end in witness.sentences:
        bits = {word: word_bits(word, language) for word in sorted(set(witness.words[first:end]))}
        content = {word: value for word, value in bits.items() if value >= CONTENT_BITS}
        yield Sentence(words=frozenset(bits), bits=sum(bits.values()), content=content or bits)


def _afresh(sentence: Sentence) -> float:
    return PREDICTABLE * sentence.bits


def _line(sentence: Sentence, source: _Text) -> Line:
    """Return the cheapest way to a sentence: from one sentence of the source, from two, or afresh."""
    afresh = _afresh(sentence)
    new = Line(cost=afresh, saved=0.0, places=(), words=frozenset())
    near = source.like(sentence)
    if not near:
        return new
    known = [source.sentences[place].words for place in near]
    own = len(sentence.words)
    cost, n = min(
        (NEW * (own - len(sentence.words & words)) + LOST * len(words - sentence.words), n)
        for n, words in enumerate(known)
    )
    rest = sentence.words - known[n]
    cost = NEW * len(rest)
    places: tuple[int, ...] = (near[n],)
    words = known[n]
    if len(rest) > LEFT_OVER:
        for m, others in enumerate(known):
            joined = NEW * len(rest - others) + JOINED + LOST * len(others - sentence.words)
            if joined < cost:
                cost, places, words = NEW * len(rest - others) + JOINED, (near[n], near[m]), known[n] | others
    return Line(cost=cost, saved=afresh - cost, places=places, words=words) if cost < afresh else new
