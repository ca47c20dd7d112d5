"""Who a source phrase is, inside its document: full names, kinds, roles, "он", "ведомство", a surname alone.

Enters: the tree of a document, and source spans in text order. Leaves: ``Speaker``: a ``Source`` with the body that
issued a text or that a person speaks for. Refuses: a guess; a pronoun with nobody before it stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Source, SourceKind, Span
from stemma.statements.slavic.grammar import HEADS, feature, is_acronym
from stemma.statements.slavic.names import Phrase, head_of, nominative, read_phrase

SAME_STEM = 4
"""Letters that a surname in another case shares with the one given before, where no dictionary knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source; ``noun``: the dictionary form of its head; ``owner``: the body behind a text."""

    source: Source
    noun: str
    owner: Source | None = None
    plural: bool = False
    gender: str | None = None


@dataclass(slots=True, kw_only=True)
class Cast:
    """The speakers of a document so far, in text order."""

    document: Document
    tree: Tree
    places: frozenset[int]
    speakers: list[Speaker] = field(default_factory=list)

    def listed(self, block: str) -> frozenset[str]:
        """Return a block of the language's words for speakers."""
        return words(self.tree.parse.language, "speakers").get(block, frozenset())


def open_cast(document: Document, tree: Tree) -> Cast:
    """Return an empty cast."""
    places = frozenset(t for place in document.places for t in tree.tokens_in(place.span))
    return Cast(document=document, tree=tree, places=places)


def resolve(cast: Cast, span: Span | None) -> Speaker:
    """Return who the source at ``span`` is, and remember it."""
    if span is None:
        return Speaker(source=Source(span=None, name="unknown", kind="unknown", named=False), noun="")
    tokens = list(cast.tree.tokens_in(span))
    if not tokens:
        return Speaker(source=Source(span=span, name="unknown", kind="unknown", named=False), noun="")
    found = _pronoun(cast, span, tokens) or _described(cast, span, tokens)
    cast.speakers.append(found)
    return found


def _pronoun(cast: Cast, span: Span, tokens: list[int]) -> Speaker | None:
    """Return whom "он" takes up: the last speaker whose gender or number fits."""
    word = span.within(cast.tree.text).lower()
    if word not in cast.listed("pronouns"):
        return None
    wanted = mappings(cast.tree.parse.language, "speakers")["pronoun_gender"].get(word)
    for speaker in reversed(cast.speakers):
        person = speaker.source.kind == "person"
        fits = speaker.source.kind in ("organization", "group") if wanted == "plur" else person
        if fits and speaker.source.kind != "unknown" and speaker.gender in (None, wanted):
            return replace(speaker, source=replace(speaker.source, span=span, orphan=False))
    kind: SourceKind = "person" if wanted in ("masc", "fem") else "unknown"
    return Speaker(source=Source(span=span, name=word, kind=kind, named=False), noun=word, gender=wanted)


def _described(cast: Cast, span: Span, tokens: list[int]) -> Speaker:
    tree = cast.tree
    phrase = read_phrase(tree, tokens, cast.places)
    kind = find_kind(cast, phrase, tokens)
    noun = tree.lemma(phrase.head)
    plural = _is_plural(tree, phrase.head) and kind == "group"
    taken = _taken_up(cast, phrase, kind, tokens)
    if taken is not None:
        return replace(taken, source=replace(taken.source, span=span, orphan=False))
    role = phrase.role or (phrase.name if kind == "person" and not phrase.personal else None)
    source = Source(
        span=span,
        name=phrase.name,
        kind=kind,
        named=_is_named(cast, phrase, kind, tokens),
        role=role,
        orphan=_is_orphan(cast, phrase, kind, tokens),
        affiliation=_body_in(cast, phrase, tokens) if kind == "person" else None,
    )
    owner = _owner(cast, phrase, span, tokens) if kind == "document" else None
    gender = _gender(tree, tokens) if kind == "person" else None
    return Speaker(source=source, noun=noun, owner=owner, plural=plural, gender=gender)


