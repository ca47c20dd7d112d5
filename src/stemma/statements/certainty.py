"""How surely a content is said, by the document and by its source.

Enters: the cue and content of a statement. Leaves: polarity (asserted, denied, questioned), commitment (certain,
probable, possible, reported) and the words that carry them; the basis of knowledge. Refuses: reading irony.
"""

from __future__ import annotations

from collections.abc import Iterable

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Basis, Certainty, Commitment, Polarity, Span, Tense


def document_certainty(tree: Tree, cue: Iterable[int], content: Iterable[int]) -> Certainty:
    """Return how far the document stands behind a content that it attributes."""
    lists = words("en", "certainty")
    tokens = list(cue)
    marks: list[int] = []
    commitment: Commitment = "reported"
    polarity: Polarity = "asserted"
    for token in tokens:
        lemma = tree.lemma(token)
        if lemma in lists["factive"] and not _negated(tree, token):
            commitment, marks = "certain", [*marks, token]
        elif lemma in lists["distancing"]:
            marks.append(token)
        elif lemma in lists["denying"]:
            polarity, marks = "denied", [*marks, token]
        elif lemma in lists["doubting"]:
            polarity, marks = "questioned", [*marks, token]
    marks = marks or tokens
    hedges = [t for t in content if tree.lemma(t) in words("en", "attribution")["adverbs"]]
    return Certainty(polarity=polarity, commitment=commitment, words=_spans(tree, [*marks, *hedges]))


def source_certainty(tree: Tree, cue: Iterable[int], content: Iterable[int], head: int | None) -> Certainty:
    """Return how surely the source says it: its own words of denial, doubt and hedging."""
    lists = words("en", "certainty")
    tokens = list(cue)
    polarity: Polarity = "asserted"
    marks = [t for t in tokens if tree.lemma(t) in lists["denying"] | lists["doubting"]]
    if any(tree.lemma(t) in lists["denying"] for t in tokens):
        polarity = "denied"
    elif marks:
        polarity = "questioned"
    own = own_certainty(tree, list(content), head)
    probable = [t for t in tokens if tree.lemma(t) in lists["probable"]]
    commitment = "probable" if probable and own.commitment == "certain" else own.commitment
    if polarity == "asserted":
        polarity = own.polarity
    return Certainty(
        polarity=polarity, commitment=commitment, words=_merge(own.words, _spans(tree, [*marks, *probable]))
    )


def own_certainty(tree: Tree, content: list[int], head: int | None) -> Certainty:
    """Return polarity and commitment of a clause by the words on its head verb."""
    if head is None:
        return Certainty()
    lists = words("en", "certainty")
    near = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "advmod", "neg", "acomp", "auxpass")] + [
        head
    ]
    commitment: Commitment = "certain"
    marks: list[int] = []
    for token in near:
        lemma = tree.lemma(token)
        if lemma in words("en", "attribution")["adverbs"]:
            commitment, marks = "reported", [*marks, token]
        elif lemma in lists["possible"] and tree.parse.deps[token] != "ROOT":
            commitment, marks = "possible", [*marks, token]
        elif lemma in lists["probable"] and token != head and commitment == "certain":
            commitment, marks = "probable", [*marks, token]
    negated = [c for c in tree.children[head] if tree.parse.deps[c] == "neg"]
    polarity: Polarity = "denied" if negated else "asserted"
    return Certainty(polarity=polarity, commitment=commitment, words=_spans(tree, [*marks, *negated]))


def find_basis(tree: Tree, cue: Iterable[int], content: Iterable[int], *, cited: bool) -> Basis:
    """Return how the source knows, as far as the words say it."""
    lists = words("en", "certainty")
    lemmas = [tree.lemma(t) for t in cue]
    inside = list(content)
    first_person = [t for t in inside if tree.word(t).lower() in ("i", "we") and tree.parse.deps[t] == "nsubj"]
    verbs = {tree.lemma(tree.parse.heads[t]) for t in first_person}
    if cited or any(x in lists["told"] - {"tell"} for x in lemmas):
        return "was_told"
    if verbs & lists["saw"]:
        return "saw"
    if verbs:
        return "took_part"
    if any(x in lists["saw"] for x in lemmas):
        return "saw"
    if any(x in lists["infers"] for x in lemmas):
        return "infers"
    return "not_stated"


def find_tense(tree: Tree, head: int | None) -> Tense:
    """Return the tense of the clause whose verb is ``head``."""
    if head is None or tree.parse.pos[head] not in ("VERB", "AUX"):
        return "none"
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    if any(tree.lemma(t) in ("will", "shall", "'ll", "’ll") for t in helpers):
        return "future"
    tags = [tree.parse.tags[t] for t in [*helpers, head]]
    if "VBD" in tags or any(tree.lemma(t) == "have" for t in helpers):
        return "past"
    if any(t in ("VBZ", "VBP") for t in tags):
        return "present"
    return "past" if tags[-1] == "VBN" else "none"


def _negated(tree: Tree, token: int) -> bool:
    return tree.child(token, "neg") is not None


def _spans(tree: Tree, tokens: Iterable[int]) -> tuple[Span, ...]:
    return tuple(sorted({tree.span(t, t) for t in tokens}))


def _merge(left: tuple[Span, ...], right: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted({*left, *right}))
