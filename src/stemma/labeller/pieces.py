"""Cut a text into the word pieces that the labeller reads, with what its uncased encoder cannot see.

Enters: a text and the vocabulary (BERT's WordPiece: continuing pieces begin with ``##``). Leaves: ``Pieces``, parallel
arrays of shape (n,). Refuses: nothing; a word that the vocabulary cannot spell is one unknown piece.

The encoder is blind to case and white space, but who speaks in news hangs on capitals, paragraph breaks and open
quotation marks; so each piece carries them beside its id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LONGEST = 100
"""Characters of a word beyond which it is not spelt, as in BERT: the greedy spelling costs the square of them."""

REMEMBERED = 65_536
"""Words whose spelling is remembered; 312 news texts have 14,000 different ones."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'

Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces of one text: ids, and the code-point borders of the word that each belongs to, of shape (n,).

    ``features`` of shape (n, 3): case (0 lower, 1 capitalised, 2 capitals, 3 no letter or number), what stands before
    (0 a part of the same word, 1 a blank, 2 a line end, 3 nothing), inside double quotation marks (0 or 1).
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    features: NDArray[np.int64]


class Speller:
    """Spells words with a vocabulary: ``spell(word)`` returns the ids of the longest pieces that make it up."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = (vocabulary["[UNK]"],)
        self.spell = lru_cache(maxsize=REMEMBERED)(self._spell)

    def _spell(self, word: str) -> tuple[int, ...]:
        """Return the ids of the longest pieces that make up ``word``, from the left."""
        word = _fold(word)
        if len(word) > LONGEST:
            return self._unknown
        ids: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self._ids), None)
            if end is None:
                return self._unknown
            ids.append(self._ids[prefix + word[start:end]])
            start = end
        return tuple(ids)


def read_vocabulary(lines: str) -> dict[str, int]:
    """Return the id of every piece of a ``vocab.txt``: one piece a line, in the order of their ids."""
    return {piece: n for n, piece in enumerate(lines.split("\n"))}


def cut(text: str, speller: Speller) -> Pieces:
    """Return the word pieces of ``text``."""
    ids: list[int] = []
    borders: list[tuple[int, int]] = []
    features: list[Row] = []
    for start, end, row in _words(text):
        for n, piece in enumerate(speller.spell(text[start:end])):
            ids.append(piece)
            borders.append((start, end))
            features.append(row if n == 0 else (row[0], 0, row[2]))
    places = np.array(borders, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        starts=places[:, 0],
        ends=places[:, 1],
        features=np.array(features, dtype=np.int64).reshape(-1, 3),
    )


def _words(text: str) -> Iterator[tuple[int, int, Row]]:
    """Yield the words and marks of a text with their features."""
    before, quoted = 0, False
    for match in _TOKEN.finditer(text):
        word, gap = match.group(), text[before : match.start()]
        quoted = quoted and "\n" not in gap
        opens = word in _OPENING or (word == _EITHER and not quoted)
        closes = quoted and word in (_EITHER, *_CLOSING)
        quoted = quoted or opens
        yield match.start(), match.end(), (_case(word), _before(gap, first=before == 0), int(quoted))
        quoted = quoted and not closes
        before = match.end()


def _before(gap: str, *, first: bool) -> int:
    if first or "\n" in gap:
        return 2
    return 1 if gap else 3


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 3
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _fold(word: str) -> str:
    """Return a word in lower case and without accents."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
