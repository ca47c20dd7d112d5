"""The parties that a document mentions: persons, bodies, groups and texts, with how each is introduced.

Enters: a document's tree and its places. Leaves: a ``Cast``, the mentions in text order with head, name, kind and
whether the mention is definite. Refuses: nouns that name no party.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, SourceKind, Span

_PHRASE = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "poss",
        "appos",
        "attr",
        "conj",
        "ROOT",
        "oprd",
        "npadvmod",
        "dative",
        "dep",
        "nmod",
        "compound",
    }
)
_NAME_PARTS = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "flat", "det"})
_LOOSE = frozenset({"relcl", "appos", "acl", "punct", "conj", "cc", "advcl", "parataxis", "preconj", "dep"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWN = frozenset({"his", "her", "its", "their", "our", "my", "your"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One phrase that names or describes a party. ``definite``: opened by "the", "this" or a possessor."""

    head: int
    span: Span
    name: str
    lemma: str
    kind: SourceKind
    proper: bool
    definite: bool
    plural: bool
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions of a document in text order."""

    tree: Tree
    mentions: tuple[Mention, ...]
    places: frozenset[str]


def open_cast(document: Document, tree: Tree) -> Cast:
    """Return every mention of a party in the document."""
    places = frozenset(document.text[p.span.start : p.span.end].lower() for p in document.places)
    found: list[Mention] = []
    nouns = _party_nouns()
    for token, pos in enumerate(tree.parse.pos):
        proper = pos == "PROPN"
        if not proper and not (pos == "NOUN" and tree.parse.lemmas[token] in nouns):
            continue
        dep = tree.parse.deps[token]
        if dep == "compound" or (dep not in _PHRASE and not proper):
            continue
        found.append(read_mention(tree, token, places))
    return Cast(tree=tree, mentions=tuple(found), places=places)


def read_mention(tree: Tree, head: int, places: frozenset[str]) -> Mention:
    """Return the mention whose head noun is ``head``."""
    parse = tree.parse
    proper = parse.pos[head] == "PROPN"
    tokens = name_tokens(tree, head, proper=proper)
    first = next((t for t in tree.children[head] if parse.deps[t] == "det"), None)
    owner = tree.child(head, "poss")
    definite = owner is not None or (first is not None and tree.word(first).lower() in _DEFINITE)
    plural = parse.tags[head] in ("NNS", "NNPS")
    name = _shown(tree, tokens)
    roles = _roles(tree, head)
    return Mention(
        head=head,
        span=tree.span(tokens[0], tokens[-1]),
        name=name,
        lemma=parse.lemmas[head],
        kind=guess_kind(tree, head, name, roles, places),
        proper=proper,
        definite=definite,
        plural=plural,
        roles=roles,
    )


def name_tokens(tree: Tree, head: int, *, proper: bool) -> list[int]:
    """Return the tokens of a name: the noun with what stands before it and its "of", "from", "in" phrases."""
    without = _LOOSE if proper else _LOOSE - {"acl"}
    tokens = [t for t in tree.subtree(head, without=without)]
    run = [t for t in tokens if t <= head]
    for token in range(head + 1, tokens[-1] + 1):
        if token not in tokens:
            break
        run.append(token)
    while len(run) > 1 and (
        tree.parse.deps[run[0]] in ("det", "punct", "predet", "cc", "mark") or tree.word(run[0]).lower() in _OWN
    ):
        run = run[1:]
    while len(run) > 1 and (tree.parse.pos[run[-1]] in ("PUNCT", "ADP") or tree.parse.deps[run[-1]] == "case"):
        run = run[:-1]
    return run


def _shown(tree: Tree, tokens: list[int]) -> str:
    text = tree.span(tokens[0], tokens[-1]).within(tree.text)
    return " ".join(text.split()).strip(' ,;:“”"')


def _roles(tree: Tree, head: int) -> tuple[str, ...]:
    """Return the role nouns that stand with a name: a title before it or an apposition."""
    nouns = words("en", "speakers")["person_nouns"] | words("en", "speakers")["titles"]
    near = [c for c in tree.children[head] if tree.parse.deps[c] in ("compound", "appos", "amod", "nmod")]
    if tree.parse.deps[head] == "appos":
        near.append(tree.parse.heads[head])
    return tuple(tree.lemma(c) for c in near if tree.lemma(c) in nouns)


def guess_kind(tree: Tree, head: int, name: str, roles: tuple[str, ...], places: frozenset[str]) -> SourceKind:
    """Return what kind of party a noun names."""
    lists = words("en", "speakers")
    lemma = tree.lemma(head)
    plural = tree.parse.tags[head] in ("NNS", "NNPS")
    if lemma in lists["document_nouns"]:
        return "document"
    if lemma in lists["person_nouns"]:
        return "group" if plural else "person"
    if lemma in lists["organization_nouns"]:
        return "group" if plural else "organization"
    if lemma in lists["group_nouns"]:
        return "group"
    if tree.parse.pos[head] != "PROPN":
        return "group" if plural else "unknown"
    return _kind_of_name(name, roles, places, plural=plural)


def _kind_of_name(name: str, roles: tuple[str, ...], places: frozenset[str], *, plural: bool) -> SourceKind:
    lowered = [w.strip(".,").lower() for w in name.split()]
    lists, countries = words("en", "speakers"), mappings("en", "speakers")["countries"]
    if roles:
        return "person"
    if plural:
        return "group"
    if any(w in lists["body_nouns"] or w in lists["organization_nouns"] for w in lowered):
        return "organization"
    if name.lower() in places or name.lower() in countries or name.lower() in countries.values():
        return "organization"
    if name.isupper() and len(name) > 1:
        return "organization"
    capitals = [w for w in name.split() if w[:1].isupper()]
    return "person" if 1 <= len(capitals) <= 4 else "unknown"


@cache
def _party_nouns() -> frozenset[str]:
    lists = words("en", "speakers")
    names = ("person_nouns", "organization_nouns", "document_nouns", "group_nouns", "generic")
    return frozenset().union(*(lists[n] for n in names))
