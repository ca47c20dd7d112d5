"""Statements: every proposition of a document, who is behind it, how surely, through whom.

Enters: a document whose places, times and quantities are known, and its tree. Leaves: statements in text order.
Refuses: a language without grammar (no statements), text that was removed, sentences with nothing to check.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.model import ChainLink, Document, Source, Span, Statement, StatementType
from stemma.statements.attribution import Attribution
from stemma.statements.cast import Cast, open_cast
from stemma.statements.certainty import document_certainty, find_basis, find_tense, own_certainty, source_certainty
from stemma.statements.chains import trace_chains
from stemma.statements.own import Clause, find_own, speaks_of_checking
from stemma.statements.pieces import content_pieces, open_page
from stemma.statements.quotes import find_quotes, is_speech
from stemma.statements.reported import find_attributions
from stemma.statements.speakers import Speaker
from stemma.statements.verification import fill_about

__all__ = ["attribute"]


def attribute(document: Document, tree: Tree) -> tuple[Statement, ...]:
    """Return the statements of a document, ordered by content."""
    if not any(tree.parse.pos):
        return ()
    removed = [r.span for r in document.removed]
    quotes = find_quotes(document.text, removed)
    attributions = [a for a in find_attributions(tree, quotes) if _clear(a, removed)]
    page = open_page(tree, quotes)
    spoken = [is_speech(tree, quote) for quote in quotes]
    cast = open_cast(document, tree, tuple(n >= 0 and spoken[n] for n in page.quote_of))
    made = _attributed(document, cast, attributions)
    taken = [span for a in attributions for span in (*a.content, a.cue, a.source) if span is not None]
    for clause in find_own(document, tree, taken):
        for piece in content_pieces(page, _free(tree, clause, taken))[:1]:
            made.append(_own_statement(document, tree, clause, piece))
    made = [s for s in made if not any(s.content.overlaps(r) for r in removed)]
    ordered = sorted({s.id: s for s in made}.values(), key=lambda s: (s.content.start, s.content.end, s.id))
    return fill_about(document, tree, tuple(ordered))


def _clear(one: Attribution, removed: list[Span]) -> bool:
    spans = [s for s in (*one.content, one.source, one.cue) if s is not None]
    return not any(s.overlaps(r) for s in spans for r in removed)


def _free(tree: Tree, clause: Clause, taken: list[Span]) -> list[int]:
    """Return the clause's tokens from its first to its last, without those at its end that are attributed."""
    return list(clause.tokens)


def _attributed(document: Document, cast: Cast, attributions: list[Attribution]) -> list[Statement]:
    return [
        _statement(document, cast.tree, traced.attribution, piece, traced.speaker, traced.chain)
        for traced in trace_chains(cast, attributions)
        for piece in traced.attribution.content
    ]


def _statement(
    document: Document, tree: Tree, one: Attribution, piece: Span, speaker: Speaker, chain: tuple[ChainLink, ...]
) -> Statement:
    content = tree.tokens_in(piece)
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    head = content_head(tree, piece)
    tense = find_tense(tree, head)
    quoted = tree.text[piece.start] in "\"“‘«„'`"
    whole = quoted and tree.text[piece.end - 1] in "\"”’»“'"
    inside = any(ch in tree.text[piece.start : piece.end] for ch in '“"‘«')
    statement = Statement(
        id=make_id("stm", document.id, str(piece.start), str(piece.end), _at(one.cue), _at(one.source)),
        document=document.id,
        type=_type(tree, one, list(content), head),
        content=piece,
        cue=one.cue,
        source=speaker.source,
        chain=chain,
        basis=find_basis(tree, cue, content, cited=len(chain) > 1 and speaker.source.kind != "document"),
        quotation="direct" if whole else "mixed" if inside else "indirect",
        certainty=document_certainty(tree, cue, content),
        source_certainty=source_certainty(tree, cue, content, head),
        tense=tense,
        sentence=tree.sentence_of[content[0]] if len(content) else 0,
    )
    return _with_values(document, statement)


def _at(span: Span | None) -> str | None:
    return None if span is None else str(span.start)


def _type(tree: Tree, one: Attribution, content: list[int], head: int | None) -> StatementType:
    if speaks_of_checking(tree, content):
        return "verification"
    if find_tense(tree, head) == "future" or one.shape == "infinitive":
        return "prediction"
    return "assertion"


def _own_statement(document: Document, tree: Tree, clause: Clause, piece: Span) -> Statement:
    name = document.outlet or "the report itself"
    statement = Statement(
        id=make_id("stm", document.id, str(piece.start), str(piece.end), None, None),
        document=document.id,
        type=clause.type,
        content=piece,
        cue=None,
        source=Source(span=None, name=name, kind="outlet", named=True),
        chain=(ChainLink(name=name, kind="outlet"),),
        basis="not_stated",
        quotation="none",
        certainty=own_certainty(tree, list(clause.tokens), clause.head),
        tense=find_tense(tree, clause.head),
        sentence=tree.sentence_of[clause.head],
    )
    return _with_values(document, statement)


def _with_values(document: Document, statement: Statement) -> Statement:
    span = statement.content
    return replace(
        statement,
        quantities=tuple(q for q in document.quantities if q.span.overlaps(span)),
        places=tuple(p for p in document.places if p.span.overlaps(span)),
        times=tuple(t for t in document.times if t.span.overlaps(span)),
    )


def content_head(tree: Tree, piece: Span) -> int | None:
    """Return the head verb of a content: the token that hangs on something outside of it."""
    tokens = tree.tokens_in(piece)
    for token in tokens:
        head = tree.parse.heads[token]
        if (head == token or head not in tokens) and tree.parse.pos[token] in ("VERB", "AUX", "NOUN", "PROPN"):
            return token
    return tokens[0] if len(tokens) else None
