"""How unusual a word or a sequence of words is in ordinary writing, in bits.

Enters: lower-case words and a language code. Leaves: bits of information, ``-log2 p``. Refuses: nothing; a
language that the background model does not know is measured by the length of its words.

The background model is ``wordfreq`` (Speer 2022: word frequencies from eight kinds of text). It ships with the
package and is the same for every case, so that no weight depends on what else is being read. Stock phrases of
news writing are a word list (``lexicon/en/stock.toml``): they are made of rare words but say nothing of a source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log2

from stemma.language.words import words

MAX_BITS = 22.0
"""Bits of a word that the background model does not know: one in four million words. More would let one
misread character or odd name outweigh a sentence."""

MIN_BITS = 4.0
"""Bits of the commonest words ("the": 4.2)."""

LETTER_BITS = 1.8
"""Bits a letter where no model exists: a scale only, by eye on English, where words of four letters have about
10 bits in running text and words of ten about 18."""

MOST_POWER = 9
"""Power of ten up to which a chance is told as a figure; nobody can picture a smaller one."""

CACHE = 200_000
"""Words kept in the look-up cache; the vocabulary of some 20,000 news texts."""


@lru_cache(maxsize=CACHE)
def word_bits(word: str, language: str) -> float:
    """Return the bits of one lower-case word; a hyphenated word unknown as a whole has those of its rarest part."""
    known = _frequencies(language)
    if not known:
        return min(MAX_BITS, MIN_BITS + LETTER_BITS * max(0, len(word) - 1))
    frequency = known.get(word) or known.get(word.replace("’", "'"))
    if frequency:
        return min(MAX_BITS, max(MIN_BITS, -log2(frequency)))
    parts = [part for part in word.replace("’", "'").replace("'", "-").split("-") if part]
    if len(parts) > 1:
        return max(word_bits(part, language) for part in parts)
    return MAX_BITS


def stock_positions(sequence: Sequence[str], language: str) -> frozenset[int]:
    """Return the positions of ``sequence`` that stand in a stock phrase."""
    starts = _stock(language)
    found: set[int] = set()
    for n, word in enumerate(sequence):
        for phrase in starts.get(word, ()):
            if tuple(sequence[n : n + len(phrase)]) == phrase:
                found.update(range(n, n + len(phrase)))
                break
    return frozenset(found)


def chance(bits: float) -> str:
    """Return bits in words: "about 1 in 1,000,000 pairs of texts"; beyond what can be pictured, "fewer than …"."""
    power = max(1, round(bits * 0.30103))
    many = "about" if power <= MOST_POWER else "fewer than"
    return f"{many} 1 in {10 ** min(power, MOST_POWER):,} pairs of texts"


@cache
def _stock(language: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the stock phrases by first word, longest first."""
    phrases = sorted({tuple(p.split()) for block in words(language, "stock").values() for p in block})
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        starts.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(found) for word, found in starts.items()}


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    """Return the word frequencies of a language, or nothing where there are none."""
    import wordfreq

    if language not in wordfreq.available_languages("best"):
        return {}
    return wordfreq.get_frequency_dict(language)
