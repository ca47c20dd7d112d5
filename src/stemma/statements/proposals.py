"""Bring together what the labeller proposes and what the rules found.

Enters: the attributions of the rules and the labeller's proposals for the same page. Leaves: attributions: each
proposal, with the rest of the triple from the rules where the labeller left it out, and the rules' own where somebody
speaks inside the words of another, which the labeller does not mark. Refuses: proposals that lack a content, or both
source and cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.labeller import Proposal
from stemma.model import Span
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.pieces import Page


def merge(page: Page, ruled: Sequence[Attribution], proposed: Sequence[Proposal]) -> list[Attribution]:
    """Return the attributions of a page."""
    found = [one for proposal in proposed if (one := _attribution(page, ruled, proposal)) is not None]
    return [*found, *_nested(ruled, found)]


def _attribution(page: Page, ruled: Sequence[Attribution], proposal: Proposal) -> Attribution | None:
    """Return a proposal as an attribution; what it lacks comes from the rule with the same cue."""
    same = next((one for one in ruled if _meet(one.cue, proposal.cue)), None)
    source = Span(start=proposal.source[0].start, end=proposal.source[-1].end) if proposal.source else None
    content = proposal.content or (same.content if same else ())
    if not content or (source is None and proposal.cue is None):
        return None
    shape = same.shape if same else _shape(page, content)
    return Attribution(source=source, cue=proposal.cue, content=content, shape=shape)


def _shape(page: Page, content: Sequence[Span]) -> Shape:
    starts = {quote.span.start for quote in page.quotes}
    return "quote" if any(piece.start in starts for piece in content) else "clause"


def _nested(ruled: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what the rules found inside the words of another: “the ministry said that units had reported …”."""
    pieces = [piece for one in found for piece in one.content]
    for one in ruled:
        if one.cue is not None and any(piece.covers(one.cue) for piece in pieces):
            yield one


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)
