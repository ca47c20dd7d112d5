"""Cut a text into the word pieces that the attribution labeller reads, with three features a piece.

Enters: text and the labeller's tokenizer. Leaves: ``Pieces``, parallel arrays of shape (n,). Refuses: nothing.

The encoder is uncased and blind to white space, but who speaks in news hangs on capitals, paragraph breaks and
open quotation marks; so each piece carries them beside its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OPENING, CLOSING, EITHER = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces of one text: ids and code-point offsets of shape (n,), features of shape (n, 3).

    Features: case (0 lower, 1 capitalised, 2 capitals, 3 other), what stands before (0 nothing and a letter, 1 a blank,
    2 a line end, 3 nothing and a mark), inside double quotation marks (0 or 1).
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    features: NDArray[np.int64]


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of ``text``."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        features=_features(text, encoding.offsets),
    )


def _features(text: str, offsets: list[tuple[int, int]]) -> NDArray[np.int64]:
    rows = np.zeros((len(offsets), 3), dtype=np.int64)
    before, quoted = 0, False
    for n, (start, end) in enumerate(offsets):
        piece, gap = text[start:end], text[before:start]
        mark = piece[:1]
        quoted = quoted and "\n" not in gap
        opens = mark != "" and (mark in OPENING or (mark == EITHER and not quoted))
        closes = mark != "" and (mark in CLOSING or (mark == EITHER and quoted))
        quoted = quoted or opens
        rows[n] = (_case(piece), _before(piece, gap, first=before == 0), quoted)
        quoted = quoted and not closes
        before = end
    return rows


def _before(piece: str, gap: str, *, first: bool) -> int:
    if first or "\n" in gap:
        return 2
    if gap:
        return 1
    return 0 if piece.isalnum() else 3


def _case(piece: str) -> int:
    if not piece[:1].isalnum():
        return 3
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1
