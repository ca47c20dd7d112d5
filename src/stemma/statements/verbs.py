"""Verbs that attribute: "said that …", "vowed to …", "described it as …", "…, he said".

Enters: a page (tree and quotes). Leaves: one attribution for each verb one of whose frames is filled; the frames
are tried in the order of ``FRAMES``. Refuses: a verb of the lists that has no complement ("the clock said"), and
what speakers say of themselves inside their own quotation ("I think …").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.attribution import Attribution, Filled, Shape
from stemma.statements.cast import party_nouns
from stemma.statements.clauses import clause, parenthesis
from stemma.statements.complements import governed, infinitive, naming, noun_phrase, passive, urging
from stemma.statements.cues import (
    cue_tokens,
    find_source,
    has_to,
    medium_tokens,
    raised_by,
    source_tokens,
)
from stemma.statements.pieces import Page, content_pieces, phrase_span, source_span
from stemma.statements.quotes import is_speech

FRAMES: tuple[Callable[[Page, int], Filled | None], ...] = (
    clause,
    parenthesis,
    urging,
    infinitive,
    passive,
    naming,
    noun_phrase,
    governed,
)

_BESIDE = 6
"""Tokens before a verb of saying among which its speaker is looked for when the parser found none outside."""

_NOBODY = frozenset({"nobody", "none"})
_AGENTS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "people", "ic")
_LISTS = ("clause", "quoting", "speech", "infinitive", "urging", "passive", "object", "naming", "as", "evidence")


def find_verbal(page: Page) -> Iterator[Attribution]:
    """Yield the attributions that hang on a verb."""
    known = _known_verbs()
    lemmas = page.tree.parse.lemmas
    for token, pos in enumerate(page.tree.parse.pos):
        if pos == "VERB" and lemmas[token] in known:
            found = _read_verb(page, token)
            if found is not None:
                yield found


def _read_verb(page: Page, verb: int) -> Attribution | None:
    tree = page.tree
    if _is_part_of_cue(tree, verb):
        return None
    filled = next((f for f in (frame(page, verb) for frame in FRAMES) if f is not None), None)
    if filled is None:
        return None
    tokens, shape, extra = filled
    source = _outside_quote(page, verb, find_source(tree, verb))
    if not _may_speak(page, verb, source, shape):
        return None
    cue = cue_tokens(tree, verb) | extra | medium_tokens(tree, verb)
    phrase = source_tokens(tree, source, verb) if source is not None else set()
    inside = source in tokens and source is not None and tree.parse.deps[source] != "appos"
    tokens -= set() if inside else phrase
    if shape == "clause" and tokens and max(tokens) < verb:
        tokens |= _up_to_speaker(tokens, phrase | cue)
    whole = tokens - cue
    if shape == "passive" and tokens:
        last = max(t for t in tokens if tree.lemma(t) != "by")
        whole = set(range(min(tokens), last + 1))
    pieces = content_pieces(page, whole, cue=verb)
    if not pieces:
        return None
    return Attribution(source=source_span(page, phrase), cue=phrase_span(page, cue), content=pieces, shape=shape)


def _up_to_speaker(tokens: set[int], speaker: set[int]) -> set[int]:
    """Return what the parser left out between a clause and “…, police said” behind it."""
    last = max(tokens)
    return set(range(last + 1, min((t for t in speaker if t > last), default=last)))


def _outside_quote(page: Page, verb: int, source: int | None) -> int | None:
    """Where the parser took a word of the quotation for the speaker, return the noun that stands beside the verb."""
    tree = page.tree
    if source is None or page.quote_of[source] in (-1, page.quote_of[verb]):
        return source
    quote = page.quotes[page.quote_of[source]]
    for token in range(verb - 1, max(verb - _BESIDE, -1), -1):
        if tree.parse.starts[token] < quote.span.end:
            break
        if tree.parse.pos[token] in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def _is_part_of_cue(tree: Tree, verb: int) -> bool:
    """Tell “purporting” before “to show”, and “comment” after “declined to”: another verb is the cue."""
    infinitive_of = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "xcomp" and tree.lemma(infinitive_of) in ("decline", "refuse"):
        return True
    lower = tree.child(verb, "xcomp", "advcl")
    return lower is not None and raised_by(tree, lower) == verb and tree.lemma(lower) in _known_verbs()


def _may_speak(page: Page, verb: int, source: int | None, shape: Shape) -> bool:
    """Refuse events as speakers, infinitives of purpose, and what is said inside somebody's own quotation."""
    tree = page.tree
    if source is None:
        passive_form = tree.parse.tags[verb] == "VBN" and not has_to(tree, verb)
        if not passive_form or tree.lemma(verb) not in words("en", "attribution")["sourceless"]:
            return False
    elif not _may_state(tree, verb, source, shape):
        return False
    quote = page.quote_at(verb)
    if quote is None or not is_speech(tree, quote):
        return True
    inside = source is not None and page.quote_of[source] == page.quote_of[verb]
    return shape == "clause" and inside and tree.parse.pos[source or 0] in ("NOUN", "PROPN")


def _may_state(tree: Tree, verb: int, source: int, shape: Shape) -> bool:
    """Tell whether a noun phrase or infinitive may be what the source says, and not merely what it does."""
    if tree.lemma(source) in _NOBODY or (tree.lemma(source) == "one" and source > 0 and tree.lemma(source - 1) == "no"):
        return False
    if shape in ("clause", "quote"):
        return True
    return _can_speak(tree, source) and (not has_to(tree, verb) or raised_by(tree, verb) is not None)


def _can_speak(tree: Tree, source: int) -> bool:
    """Tell a party from an event or a quality, by the noun or its ending."""
    if tree.parse.pos[source] != "NOUN":
        return True
    lemma = tree.lemma(source)
    return lemma in party_nouns() or (lemma.endswith(_AGENTS) and lemma not in words("en", "attribution")["mute"])


@cache
def _known_verbs() -> frozenset[str]:
    lists = words("en", "attribution")
    return frozenset(mappings("en", "attribution")["governed"]).union(*(lists[name] for name in _LISTS))
