"""Statements: every proposition of a document, who is behind it, how surely, through whom.

Enters: a document whose places, times and quantities are known, and its tree. Leaves: statements in text order.
Refuses: a language without grammar (no statements), text that was removed, sentences with nothing to check.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.labeller import Labeller
from stemma.language.tree import Tree
from stemma.model import Document, Span, Statement
from stemma.statements import slavic
from stemma.statements.attribution import Attribution
from stemma.statements.cast import open_cast
from stemma.statements.chains import trace_chains
from stemma.statements.dialogue import with_dialogue
from stemma.statements.own import find_own
from stemma.statements.pieces import open_page
from stemma.statements.quotes import find_quotes, is_speech
from stemma.statements.records import attributed_statement, own_statement, sort_values
from stemma.statements.reported import find_attributions
from stemma.statements.verification import fill_about

__all__ = ["attribute"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset({"he", "it", "she", "they"})


def attribute(document: Document, tree: Tree, *, labeller: Labeller | None = None) -> tuple[Statement, ...]:
    """Return the statements of a document, ordered by content; without a labeller the rules find them alone."""
    if tree.parse.language in slavic.LANGUAGES:
        return slavic.attribute(document, tree)
    if not any(tree.parse.pos):
        return ()
    removed = [r.span for r in document.removed]
    page = open_page(tree, with_dialogue(tree, find_quotes(document.text, removed)))
    attributions = [a for a in find_attributions(page, labeller) if _clear(a, removed)]
    spoken = [is_speech(tree, quote) for quote in page.quotes]
    told = _told_before(tree, attributions)
    cast = open_cast(document, tree, tuple((n >= 0 and spoken[n]) or t in told for t, n in enumerate(page.quote_of)))
    values = sort_values(document)
    made: list[Statement] = []
    for traced in trace_chains(cast, attributions):
        made += [attributed_statement(document, values, tree, traced, piece) for piece in traced.attribution.content]
    for clause in find_own(document, tree, attributions):
        made += own_statement(document, values, page, clause)
    return fill_about(cast, _in_order(made, removed))


def _told_before(tree: Tree, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Return the tokens behind which "he said" stands: "The pier is open to every sailor, he said" names not him.

    "Lee had left early, he said" can: of himself he speaks as the subject.
    """
    found: set[int] = set()
    for one in attributions:
        source = one.source
        if source is not None and source.within(tree.text).lower() in _PRONOUNS:
            before = (t for p in one.content if p.end <= source.start for t in tree.tokens_in(p))
            found |= {t for t in before if tree.parse.deps[t] not in _SUBJECTS}
    return frozenset(found)


def _clear(one: Attribution, removed: Sequence[Span]) -> bool:
    spans = [s for s in (*one.content, one.source, one.cue) if s is not None]
    return not any(s.overlaps(r) for s in spans for r in removed)


def _in_order(statements: Sequence[Statement], removed: Sequence[Span]) -> list[Statement]:
    """Return the statements by content, each once, none over a removed stretch."""
    kept = {s.id: s for s in statements if not any(s.content.overlaps(r) for r in removed)}
    return sorted(kept.values(), key=lambda s: (s.content.start, s.content.end, s.id))
