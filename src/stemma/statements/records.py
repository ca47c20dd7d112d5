"""Make the statement records out of what the rules have found.

Enters: a traced attribution with one piece of content, or an own-voice clause. Leaves: ``Statement``. Refuses: an
own-voice clause of which nothing is left after trimming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.model import ChainLink, Document, Place, Quantity, Source, Span, Statement, Time
from stemma.statements.basis import find_basis
from stemma.statements.certainty import document_certainty, find_tense, own_certainty, source_certainty
from stemma.statements.chains import Traced
from stemma.statements.own import Clause
from stemma.statements.pieces import Page, content_pieces
from stemma.statements.propositions import content_head, find_quotation, find_type

NO_OUTLET = "the report itself"
"""Name of a document's own voice where its outlet is unknown."""


def attributed_statement(document: Document, values: Values, tree: Tree, traced: Traced, piece: Span) -> Statement:
    """Return the statement of one piece of an attribution's content."""
    one, source = traced.attribution, traced.source
    content = tree.tokens_in(piece)
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    head = content_head(tree, piece)
    cited = traced.nested or (source.kind != "document" and traced.cites)
    quantities, places, times = values.within(piece)
    return Statement(
        id=make_id("stm", document.id, str(piece.start), str(piece.end), _at(traced.cue), _at(source.span)),
        document=document.id,
        type=find_type(tree, one, piece, head),
        content=piece,
        cue=traced.cue,
        source=source,
        chain=traced.chain,
        basis=find_basis(tree, cue, content, traced.speaker, cited=cited),
        quotation=find_quotation(tree.text, piece),
        certainty=document_certainty(tree, cue, content, head),
        source_certainty=source_certainty(tree, cue, content, head),
        quantities=quantities,
        places=places,
        times=times,
        tense=find_tense(tree, head),
        sentence=tree.sentence_of[content[0]] if len(content) else 0,
    )


def own_statement(document: Document, values: Values, page: Page, clause: Clause) -> list[Statement]:
    """Return the statement of an own-voice clause: one, or none where only punctuation is left."""
    tree = page.tree
    pieces = content_pieces(page, clause.tokens)
    piece = next((p for p in pieces if p.start <= tree.parse.starts[clause.head] < p.end), None)
    if piece is None:
        return []
    name = document.outlet or NO_OUTLET
    quantities, places, times = values.within(piece)
    return [
        Statement(
            id=make_id("stm", document.id, str(piece.start), str(piece.end), None, None),
            document=document.id,
            type=clause.type,
            content=piece,
            cue=None,
            source=Source(span=None, name=name, kind="outlet", named=True),
            chain=(ChainLink(name=name, kind="outlet"),),
            basis="not_stated",
            quotation="none",
            certainty=own_certainty(tree, clause.head),
            quantities=quantities,
            places=places,
            times=times,
            tense=find_tense(tree, clause.head),
            sentence=tree.sentence_of[clause.head],
        )
    ]


def _at(span: Span | None) -> str | None:
    return None if span is None else str(span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """A document's quantities, places and times, to be looked up by span."""

    quantities: Sequence[Quantity]
    places: Sequence[Place]
    times: Sequence[Time]

    def within(self, span: Span) -> tuple[tuple[Quantity, ...], tuple[Place, ...], tuple[Time, ...]]:
        """Return those that lie in ``span``, wholly or in part."""
        return _inside(self.quantities, span), _inside(self.places, span), _inside(self.times, span)


def sort_values(document: Document) -> Values:
    """Return the values of a document in text order."""
    return Values(
        quantities=sorted(document.quantities, key=_start),
        places=sorted(document.places, key=_start),
        times=sorted(document.times, key=_start),
    )


LONGEST_VALUE = 200
"""Code points of the longest time, place or quantity; earlier ones cannot reach into a span."""

_Value = TypeVar("_Value", Quantity, Place, Time)


def _inside(values: Sequence[_Value], span: Span) -> tuple[_Value, ...]:
    first = bisect_left(values, span.start - LONGEST_VALUE, key=_start)
    last = bisect_left(values, span.end, key=_start)
    return tuple(v for v in values[first:last] if v.span.overlaps(span))


def _start(value: Quantity | Place | Time) -> int:
    return value.span.start
