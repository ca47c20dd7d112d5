"""The parties that a document mentions: persons, bodies, groups and texts, with how each is introduced.

Enters: a document, its tree and, for each token, whether it lies in a quotation. Leaves: a ``Cast``: the mentions in
text order and the fullest name of each named party. Refuses: nouns that name no party.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from stemma.compare.names import canonical, meeting_keys, same_party
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, SourceKind
from stemma.statements.kinds import guess_kind

_NOT_HEADS = frozenset({"compound", "nmod", "amod", "nummod", "det"})
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "advcl", "parataxis", "preconj"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_STAYING = frozenset({"live", "operate", "reside", "serve", "stay", "work"})
"""Participles that tell which party is meant ("a group operating in …"); others tell what it does."""

_JOINTS = frozenset({"-", "'", "’"})
_ENDS = frozenset({",", "(", ")", "—", "–", ":", ";", "--", "“", "”", '"', "[", "]", "/", "|"})
_LEADING = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "one", "another", "his", "her", "its", "their"}
)
_LEADING_MORE = frozenset({"our", "my", "your", "'", "‘", "’", "“", '"', "-", "both", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One phrase that names or describes a party. ``definite``: opened by "the", "this" or a possessor.

    ``name`` is what stands for the party, ``role`` what stands with a person's name (a title, an apposition).
    ``joined``: another party is joined to it by "and".
    """

    head: int
    name: str
    lemma: str
    kind: SourceKind
    proper: bool
    definite: bool
    plural: bool
    joined: bool = False
    quoted: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions of a document in text order.

    ``fullest``: for each proper name the mention that names its party most fully. ``by_noun``: the mentions by
    their noun and by the words of their roles. ``taken_up`` keeps what a definite mention was found to take up, so
    that a chain of "the ministry" is followed once.
    """

    tree: Tree
    mentions: tuple[Mention, ...]
    fullest: dict[str, Mention]
    by_noun: dict[str, list[Mention]]
    places: frozenset[str]
    quoted: tuple[bool, ...]
    taken_up: dict[int, Mention | None] = field(default_factory=dict)

    def at(self, head: int) -> Mention:
        """Return the mention whose head noun is ``head``."""
        return read_mention(self.tree, head, self.places, quoted=self.quoted[head])


def open_cast(document: Document, tree: Tree, quoted: tuple[bool, ...]) -> Cast:
    """Return every mention of a party in the document; roles beside a name and parts of a name are none."""
    places = frozenset(document.text[p.span.start : p.span.end].casefold() for p in document.places)
    nouns = party_nouns()
    parse = tree.parse
    found: list[Mention] = []
    inside = -1
    for token, pos in enumerate(parse.pos):
        wanted = pos == "PROPN" or (pos == "NOUN" and (parse.lemmas[token] in nouns or is_proper(tree, token)))
        if not wanted or parse.deps[token] in _NOT_HEADS or token <= inside or _is_role(tree, token):
            continue
        found.append(read_mention(tree, token, places, quoted=quoted[token]))
        if found[-1].proper:
            inside = name_tokens(tree, token)[-1]
    return Cast(
        tree=tree,
        mentions=tuple(found),
        fullest=_fullest_names(found),
        by_noun=_by_noun(found),
        places=places,
        quoted=quoted,
    )


def _by_noun(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Return the mentions by their noun and by each word of their role."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        for word in sorted({mention.lemma, *(mention.role or "").lower().split()}):
            found.setdefault(word, []).append(mention)
    return found


def _is_role(tree: Tree, token: int) -> bool:
    """Tell "a spokesperson" beside "Ann Lee": the name is the mention, the noun its role."""
    if tree.parse.pos[token] != "NOUN" or tree.lemma(token) not in words("en", "speakers")["person_nouns"]:
        return False
    beside = [c for c in tree.children[token] if tree.parse.deps[c] == "appos"]
    if tree.parse.deps[token] == "appos":
        beside.append(tree.parse.heads[token])
    return any(tree.parse.pos[c] == "PROPN" for c in beside)


def read_mention(tree: Tree, head: int, places: frozenset[str], *, quoted: bool = False) -> Mention:
    """Return the mention whose head noun is ``head``."""
    parse = tree.parse
    tokens = name_tokens(tree, head)
    name, title, body = _split_title(tree, tokens, head)
    determiner = tree.child(head, "det")
    definite = tree.child(head, "poss") is not None
    definite |= determiner is not None and tree.word(determiner).lower() in _DEFINITE
    role = title or _apposed_role(tree, head)
    return Mention(
        head=head,
        name=name,
        lemma=parse.lemmas[head],
        kind="organization" if body else guess_kind(tree, head, name, places, role=role),
        proper=is_proper(tree, head),
        definite=definite,
        plural=parse.tags[head] in ("NNS", "NNPS"),
        joined=tree.child(head, "conj") is not None,
        quoted=quoted,
        role=role,
    )


def is_proper(tree: Tree, token: int) -> bool:
    """Tell a name, or an acronym that the tagger took for a noun ("MoD", "CSTO")."""
    return tree.parse.pos[token] == "PROPN" or any(ch.isupper() for ch in tree.word(token)[1:])


def name_tokens(tree: Tree, head: int) -> list[int]:
    """Return the tokens of a name: the noun with what stands before it and the phrases after it, up to a comma."""
    proper = is_proper(tree, head)
    without = _LOOSE | {"acl"} if proper or tree.child(head, "poss") is not None else _LOOSE
    tokens = set(tree.subtree(head, without=without))
    for token in sorted(tokens):
        if tree.parse.deps[token] == "acl" and tree.parse.tags[token] != "VBN" and token not in (head,):
            tokens -= set(tree.subtree(token)) if tree.lemma(token) not in _STAYING else set()
    first = last = head
    while first - 1 in tokens and tree.word(first - 1) not in _ENDS:
        first -= 1
    while last + 1 in tokens and tree.word(last + 1) not in _ENDS:
        last += 1
    while first < head and (tree.word(first).lower() in _LEADING | _LEADING_MORE or tree.parse.pos[first] == "PUNCT"):
        first += 1
    while last > head and (tree.parse.pos[last] in ("PUNCT", "ADP", "PART") or tree.parse.deps[last] == "case"):
        last -= 1
    return list(range(first, last + 1))


def _shown(tree: Tree, tokens: list[int]) -> str:
    text = tree.span(tokens[0], tokens[-1]).within(tree.text)
    return " ".join(text.split()).strip(' ,;:“”"‘')


def _split_title(tree: Tree, tokens: list[int], head: int) -> tuple[str, str | None, bool]:
    """Return the name without what stands before it, the title of a person, and whether a body's noun stood there.

    "Ukrainian President Ann Lee of the Green Party" is Ann Lee, "Ukrainian President of the Green Party"; "the
    newspaper Blick" is Blick, a body.
    """
    whole = _shown(tree, tokens)
    if tree.parse.pos[head] != "PROPN":
        return whole, None, False
    lists = words("en", "speakers")
    titles = lists["titles"] | lists["person_nouns"] | lists["courtesy"]
    cut, body = 0, False
    for number, token in enumerate(tokens):
        lower = tree.word(token).lower()
        if token < head and (lower in titles or (cut == number and _dot(tree, token))):
            cut, body = number + 1, False
        elif (
            token < head and tree.parse.pos[token] == "NOUN" and lower in lists["outlets"] | lists["organization_nouns"]
        ):
            cut, body = number + 1, True
    rest = [t for t in tokens[cut:] if t <= head]
    named = rest and all(tree.parse.pos[t] == "PROPN" or tree.word(t) in _JOINTS for t in rest)
    if not cut or not named or (not body and any(tree.lemma(t) in lists["body_nouns"] for t in rest)):
        return whole, None, False
    if body:
        return _shown(tree, rest), None, True
    title = [t for t in tokens[:cut] if tree.word(t).lower() not in lists["courtesy"]]
    after = [t for t in tokens if t > head]
    parts = [_shown(tree, part) for part in (title, after) if part]
    return _shown(tree, rest), " ".join(parts) if title else None, False


def _dot(tree: Tree, token: int) -> bool:
    return tree.word(token) == "."


def _apposed_role(tree: Tree, head: int) -> str | None:
    """Return the role in "Ann Lee, a spokesperson for the port" or "the port's spokesperson, Ann Lee"."""
    if tree.parse.pos[head] != "PROPN":
        return None
    nouns = words("en", "speakers")["person_nouns"]
    beside = [c for c in tree.children[head] if tree.parse.deps[c] == "appos"]
    if tree.parse.deps[head] == "appos":
        beside.append(tree.parse.heads[head])
    for token in beside:
        if tree.lemma(token) in nouns:
            return _shown(tree, name_tokens(tree, token))
    return None


def _fullest_names(mentions: list[Mention]) -> dict[str, Mention]:
    """Return, for each proper name of the document, the mention that names its party most fully."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.proper and (mention.name not in first or (mention.role and not first[mention.name].role)):
            first[mention.name] = mention
    names = sorted(first, key=lambda n: (-len(canonical(n)), -len(n), first[n].head))
    best: dict[str, Mention] = {}
    by_key: dict[str, list[str]] = {}
    for name in names:
        keys = sorted(meeting_keys(name))
        near = (k for key in keys for k in by_key.get(key, ()) if same_party(k, name) is not None)
        fuller = next(near, None)
        best[name] = first[fuller] if fuller is not None else first[name]
        for key in keys if fuller is None else ():
            by_key.setdefault(key, []).append(name)
    return best


@cache
def party_nouns() -> frozenset[str]:
    """Return the common nouns that may name a party."""
    lists = words("en", "speakers")
    names = ("person_nouns", "organization_nouns", "document_nouns", "group_nouns", "generic", "spokespeople")
    return frozenset().union(*(lists[n] for n in names))
