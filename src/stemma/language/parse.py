"""Parse a document's text once; every later stage reads the same ``Parse``.

Enters: text, its language, and the stretches to leave out. Leaves: a ``Parse`` whose offsets are code points
of the text. Refuses: nothing; a language without an adapter gets tokens and sentences without grammar.

The text is parsed block by block (paragraphs, list items, headings), because a parser that sees a heading
and the paragraph below it as one string makes one sentence of them. A block never crosses a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from stemma.language import english, plain, russian, ukrainian
from stemma.language.rows import Block, Reader, Row
from stemma.model import Parse, Span

READERS: dict[str, Reader] = {"en": english.read, "ru": russian.read, "uk": ukrainian.read}
"""The adapter of each language with grammar."""

MAX_BLOCK = 20_000
"""Code points of one block; the parser's memory grows with it. The longest paragraph in 312 real texts has 3,100."""

_WRAPPED = 55
"""A line at least this long, without closing punctuation, was broken by a line-wrapping program."""

_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs)\.$")
_CLOSED = re.compile(r"[.!?…:;]['\"’”»)\]]*$")


def parse(document: str, text: str, language: str | None, *, skip: Sequence[Span] = ()) -> Parse:
    """Return the parse of one document; ``skip`` names stretches that get no tokens."""
    blocks = list(split_blocks(text, skip))
    code = language or ""
    return _collect(document, code, READERS.get(code, plain.read)(text, blocks))


def split_blocks(text: str, skip: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the blocks of ``text``: lines, joined again where a line was only wrapped or cut at an abbreviation."""
    start: int | None = None
    end = 0
    for line in _lines(text, skip):
        if start is not None and not _joins(text, start, end, line):
            yield from _bounded(start, end)
            start = None
        if start is None:
            start = line.start
        end = line.end
    if start is not None:
        yield from _bounded(start, end)


def _lines(text: str, skip: Sequence[Span]) -> Iterator[Span]:
    """Yield the non-empty lines, stripped, outside of ``skip``."""
    holes = sorted(skip)
    first = 0
    for match in re.finditer(r"[^\n]+", text):
        cursor = match.start()
        while first < len(holes) and holes[first].end <= cursor:
            first += 1
        for hole in islice(holes, first, None):
            if hole.start >= match.end():
                break
            yield from _stripped(text, cursor, hole.start)
            cursor = max(cursor, hole.end)
        yield from _stripped(text, cursor, match.end())


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end] if start < end else ""
    if piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield Span(start=start, end=start + len(piece.strip()))


def _joins(text: str, start: int, end: int, line: Span) -> bool:
    gap = text[end : line.start]
    return gap.strip() == "" and gap.count("\n") == 1 and _continues(text[start:end], line.within(text))


def _continues(before: str, after: str) -> bool:
    last = before.rsplit("\n", 1)[-1]
    if _ABBREVIATION.search(last):
        return True
    if _CLOSED.search(last) or after[:1] in "-*•#>|":
        return False
    return after[:1].islower() or len(last) >= _WRAPPED


def _bounded(start: int, end: int) -> Iterator[Span]:
    for cut in range(start, end, MAX_BLOCK):
        yield Span(start=cut, end=min(cut + MAX_BLOCK, end))


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
