"""Lay two texts side by side and say which words are equal and which changed.

Enters: two texts (any language, any length). Leaves: stretches that tile both texts from end to end, in
order, each equal or changed. Refuses: nothing; two texts without a common word are one changed stretch.

Words are compared without case and with one form of apostrophe; white space and punctuation belong to the
word before them and are never a difference by themselves. A lone small word between two changes ("of",
"the") is shown as part of the change: a reader sees one replaced phrase, not confetti.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from stemma.model import Span

MAX_WORDS = 6_000
"""Words of one side that are aligned at once; above it the texts are compared piece by piece, because the
aligner's memory grows with the product of both lengths (6,000 × 6,000 words take 5 MB as bits)."""

ISLAND = 4
"""Letters below which a lone equal word between two changes is drawn into the change. Without it a
re-worded sentence shows every shared "of" and "the" as kept."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")

_Step = tuple[bool, int, int, int, int]
"""Equal or not, and the half-open ranges of words on the left and on the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch of both texts. An insertion has an empty ``left``, an omission an empty ``right``."""

    kind: Literal["equal", "changed"]
    left: Span
    right: Span


def differences(left: str, right: str) -> tuple[Stretch, ...]:
    """Return the stretches of ``left`` and ``right`` in order; joined together they are the two texts."""
    words_left, words_right = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    keys_left, keys_right = [_key(m.group()) for m in words_left], [_key(m.group()) for m in words_right]
    steps = _merged(_without_islands(list(_steps(keys_left, keys_right)), keys_left))
    stretches: list[Stretch] = []
    at_left = at_right = 0
    for equal, _, end_left, _, end_right in steps:
        to_left = words_left[end_left].start() if end_left < len(words_left) else len(left)
        to_right = words_right[end_right].start() if end_right < len(words_right) else len(right)
        spans = Span(start=at_left, end=to_left), Span(start=at_right, end=to_right)
        stretches.append(Stretch(kind="equal" if equal else "changed", left=spans[0], right=spans[1]))
        at_left, at_right = to_left, to_right
    return tuple(stretches)


def _key(word: str) -> str:
    return word.casefold().replace("’", "'")


def _steps(left: Sequence[str], right: Sequence[str]) -> Iterator[_Step]:
    """Yield equal and changed word ranges, piece by piece where the texts are long."""
    if not left and not right:
        yield False, 0, 0, 0, 0
        return
    numbers: dict[str, int] = {}
    codes_left = [numbers.setdefault(word, len(numbers)) for word in left]
    codes_right = [numbers.setdefault(word, len(numbers)) for word in right]
    pieces = max(1, -(-max(len(left), len(right)) // MAX_WORDS))
    for piece in range(pieces):
        a, b = len(left) * piece // pieces, len(left) * (piece + 1) // pieces
        c, d = len(right) * piece // pieces, len(right) * (piece + 1) // pieces
        yield from _aligned(codes_left[a:b], codes_right[c:d], a, c)


def _aligned(left: Sequence[int], right: Sequence[int], base_left: int, base_right: int) -> Iterator[_Step]:
    for code in LCSseq.opcodes(left, right):
        ranges = (
            base_left + code.src_start,
            base_left + code.src_end,
            base_right + code.dest_start,
            base_right + code.dest_end,
        )
        yield code.tag == "equal", *ranges


def _without_islands(steps: Sequence[_Step], words: Sequence[str]) -> Iterator[_Step]:
    """Turn a lone small equal word between two changes into a change."""
    for number, (equal, a, b, c, d) in enumerate(steps):
        inner = 0 < number < len(steps) - 1
        yield equal and not (inner and b - a == 1 and len(words[a]) < ISLAND), a, b, c, d


def _merged(steps: Iterator[_Step]) -> list[_Step]:
    merged: list[_Step] = []
    for step in steps:
        if merged and merged[-1][0] == step[0]:
            last = merged[-1]
            merged[-1] = (last[0], last[1], step[2], last[3], step[4])
        else:
            merged.append(step)
    return merged
