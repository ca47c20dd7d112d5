"""Put the claims nearest to one sentence first (``trace --about``).

Enters: a sentence that somebody wants to use, and the claims of a case with their statements' texts. Leaves:
a likeness for each claim, 0 to 1. Refuses: nothing; a sentence without a telling word is like no claim.

Words count by how unusual they are, and are compared by their first letters, so that "buildings were
captured" meets "the capture of a building". Numbers count as the rarest words: "22 buildings" is not
"19 buildings".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from stemma.compare.rarity import MAX_BITS, word_bits

STEM = 5
"""Letters by which words meet. With 4, "port" meets "portrait"; with 6, "captured" does not meet "capture"."""

MIN_WORD_BITS = 9.0
"""Bits below which a word ("were", "after", "that") says nothing of what a sentence is about."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def likeness(sentence: str, texts: Iterable[str]) -> float:
    """Return how much of ``sentence``, weighed by rarity, the best of ``texts`` holds; 0 to 1."""
    wanted = _weights(sentence)
    whole = sum(wanted.values())
    if not whole:
        return 0.0
    return max((_held(wanted, text) / whole for text in texts), default=0.0)


def _held(wanted: Mapping[str, float], text: str) -> float:
    there = _weights(text)
    return sum(weight for stem, weight in wanted.items() if stem in there)


def _weights(text: str) -> Mapping[str, float]:
    """Return the telling stems of ``text`` with their bits."""
    weights: dict[str, float] = {}
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        if word[0].isdigit():
            weights[word.replace(",", "")] = MAX_BITS
            continue
        bits = word_bits(word, "en")
        if bits >= MIN_WORD_BITS:
            weights[word[:STEM]] = max(bits, weights.get(word[:STEM], 0.0))
    return weights
