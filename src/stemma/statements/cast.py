"""The parties that a document mentions: persons, bodies, groups and texts, with how each is introduced.

Enters: a document, its tree and, for each token, whether it lies in a quotation. Leaves: a ``Cast``: the mentions in
text order and the fullest name of each named party. Refuses: nouns that name no party.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from stemma.compare.names import canonical, is_foreign_spelling, meeting_keys, same_party
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, SourceKind
from stemma.statements.gender import PRONOUNS, Gender, find_gender
from stemma.statements.kinds import guess_kind, is_person_noun, is_personal_name
from stemma.statements.nameparts import is_proper, name_tokens, shown, split_title

_NOT_HEADS = frozenset({"compound", "nmod", "amod", "nummod", "det"})
_PLURAL = frozenset({"NNS", "NNPS"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


_GLUED = re.compile(r"[a-z]{3,}-[a-z]{3,} ")
"""What no name begins with: the end of a quotation glued to its cue ("…of relations-announced Lavrov")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One phrase that names or describes a party. ``definite``: opened by "the", "this" or a possessor.

    ``name`` is what stands for the party, ``role`` what stands with a person's name (a title, an apposition).
    ``joined``: another party is joined to it by "and". ``gender``: which of "he" and "she" can mean it.
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
    gender: Gender | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions of a document in text order.

    ``fullest``: for each proper name the mention that names its party most fully. ``by_noun``: the mentions by
    their noun and by the words of their roles. ``genders``: by full name, from any mention. ``taken_up`` keeps what a
    definite mention was found to take up, so that a chain of "the ministry" is followed once; ``read`` likewise.
    """

    tree: Tree
    mentions: tuple[Mention, ...]
    fullest: dict[str, Mention]
    by_noun: dict[str, list[Mention]]
    places: frozenset[str]
    quoted: tuple[bool, ...]
    genders: dict[str, Gender]
    taken_up: dict[int, Mention | None] = field(default_factory=dict)
    read: dict[int, Mention] = field(default_factory=dict)

    def at(self, head: int) -> Mention:
        """Return the mention whose head noun is ``head``."""
        if head not in self.read:
            self.read[head] = read_mention(self.tree, head, self.places, quoted=self.quoted[head])
        return self.read[head]

    def gender(self, mention: Mention) -> Gender | None:
        """Return what the document tells of a mention's gender, at any of its mentions."""
        full = self.fullest.get(mention.name, mention) if mention.proper else mention
        return mention.gender or self.genders.get(full.name)


def open_cast(document: Document, tree: Tree, quoted: tuple[bool, ...]) -> Cast:
    """Return every mention of a party in the document; roles beside a name and parts of a name are none."""
    places = frozenset(document.text[p.span.start : p.span.end].casefold() for p in document.places)
    parse = tree.parse
    found: list[Mention] = []
    inside = -1
    for token, pos in enumerate(parse.pos):
        wanted = pos == "PROPN" or (pos == "NOUN" and (_is_party(parse.lemmas[token]) or is_proper(tree, token)))
        if not wanted or parse.deps[token] in _NOT_HEADS or token <= inside or _is_role(tree, token):
            continue
        found.append(read_mention(tree, token, places, quoted=quoted[token]))
        if found[-1].proper:
            inside = name_tokens(tree, token)[-1]
    found = _with_surnames(tree, found, quoted)
    fullest = _fullest_names(found) | _bracketed(tree, found)
    return Cast(
        tree=tree,
        mentions=tuple(found),
        fullest=fullest,
        genders=_genders(tree, found, fullest),
        by_noun=_by_noun(found),
        places=places,
        quoted=quoted,
        read={m.head: m for m in found},
    )


