"""The words of amounts of one language, and one sentence as the quantity grammar reads it.

Enters: the word list ``quantities``. Leaves: ``AmountWords`` and ``AmountLine``. Refuses: nothing; a language without
the list has none, and then no quantities are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.numerals import NumberWords, number_words

APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`", "'"))
"""Marks that stand for the apostrophe inside a word: "п’ять"."""

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountWords:
    """The word lists of one language; phrases by their words."""

    numbers: NumberWords
    comparators: Phrases
    after: Phrases
    units: Phrases
    signs: Mapping[str, str]
    currencies: Mapping[str, str]
    foreign: Mapping[tuple[str, str], str]
    halves: Mapping[str, float]
    lists: Mapping[str, frozenset[str]]

    @property
    def declined(self) -> bool:
        """Tell whether the language declines its number words."""
        return "declined" in self.lists

    def plain(self, word: str) -> str:
        """Return a word without the full stop that a tokenizer left at an abbreviated unit: "km." → "km".

        In languages that decline, only the apostrophes are made one.
        """
        if self.declined:
            return word.translate(APOSTROPHES)
        stem = word[:-1]
        short = word[-1:] == "." and (stem in self.numbers.short or stem == "h" or (stem,) in self.units)
        return stem if short else word

    def listed(self, name: str, word: str) -> bool:
        """Tell whether a word stands in a list."""
        return word in self.lists.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """One sentence: token range, and the lower-case words of the whole document."""

    tree: Tree
    lowers: Sequence[str]
    first: int
    stop: int
    known: AmountWords

    def at(self, token: int) -> str:
        """Return the lower-case word, or "" outside of the sentence."""
        return self.lowers[token] if self.first <= token < self.stop else ""

    def pos(self, token: int) -> str:
        """Return the part of speech, or "" outside of the sentence."""
        return self.tree.parse.pos[token] if self.first <= token < self.stop else ""

    def tag(self, token: int) -> str:
        """Return the Penn tag, or "" outside of the sentence."""
        return self.tree.parse.tags[token] if self.first <= token < self.stop else ""

    def glued(self, token: int) -> bool:
        """Tell whether a token touches the one before it."""
        parse = self.tree.parse
        return self.first < token < self.stop and parse.ends[token - 1] == parse.starts[token]

    def phrase_at(self, phrases: Phrases, token: int, longest: int) -> tuple[str, int] | None:
        """Return the longest phrase that begins at ``token``, and where it ends; hyphens in it do not count."""
        found: tuple[str, int] | None = None
        words: tuple[str, ...] = ()
        for at in range(token, min(token + 2 * longest - 1, self.stop)):
            if self.lowers[at] == "-" and words:
                continue
            words = (*words, self.lowers[at])
            value = phrases.get(words)
            found = (value, at + 1) if value is not None else found
            if len(words) == longest:
                break
        return found

    def phrase_before(self, phrases: Phrases, token: int, longest: int) -> tuple[str, int] | None:
        """Return the longest phrase that ends directly before ``token``, and where it begins."""
        for length in range(longest, 0, -1):
            if token - length >= self.first:
                found = phrases.get(tuple(self.lowers[token - length : token]))
                if found is not None:
                    return found, token - length
        return None


@cache
def amount_words(language: str) -> AmountWords:
    """Return the words of amounts of ``language``."""
    maps = mappings(language, "quantities")
    return AmountWords(
        numbers=number_words(language),
        comparators=_phrases(maps.get("comparators", {})),
        after=_phrases(maps.get("after", {})),
        units=_phrases(maps.get("units", {})),
        signs={k.lower(): v for k, v in maps.get("currency_signs", {}).items()},
        currencies=maps.get("currencies", {}),
        foreign={(k.split()[0], k.split()[1]): v for k, v in maps.get("foreign_currencies", {}).items()},
        halves={k: float(v) for k, v in maps.get("halves", {}).items()},
        lists=words(language, "quantities"),
    )


def _phrases(block: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.replace("/", " / ").replace("°c", "° c").split()): value for phrase, value in block.items()}
