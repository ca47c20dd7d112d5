"""Parse a document's text once; every later stage reads the same ``Parse``.

Enters: text, its language, and the stretches to leave out. Leaves: a ``Parse`` whose offsets are code points
of the text. Refuses: nothing; a language without an adapter gets tokens and sentences without grammar.

The text is parsed block by block (paragraphs, list items, headings); no sentence crosses the border of a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.language import english, plain, russian, ukrainian
from stemma.language.blocks import split_blocks
from stemma.language.rows import Block, Reader, Row
from stemma.model import Parse, Span

READERS: dict[str, Reader] = {"en": english.read, "ru": russian.read, "uk": ukrainian.read}
"""The adapter of each language with grammar."""


def parse(document: str, text: str, language: str | None, *, skip: Sequence[Span] = ()) -> Parse:
    """Return the parse of one document; ``skip`` names stretches that get no tokens."""
    blocks = list(split_blocks(text, skip))
    code = language or ""
    return _collect(document, code, READERS.get(code, plain.read)(text, blocks))


def _collect(document: str, language: str, blocks: Iterable[Block]) -> Parse:
    rows: list[Row] = []
    sentences: list[tuple[int, int]] = []
    for block, inner in blocks:
        base = len(rows)
        rows.extend((*row[:6], row[6] + base) for row in block)
        sentences.extend((a + base, b + base) for a, b in inner)
    return Parse(
        document=document,
        language=language,
        starts=tuple(r[0] for r in rows),
        ends=tuple(r[1] for r in rows),
        lemmas=tuple(r[2] for r in rows),
        tags=tuple(r[3] for r in rows),
        pos=tuple(r[4] for r in rows),
        deps=tuple(r[5] for r in rows),
        heads=tuple(r[6] for r in rows),
        sentences=tuple(sentences),
    )
