"""Lines and sentences of a text, each with its span and a plain form to compare.

Enters: text. Leaves: lines that are not blank. Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Span

_QUOTES = str.maketrans("‘’‚‛“”„‟«»\u00a0\u2013\u2014\u2212", '\'\'\'\'"""""" ---')
_EDGE = " \t-*•·|/\\>»›<«‹=~_#+…:;,.!?[](){}\"'→←▶►▼▲○●■□✕×"
_BREAK = re.compile(
    r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]?[A-ZА-ЯЁЄІЇҐ0-9©])"
    r"|(?<!\s)\s+[|•·]\s+"
    r"|(?<=[a-zа-яёєіїґ])[.!?](?=[A-ZА-ЯЁЄІЇҐ][a-zа-яёєіїґ])"
)
_CAPITALS = re.compile(r"(?:[^a-zа-яёєіїґ\s]+\s+){4,30}(?=[A-ZА-ЯЁЄІЇҐ] ?[a-zа-яёєіїґ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of text without blanks at its ends; ``plain`` is lower case, with straight quotes and bare edges."""

    span: Span
    text: str
    plain: str


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of ``text`` that are not blank."""
    for match in re.finditer(r"[^\n]+", text):
        yield from _line(text, match.start(), match.end())


def split_capitals(text: str, line: Line) -> Iterator[Line]:
    """Yield a line, cut where an opening in capitals runs on in mixed case ("CLICK HERE TO SUBSCRIBE The ferry …")."""
    match = _CAPITALS.match(line.text)
    if match is None:
        yield line
        return
    yield from _line(text, line.span.start, line.span.start + match.end())
    yield from _line(text, line.span.start + match.end(), line.span.end)


def split_sentences(text: str, line: Line) -> Iterator[Line]:
    """Yield the sentences of a line, cut after closing punctuation and at bars and dots between items."""
    start = line.span.start
    for match in _BREAK.finditer(line.text):
        yield from _line(text, start, line.span.start + match.end())
        start = line.span.start + match.end()
    yield from _line(text, start, line.span.end)


def plain(text: str) -> str:
    """Return the form in which phrases are compared."""
    return " ".join(text.translate(_QUOTES).lower().split())


def bare(text: str) -> str:
    """Return ``plain`` text without marks and blanks at both ends."""
    return text.strip(_EDGE)


def _line(text: str, start: int, end: int) -> Iterator[Line]:
    piece = text[start:end]
    shown = piece.strip()
    if shown:
        start += len(piece) - len(piece.lstrip())
        yield Line(span=Span(start=start, end=start + len(shown)), text=shown, plain=plain(shown))