def find_kind(cast: Cast, phrase: Phrase, tokens: list[int]) -> SourceKind:
    """Return the kind of party that a phrase names."""
    tree, lemma, word = cast.tree, cast.tree.lemma(phrase.head), cast.tree.word(phrase.head)
    if phrase.personal:
        return "person"
    plural = _is_plural(tree, phrase.head)
    for block, one, many in (
        ("person_nouns", "person", "group"),
        ("spokespeople", "person", "group"),
        ("document_nouns", "document", "document"),
        ("organization_nouns", "organization", "organization"),
        ("group_nouns", "group", "group"),
    ):
        if lemma in cast.listed(block) or word.lower() in cast.listed(block):
            return many if plural else one  # type: ignore[return-value]
    if is_acronym(word) or word.lower() in cast.listed("known_bodies") or not word[0].isalnum():
        return "organization"
    if any(t in cast.places for t in tokens) or lemma in cast.listed("countries"):
        return "organization"
    if tree.parse.pos[phrase.head] == "PROPN" or word[:1].isupper():
        animate = feature(tree, phrase.head, "Animacy")
        return "person" if animate == "Anim" and len(tokens) == 1 else "organization"
    return "group" if plural else "unknown"


def _is_plural(tree: Tree, head: int) -> bool:
    if feature(tree, head, "Number") == "Plur":
        return True
    word = tree.word(head).lower()
    return tree.parse.language == "uk" and word != tree.lemma(head) and word.endswith(("и", "і", "ї", "ів", "їв"))


def _is_named(cast: Cast, phrase: Phrase, kind: SourceKind, tokens: list[int]) -> bool:
    """Tell a party that could be asked."""
    tree = cast.tree
    if phrase.personal:
        return True
    if kind in ("group", "unknown") or tree.lemma(phrase.head) in cast.listed("generic"):
        return False
    proper = any(_is_proper(cast, t, tokens[0]) for t in tokens)
    if kind == "person":
        return proper and tree.lemma(phrase.head) in cast.listed("spokespeople") | cast.listed("askable")
    if kind == "document":
        return proper
    return proper or (bool(cast.places) and tree.lemma(phrase.head) in cast.listed("askable"))


def _is_proper(cast: Cast, token: int, first: int) -> bool:
    """Tell a name, an acronym or a body whose short word is its name, from a capital at a sentence's beginning."""
    tree, word = cast.tree, cast.tree.word(token)
    if is_acronym(word) or word.lower() in cast.listed("known_bodies") or token in cast.places:
        return True
    opens = any(first == start for start, _ in tree.parse.sentences) and token == first
    return word[:1].isupper() and not (opens and tree.lemma(token) in _common(cast))


def _common(cast: Cast) -> frozenset[str]:
    blocks = ("person_nouns", "organization_nouns", "document_nouns", "group_nouns", "spokespeople", "generic")
    return frozenset().union(*(cast.listed(b) for b in blocks))


def _taken_up(cast: Cast, phrase: Phrase, kind: SourceKind, tokens: list[int]) -> Speaker | None:
    """Return the earlier speaker that a surname alone, "губернатор" or "ведомство" stands for."""
    lemma = cast.tree.lemma(phrase.head)
    if phrase.personal:
        alone = " " not in phrase.name
        return next((s for s in reversed(cast.speakers) if alone and _same_surname(s, phrase.name)), None)
    if len(tokens) > 1:
        return next((s for s in cast.speakers if s.source.name.casefold() == phrase.name.casefold()), None)
    if kind == "organization":
        bodies = [s for s in cast.speakers if s.source.kind == "organization" and s.source.named]
        same = [s for s in bodies if s.noun == lemma and len(s.source.name) > len(phrase.name)]
        general = lemma in cast.listed("taking_up")
        return same[-1] if same else bodies[-1] if bodies and general else None
    if kind != "person" or _is_plural(cast.tree, phrase.head):
        return None
    people = [s for s in cast.speakers if s.source.kind == "person" and not s.plural]
    same = [s for s in people if s.noun == lemma and s.source.name.lower() != lemma]
    named = sorted({s.source.name for s in people if s.source.named})
    known = [s for s in people if s.source.named]
    unroled = len(named) == 1 and known[-1].source.role is None
    general = lemma in cast.listed("person_again") or (
        unroled and lemma not in cast.listed("generic") | cast.listed("eyewitnesses")
    )
    return same[-1] if same else known[-1] if known and general else None


