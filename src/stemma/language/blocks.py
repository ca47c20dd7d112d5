"""Split a text into the blocks that are parsed one by one: paragraphs, headings, list items.

Enters: text and the stretches to leave out. Leaves: spans in text order. Refuses: nothing.

A parser that sees a heading and the paragraph below it as one string makes one sentence of them, so a line is a block
of its own unless a program wrapped it, and a block never crosses a blank line. Where the blank behind a full stop is
lost ("in 2014.On Monday"), as translation programs often lose it, the block ends at the stop. A dateline is a block,
because a parser takes "BREGENZ, 2 May (Agency)" for the subject of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from statistics import median_low

from stemma.language.datelines import find_datelines
from stemma.language.words import words
from stemma.model import Span

MAX_BLOCK = 20_000
"""Code points of one block; the parser's memory grows with it. The longest paragraph in 312 real texts has 3,100."""

FULL = 0.7
"""Share of a wrapped text's usual line from which the program ended a line and not the author. Wrapping at 72 signs
leaves room for one word, seldom more than 20 signs; without it a heading in such a text runs into the next line."""

REACH = 60
"""Code points around a stop that are looked at for an abbreviation or an address."""

LATIN, CYRILLIC = 2, 6
"""Letters of the shortest word whose stop may end a sentence without a blank behind it: "J.Smith" is a name. Cyrillic
abbreviations ("просп.", "долл.") are many, hence whole words only."""

_CLOSED = re.compile(r"[.!?…:;]['\"’”»)\]]*$")
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?['\"’”»)\]]*$")
_GLUED = re.compile(
    r"(?<=[\w\"”’»)\]%])(?P<stop>[.!?…]{1,3}[”’»)\]]{0,2})(?P<mark>[\"“„«‘(]?)(?:[-–—] ?)?"
    r"(?P<next>[A-ZА-ЯЁЄІЇҐ][^\W\d_]*)(?=[\s,;:'’-]|[.?!](?:\s|$))"
)


def split_blocks(text: str, skip: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the blocks of ``text``: lines, joined again where a line was only wrapped, cut behind a glued stop."""
    lines = list(_lines(text, skip))
    full = _full_line(text, lines)
    datelines = [at for span in find_datelines(text) for at in (span.start, span.end)]
    start: int | None = None
    end = 0
    for line in lines:
        if start is not None and not _joins(text, Span(start=start, end=end), line, full):
            yield from _bounded(text, start, end, datelines)
            start = None
        if start is None:
            start = line.start
        end = line.end
    if start is not None:
        yield from _bounded(text, start, end, datelines)


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


def _full_line(text: str, lines: Sequence[Span]) -> float | None:
    """Return the length from which a line is a full one, or ``None`` where no program wrapped the text.

    In a wrapped text most lines that do not close a sentence go on in lower case; a heading goes on in a capital.
    """
    open_lines = [(a, b) for a, b in pairwise(lines) if _beside(text, a, b) and not _CLOSED.search(a.within(text))]
    running = [a.end - a.start for a, b in open_lines if text[b.start].islower()]
    return FULL * median_low(running) if running and 2 * len(running) >= len(open_lines) else None


def _beside(text: str, before: Span, after: Span) -> bool:
    """Tell whether one line end, and nothing that was left out, stands between."""
    gap = text[before.end : after.start]
    return not gap.strip() and gap.count("\n") == 1


def _joins(text: str, block: Span, line: Span, full: float | None) -> bool:
    if not _beside(text, block, line):
        return False
    last = block.within(text).rsplit("\n", 1)[-1]
    if _is_abbreviation(last):
        return True
    if _CLOSED.search(last) or text[line.start] in "-*•#>|":
        return False
    return text[line.start].islower() or last.endswith(",") or (full is not None and len(last) >= full)


def _is_abbreviation(before: str) -> bool:
    """Tell whether a text ends with a stop that belongs to its last word."""
    near = before[-REACH:]
    word = _LAST_WORD.search(near) if near.endswith(".") else None
    return bool(_INITIALS.search(near)) or (word is not None and word[1].lower() in _lists()["abbreviations"])


def _bounded(text: str, start: int, end: int, datelines: Sequence[int]) -> Iterator[Span]:
    """Yield a block, cut around its dateline, where a blank is missing behind a stop, and where it is too long."""
    inside = [at for at in datelines if start < at < end]
    cuts = sorted({start, *inside, *_glued_stops(text, start, end), end})
    for first, last in pairwise(cuts):
        for cut in range(first, last, MAX_BLOCK):
            yield Span(start=cut, end=min(cut + MAX_BLOCK, last))


def _glued_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences end that the next one follows without a blank.

    A straight quotation mark between them closes where an odd number of them stands before it, else it opens.
    """
    marks = at = 0
    for match in _GLUED.finditer(text, start, end):
        if not _ends(text[max(start, match.start() - REACH) : match.start()], match, text):
            continue
        marks += text.count('"', max(start, at), match.start("mark"))
        at = match.start("mark")
        yield match.end("mark") if match["mark"] == '"' and marks % 2 else match.end("stop")


def _ends(before: str, match: re.Match[str], text: str) -> bool:
    """Tell whether a stop ends a sentence, and stands in no initials, abbreviation, list number or address."""
    word = _LAST_WORD.search(before)
    if word is None:
        return before.strip("0123456789 ") != ""
    shortest = LATIN if word[1].isascii() else CYRILLIC
    if len(word[1]) < shortest or (match["stop"].startswith(".") and word[1].lower() in _lists()["abbreviations"]):
        return False
    token = before.split()[-1] + text[match.start() : match.end() + REACH].split()[0]
    return match["next"].lower() not in _lists()["domains"] and not re.search(r"://|www\.|@|\w/\w", token)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return dict(words("en", "sentences"))
