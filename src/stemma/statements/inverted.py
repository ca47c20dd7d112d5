"""A verb of saying put into the middle, before its speaker: "By noon, says the mayor, the road was open".

Enters: a page. Leaves: attributions whose content is the clause behind the speaker; the phrase before the verb says
nothing by itself, and its time is the sentence's. Refuses: a verb with a subject
before it, quotations (``speech`` reads them), and sentences whose rest is no clause.

The parser hangs the speaker on the clause behind it, so these are read from the words' order.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.words import words
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, content_pieces, phrase_span

LONGEST_SPEAKER = 20
"""Tokens from the verb to the comma behind the speaker; the longest in the PolNeAR train sample has 17."""

_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})


def find_inverted(page: Page) -> Iterator[Attribution]:
    """Yield the attributions of verbs that stand between commas before their speaker."""
    tree = page.tree
    lists = words("en", "attribution")
    saying = lists["clause"] & lists["speech"]
    for token, tag in enumerate(tree.parse.tags):
        if tag in ("VBZ", "VBD") and tree.lemma(token) in saying and page.quote_of[token] < 0:
            found = _read(page, token)
            if found is not None:
                yield found


def _read(page: Page, verb: int) -> Attribution | None:
    tree = page.tree
    first, last = tree.parse.sentences[tree.sentence_of[verb]]
    if verb <= first + 1 or tree.word(verb - 1) != "," or tree.child(verb, "nsubj") is not None:
        return None
    near = range(verb + 1, min(verb + LONGEST_SPEAKER, last))
    comma = next((t for t in near if tree.word(t) == ","), None)
    if comma is None or any(page.quote_of[t] >= 0 for t in range(first, last)):
        return None
    speaker, behind = range(verb + 1, comma), range(comma + 1, last)
    if not any(tree.parse.pos[t] in _NAMES for t in speaker) or any(tree.parse.tags[t] in _FINITE for t in speaker):
        return None
    if not any(tree.parse.tags[t] in _FINITE for t in behind):
        return None
    content = content_pieces(page, behind)
    if not content:
        return None
    return Attribution(source=phrase_span(page, speaker), cue=tree.span(verb, verb), content=content, shape="clause")