def _same_surname(speaker: Speaker, name: str) -> bool:
    if speaker.source.kind != "person" or not speaker.source.named:
        return False
    full, short = speaker.source.name.split()[-1].casefold(), name.casefold()
    stem = min(len(full), len(short)) - 2
    return " " in speaker.source.name and (full == short or (stem >= SAME_STEM and full[:stem] == short[:stem]))


def _is_orphan(cast: Cast, phrase: Phrase, kind: SourceKind, tokens: list[int]) -> bool:
    """Tell "эксперт" alone, of whom nothing was said before."""
    tree = cast.tree
    if kind != "person" or phrase.personal or len(tokens) > 1 or _is_plural(tree, phrase.head):
        return False
    return tree.lemma(phrase.head) in cast.listed("introduced")


def _gender(tree: Tree, tokens: list[int]) -> str | None:
    """Return the gender that the last name, else the head, shows."""
    for token in reversed(tokens):
        known = feature(tree, token, "Gender")
        if known in ("Masc", "Fem") and tree.parse.pos[token] in ("PROPN", "NOUN"):
            return known.lower()
    last = tree.word(tokens[-1]).lower()
    return "fem" if last.endswith(("ова", "ева", "єва", "іна", "їна", "ська", "цька", "ої")) else None


def _body_in(cast: Cast, phrase: Phrase, tokens: list[int]) -> str | None:
    """Return the body in a role: "МЧС" in "представитель МЧС Анна Ли"."""
    tree = cast.tree
    role = [t for t in tokens if t > phrase.head]
    bodies = cast.listed("organization_nouns") | cast.listed("known_bodies")
    for token in role:
        word = tree.word(token)
        if is_acronym(word) or tree.lemma(token) in bodies or word.lower() in bodies:
            name = set(_name_tail(cast, phrase, tokens))
            rest = [t for t in role if t >= _with_adjectives(tree, token, phrase.head) and t not in name]
            return nominative(tree, rest, token) if rest else None
    return None


def _with_adjectives(tree: Tree, token: int, head: int) -> int:
    while token - 1 > head and tree.parse.pos[token - 1] in ("ADJ", "DET"):
        token -= 1
    return token


def _name_tail(cast: Cast, phrase: Phrase, tokens: list[int]) -> list[int]:
    if not phrase.personal:
        return []
    return tokens[-len(phrase.name.split()) :]


def _owner(cast: Cast, phrase: Phrase, span: Span, tokens: list[int]) -> Source | None:
    """Return whose text it is: the party after the noun ("сообщении ведомства")."""
    tree = cast.tree
    after = [t for t in tokens if t > phrase.head and tree.parse.pos[t] != "ADP"]
    if not after or not any(tree.parse.pos[t] in HEADS or not tree.word(t)[0].isalnum() for t in after):
        return None
    inner = Span(start=tree.parse.starts[after[0]], end=span.end)
    own = read_phrase(tree, after, cast.places)
    kind = find_kind(cast, own, after)
    if kind not in ("person", "organization", "group"):
        return None
    taken = _taken_up(cast, own, kind, after)
    name = taken.source.name if taken is not None else own.name
    named = taken.source.named if taken is not None else _is_named(cast, own, kind, after)
    return Source(span=inner, name=name, kind=kind, named=named, role=own.role)


def name_of(cast: Cast, tokens: list[int]) -> Source:
    """Return the party at ``tokens`` without remembering it: whom a source cites."""
    span = cast.tree.span(tokens[0], tokens[-1])
    phrase = read_phrase(cast.tree, tokens, cast.places)
    kind = find_kind(cast, phrase, tokens)
    taken = _taken_up(cast, phrase, kind, tokens)
    if taken is not None:
        return replace(taken.source, span=span)
    return Source(span=span, name=phrase.name, kind=kind, named=_is_named(cast, phrase, kind, tokens), role=phrase.role)


__all__ = ["Cast", "Speaker", "head_of", "name_of", "open_cast", "resolve"]
