"""Make the statement records out of what the rules have found.

Enters: a traced attribution with one piece of content, or an own-voice clause. Leaves: ``Statement``. Refuses: an
own-voice clause of which nothing is left after trimming.
"""

from __future__ import annotations

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


def attributed_statement(document: Document, tree: Tree, traced: Traced, piece: Span) -> Statement:
    """Return the statement of one piece of an attribution's content."""
    one, source = traced.attribution, traced.speaker.source
    content = tree.tokens_in(piece)
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    head = content_head(tree, piece)
    cited = source.kind != "document" and traced.cites
    quantities, places, times = _values(document, piece)
    return Statement(
        id=make_id("stm", document.id, str(piece.start), str(piece.end), _at(one.cue), _at(one.source)),
        document=document.id,
        type=find_type(tree, one, piece, head),
        content=piece,
        cue=one.cue,
        source=source,
        chain=traced.chain,
        basis=find_basis(tree, cue, content, traced.speaker.mention, cited=cited),
        quotation=find_quotation(tree.text, piece),
        certainty=document_certainty(tree, cue, content, head),
        source_certainty=source_certainty(tree, cue, content, head),
        quantities=quantities,
        places=places,
        times=times,
        tense=find_tense(tree, head),
        sentence=tree.sentence_of[content[0]] if len(content) else 0,
    )


def own_statement(document: Document, page: Page, clause: Clause) -> list[Statement]:
    """Return the statement of an own-voice clause: one, or none where only punctuation is left."""
    tree = page.tree
    pieces = content_pieces(page, clause.tokens)
    piece = next((p for p in pieces if p.start <= tree.parse.starts[clause.head] < p.end), None)
    if piece is None:
        return []
    name = document.outlet or NO_OUTLET
    quantities, places, times = _values(document, piece)
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


def _values(document: Document, span: Span) -> tuple[tuple[Quantity, ...], tuple[Place, ...], tuple[Time, ...]]:
    """Return the document's quantities, places and times that lie in a content."""
    return (
        tuple(q for q in document.quantities if q.span.overlaps(span)),
        tuple(p for p in document.places if p.span.overlaps(span)),
        tuple(t for t in document.times if t.span.overlaps(span)),
    )