def _with_surnames(tree: Tree, mentions: list[Mention], quoted: tuple[bool, ...]) -> list[Mention]:
    """Return the mentions, those by the surname of a person whom the text names in full read as that person.

    The parser takes "Marles" for a plural noun, and "Lavrov" in "Lavrov: …" for a noun; "Omar", the surname of a woman,
    is a man's first name.
    """
    named = (m for m in reversed(mentions) if m.proper and m.kind == "person" and " " in m.name)
    people = {m.name.split()[-1]: m for m in named if not {"in", "of"} & set(m.name.split())}
    kept = {m.head: m for m in mentions}
    for token, tag in enumerate(tree.parse.tags):
        full, here = people.get(tree.word(token)), kept.get(token)
        label = token + 1 < len(tree.parse.pos) and tree.word(token + 1) == ":"
        if full is None or full.head == token or (here is None and tag not in _PLURAL and not label):
            continue
        if here is None:
            one = replace(full, head=token, name=tree.word(token), role=None, definite=False, quoted=quoted[token])
            kept[token] = replace(one, plural=False, joined=tree.child(token, "conj") is not None)
        elif here.name == tree.word(token):
            titled = find_gender([tree.word(token - 1)] if token else (), None)  # "Mr"
            gender = here.gender if here.role is not None else titled or full.gender
            kept[token] = replace(here, kind="person", plural=False, gender=gender)
    return [kept[head] for head in sorted(kept)]


def _is_party(lemma: str) -> bool:
    return lemma in party_nouns() or is_person_noun(lemma)


