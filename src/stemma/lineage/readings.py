"""Read each document of a story as a witness: its words, how telling each is, and its quotations.

Enters: a document with its ``Tree``; then all witnesses of a story. Leaves: ``Witness`` records, and a
``Usage`` that says how many bits a word of this story carries. Refuses: nothing; a language without grammar is
read by its words alone.

A word carries ``-log2 p`` bits, where ``p`` mixes the background model with how the story itself uses the word
(Dirichlet smoothing: Zhai and Lafferty 2004), the two compared places left out. So what every document about
the event must say carries little. Names and digits carry nothing in a sequence: the event forces them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import log2, sqrt

from stemma.compare.rarity import MAX_BITS, stock_positions, word_bits
from stemma.language.tree import Tree
from stemma.language.words import words as word_list
from stemma.lineage.mentions import Mentions, find_mentions
from stemma.model import Document, Span, Statement

CONTENT_BITS = 9.5
"""Bits from which a word is one of content and not of grammar: English "would" has 9.4, "three" 10.6."""

STEM = 6
"""Letters of a word that stand for all its forms where no lemma is known; inflected languages change the rest."""

SMOOTHING = 1000.0
"""Words that the background model weighs against the story's own words. Zhai and Lafferty (2004) find 500 to
2,000 best for short documents. Without it "troops" in a story about troops counts as a rare word."""

TITLE_CASE = 0.6
"""Share of capitalised words from which a line is a headline in title case, where capitals tell no names."""

NOUNS_CAPITALISED = 0.22
"""Share of capitalised words inside sentences from which a language writes nouns large, as German does (English
news has 0.10 to 0.18); there only words that the background model does not know are taken for names."""

WINDOW = 4
"""Words within which two words of content are neighbours: "slap in the face" is one stretch of four."""

COUNTED = 3
"""Words after a number in which its counted noun stands ("22 badly damaged buildings")."""

YEARS = range(1900, 2101)
"""Numbers that are taken for years and so for no count."""

GRAM = 3
"""Words of the shortest sequence that is looked up. Two are shared by chance by any two texts."""

QUOTATION = re.compile(
    r"“([^“”\n]{2,600})”|«([^«»\n]{2,600})»|„([^„“”\n]{2,600})[“”]"
    r"|\"([^\"\n]{2,600})\"|‘((?:[^‘’\n]|’(?=\w)){2,600})’(?!\w)"
)

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quoted stretch: the words inside as a half-open range of word positions."""

    first: int
    end: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Witness:
    """One document as lineage reads it. All tuples run over its words, punctuation left out.

    ``words``: as compared (lower case, one apostrophe). ``stems``: lemma, or the first letters. ``tokens``: index
    in the parse. ``plain``: bits under the background model, 0 for names, digits and stock phrases. ``bits``: the
    same in this story, as ``Usage`` gives them. ``loads``: the information of each sentence in this story, ``norm``:
    the length of the document's vector of telling words.
    """

    document: Document
    tree: Tree
    words: tuple[str, ...]
    stems: tuple[str, ...]
    tokens: tuple[int, ...]
    plain: tuple[float, ...]
    named: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    mentions: Mentions
    bits: tuple[float, ...] = ()
    loads: tuple[float, ...] = ()
    norm: float = 1.0

    @cached_property
    def grams(self) -> Mapping[Gram, tuple[int, ...]]:
        """Every sequence of ``GRAM`` words with where it begins."""
        found: dict[Gram, list[int]] = {}
        for start, gram in enumerate(zip(*(self.words[n:] for n in range(GRAM)), strict=False)):
            found.setdefault(gram, []).append(start)
        return {gram: tuple(starts) for gram, starts in found.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """Every stem of content, name or number, with the positions where it stands."""
        found: dict[str, list[int]] = {}
        for n, stem in enumerate(self.stems):
            if self.plain[n] >= CONTENT_BITS or self.named[n]:
                found.setdefault(stem, []).append(n)
        return {stem: tuple(positions) for stem, positions in found.items()}

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Pairs of content words that stand together in a sentence, with their first place; two names make no pair.

        Order does not count: "a slap for the bloc" and "the bloc was slapped" hold the same pair.
        """
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for first, end in self.sentences:
            strong = [n for n in range(first, end) if self.bits[n] >= CONTENT_BITS or self._spelt_name(n)]
            for k, n in enumerate(strong):
                for m in strong[k + 1 : k + 1 + WINDOW]:
                    a, b = self.stems[n], self.stems[m]
                    if m - n <= WINDOW and a != b and not (self.named[n] and self.named[m]):
                        found.setdefault((a, b) if a < b else (b, a), (n, m))
        return found

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """Every (number, counted noun) with the place of the number; years and lone digits are left out."""
        found: dict[tuple[str, str], int] = {}
        for n, word in enumerate(self.words):
            if _is_count(word):
                near = range(n + 1, min(n + 1 + COUNTED, len(self.words)))
                noun = next((m for m in near if self.plain[m] >= CONTENT_BITS), None)
                if noun is not None:
                    found.setdefault((word, self.stems[noun]), n)
        return found

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """The sentence that each word stands in."""
        return tuple(n for n, (first, end) in enumerate(self.sentences) for _ in range(first, end))

    def _spelt_name(self, position: int) -> bool:
        return self.named[position] and not self.words[position][:1].isdigit()

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words ``[first, end)``."""
        return self.tree.span(self.tokens[first], self.tokens[end - 1])

    def shown(self, first: int, end: int) -> str:
        """Return the words ``[first, end)`` as they stand in the text, on one line."""
        return " ".join(self.span(first, end).within(self.tree.text).split())


def read(document: Document, tree: Tree, statements: Sequence[Statement] = ()) -> Witness:
    """Return the witness of one document; ``statements`` are its own and may be missing."""
    kept = [t for t in range(len(tree.parse.starts)) if _is_word(tree.word(t))]
    shown = [tree.word(t) for t in kept]
    words = tuple(word.casefold().replace("’", "'") for word in shown)
    language = tree.parse.language
    sentences = tuple(_sentences(tree, kept))
    named = tuple(_named(tree, kept, shown, words, sentences))
    stock = stock_positions(words, language)
    bits = (
        0.0 if name or n in stock else word_bits(word, language)
        for n, (word, name) in enumerate(zip(words, named, strict=True))
    )
    return Witness(
        document=document,
        tree=tree,
        words=words,
        stems=tuple(_stem(tree, token, word) for token, word in zip(kept, words, strict=True)),
        tokens=tuple(kept),
        plain=tuple(bits),
        named=named,
        sentences=sentences,
        quotes=tuple(_quotes(tree, kept)),
        mentions=find_mentions(document, tree, statements),
    )


def _is_word(shown: str) -> bool:
    """Tell words from punctuation and from the tails that the parser cuts off ("'s", "n't")."""
    return any(c.isalnum() for c in shown) and not (len(shown) <= 3 and ("'" in shown or "’" in shown))


def _is_count(word: str) -> bool:
    digits = word.replace(",", "").replace(".", "")
    return digits.isdecimal() and 1 < len(digits) < 10 and int(digits) not in YEARS


def _stem(tree: Tree, token: int, word: str) -> str:
    if tree.parse.tags[token]:
        lemma = tree.lemma(token)
        return _concepts(tree.parse.language).get(lemma, lemma)
    return word if word.isdigit() else word[:STEM]


@cache
def _concepts(language: str) -> Mapping[str, str]:
    """Return the words that mean nearly the same in news, each with the word that stands for all of them."""
    groups = word_list(language, "synonyms")
    return {word: min(words) for _, words in sorted(groups.items()) for word in sorted(words) if " " not in word}


def _sentences(tree: Tree, kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the range of words of each sentence that has any."""
    first = 0
    for n in range(1, len(kept) + 1):
        if n == len(kept) or tree.sentence_of[kept[n]] != tree.sentence_of[kept[first]]:
            yield first, n
            first = n


def _named(
    tree: Tree, kept: Sequence[int], shown: Sequence[str], words: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> Iterator[bool]:
    """Tell for each word whether it is a name or holds a digit."""
    large = [word[:1].isupper() for word in shown]
    headline = [_is_headline(large[first:end]) for first, end in sentences]
    inner = [n for k, (first, end) in enumerate(sentences) if not headline[k] for n in range(first + 1, end)]
    known = {words[n] for n in inner if large[n]}
    german = sum(large[n] for n in inner) > NOUNS_CAPITALISED * max(1, len(inner))
    for k, (first, end) in enumerate(sentences):
        for n in range(first, end):
            digit = any(c.isdigit() for c in words[n])
            tag = tree.parse.pos[kept[n]]
            if tag and not headline[k]:
                yield digit or tag == "PROPN"
            elif german and not tag:
                yield digit or (large[n] and word_bits(words[n], tree.parse.language) >= MAX_BITS)
            else:
                yield digit or (large[n] and (words[n] in known))


def _is_headline(large: Sequence[bool]) -> bool:
    return len(large) >= 5 and sum(large) >= TITLE_CASE * len(large)


def _quotes(tree: Tree, kept: Sequence[int]) -> Iterator[Quote]:
    position = {token: n for n, token in enumerate(kept)}
    for match in QUOTATION.finditer(tree.text):
        group = match.lastindex or 0
        inside = tree.tokens_in(Span(start=match.start(group), end=match.end(group)))
        found = [position[t] for t in inside if t in position]
        if found:
            yield Quote(first=found[0], end=found[-1] + 1)


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
