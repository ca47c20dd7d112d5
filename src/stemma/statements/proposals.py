"""Bring together what the labeller reads and what the rules found.

Enters: the attributions of the rules and the labeller's reading of the same page. Leaves: attributions: for each cue
that was read its source and content, completed from the rule with the same cue, and the rules' own where somebody
speaks inside the words of another, which the labeller does not mark. Refuses: a cue to which no content belongs.

Which source and content belong to a cue is a sum: the labeller's own score, ``AGREEMENT`` where the rules say the same,
and ``DISTANCE`` for every sentence between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from stemma.labeller import Reading
from stemma.labeller.labels import Floats
from stemma.model import Span
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.pieces import Page

AGREEMENT = 3.0
"""Added (natural log) where a rule ties the span to the cue. PolNeAR dev, exact triples: 0.470 with 0, 0.508 with 4
(both without ``DISTANCE``), 0.544 with both at 3; any value from 2 to 4 is within 0.01."""

DISTANCE = -3.0
"""Added (natural log) for each sentence between span and cue, up to ``FAR``. Without it, 0.508."""

FAR = 4
"""Sentences beyond which distance says nothing more."""

LEAST = -4.0
"""Natural log of the share of a source's score that a cue must have to take it; a cue none of whose sources has that
much has no source (“it was reported that …”). Without it a source two paragraphs off is taken."""


def merge(page: Page, ruled: Sequence[Attribution], reading: Reading) -> list[Attribution]:
    """Return the attributions of a page."""
    found = list(_read(page, ruled, reading))
    return [*found, *_inside(ruled, found)]


def _read(page: Page, ruled: Sequence[Attribution], reading: Reading) -> Iterator[Attribution]:
    """Yield an attribution for each cue; what it lacks comes from the rule with the same cue."""
    shares = _shares(page, ruled, reading)
    roles = [role for role, _ in reading.spans]
    contents = [n for n, role in enumerate(roles) if role == "content" and shares[n].any()]
    sources = [n for n, role in enumerate(roles) if role == "source"]
    home = {n: int(shares[n].argmax()) for n in contents}
    for number, (role, cue) in enumerate(reading.spans):
        if role != "cue":
            continue
        rule = next((one for one in ruled if one.cue is not None and one.cue.overlaps(cue)), None)
        best = max(sources, key=lambda n: float(shares[n, number]), default=None)
        known = best is not None and shares[best, number] >= np.exp(LEAST)
        source = reading.spans[best][1] if best is not None and known else rule.source if rule else None
        pieces = _joined(page, [reading.spans[n][1] for n in contents if home[n] == number])
        content = pieces or (rule.content if rule else ())
        if content:
            shape = rule.shape if rule else _shape(page, content)
            yield Attribution(source=source, cue=cue, content=content, shape=shape)


def _shares(page: Page, ruled: Sequence[Attribution], reading: Reading) -> Floats:
    """Return for each span (row) the share of its belonging that each cue (column) has; a row sums to 1, or is 0."""
    spans = [span for _, span in reading.spans]
    tokens = [page.tree.tokens_in(span) for span in spans]
    sentences = np.array([page.tree.sentence_of[t[0]] if len(t) else -1 for t in tokens])
    scores = reading.fits + DISTANCE * np.abs(sentences[:, None] - sentences[None, :]).clip(max=FAR)
    for one in ruled:
        if one.cue is not None:
            said = [n for n, (role, span) in enumerate(reading.spans) if _agrees(one, role, span)]
            cues = [n for n, (role, span) in enumerate(reading.spans) if role == "cue" and span.overlaps(one.cue)]
            scores[np.ix_(said, cues)] += AGREEMENT
    highest = scores.max(axis=1, initial=-np.inf, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(highest), highest, 0.0))
    total = weights.sum(axis=1, keepdims=True)
    shares: Floats = weights / np.where(total > 0, total, 1.0)
    return shares


def _agrees(one: Attribution, role: str, span: Span) -> bool:
    if role == "content":
        return any(piece.overlaps(span) for piece in one.content)
    return role == "source" and one.source is not None and one.source.overlaps(span)


def _joined(page: Page, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Return pieces in text order, those made one between which nothing but blanks stand."""
    joined = list(pieces[:1])
    for before, piece in pairwise(pieces):
        gap = page.tree.text[before.end : piece.start]
        if gap.strip() or "\n" in gap:
            joined.append(piece)
        else:
            joined[-1] = Span(start=joined[-1].start, end=piece.end)
    return tuple(joined)


def _shape(page: Page, content: Sequence[Span]) -> Shape:
    starts = {quote.span.start for quote in page.quotes}
    return "quote" if any(piece.start in starts for piece in content) else "clause"


def _inside(ruled: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what the rules found inside the words of another: “the ministry said that units had reported …”."""
    pieces = [piece for one in found for piece in one.content]
    for one in ruled:
        if one.cue is not None and any(piece.covers(one.cue) for piece in pieces):
            yield one
