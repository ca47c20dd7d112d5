"""Direct speech: quotes around a cue, and quotes that go on after one.

Enters: a page and the attributions found by verbs and nouns. Leaves: the same with the quotes added that their
speakers go on with. Refuses: scare quotes, and a quote that another attribution already has.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page
from stemma.statements.quotes import Quote

_GAP = 3
"""Code points between the end of a sentence and the quote that goes on with it (blanks, a line end)."""


def continue_speech(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Return ``found`` with following quotes added to the attribution that they go on with."""
    taken = [any(q.span.overlaps(p) for one in found for p in one.content) for q in page.quotes]
    result = list(found)
    for number, quote in enumerate(page.quotes):
        if taken[number] or not is_speech(page, quote):
            continue
        at = _speaker_before(page, quote, result)
        if at is not None:
            one = result[at]
            result[at] = replace(one, content=(*one.content, quote.span))
    return result


def is_speech(page: Page, quote: Quote) -> bool:
    """Tell a spoken sentence from a scare quote: it has a verb with a subject, or ends like a sentence."""
    tree = page.tree
    inside = tree.tokens_in(quote.inner)
    return any(tree.parse.deps[t] in ("nsubj", "nsubjpass", "expl") for t in inside)


def _speaker_before(page: Page, quote: Quote, found: list[Attribution]) -> int | None:
    """Return the attribution with a direct quotation whose sentence ends right before ``quote``."""
    best: int | None = None
    for number, one in enumerate(found):
        if one.cue is None or not any(_is_quote(page, piece) for piece in one.content):
            continue
        end = max(one.cue.end, max(p.end for p in one.content))
        between = page.tree.text[end : quote.span.start] if end <= quote.span.start else None
        if (
            between is None
            or "\n" in between.strip(" ")
            or any(q.span.start >= end and q.span.end <= quote.span.start for q in page.quotes)
        ):
            continue
        best = number
    return best


def _is_quote(page: Page, piece: Span) -> bool:
    return any(piece.overlaps(q.span) for q in page.quotes)
