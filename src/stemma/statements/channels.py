"""By which channel a source spoke: Telegram, a briefing, an interview, a letter.

Enters: an attribution. Leaves: the channel's name as ``lexicon/en/speakers.toml`` gives it. Refuses: names of outlets
("told Radio Bern"), which are parties and no channels.
"""

from __future__ import annotations

import re

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.attribution import Attribution
from stemma.statements.cast import Cast
from stemma.statements.speakers import head_in

_THROUGH = re.compile(r"\b(?:by|in|on|over|through|via)\b")
_WORD = re.compile(r"[^\W\d_][\w\-]*")


def find_channel(cast: Cast, one: Attribution) -> str | None:
    """Return the channel named in the source or around the cue ("on its Telegram channel")."""
    tree = cast.tree
    found = channel_in(_after_preposition(one.source.within(tree.text))) if one.source is not None else None
    head = head_in(tree, one.cue) if one.cue is not None else None
    if found is not None or head is None:
        return found
    for child in (*tree.children[head], *_beside_publishing(cast, one)):
        span = tree.subtree_span(child)
        if _may_tell(tree, head, child) and not any(span.overlaps(piece) for piece in one.content):
            found = channel_in(span.within(tree.text))
            if found is not None:
                return found
    return None


def _may_tell(tree: Tree, cue: int, child: int) -> bool:
    """Tell "on local radio", "by phone" and what was told ("told a podcast", but not "told Radio Bern")."""
    if tree.parse.deps[child] in ("dobj", "dative"):
        return tree.lemma(cue) == "tell" and tree.parse.pos[child] == "NOUN"
    return tree.parse.deps[child] in ("prep", "npadvmod") and tree.word(child).lower() != "according"


def _after_preposition(text: str) -> str:
    """Return the part of a phrase that may name a channel ("who spoke on local radio", not "chair of City Radio")."""
    match = _THROUGH.search(text)
    return text[match.start() :] if match else ""


def _beside_publishing(cast: Cast, one: Attribution) -> tuple[int, ...]:
    """Return the phrases beside "shared" in "on the ministry's channel, images were shared that show …"."""
    tree = cast.tree
    head = head_in(tree, one.source) if one.source is not None else None
    if head is None or tree.parse.deps[head] != "nsubjpass":
        return ()
    verb = tree.parse.heads[head]
    return tree.children[verb] if tree.lemma(verb) in words("en", "speakers")["publishing"] else ()


def channel_in(text: str) -> str | None:
    """Return the channel that a phrase names; one with a name of its own comes before a kind ("statement")."""
    channels = mappings("en", "speakers")["channels"]
    found = [channels[w] for w in _WORD.findall(text.lower()) if w in channels]
    return next((c for c in found if c[:1].isupper()), found[0] if found else None)
