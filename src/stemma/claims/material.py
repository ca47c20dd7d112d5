"""Everything that the claims of one story are made from, laid out once.

Enters: a story, its lineage, documents, trees and statements. Leaves: a ``Material``. Refuses: documents of
other stories (they are left out).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemma.claims.identities import Identities, find_identities
from stemma.claims.names import joined
from stemma.claims.parties import name_words
from stemma.compare.labels import label_documents
from stemma.compare.readings import Reading, read_propositions
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Lineage, Statement, Story

LINKED = 0.5
"""Probability from which a lineage link connects two documents; below it is not written (DESIGN 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One story laid out.

    ``readings``: of each proposition, verification statements left out. ``checks``: the verification statements.
    ``kin``: document id → the documents that lineage connects it with. ``lenders``: borrower → the documents
    that it is decided to retell, directly or not. ``labels``: how sentences call a document. ``parties``: statement
    id → whether its source takes part in what it reports, where a person has decided that. ``identities``: which names
    mean one party. ``said``: document id → its statements, in their order. ``places``: the words of the places named.
    """

    story: Story
    documents: Mapping[str, Document]
    trees: Mapping[str, Tree]
    statements: Mapping[str, Statement]
    readings: tuple[Reading, ...]
    checks: tuple[Statement, ...]
    kin: Mapping[str, frozenset[str]]
    lenders: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    parties: Mapping[str, bool | None] = field(default_factory=dict)
    identities: Identities = field(default_factory=Identities)
    said: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def text(self, statement: Statement) -> str:
        """Return the content of a statement as it stands in its document."""
        return statement.content.within(self.documents[statement.document].text)

    def when(self, document: str) -> tuple[str, str]:
        """Return the key by which sentences list documents: the day they were published, then their name."""
        published = self.documents[document].published
        return published.earliest if published else "", self.labels[document]

    def listed(self, documents: Iterable[str]) -> str:
        """Return the names of documents as "A, B and C"."""
        return joined([self.labels[d] for d in sorted(set(documents), key=self.when)])

    def related(self, left: str, right: str) -> bool:
        """Tell whether lineage connects two documents."""
        return left == right or right in self.kin.get(left, frozenset())


def lay_out(
    story: Story,
    lineage: Lineage,
    documents: Sequence[Document],
    trees: Mapping[str, Tree],
    statements: Sequence[Statement],
) -> Material:
    """Return the material of one story."""
    inside = {d.id: d for d in sorted(documents, key=lambda d: d.id) if d.id in story.documents}
    own = sorted((s for s in statements if s.document in inside), key=_order)
    said: dict[str, list[Statement]] = {d: [] for d in inside}
    for statement in own:
        said[statement.document].append(statement)
    told = (s for s in own if s.type != "verification")
    readings = (r for s in told for r in read_propositions(s, inside[s.document], trees[s.document]))
    return Material(
        story=story,
        documents=inside,
        trees={d: trees[d] for d in inside},
        statements={s.id: s for s in own},
        readings=tuple(readings),
        checks=tuple(s for s in own if s.type == "verification"),
        kin=_kin(lineage),
        lenders=_lenders(lineage),
        labels=label_documents(tuple(inside.values())),
        identities=find_identities(inside.values(), own),
        said=said,
        places=frozenset(w for d in inside.values() for p in d.places for w in name_words(p.span.within(d.text))),
    )


def is_confirming(statement: Statement, material: Material) -> bool:
    """Tell whether a statement or its cue speaks of confirming, corroborating, verifying."""
    tree = material.trees[statement.document]
    tokens = [*tree.tokens_in(statement.content), *(tree.tokens_in(statement.cue) if statement.cue else ())]
    return any(tree.lemma(t) in words("en", "claims")["confirm"] for t in tokens)


def _order(statement: Statement) -> tuple[str, int, int, str]:
    return statement.document, statement.content.start, statement.content.end, statement.id


def _kin(lineage: Lineage) -> Mapping[str, frozenset[str]]:
    """Return the documents in one component of the links, unseen sources being nodes like others."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in lineage.links:
        if link.probability >= LINKED:
            neighbours[link.borrower].add(link.lender)
            neighbours[link.lender].add(link.borrower)
    return {node: frozenset(_reached(node, neighbours) - {node}) for node in sorted(neighbours)}


def _lenders(lineage: Lineage) -> Mapping[str, frozenset[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for link in lineage.links:
        if link.kind == "retells" and link.direction == "decided" and link.probability >= LINKED:
            above[link.borrower].add(link.lender)
    return {node: frozenset(_reached(node, above) - {node}) for node in sorted(above)}


def _reached(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        fresh = neighbours.get(todo.pop(), set()) - found
        found |= fresh
        todo.extend(sorted(fresh))
    return found
