"""Read each document of a story as a witness: its words, how telling each is, and its quotations.

Enters: a document with its ``Tree`` and its statements. Leaves: a ``Witness``. Refuses: nothing; a language without
grammar is read by its words alone, and statements may be missing.

Names and digits carry no information in a sequence of words: the event forces them on every account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property

from stemma.compare.rarity import stock_positions, word_bits
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words as word_list
from stemma.lineage.mentions import Mentions, find_mentions
from stemma.lineage.names import CONTENT_BITS, named_words, silent_words
from stemma.model import Document, Span, Statement

STEM = 6
"""Letters of a word that stand for all its forms where no lemma is known; inflected languages change the rest."""

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
class _Worded:
    """A text by its words, whoever wrote it. All tuples run over its words, punctuation left out.

    ``words``: as compared (lower case, one apostrophe). ``stems``: lemma, or the first letters. ``tokens``: index
    in the parse. ``plain``: bits under the background model, 0 for names, digits and stock phrases.
    """

    tree: Tree
    words: tuple[str, ...]
    stems: tuple[str, ...]
    tokens: tuple[int, ...]
    plain: tuple[float, ...]
    named: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Witness(_Worded):
    """One document as lineage reads it.

    ``bits``: those of its words in this story, as ``Usage`` gives them. ``loads``: the information of each sentence in
    this story, ``norm``: the length of the document's vector of telling words.
    """

    document: Document
    mentions: Mentions
    bits: tuple[float, ...] = ()
    loads: tuple[float, ...] = ()
    norm: float = 1.0

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """Every stem of content, name or number, with the positions where it stands."""
        found: dict[str, list[int]] = {}
        for n, stem in enumerate(self.stems):
            if self.plain[n] >= CONTENT_BITS or self.named[n]:
                found.setdefault(stem, []).append(n)
        return {stem: tuple(positions) for stem, positions in found.items()}

    @cached_property
    def once(self) -> frozenset[str]:
        """The stems of content that the document uses a single time, names left out."""
        return frozenset(s for s, places in self.places.items() if len(places) == 1 and not self.named[places[0]])

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
    def tied(self) -> int:
        """How many of the pairs of ``neighbours`` tie a word to a name."""
        return sum(self.named[n] or self.named[m] for n, m in self.neighbours.values())

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
    worded = _read_words(tree)
    own = {field.name: getattr(worded, field.name) for field in fields(worded)}
    return Witness(**own, document=document, mentions=find_mentions(document, tree, statements))


@once
def _read_words(tree: Tree) -> _Worded:
    kept = [t for t in range(len(tree.parse.starts)) if _is_word(tree.word(t))]
    shown = [tree.word(t) for t in kept]
    words = tuple(word.casefold().replace("’", "'") for word in shown)
    language = tree.parse.language
    sentences = tuple(_sentences(tree, kept))
    named = tuple(named_words(tree, kept, shown, words, sentences))
    silent = stock_positions(words, language) | silent_words(words, named, language)
    bits = (0.0 if n in silent else word_bits(word, language) for n, word in enumerate(words))
    return _Worded(
        tree=tree,
        words=words,
        stems=tuple(_stem(tree, token, word) for token, word in zip(kept, words, strict=True)),
        tokens=tuple(kept),
        plain=tuple(bits),
        named=named,
        sentences=sentences,
        quotes=tuple(_quotes(tree, kept)),
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


def _quotes(tree: Tree, kept: Sequence[int]) -> Iterator[Quote]:
    position = {token: n for n, token in enumerate(kept)}
    for match in QUOTATION.finditer(tree.text):
        group = match.lastindex or 0
        inside = tree.tokens_in(Span(start=match.start(group), end=match.end(group)))
        found = [position[t] for t in inside if t in position]
        if found:
            yield Quote(first=found[0], end=found[-1] + 1)
