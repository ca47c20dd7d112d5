"""Confirmations that name nobody, and confirmations that lead back to the same origin.

Enters: the story's documents and claims. Leaves: ``unnamed_confirmation`` and ``circular``. Refuses: a confirmation
that is denied or doubted ("not confirmed", "could not be verified"): that is a caveat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span

NEAR = 2
"""Sentences before a confirmation in which what is confirmed is looked for."""


def unnamed_confirmation(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report says that something is confirmed by analysts, sources or an analysis, and names none."""
    told = told_by_document(groups)
    for document, tree, token in _confirmations(material):
        agents = _agents(tree, token)
        nameless = [a for a in agents if _is_unnamed(tree, a)]
        if not nameless or len(nameless) < len(agents):
            continue
        span = _stretch(tree, token, nameless[0])
        shown = " ".join(span.within(document.text).split())
        sentence = f"{material.labels[document.id]} writes “{shown}” but names nobody who confirmed it."
        claim = _confirmed(document, tree, token, told)
        yield Draft(
            kind="unnamed_confirmation",
            sentence=sentence,
            spans=(document.at(span),),
            claim=claim.id if claim else None,
            rule="unnamed_confirmation",
        )


def circular(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report is named as confirmation, but it has the claim from the same origin as the others."""
    told = told_by_document(groups)
    for document, tree, token in _confirmations(material):
        claim = _confirmed(document, tree, token, told)
        if claim is None:
            continue
        phrase = [t for agent in _agents(tree, token) for t in tree.subtree(agent)]
        said = {tree.word(t).lower() for t in phrase}
        cited = [d for d in _outlets(material, document) if _outlet_words(d) <= said]
        others_told = {d.id for d in cited} | set(claim.documents) - {document.id}
        circle = [d for d in cited if any(o != d.id and material.related(d.id, o) for o in others_told)]
        if not circle:
            continue
        span = tree.span(min(token, *phrase), max(token, *phrase))
        names = material.listed(d.id for d in circle)
        sentence = (
            f"{material.labels[document.id]} takes {names} for a confirmation, but "
            f"{'it has' if len(circle) == 1 else 'they have'} it from the same source."
        )
        others = [r.document.at(r.statement.content) for d in circle for r in claim.readings if r.document.id == d.id]
        others += [d.at(Span(start=0, end=min(80, len(d.text)))) for d in circle if d.id not in claim.documents]
        yield Draft(
            kind="circular", sentence=sentence, spans=(document.at(span), *others), claim=claim.id, rule="circular"
        )


def _confirmations(material: Material) -> Iterator[tuple[Document, Tree, int]]:
    """Yield each verb or participle of confirming that is neither negated nor doubted."""
    listed = words("en", "claims")["confirm"]
    doubt = words("en", "verification")["doubt"] | words("en", "findings")["conditions"]
    for identity, document in material.documents.items():
        tree = material.trees[identity]
        for token, lemma in enumerate(tree.parse.lemmas):
            if lemma not in listed or tree.parse.pos[token] not in {"VERB", "ADJ"}:
                continue
            around = [token, *tree.children[token], tree.parse.heads[token]]
            if not any(tree.lemma(t) in doubt for t in around) and not tree.word(token).lower().startswith("un"):
                yield document, tree, token


def _agents(tree: Tree, token: int) -> list[int]:
    """Return the head nouns of who confirms: "by X and by Y", or the subject of the active verb."""
    found: list[int] = []
    for child in tree.children[token]:
        if tree.parse.deps[child] == "agent" or (tree.parse.deps[child] == "prep" and tree.lemma(child) == "by"):
            preps = [child, *(c for c in tree.children[child] if tree.parse.deps[c] == "conj")]
            found.extend(c for p in preps for c in tree.children[p] if tree.parse.deps[c] == "pobj")
    if not found and tree.child(token, "auxpass") is None:
        found = [c for c in tree.children[token] if tree.parse.deps[c] == "nsubj"]
    chained = [c for f in found for c in tree.children[f] if tree.parse.deps[c] == "conj"]
    return found + chained


def _is_unnamed(tree: Tree, agent: int) -> bool:
    """Tell whether a confirmer is a bare "analysts" or "analysis": a listed noun without a name at it."""
    if tree.lemma(agent) not in words("en", "verification")["unnamed_verifiers"]:
        return False
    return not any(tree.parse.pos[t] == "PROPN" for t in tree.subtree(agent, without=frozenset({"relcl", "conj"})))


def _stretch(tree: Tree, token: int, agent: int) -> Span:
    tokens = [token, *tree.subtree(agent, without=frozenset({"relcl", "conj", "acl"}))]
    return tree.span(min(tokens), max(tokens))


def _confirmed(document: Document, tree: Tree, token: int, told: Told) -> Group | None:
    """Return the claim that a confirmation speaks of: the most retold one in its sentence or just before."""
    here = tree.sentence_of[token]
    near = [
        (len(group.documents), reading.statement.sentence - here, group.id, group)
        for reading, group in told.get(document.id, ())
        if 0 <= here - reading.statement.sentence <= NEAR
    ]
    return max(near, key=lambda item: item[:3])[3] if near else None


def _outlets(material: Material, document: Document) -> list[Document]:
    return [d for d in material.documents.values() if d.id != document.id and d.outlet]


def _outlet_words(document: Document) -> frozenset[str]:
    return name_words(document.outlet or "") - {"the"} or frozenset({"\0"})
