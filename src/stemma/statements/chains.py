"""The way a statement came: the source, then through whom and by which channel.

Enters: an attribution, its resolved speaker, and the attributions it lies inside. Leaves: chain links from the
party nearest to the document to the furthest. Refuses: a party named twice in a row.
"""

from __future__ import annotations

import re

from stemma.language.words import mappings
from stemma.model import ChainLink, Source, Span
from stemma.statements.attribution import Attribution
from stemma.statements.cast import Cast
from stemma.statements.speakers import Speaker, head_in, resolve

_CITING = frozenset({"cite", "quote"})
_WORD = re.compile(r"[^\W\d_][\w\-]*")


def build_chain(cast: Cast, one: Attribution, speaker: Speaker, outer: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """Return the links of one attribution; ``outer`` is the chain of the attribution it lies inside."""
    here = _link(speaker.source, channel=find_channel(cast, one))
    links = [*outer, here]
    owner = document_owner(cast, speaker.source.span) if speaker.source.kind == "document" else None
    if owner is not None:
        links.append(_link(owner.source, channel=here.channel or _document_channel(speaker.source)))
    links.extend(_cited(cast, one))
    kept = [link for n, link in enumerate(links) if n == 0 or link.name != links[n - 1].name]
    return tuple(kept)


def _link(source: Source, *, channel: str | None) -> ChainLink:
    return ChainLink(name=source.name, kind=source.kind, channel=channel, named=source.named, span=source.span)


def document_owner(cast: Cast, span: Span | None) -> Speaker | None:
    """Return the party whose text a document source is: its possessor, or after "by", "from", "of"."""
    head = head_in(cast, span) if span is not None else None
    if head is None:
        return None
    tree = cast.tree
    candidates = [tree.child(head, "poss")]
    for child in tree.children[head]:
        if tree.parse.deps[child] == "acl":
            agent = tree.child(child, "agent", "prep")
            candidates.append(tree.child(agent, "pobj") if agent is not None else None)
        elif tree.parse.deps[child] == "prep" and tree.lemma(child) in ("by", "from", "of"):
            candidates.append(tree.child(child, "pobj"))
    for token in candidates:
        if token is not None:
            speaker = resolve(cast, tree.span(token, token))
            if speaker.source.kind in ("person", "organization", "group"):
                return speaker
    return None


def find_channel(cast: Cast, one: Attribution) -> str | None:
    """Return the channel named in the source or around the cue ("on its Telegram channel")."""
    tree = cast.tree
    found = _channel_in(one.source.within(tree.text)) if one.source is not None else None
    if found is not None or one.cue is None:
        return found
    head = head_in(cast, one.cue)
    if head is None:
        return None
    for child in tree.children[head]:
        if tree.parse.deps[child] in ("prep", "npadvmod"):
            span = tree.subtree_span(child)
            if not any(span.overlaps(piece) for piece in one.content):
                found = _channel_in(span.within(tree.text))
                if found is not None:
                    return found
    return None


def _document_channel(source: Source) -> str | None:
    return _channel_in(source.name)


def _channel_in(text: str) -> str | None:
    channels = mappings("en", "speakers")["channels"]
    found = [channels[w] for w in _WORD.findall(text.lower()) if w in channels]
    named = [c for c in found if c[:1].isupper()]
    return (named or found or [None])[0]


def _cited(cast: Cast, one: Attribution) -> list[ChainLink]:
    """Return the parties behind "citing X" and "quoting X" at the cue or inside the source."""
    tree = cast.tree
    heads = [head_in(cast, span) for span in (one.cue, one.source) if span is not None]
    links: list[ChainLink] = []
    for head in heads:
        if head is None:
            continue
        for child in tree.children[head]:
            if tree.lemma(child) in _CITING and tree.parse.deps[child] in ("advcl", "acl", "relcl", "prep", "xcomp"):
                target = tree.child(child, "dobj", "pobj")
                if target is not None:
                    links.append(_link(resolve(cast, tree.span(target, target)).source, channel=None))
    return links
