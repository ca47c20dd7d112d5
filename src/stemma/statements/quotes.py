"""Find the stretches between quotation marks.

Enters: a text and the stretches removed from it. Leaves: quotes in text order, none inside another of the
same level, each with its marks. Refuses: apostrophes, inches, a mark that never finds its partner.

Pairs: “…” ‘…’ "…" ''…'' ``…'' «…» »…« „…“ ‚…‘ and '…'. A quote that runs over paragraphs opens each
paragraph anew and closes once; it is one quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.model import Span

LONGEST = 6_000
"""Code points of the longest quote. Without it a forgotten mark would swallow the rest of a report; the longest
quote of 840 real articles (a speech quoted whole) has 4,900."""

_NEAR = 200
"""Code points after a plural possessive in which the real closing mark is looked for."""

_MARKS = re.compile(r"[“”„‟«»\"‘’‚‛']|``")
_PAIRS = {
    "“": ("”", "“", '"'),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”"),
    "''": ("''",),
    "``": ("''",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "'": ("'",),
}
_SINGLE = frozenset("‘’‚‛'")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quote:
    """A quote with its marks. ``inner`` is the text between the marks; ``single`` tells the kind of mark.

    ``dashed``: it has no marks, and stands between dashes.
    """

    span: Span
    inner: Span
    single: bool
    dashed: bool = False


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int


def find_quotes(text: str, removed: Sequence[Span] = ()) -> tuple[Quote, ...]:
    """Return the outermost quotes of ``text``, outside of ``removed``."""
    found: list[Quote] = []
    stack: list[_Open] = []
    for mark, start, end in _marks(text, removed):
        stack = [o for o in stack if start - o.start <= LONGEST]
        if _closes_one(text, mark, start, end, stack):
            level = next(n for n in range(len(stack) - 1, -1, -1) if mark in _PAIRS[stack[n].mark])
            opened = stack[level]
            stack = stack[:level]
            found.append(
                Quote(
                    span=Span(start=opened.start, end=end),
                    inner=Span(start=opened.end, end=start),
                    single=opened.mark in _SINGLE,
                )
            )
        elif _may_open(text, mark, start, end):
            if any(o.mark == mark for o in stack) and not _reopens(text, start):
                stack = [o for o in stack if o.mark != mark]
            if not any(o.mark == mark for o in stack):
                stack.append(_Open(mark, start, end))
    return tuple(_outermost(found))


def _marks(text: str, removed: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the marks; two straight or curly single marks side by side are one double mark."""
    skip = 0
    for match in _MARKS.finditer(text):
        start, end, mark = match.start(), match.end(), match.group()
        if start < skip or any(r.start <= start < r.end for r in removed):
            continue
        if mark in "'‘’" and text[end : end + 1] == mark:
            mark, end = "''", end + 1
        skip = end
        yield mark, start, end


def _closes_one(text: str, mark: str, start: int, end: int, stack: list[_Open]) -> bool:
    if not any(mark in _PAIRS[o.mark] for o in stack):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isspace() and mark not in "«»":
        return False
    if mark in "’'":
        return not after.isalnum() and not _plural_possessive(text, start, end, mark)
    if mark in ('"', "“", "''"):
        return not (after.isalnum() and not before.isalnum() and before not in ".,!?…")
    return True


def _plural_possessive(text: str, start: int, end: int, mark: str) -> bool:
    """Tell whether a mark after "s" belongs to a plural ("the groups' aims") while a later one closes the quote."""
    if text[start - 1 : start] not in "sz" or text[end : end + 1] != " " or not text[end + 1 : end + 2].islower():
        return False
    line = text[end : end + _NEAR].split("\n")[0]
    later = [m.start() for m in re.finditer(re.escape(mark) + r"(?!\w)", line)]
    opener = line.find("‘" if mark == "’" else " '")
    return bool(later) and (opener < 0 or later[0] < opener)


def _may_open(text: str, mark: str, start: int, end: int) -> bool:
    if mark not in _PAIRS:
        return False
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not after or after.isspace():
        return mark == "«" and after == "\u00a0"
    if mark == "'" and re.match(r"\d0s|tis\b|twas\b|em\b|til\b|cause\b", text[end : end + 6], re.IGNORECASE):
        return False
    return not before.isalnum() or mark in "«„``"


def _reopens(text: str, start: int) -> bool:
    """Tell whether the mark stands at the start of a paragraph."""
    return text[max(0, start - 8) : start].rstrip(" \t")[-1:] in ("", "\n")


def _outermost(quotes: list[Quote]) -> Iterator[Quote]:
    end = -1
    for quote in sorted(quotes, key=lambda q: (q.span.start, -q.span.end)):
        if quote.span.start >= end:
            yield quote
            end = quote.span.end


def is_speech(tree: Tree, quote: Quote) -> bool:
    """Tell a spoken sentence from a scare quote: something inside has a subject."""
    return any(tree.parse.deps[t] in ("nsubj", "nsubjpass", "expl") for t in tree.tokens_in(quote.inner))
