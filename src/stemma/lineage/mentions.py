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
from stemma.language.words import mappings
from stemma.language.words import words as word_list
from stemma.model import PRIVATE_ACCOUNT, ChainLink, Document, Span, Statement

LONGEST_OUTLET = 5
"""Words of an outlet's name that are looked for in a text."""

FOLLOWED = 2
"""Words after a role within which a name introduces the person ("the analyst Jane Roe")."""

BEFORE, AFTER = 9, 4
"""Words before and after the name of a platform in which its channel's owner stands ("the Ministry of Ports, on
its official Telegram channel", "the Telegram channel Quay Talk")."""

PLATFORMS = frozenset({"Facebook", "Instagram", "Telegram", "TikTok", "VK", "WhatsApp", "X/Twitter", "YouTube", "blog"})
"""Channels on which a post stands that others can read and retell; a briefing or an interview is heard once."""

_DEFINITE = frozenset({"the", "this", "that"})
_TELLING = frozenset({"at", "for", "from", "in", "of", "who", "with"})
_PERSON = re.compile(r"\b[^\W\d_a-z][\w'’.-]{1,40} [^\W\d_a-z][\w'’-]{1,40}\b(?! [^\W\d_a-z])")
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The first mention of a role; ``bare``: as if known ("the expert"), with nothing beside it to say which one."""

    span: Span
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A maker or a channel that a document names, with the place; a forward names its channel outside of its text."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a document names.

    ``parties``: what could be an outlet's name, as letters only. ``sources``: the parties that content is
    attributed to, in the same form. ``speakers``: named persons who are quoted, by surname.
    """

    parties: Mapping[str, Span]
    agencies: Mapping[str, Cited]
    channels: Mapping[str, Cited]
    persons: Mapping[str, Person]
    speakers: Mapping[str, Cited]
    sources: frozenset[str]


def find_mentions(document: Document, tree: Tree, statements: Sequence[Statement]) -> Mentions:
    """Return whom a document names."""
    return Mentions(
        parties=dict(reversed(list(_parties(tree)))),
        agencies=dict(_agencies(document)),
        channels=dict(reversed([*_channels(statements), *_posts(tree)])),
        persons=dict(reversed(list(_persons(tree)))),
        speakers=dict(reversed(list(_speakers(statements)))),
        sources=frozenset(outlet_key(link.name) for s in statements for link in s.chain),
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
    """Yield the agencies, desks and channels that a document credits or forwards, its own outlet left out."""
    own = outlet_key(document.outlet)
    for credit in document.credits:
        name = credit.name or credit.span.within(document.text)
        if credit.kind in ("agency", "monitoring", "link") and outlet_key(name) not in ("", own):
            yield outlet_key(name), Cited(name=name, span=credit.span)
    forwarded = document.forwarded_from
    if forwarded and forwarded != PRIVATE_ACCOUNT and outlet_key(forwarded) not in ("", own):
        yield outlet_key(forwarded), Cited(name=forwarded, span=None)


def _channels(statements: Sequence[Statement]) -> Iterator[tuple[str, Cited]]:
    """Yield the posts, briefings and broadcasts of named parties that content is attributed to."""
    for statement in statements:
        for link in statement.chain:
            if link.channel and link.named and link.kind in ("organization", "person", "outlet") and not _is_host(link):
                span = link.span or statement.source.span or statement.content
                name = f"{link.name} ({link.channel})"
                yield f"{canonical(link.name)} {link.channel.casefold()}", Cited(name=name, span=span)


def _is_host(link: ChainLink) -> bool:
    """Tell a platform that is named for its own channel: "Twitter" on X/Twitter is where, not who."""
    return mappings("en", "speakers")["channels"].get(link.name.casefold()) == link.channel


def _posts(tree: Tree) -> Iterator[tuple[str, Cited]]:
    """Yield the owners of channels that the text names beside a platform, found without any statement."""
    platforms = mappings(tree.parse.language, "speakers").get("channels", {})
    for n in range(len(tree.parse.starts)) if platforms else ():
        channel = platforms.get(tree.lemma(n))
        if channel in PLATFORMS:
            first, last = tree.parse.sentences[tree.sentence_of[n]]
            owner = _name(tree, range(n + 1, min(last, n + 1 + AFTER)), n) or _name(
                tree, range(n - 1, max(first - 1, n - 1 - BEFORE), -1), n
            )
            if owner is not None:
                name = f"{owner.within(tree.text)} ({channel})"
                yield f"{canonical(owner.within(tree.text))} {channel.casefold()}", Cited(name=name, span=owner)


def _name(tree: Tree, near: range, platform: int) -> Span | None:
    """Return the nearest name of at least two words beside a platform, with the words "of" inside it."""
    for n in near:
        if tree.parse.pos[n] == "PROPN":
            first = last = n
            while _continues(tree, first - 1) and first - 1 != platform:
                first -= 1
            while _continues(tree, last + 1) and last + 1 != platform:
                last += 1
            while tree.parse.pos[first] not in ("PROPN", "ADJ"):
                first += 1
            while tree.parse.pos[last] != "PROPN":
                last -= 1
            span = tree.span(first, last)
            return span if last > first and not span.within(tree.text).isupper() else None
    return None


def _continues(tree: Tree, n: int) -> bool:
    if not 0 <= n < len(tree.parse.starts):
        return False
    word = tree.word(n)
    return tree.parse.pos[n] == "PROPN" or word == "of" or (tree.parse.pos[n] == "ADJ" and word[:1].isupper())


def _speakers(statements: Sequence[Statement]) -> Iterator[tuple[str, Cited]]:
    """Yield the named persons that content is attributed to, by surname."""
    for statement in statements:
        source = statement.source
        name = _PERSON.search(source.name)
        if source.kind == "person" and source.named and source.span is not None and name is not None:
            yield name.group().split()[-1].casefold(), Cited(name=name.group(), span=source.span)


def _persons(tree: Tree) -> Iterator[tuple[str, Person]]:
    speakers = word_list(tree.parse.language, "speakers")
    roles = speakers.get("introduced", frozenset())
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