def _bracketed(tree: Tree, mentions: list[Mention]) -> dict[str, Mention]:
    """Return the mentions that a text shortens in brackets: "the union of teachers in Bern (STO)"."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        after = name_tokens(tree, mention.head)[-1] + 1
        if after + 2 < len(tree.parse.pos) and tree.word(after) == "(" and tree.word(after + 2) == ")":
            short = tree.word(after + 1)
            if short.isupper() and len(short) > 1 and mention.kind != "person":
                found.setdefault(short, mention)
    return found


def _genders(tree: Tree, mentions: list[Mention], fullest: dict[str, Mention]) -> dict[str, Gender]:
    """Return what any mention of a person tells, and "her" in "Ann Lee and her brother"."""
    found: dict[str, Gender] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        name = fullest.get(mention.name, mention).name
        joined = tree.child(mention.head, "conj")
        owner = tree.child(joined, "poss") if joined is not None else None
        told = mention.gender or (PRONOUNS.get(tree.word(owner).lower()) if owner is not None else None)
        if told is not None and mention.proper:
            found.setdefault(name, told)
    return found


def _by_noun(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Return the mentions by their noun and by each word of their role."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        for word in sorted({mention.lemma, *(mention.role or "").lower().split()}):
            found.setdefault(word, []).append(mention)
    return found


def _is_role(tree: Tree, token: int) -> bool:
    """Tell "a spokesperson" beside "Ann Lee": the name is the mention, the noun its role."""
    if tree.parse.pos[token] != "NOUN" or not is_person_noun(tree.lemma(token)):
        return False
    return any(tree.parse.pos[c] == "PROPN" for c in _apposed(tree, token))


def _apposed(tree: Tree, token: int) -> list[int]:
    """Return what stands in apposition to a word; in "wrote on Twitter the head of the board" nothing does."""
    beside = [c for c in tree.children[token] if tree.parse.deps[c] == "appos"]
    if tree.parse.deps[token] == "appos":
        beside.append(tree.parse.heads[token])
    return [c for c in beside if not runs_on(tree, min(c, token), max(c, token))]


def runs_on(tree: Tree, first: int, second: int) -> bool:
    """Tell whether "the head" follows a name without a mark between them."""
    opens = min(tree.subtree(second))
    return tree.parse.pos[first] == "PROPN" and opens == first + 1 and tree.parse.tags[opens] == "DT"


def read_mention(tree: Tree, head: int, places: frozenset[str], *, quoted: bool = False) -> Mention:
    """Return the mention whose head noun is ``head``."""
    parse = tree.parse
    tokens = name_tokens(tree, head)
    name, title, body = split_title(tree, tokens, head)
    determiner = tree.child(head, "det")
    definite = tree.child(head, "poss") is not None
    definite |= determiner is not None and tree.word(determiner).lower() in _DEFINITE
    role = title or _apposed_role(tree, head) or role_before(tree, head, name, places)
    proper = is_proper(tree, head) or (title is not None and is_personal_name(name))
    before = [tree.word(t) for t in tokens if t < head] if proper else [tree.lemma(head)]
    return Mention(
        head=head,
        name=name,
        lemma=tree.lemma(head),
        kind="organization" if body else guess_kind(tree, head, name, places, role=role),
        proper=proper,
        definite=definite,
        plural=parse.tags[head] in ("NNS", "NNPS"),
        joined=tree.child(head, "conj") is not None,
        quoted=quoted,
        role=role,
        gender=find_gender([*before, *(role or "").split()], name if proper else None),
    )


def _apposed_role(tree: Tree, head: int) -> str | None:
    """Return the role in "Ann Lee, a spokesperson for the port" or "the port's spokesperson, Ann Lee"."""
    if tree.parse.pos[head] != "PROPN":
        return None
    for token in _apposed(tree, head):
        if is_person_noun(tree.lemma(token)):
            return shown(tree, name_tokens(tree, token))
    return None


def role_before(tree: Tree, head: int, name: str, places: frozenset[str]) -> str | None:
    """Return "chemist from Bern" in "a chemist from Bern, Ann Lee, said", where the name hangs on the town."""
    above = tree.parse.heads[head]
    if tree.parse.deps[head] != "appos" or tree.parse.deps[above] != "pobj" or " " not in name:
        return None
    noun = tree.parse.heads[tree.parse.heads[above]]
    after = head + 1 == len(tree.parse.pos) or tree.parse.pos[head + 1] == "PUNCT"
    fits = after and name.casefold() not in places and is_person_noun(tree.lemma(noun))
    return shown(tree, name_tokens(tree, noun)) if fits and tree.parse.tags[noun] == "NN" else None


def _fullest_names(mentions: list[Mention]) -> dict[str, Mention]:
    """Return, for each proper name of the document, the mention that names its party most fully."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.proper and (mention.name not in first or (mention.role and not first[mention.name].role)):
            first[mention.name] = mention

    def order(name: str) -> tuple[bool, int, bool, int, int]:
        glued = _GLUED.match(name) is not None
        return glued, -len(canonical(name)), is_foreign_spelling(name), -len(name), first[name].head

    names = sorted(first, key=order)
    best: dict[str, Mention] = {}
    by_key: dict[str, list[str]] = {}
    for name in names:
        keys = sorted(meeting_keys(name))
        near = (k for key in keys for k in by_key.get(key, ()) if same_party(k, name) is not None)
        fuller = next(near, None)
        best[name] = first[fuller] if fuller is not None else first[name]
        for key in keys if fuller is None else ():
            by_key.setdefault(key, []).append(name)
    return best | _by_first_names(first, best)


def _by_first_names(first: dict[str, Mention], best: dict[str, Mention]) -> dict[str, Mention]:
    """Return whom a name alone means that is the first one of a single person: "Wang" after "Wang Wenbin", "Ann"."""
    people: dict[str, set[str]] = {}
    for name in (n for n, m in best.items() if is_personal_name(n) and m.kind == "person"):
        people.setdefault(name.split()[0], set()).add(best[name].name)
    single = (n for n, m in first.items() if m.kind == "person" and m.role is None and not m.plural)
    alone = (n for n in single if best[n] is first[n] and n.lower() not in mappings("en", "speakers")["countries"])
    return {n: first[full] for n in alone for full in people.get(n, ()) if len(people[n]) == 1}


@cache
def party_nouns() -> frozenset[str]:
    """Return the common nouns that may name a party."""
    lists = words("en", "speakers")
    names = ("person_nouns", "organization_nouns", "document_nouns", "group_nouns", "generic", "spokespeople")
    return frozenset().union(*(lists[n] for n in names))
