"""Bring together what the labeller reads and what the rules found.

Enters: the attributions of the rules and the labeller's reading of the same page. Leaves: attributions: for each cue
that was read its source and content, completed from the rule with the same cue, and the rules' own where somebody
speaks inside the words of another, which the labeller does not mark. Refuses: a cue to which no content belongs.

Which source and content belong to a cue is a sum: the labeller's own score, ``AGREEMENT`` where the rules say the same,
and ``DISTANCE`` for every sentence between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from stemma.labeller import Reading
from stemma.labeller.labels import Floats
from stemma.model import Span
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.cues import speaks_of_checking
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

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def merge(page: Page, ruled: Sequence[Attribution], reading: Reading) -> list[Attribution]:
    """Return the attributions of a page."""
    read = (_checked(page, one, rule, ruled) for one, rule in _read(page, ruled, reading))
    found = [one for one in read if one is not None]
    return [*found, *_left_over(ruled, found)]


def _read(
    page: Page, ruled: Sequence[Attribution], reading: Reading
) -> Iterator[tuple[Attribution, Attribution | None]]:
    """Yield an attribution for each cue to which a content belongs, and the rule with the same cue."""
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
        source = reading.spans[best][1] if best is not None and known else None
        pieces = _joined(page, [reading.spans[n][1] for n in contents if home[n] == number])
        content = pieces or (rule.content if rule else ())
        if content:
            shape = rule.shape if rule else _shape(page, content)
            yield Attribution(source=source, cue=cue, content=content, shape=shape), rule


def _checked(
    page: Page, one: Attribution, rule: Attribution | None, ruled: Sequence[Attribution]
) -> Attribution | None:
    """Return an attribution without what grammar speaks against, completed from the rule; ``None`` if too little stays.

    A cue of checking that no rule takes for speech (“could not be confirmed by …”) is the document's own statement. The
    labeller knows no nesting: where the rule's content holds a cue that the labeller's does not, the rule's stands.
    On PolNeAR dev these checks cost 0.007 F1 of contents and bring their precision from 0.63 to 0.66.
    """
    if rule is None and speaks_of_checking(page.tree, one.cue):
        return None
    source = one.source if _is_near(page, one, rule) else None
    pieces = (_in_place(page, one, piece) for piece in _without_dialogue(page, one, rule))
    kept = tuple(piece for piece in pieces if _is_said(page, one, rule, piece))
    if rule is not None and (not kept or _nests(rule, kept, ruled)):
        kept = rule.content
    source = source or (rule.source if rule else None)
    if not kept or (source is None and rule is None and not any(_quoted(page, piece) for piece in kept)):
        return None
    return replace(one, source=source, content=kept)


def _without_dialogue(page: Page, one: Attribution, rule: Attribution | None) -> Iterator[Span]:
    """Yield the pieces; of speech between dashes, which the labeller does not know, what the rule says, else none.

    A cue inside of such speech keeps what it has there.
    """
    for piece in one.content:
        speech = next((q.span for q in page.quotes if q.dashed and q.span.overlaps(piece)), None)
        if speech is None or (one.cue is not None and speech.covers(one.cue)):
            yield piece
        elif rule is not None and speech in rule.content:
            yield speech


def _is_near(page: Page, one: Attribution, rule: Attribution | None) -> bool:
    """Tell whether a source stands in the sentence of its cue, or is that of the rule."""
    if one.source is None or (rule is not None and rule.source is not None and rule.source.overlaps(one.source)):
        return True
    return _sentence(page, one.source) == _sentence(page, one.cue)


def _is_said(page: Page, one: Attribution, rule: Attribution | None, piece: Span) -> bool:
    """Tell whether a piece can be content: a quotation; or several words in the cue's sentence, and in the rule's."""
    if _quoted(page, piece):
        return True
    if rule is not None and piece in rule.content:
        return True
    if len(page.tree.tokens_in(piece)) < 2:
        return False
    if rule is not None:
        return any(piece.overlaps(other) for other in rule.content)
    return _sentence(page, piece) == _sentence(page, one.cue)


def _nests(rule: Attribution, kept: Sequence[Span], ruled: Sequence[Attribution]) -> bool:
    """Tell whether a piece of the rule's content holds several of those kept, or a cue that the one inside does not."""
    cues = [other.cue for other in ruled if other.cue is not None]
    for whole in rule.content:
        inside = [piece for piece in kept if whole.covers(piece)]
        if len(inside) > 1 or any(whole.covers(cue) and not piece.covers(cue) for piece in inside for cue in cues):
            return True
    return False


def _in_place(page: Page, one: Attribution, piece: Span) -> Span:
    """Return the part of a piece nearest to the cue: of a quotation one paragraph, of anything else one sentence."""
    if any(quote.dashed and quote.span == piece for quote in page.quotes):
        return piece
    if _quoted(page, piece):
        text = piece.within(page.tree.text)
        parts = [Span(start=piece.start + m.start(), end=piece.start + m.end()) for m in _PARAGRAPH.finditer(text)]
    else:
        tokens = groupby(page.tree.tokens_in(piece), key=lambda token: page.tree.sentence_of[token])
        parts = [page.tree.span(inside[0], inside[-1]) for inside in (list(group) for _, group in tokens)]
    at = one.cue.start if one.cue is not None else piece.start
    return min(parts, key=lambda part: abs(part.start - at), default=piece)


def _quoted(page: Page, piece: Span) -> bool:
    return any(quote.span.overlaps(piece) and not quote.dashed for quote in page.quotes)


def _sentence(page: Page, span: Span | None) -> int:
    tokens = page.tree.tokens_in(span) if span is not None else range(0)
    return page.tree.sentence_of[tokens[0]] if len(tokens) else -1


def _shares(page: Page, ruled: Sequence[Attribution], reading: Reading) -> Floats:
    """Return for each span (row) the share of its belonging that each cue (column) has; a row sums to 1, or is 0."""
    spans = [span for _, span in reading.spans]
    sentences = np.array([_sentence(page, span) for span in spans])
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


def _left_over(ruled: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what the rules found inside the words of another, and where nothing was read."""
    pieces = [piece for one in found for piece in one.content]
    cues = [one.cue for one in found if one.cue is not None]
    for one in ruled:
        if one.cue is not None and any(one.cue.overlaps(cue) for cue in cues):
            continue
        inside = one.cue is not None and any(piece.covers(one.cue) for piece in pieces)
        spans = [*one.content, *([one.cue] if one.cue is not None else [])]
        if inside or not any(span.overlaps(other) for span in spans for other in (*pieces, *cues)):
            yield one
