"""Resolve sources inside their document: "the ministry", "he", a surname, an acronym in brackets.

Enters: a cast and the span of a source. Leaves: the party's fullest name in the document's spelling, its kind,
whether it is named, its role, and whether the mention is an orphan (definite, but introduced nowhere before).
Refuses: a name for words that name no party we know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stemma.compare.names import canonical
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Source, Span
from stemma.statements.affiliations import find_affiliation
from stemma.statements.antecedents import find_antecedent
from stemma.statements.cast import Cast, Mention
from stemma.statements.gender import PRONOUNS
from stemma.statements.kinds import is_named, is_person_noun

_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"})
_AUTHOR = frozenset({"i", "me", "my", "our", "us", "we"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source, and the mention that introduces it (``None``: the words name no party we know)."""

    source: Source
    mention: Mention | None


def resolve(cast: Cast, span: Span | None) -> Speaker:
    """Return who the source at ``span`` is; the "it" of "it was claimed" is nobody."""
    if span is None:
        return Speaker(source=Source(span=None, name="unknown", kind="unknown", named=False), mention=None)
    head = head_in(cast.tree, span)
    if head is None:
        return Speaker(source=_unresolved(cast, span), mention=None)
    if cast.tree.lemma(head) == "it" and cast.tree.parse.deps[head] in ("expl", "nsubjpass"):
        return Speaker(source=Source(span=span, name="unknown", kind="unknown", named=False), mention=None)
    return _together(cast, head, span) or resolve_head(cast, head, span)


def _together(cast: Cast, head: int, span: Span) -> Speaker | None:
    """Return the named parties of one kind that speak with one voice as one: "France, Germany and Italy"."""
    heads, inside = [head], cast.tree.tokens_in(span)
    while (other := cast.tree.child(heads[-1], "conj")) is not None and other in inside:
        heads.append(other)
    if len(heads) == 1 or not all(cast.at(h).proper for h in heads):
        return None
    found = [resolve_head(cast, h, span) for h in heads]
    names = [speaker.source.name for speaker in found]
    if len({s.source.kind for s in found}) > 1 or len(set(names)) < len(names) or not found[0].source.named:
        return None
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    return Speaker(source=replace(found[0].source, name=name, role=None, affiliation=None), mention=found[0].mention)


def resolve_head(cast: Cast, head: int, span: Span) -> Speaker:
    """Return who the phrase with head noun ``head`` is."""
    target, orphan = find_antecedent(cast, head)
    if target is None:
        return Speaker(source=_unresolved(cast, span), mention=None)
    best = cast.fullest.get(target.name, target) if target.proper else target
    kind = best.kind if best.kind != "unknown" else target.kind
    if kind == "unknown" and _is_owned_by_body(cast, best):
        kind = "organization"
    name, affiliation = _name_with_owner(cast, best), find_affiliation(cast, best)
    named = is_named(cast.tree, best.head, kind, proper=best.proper, anywhere=bool(cast.places))
    named |= best.lemma in words("en", "speakers")["spokespeople"] and (affiliation or "").lower() != (
        affiliation or ""
    )
    plain = kind == "person" and not best.proper and is_person_noun(best.lemma)
    role = best.role or target.role or (name if plain else None)
    source = Source(span=span, name=name, kind=kind, named=named, role=role, orphan=orphan, affiliation=affiliation)
    return Speaker(source=source, mention=target)


def _is_owned_by_body(cast: Cast, mention: Mention) -> bool:
    """Tell "Hamas's armed wing": whoever speaks and belongs to a body or a country is a body."""
    owner = cast.tree.child(mention.head, "poss")
    return owner is not None and not mention.plural and cast.at(owner).proper and cast.at(owner).kind == "organization"


def head_in(tree: Tree, span: Span) -> int | None:
    """Return the token of ``span`` whose head lies outside of it."""
    tokens = tree.tokens_in(span)
    parse = tree.parse
    for token in tokens:
        if (parse.heads[token] not in tokens or parse.heads[token] == token) and parse.pos[token] != "PUNCT":
            return token
    return tokens[0] if len(tokens) else None


def _name_with_owner(cast: Cast, mention: Mention) -> str:
    """Return the name; a possessor that is itself resolved ("the group's director") stands with its own name."""
    tree = cast.tree
    owner = tree.child(mention.head, "poss")
    if owner is None or mention.proper or mention.kind == "document":
        return mention.name
    target, _ = find_antecedent(cast, owner)
    if target is None or target.head == mention.head:
        return mention.name
    full = cast.fullest.get(target.name, target) if target.proper else target
    if canonical(full.name) in (canonical(tree.word(owner)), canonical(cast.at(owner).name)):
        return mention.name
    case = tree.child(owner, "case")
    after = tree.parse.ends[case] if case is not None else tree.parse.ends[owner]
    rest = " ".join(tree.text[after : tree.parse.ends[mention.head]].split())
    return f"{rest} of {full.name}" if rest else mention.name


def _unresolved(cast: Cast, span: Span) -> Source:
    if span.within(cast.tree.text).lower() in _AUTHOR:
        return Source(span=span, name="the author", kind="person", named=False, role="author")
    name = " ".join(span.within(cast.tree.text).split())
    if not any(cast.tree.parse.pos[t] in _NOMINAL for t in cast.tree.tokens_in(span)):
        return Source(span=span, name="unknown", kind="unknown", named=False)
    return Source(span=span, name=name, kind="person" if name.lower() in PRONOUNS else "unknown", named=False)
