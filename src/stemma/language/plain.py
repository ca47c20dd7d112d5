"""Any language: words and sentences without grammar.

Enters: text and its blocks. Leaves: rows with the lower-cased word as lemma and nothing else. Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.language.rows import Block, Row
from stemma.model import Span

_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++['\"’”»)\]]*+(?=\s)")


def read(text: str, blocks: Sequence[Span]) -> Iterator[Block]:
    """Yield the rows and sentences of each block."""
    for block in blocks:
        yield _rows(text, block)


def _rows(text: str, block: Span) -> Block:
    piece = block.within(text)
    rows: list[Row] = [
        (block.start + m.start(), block.start + m.end(), m.group().lower(), "", "", "", n)
        for n, m in enumerate(_WORD.finditer(piece))
    ]
    ends = [block.start + m.end() for m in _SENTENCE_END.finditer(piece)]
    return rows, list(sentences(rows, ends))


def sentences(rows: Sequence[Row], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows between the offsets at which sentences end."""
    first = at = 0
    for n in range(len(rows)):
        if n + 1 < len(rows) and not (at < len(ends) and rows[n + 1][0] >= ends[at]):
            continue
        yield first, n + 1
        first = n + 1
        while at < len(ends) and first < len(rows) and rows[first][0] >= ends[at]:
            at += 1
