"""Whom a document names: outlets, agencies, posts and channels, persons by role, and what it counts.

Enters: a document, its tree and its statements. Leaves: ``Mentions``, read once a document. Refuses: a guess; a
language without word lists has no roles, and a document without statements has no channels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stemma.compare.names import canonical
from stemma.language.tree import Tree
from stemma.language.words import words as word_list
from stemma.model import Document, Span, Statement

LONGEST_OUTLET = 5
"""Words of an outlet's name that are looked for in a text."""

FOLLOWED = 2
"""Words after a role within which a name introduces the person ("the analyst Jane Roe")."""

_DEFINITE = frozenset({"the", "this", "that"})
_TELLING = frozenset({"at", "for", "from", "in", "of", "who", "with"})
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The first mention of a role; ``bare``: as if known ("the expert"), with nothing beside it to say which one."""

    span: Span
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A maker or a channel that a document names, with the place."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a document names. ``parties``: what could be an outlet's name, as letters only."""

    parties: Mapping[str, Span]
    agencies: Mapping[str, Cited]
    channels: Mapping[str, Cited]
    persons: Mapping[str, Person]


def find_mentions(document: Document, tree: Tree, statements: Sequence[Statement]) -> Mentions:
    """Return whom a document names."""
    return Mentions(
        parties=dict(reversed(list(_parties(tree)))),
        agencies=dict(_agencies(document)),
        channels=dict(reversed(list(_channels(statements)))),
        persons=dict(reversed(list(_persons(tree)))),
    )


@lru_cache(maxsize=4096)
def outlet_key(name: str | None) -> str:
    """Return an outlet's name as letters only, without "the", "www." and a domain's ending."""
    shown = (name or "").casefold().strip().removeprefix("www.")
    if " " not in shown and "." in shown:
        shown = shown.rsplit(".", 1)[0]
    return _LETTERS.sub("", shown.removeprefix("the "))


def _parties(tree: Tree) -> Iterator[tuple[str, Span]]:
    size = len(tree.parse.starts)
    for n in range(size):
        if tree.word(n)[:1].isupper():
            joined = ""
            for m in range(n, min(n + LONGEST_OUTLET, size)):
                joined += _LETTERS.sub("", tree.word(m).casefold())
                yield joined, tree.span(n, m)


def _agencies(document: Document) -> Iterator[tuple[str, Cited]]:
    """Yield the agencies and desks that a document credits, its own outlet left out."""
    own = outlet_key(document.outlet)
    for credit in document.credits:
        name = credit.name or credit.span.within(document.text)
        if credit.kind in ("agency", "monitoring", "link") and outlet_key(name) not in ("", own):
            yield outlet_key(name), Cited(name=name, span=credit.span)


def _channels(statements: Sequence[Statement]) -> Iterator[tuple[str, Cited]]:
    """Yield the posts, briefings and broadcasts of named parties that content is attributed to."""
    for statement in statements:
        for link in statement.chain:
            if link.channel and link.named and link.kind in ("organization", "person", "outlet"):
                span = link.span or statement.source.span or statement.content
                name = f"{link.name} ({link.channel})"
                yield f"{canonical(link.name)} {link.channel.casefold()}", Cited(name=name, span=span)


def _persons(tree: Tree) -> Iterator[tuple[str, Person]]:
    speakers = word_list(tree.parse.language, "speakers")
    roles = speakers.get("person_nouns", frozenset()) - speakers.get("unique", frozenset())
    for n in range(len(tree.parse.starts)) if roles else ():
        if tree.lemma(n) in roles:
            yield tree.lemma(n), Person(span=tree.span(n, n), bare=_is_bare(tree, n))


def _is_bare(tree: Tree, n: int) -> bool:
    """Tell whether "the expert" stands there and nothing beside it says which one."""
    if n == 0 or tree.word(n - 1).casefold() not in _DEFINITE:
        return False
    after = range(n + 1, min(n + 1 + FOLLOWED, len(tree.parse.starts)))
    following = tree.word(n + 1).casefold() if n + 1 < len(tree.parse.starts) else ""
    told = any(tree.parse.deps[c] in ("relcl", "appos", "acl") for c in tree.children[n])
    return not told and following not in _TELLING and not any(tree.parse.pos[m] == "PROPN" for m in after)
