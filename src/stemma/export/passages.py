"""Cut a report's text into nested pieces, so that every cited span can be marked and linked to.

Enters: a text and spans with their kinds, overlapping in any way. Leaves: a flat sequence of pieces: openings,
closings and text, well nested. Refuses: nothing; where spans cross, the later one is closed and goes on as a second
piece of the same mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.model import Span

Kind = Literal["statement", "finding", "evidence", "caveat", "removed", "quantity", "place", "time", "asked"]

MAX_DEPTH = 40
"""Marks inside each other; browsers cut a page off at some 500 levels. A deeper span is only an anchor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of marked text. ``open``: a mark begins; ``go_on``: it goes on after a crossing; ``close``; ``text``."""

    what: Literal["open", "go_on", "anchor", "close", "text"]
    text: str = ""
    mark: str = ""
    kinds: str = ""


def pieces(text: str, marks: Mapping[Span, Sequence[Kind]], *, prefix: str) -> tuple[Piece, ...]:
    """Return ``text`` cut at every mark; joined, the text pieces are ``text``. Marks beyond its end are cut off."""
    spans = sorted((s for s in marks if s.start < len(text)), key=lambda s: (s.start, -s.end))
    return tuple(_cut(text, spans, {s: " ".join(sorted(set(marks[s]))) for s in spans}, prefix))


def anchor(prefix: str, span: Span) -> str:
    """Return the name of a span's anchor: the document's prefix and the offsets."""
    return f"{prefix}-{span.start}-{span.end}"


def _cut(text: str, spans: Sequence[Span], kinds: Mapping[Span, str], prefix: str) -> Iterator[Piece]:
    stack: list[Span] = []
    at = 0
    for span in spans:
        while stack and min(s.end for s in stack) <= span.start:
            end = min(s.end for s in stack)
            yield from _text(text, at, end)
            at = max(at, end)
            yield from _closed(stack, end, kinds, prefix)
        yield from _text(text, at, span.start)
        at = span.start
        if len(stack) >= MAX_DEPTH or span.start == span.end:
            yield Piece(what="anchor", mark=anchor(prefix, span))
            continue
        stack.append(span)
        yield Piece(what="open", mark=anchor(prefix, span), kinds=kinds[span])
    while stack:
        end = min(len(text), *(s.end for s in stack))
        yield from _text(text, at, end)
        at = max(at, end)
        yield from _closed(stack, min(s.end for s in stack), kinds, prefix)
    yield from _text(text, at, len(text))


def _text(text: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(what="text", text=text[start:end])


def _closed(stack: list[Span], end: int, kinds: Mapping[Span, str], prefix: str) -> Iterator[Piece]:
    """Close every span that ends at ``end``, and reopen those that stood inside it and go on."""
    first = next(n for n, s in enumerate(stack) if s.end <= end)
    inner = stack[first:]
    for _ in inner:
        yield Piece(what="close")
    del stack[first:]
    for span in inner:
        if span.end > end:
            stack.append(span)
            yield Piece(what="go_on", mark=anchor(prefix, span), kinds=kinds[span])
