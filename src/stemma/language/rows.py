"""What a language's adapter makes of a block of text: one row a token, and its sentences.

Enters: tokens as an adapter found them. Leaves: rows and sentences whose positions count from the block's first token.
Refuses: nothing; a sentence longer than ``MAX_SENTENCE`` is cut.

An adapter is a module with ``read(text, blocks)`` that yields a ``Block`` for each span of ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from stemma.model import Span

Row = tuple[int, int, str, str, str, str, int]
"""Start, end, lemma, tag, part of speech, dependency label, and the position of the head in the block."""

Block = tuple[list[Row], list[tuple[int, int]]]
"""The rows of a block and its sentences (half-open ranges of rows)."""

Reader = Callable[[str, Sequence[Span]], Iterable[Block]]

MAX_SENTENCE = 400
"""Tokens of one sentence; the longest of 312 real texts has 136. What stages do with a sentence grows with its square,
so a text of 12,000 × "he said" would take minutes. Longer ones are cut, and what hung across the cut becomes a root."""


def flatten(block: str) -> str:
    """Replace every white space by a blank, length for length: a parser has no use for line ends."""
    return re.sub(r"\s", " ", block)


def cut(rows: list[Row], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, in parts where it is longer than ``MAX_SENTENCE``; heads never leave their part."""
    if last - first <= MAX_SENTENCE:
        yield first, last
        return
    for start in range(first, last, MAX_SENTENCE):
        stop = min(start + MAX_SENTENCE, last)
        for n in range(start, stop):
            if not start <= rows[n][6] < stop:
                rows[n] = (*rows[n][:5], "ROOT", n)
        yield start, stop
