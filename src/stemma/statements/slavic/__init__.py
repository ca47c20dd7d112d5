"""Statements of Russian and Ukrainian documents: one set of rules, driven by each language's word lists.

Enters: a document whose places, times and quantities are known, and its tree. Leaves: statements in text order.
Refuses: text that was removed, sentences with nothing to check.

The rules read the sentence as it stands (cue words, commas, dashes, quotation marks). Grammar is used where the parse
has it: Russian subjects come from it, Ukrainian ones from word order and endings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.model import ChainLink, Document, Quotation, Source, Span, Statement
from stemma.statements.quotes import find_quotes
from stemma.statements.records import NO_OUTLET, Values, sort_values
from stemma.statements.slavic.certainty import (
    document_certainty,
    find_basis,
    find_tense,
    find_type,
    listed,
    own_certainty,
    source_certainty,
)
from stemma.statements.slavic.chains import Traced, trace_chains
from stemma.statements.slavic.own import Clause, find_own
from stemma.statements.slavic.reported import Said, find_attributions
from stemma.statements.slavic.speakers import open_cast
from stemma.statements.slavic.units import split_units

LANGUAGES = frozenset({"ru", "uk"})
"""The languages that these rules read."""

MOST = 6
"""Statements that "these claims" may speak of; a longer list says nothing to a reader."""


def attribute(document: Document, tree: Tree) -> tuple[Statement, ...]:
    """Return the statements of a document, ordered by content."""
    removed = [r.span for r in document.removed]
    units = list(split_units(tree, find_quotes(document.text, removed)))
    found = [said for said in find_attributions(units) if _clear(said, removed)]
    values = sort_values(document)
    made: list[Statement] = []
    for traced in trace_chains(open_cast(document, tree), found):
        made += [_attributed(document, values, tree, traced, piece) for piece in traced.said.attribution.content]
    for clause in find_own(document, units, found):
        made.append(_own(document, values, tree, clause))
    kept = {s.id: s for s in made if not any(s.content.overlaps(r) for r in removed)}
    return _fill_about(tree, sorted(kept.values(), key=lambda s: (s.content.start, s.content.end, s.id)))


def _clear(said: Said, removed: Sequence[Span]) -> bool:
    one = said.attribution
    spans = [s for s in (*one.content, one.source, one.cue) if s is not None]
    return not any(s.overlaps(r) for s in spans for r in removed)


def _attributed(document: Document, values: Values, tree: Tree, traced: Traced, piece: Span) -> Statement:
    one, source = traced.said.attribution, traced.source
    content = tree.tokens_in(piece)
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    quantities, places, times = values.within(piece)
    shown = traced.cue
    return Statement(
        id=make_id("stm", document.id, str(piece.start), str(piece.end), _at(shown), _at(source.span)),
        document=document.id,
        type=find_type(tree, cue, content, one.shape),
        content=piece,
        cue=shown,
        source=source,
        chain=traced.chain,
        basis=find_basis(tree, cue, content, traced.speaker.noun, cited=traced.nested or traced.cites),
        quotation=_quotation(tree.text, piece),
        certainty=document_certainty(tree, cue, content),
        source_certainty=source_certainty(tree, cue, content),
        quantities=quantities,
        places=places,
        times=times,
        tense=find_tense(tree, content),
        sentence=tree.sentence_of[content[0]] if len(content) else 0,
    )


def _own(document: Document, values: Values, tree: Tree, clause: Clause) -> Statement:
    content = tree.tokens_in(clause.span)
    name = document.outlet or NO_OUTLET
    quantities, places, times = values.within(clause.span)
    return Statement(
        id=make_id("stm", document.id, str(clause.span.start), str(clause.span.end), None, None),
        document=document.id,
        type=clause.type,
        content=clause.span,
        cue=None,
        source=Source(span=None, name=name, kind="outlet", named=True),
        chain=(ChainLink(name=name, kind="outlet"),),
        basis="not_stated",
        quotation="none",
        certainty=own_certainty(tree, content),
        quantities=quantities,
        places=places,
        times=times,
        tense=find_tense(tree, content),
        sentence=tree.sentence_of[content[0]],
    )


def _at(span: Span | None) -> str | None:
    return None if span is None else str(span.start)


def _quotation(text: str, piece: Span) -> Quotation:
    """Return whether a content is quoted; a part of a quotation that the speaker's name interrupts is."""
    shown = piece.within(text)
    opens, closes = shown[0] in '«„“"‘', shown[-1] in '»“”"’'
    balanced = shown.count("«") == shown.count("»")
    if (opens and closes) or ((opens or closes) and not balanced):
        return "direct"
    return "mixed" if any(mark in shown for mark in '«„“"') else "indirect"


def _fill_about(tree: Tree, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with each verification pointing at what it speaks of: what was claimed before it."""
    filled: list[Statement] = []
    for number, statement in enumerate(statements):
        if statement.type == "verification":
            before = [s for s in statements[:number] if s.type == "assertion"]
            attributed = [s for s in before if s.source.kind != "outlet"] or before
            if attributed:
                last = attributed[-1]
                theirs = [s for s in attributed if s.source.name == last.source.name]
                said = {tree.word(t).lower() for t in tree.tokens_in(statement.content)}
                chosen = theirs[-MOST:] if said & listed(tree, "plural_pointing") else [last]
                statement = replace(statement, about=tuple(s.id for s in chosen))
        filled.append(statement)
    return tuple(filled)
