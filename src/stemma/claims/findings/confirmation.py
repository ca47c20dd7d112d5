"""Confirmations that name nobody, and confirmations that lead back to the same origin.

Enters: the story's documents and claims. Leaves: ``unnamed_confirmation`` and ``circular``. Refuses: a confirmation
that is denied or doubted ("not confirmed", "could not be verified"): that is a caveat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.phrasing import short_text
from stemma.claims.trimming import content_tokens, without_open_quotes
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span

MAX_SHOWN = 160
"""Code points of a confirmation shown with what it confirms."""

BEFORE = 3
"""Sentences back in which "the official" may have been named."""

NEAR = 2
"""Sentences before a confirmation in which what is confirmed is looked for."""


def unnamed_confirmation(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report says that something is confirmed by analysts, sources or an analysis, and names none."""
    told = told_by_document(groups)
    for document, tree, token in confirmations(material):
        agents = _agents(tree, token)
        nameless = [a for a in agents if _is_unnamed(tree, a)]
        if not nameless or len(nameless) < len(agents) or _is_named_beside(document, tree, nameless[0], material):
            continue
        meant = _confirmed(document, tree, token, told)
        meant = meant if meant is not None and _can_be_shown(meant[0]) else None
        span = _stretch(tree, token, nameless[0], whole=meant is None)
        shown = " ".join(span.within(document.text).split()).rstrip(" ,;–—-")
        shown = without_open_quotes(shown)
        of = f" of “{short_text(meant[0])}”" if meant and not meant[0].statement.content.overlaps(span) else ""
        spans = [document.at(span)] + ([document.at(meant[0].statement.content)] if of and meant else [])
        yield Draft(
            kind="unnamed_confirmation",
            sentence=f"{material.labels[document.id]} writes “{shown}”{of} but names nobody who confirmed it.",
            spans=tuple(spans),
            claim=meant[1].id if meant else None,
            rule="unnamed_confirmation",
        )


def _is_named_beside(document: Document, tree: Tree, agent: int, material: Material) -> bool:
    """Tell whether a reader learns who confirms: a person passes it on for them, or "the official" was named before."""
    here = tree.sentence_of[agent]
    known = any(tree.lemma(c) in _KNOWN for c in tree.children[agent] if tree.parse.deps[c] in {"det", "poss"})
    span = tree.span(agent, agent)
    for statement in material.said[document.id]:
        source = statement.source
        if source.kind != "person" or not source.named or statement.cue is None:
            continue
        passes_on = statement.content.covers(span) and statement.sentence == here
        before = known and 0 <= here - statement.sentence <= BEFORE
        if passes_on or before:
            return True
    return False


_KNOWN = frozenset({"the", "this", "that", "he", "his", "her", "their"})
"""Lemmas before a confirmer by which a reader knows already who that is."""


def _can_be_shown(reading: Reading) -> bool:
    """Tell whether a statement may stand for what is confirmed: a clause by itself, or a noun; not "after he died"."""
    first = content_tokens(reading)[:1]
    opens = bool(first) and reading.tree.parse.pos[first[0]] in {"SCONJ", "ADP"}
    return not opens


def circular(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report is named as confirmation, but it has the claim from the same origin as the others."""
    told = told_by_document(groups)
    for document, tree, token in confirmations(material):
        meant = _confirmed(document, tree, token, told)
        if meant is None:
            continue
        claim = meant[1]
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


def confirmations(material: Material) -> Iterator[tuple[Document, Tree, int]]:
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


def _stretch(tree: Tree, token: int, agent: int, *, whole: bool) -> Span:
    """Return the words of a confirmation from who confirms to the verb; ``whole``: to what is confirmed."""
    tokens = [token, *tree.subtree(agent, without=frozenset({"relcl", "conj", "acl", "mark"}))]
    thing = tree.child(token, "ccomp", "dobj", "nsubjpass")
    if whole and thing is not None:
        far = [*tokens, *tree.subtree(thing)]
        tokens = far if tree.parse.ends[max(far)] - tree.parse.starts[min(far)] <= MAX_SHOWN else tokens
    first, last = min(tokens), max(tokens)
    while first < last and (tree.parse.pos[first] in {"SCONJ", "PUNCT"} or tree.word(first).lower() == "that"):
        first += 1
    return tree.span(first, last)


def _confirmed(document: Document, tree: Tree, token: int, told: Told) -> tuple[Reading, Group] | None:
    """Return what a confirmation speaks of: what it introduces, else what its object or subject names or points at."""
    here = tree.sentence_of[token]
    near = [(r, g) for r, g in told.get(document.id, ()) if 0 <= here - r.statement.sentence <= NEAR]
    own = [(r, g) for r, g in near if document.text[: r.statement.content.start][-1:] != "("]  # an aside
    word = tree.span(token, token)
    introduced = [(r, g) for r, g in own if r.statement.cue is not None and r.statement.cue.covers(word)]
    if introduced:
        return max(introduced, key=_told_by)
    below = tree.child(token, "ccomp")
    if below is not None:
        clause = tree.subtree_span(below)
        return max(((r, g) for r, g in own if r.statement.content.overlaps(clause)), key=_told_by, default=None)
    thing = tree.child(token, "dobj", "nsubjpass")
    if thing is None and tree.parse.deps[token] == "acl":
        thing = tree.parse.heads[token]
    beside = [(r, g) for r, g in own if not r.statement.content.covers(word)]
    if thing is None or _points_back(tree, thing):
        return max(beside or own, key=lambda pair: (pair[0].statement.sentence, *_told_by(pair)), default=None)
    named = [(bits, r, g) for r, g in own if (bits := _shared(tree, thing, r)) > 0]
    most = max((bits for bits, _, _ in named), default=0.0)
    best = [(r, g) for bits, r, g in named if bits == most]
    return max(best, key=_told_by) if len({g.id for _, g in best}) == 1 else None


def _told_by(pair: tuple[Reading, Group]) -> tuple[int, int, str]:
    reading, group = pair
    return len(group.documents), reading.statement.sentence, group.id


def _points_back(tree: Tree, thing: int) -> bool:
    """Tell whether a confirmed thing is "it", "the claim", "this report"."""
    return tree.parse.pos[thing] in {"PRON", "DET"} or tree.lemma(thing) in words("en", "verification")["the_claim"]


def _shared(tree: Tree, thing: int, reading: Reading) -> float:
    """Return the bits of what is confirmed that a statement has too."""
    phrase = (t for t in tree.subtree(thing) if tree.parse.pos[t] in {"NOUN", "PROPN", "VERB", "ADJ"})
    return sum(reading.terms.get(key(tree.lemma(t).lower()), 0.0) for t in phrase)


def _outlets(material: Material, document: Document) -> list[Document]:
    return [d for d in material.documents.values() if d.id != document.id and d.outlet]


def _outlet_words(document: Document) -> frozenset[str]:
    return name_words(document.outlet or "") - {"the"} or frozenset({"\0"})
