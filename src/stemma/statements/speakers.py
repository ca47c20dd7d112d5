"""Resolve sources inside their document: "the ministry", "he", a surname, an acronym in brackets.

Enters: a cast and the span of a source. Leaves: the party's fullest name in the document's spelling, its kind,
whether it is named, its role, and whether the mention is an orphan (definite, but introduced nowhere before).
Refuses: a guess across genders of pronoun it cannot tell; "it" and "they" look only a sentence or two back.
"""

from __future__ import annotations

from dataclasses import dataclass

from stemma.compare.names import canonical, same_party
from stemma.language.words import words
from stemma.model import Source, SourceKind, Span
from stemma.statements.cast import Cast, Mention, read_mention

_HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})

REACH = 4
"""Sentences that a pronoun may look back. Further back the nearest fitting party is wrong more often than right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source. ``mention`` is the mention that names it best, if any."""

    source: Source
    mention: Mention | None


def resolve(cast: Cast, span: Span | None) -> Speaker:
    """Return who the source at ``span`` is."""
    if span is None:
        return Speaker(source=Source(span=None, name="unknown", kind="unknown", named=False), mention=None)
    head = head_in(cast, span)
    if head is None:
        return Speaker(source=_plain(cast, span), mention=None)
    target, orphan = _antecedent(cast, head)
    if target is None:
        return Speaker(source=_plain(cast, span), mention=None)
    best = _fullest(cast, target)
    kind = target.kind if target.kind != "unknown" else best.kind
    source = Source(
        span=span,
        name=best.name,
        kind=kind,
        named=is_named(cast, best, kind),
        role=_role(cast, target, best),
        orphan=orphan,
    )
    return Speaker(source=source, mention=target)


def head_in(cast: Cast, span: Span) -> int | None:
    """Return the token of ``span`` whose head lies outside of it."""
    tokens = cast.tree.tokens_in(span)
    parse = cast.tree.parse
    for token in tokens:
        if (parse.heads[token] not in tokens or parse.heads[token] == token) and parse.pos[token] != "PUNCT":
            return token
    return tokens[0] if len(tokens) else None


def _plain(cast: Cast, span: Span) -> Source:
    name = " ".join(span.within(cast.tree.text).split())
    return Source(span=span, name=name, kind="unknown", named=False)


def _antecedent(cast: Cast, head: int) -> tuple[Mention | None, bool]:
    """Return the mention that introduces what ``head`` refers to, and whether it is missing."""
    tree = cast.tree
    word = tree.word(head).lower()
    if tree.parse.pos[head] in ("PRON", "DET") or word in _HE | _THEY | _IT | _RELATIVE:
        return _of_pronoun(cast, head, word), False
    here = read_mention(tree, head, cast.places)
    if here.proper or not here.definite or tree.child(head, "poss") is not None:
        return here, False
    earlier = _same_noun(cast, here)
    if earlier is not None:
        return earlier, False
    return here, _is_orphan(cast, here)


def _of_pronoun(cast: Cast, head: int, word: str) -> Mention | None:
    tree = cast.tree
    if word in _RELATIVE:
        current = head
        while tree.parse.heads[current] != current:
            if tree.parse.deps[current] == "relcl":
                return _antecedent(cast, tree.parse.heads[current])[0]
            current = tree.parse.heads[current]
    if word in _HE:
        return _latest(cast, head, lambda m: m.kind == "person" and not m.plural)
    if word in _IT:
        return _latest(cast, head, lambda m: m.kind in ("organization", "document"))
    if word in _THEY:
        return _latest(cast, head, lambda m: m.plural or m.kind == "group")
    return None


def _latest(cast: Cast, head: int, fits) -> Mention | None:  # type: ignore[no-untyped-def]
    """Return the nearest earlier fitting mention, subjects first."""
    tree = cast.tree
    sentence = tree.sentence_of[head]
    subjects: list[Mention] = []
    others: list[Mention] = []
    for mention in cast.mentions:
        if mention.head >= head:
            break
        if sentence - tree.sentence_of[mention.head] <= REACH and fits(mention):
            subject = tree.parse.deps[mention.head] in ("nsubj", "nsubjpass")
            (subjects if subject else others).append(mention)
    found = subjects or others
    return _antecedent(cast, found[-1].head)[0] if found else None


def _same_noun(cast: Cast, here: Mention) -> Mention | None:
    """Return the latest earlier mention with the same head noun, a proper one first."""
    found: Mention | None = None
    for mention in cast.mentions:
        if mention.head >= here.head:
            break
        same = mention.lemma == here.lemma and mention.plural == here.plural
        if same or here.lemma in mention.roles:
            if here.lemma in words("en", "speakers")["document_nouns"] and not same:
                continue
            if found is None or mention.proper or not found.proper:
                found = mention if not mention.definite or mention.proper or found is None else found
    return found


def _is_orphan(cast: Cast, here: Mention) -> bool:
    """Tell a definite party noun that nothing introduces and that no reader could identify."""
    tree = cast.tree
    if here.lemma in words("en", "speakers")["unique"] or here.kind not in ("person", "group"):
        return False
    if here.plural:
        return False
    return len(tree.subtree(here.head)) <= 2


def _fullest(cast: Cast, target: Mention) -> Mention:
    """Return the mention of the same named party with the longest name."""
    if not target.proper:
        return target
    best = target
    for mention in cast.mentions:
        if mention.proper and mention is not target and same_party(mention.name, target.name) is not None:
            longer = len(canonical(mention.name)) > len(canonical(best.name))
            same = canonical(mention.name) == canonical(best.name) and len(mention.name) > len(best.name)
            if longer or same:
                best = mention
    return best


def is_named(cast: Cast, mention: Mention, kind: SourceKind) -> bool:
    """Tell a named person, a named organisation or a body that could be asked."""
    lists = words("en", "speakers")
    if mention.proper:
        return kind != "group" or mention.lemma not in lists["generic"]
    if mention.lemma in lists["generic"]:
        return False
    modifiers = cast.tree.tokens_in(mention.span)
    return mention.lemma in lists["askable"] and any(cast.tree.parse.pos[t] == "PROPN" for t in modifiers)


def _role(cast: Cast, target: Mention, best: Mention) -> str | None:
    nouns = words("en", "speakers")["person_nouns"]
    if target.kind == "person" and not target.proper and target.lemma in nouns:
        return target.name
    if best.kind == "person" and (best.roles or target.roles):
        return (best.roles or target.roles)[0]
    return None
