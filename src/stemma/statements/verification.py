"""What a verification statement speaks of, and who checked.

Enters: a document's cast and its statements in text order. Leaves: the same with ``about`` filled and the verifier,
where one is named, at the end of the chain. Refuses: a target that stands later in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.compare.names import same_party
from stemma.language.words import words
from stemma.model import ChainLink, Statement
from stemma.statements.cast import Cast
from stemma.statements.propositions import points_back
from stemma.statements.speakers import resolve_head

MOST = 6
"""Statements that "these claims" may speak of; a longer list says nothing to a reader."""

_PLURAL = frozenset({"claims", "reports", "statements", "figures", "allegations", "accounts", "details", "they"})


def fill_about(cast: Cast, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with each verification pointing at what it speaks of."""
    filled: list[Statement] = []
    for number, statement in enumerate(statements):
        if statement.type == "verification":
            targets = find_targets(cast, statements, number)
            verifier = find_verifier(cast, statement) if statement.cue is None else None
            chain = (*statement.chain, verifier) if verifier is not None else statement.chain
            statement = replace(statement, about=tuple(t.id for t in targets), chain=chain)
        filled.append(statement)
    return tuple(filled)


def find_targets(cast: Cast, statements: Sequence[Statement], number: int) -> list[Statement]:
    """Return the statements, before this one, of the party whose claims are spoken of."""
    here = statements[number]
    before = [s for s in statements[:number] if s.type == "assertion" and s.content.end <= here.content.start]
    if before and here.cue is not None and points_back(cast.tree, here.content):
        return [s for s in before if s.sentence == before[-1].sentence][-MOST:]
    attributed = [s for s in before if s.source.kind != "outlet"]
    named = [s for s in attributed if _party(s) is not None]
    if not before:
        return []
    party = _party_spoken_of(cast, here, named) or (_party(named[-1]) if named else None)
    if party is None:
        return (attributed or before)[-1:]
    theirs = [s for s in named if any(link.name == party for link in s.chain)]
    spoken = {w.strip(".,;:").lower() for w in here.content.within(cast.tree.text).split()}
    if spoken & _PLURAL:
        return theirs[-MOST:]
    main = next((s for s in theirs if s.quantities), theirs[0])
    return [main] if main.id == theirs[-1].id else [main, theirs[-1]]


def _party(statement: Statement) -> str | None:
    """Return the furthest named party of a statement's chain."""
    return next((link.name for link in reversed(statement.chain) if link.named and link.kind != "document"), None)


def _party_spoken_of(cast: Cast, here: Statement, named: Sequence[Statement]) -> str | None:
    """Return the party that the sentence names ("The ministry's report … has not been confirmed")."""
    first, last = cast.tree.parse.sentences[here.sentence]
    own = here.source.span
    inside = [m for m in cast.mentions if first <= m.head < last and not (own and m.head in cast.tree.tokens_in(own))]
    for mention in inside:
        full = resolve_head(cast, mention.head, cast.tree.span(mention.head, mention.head)).source.name
        for statement in reversed(named):
            party = _party(statement)
            if party is not None and (party == full or same_party(party, full) is not None):
                return party
    return None


def find_verifier(cast: Cast, statement: Statement) -> ChainLink | None:
    """Return who checked or could not: the phrase after "by", or an "independent" party that does the checking."""
    tree = cast.tree
    lists = words("en", "certainty")
    tokens = tree.tokens_in(statement.content)
    verify = lists["verify"] | lists["checking"] | lists["unverified"]
    for token in tokens:
        if tree.lemma(token) not in verify:
            continue
        by = next((c for c in tree.children[token] if tree.lemma(c) == "by"), None)
        who = tree.child(by, "pobj") if by is not None else tree.child(token, "nsubj")
        if who is None or who not in tokens:
            continue
        if by is None and tree.lemma(who) not in lists["verifiers"]:
            continue
        source = resolve_head(cast, who, tree.span(who, who)).source
        return ChainLink(name=source.name, kind=source.kind, named=source.named, span=source.span)
    return None
