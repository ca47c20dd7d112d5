"""Find reported speech: who is made to say what, by which words.

Enters: a tree and the quotes of its text. Leaves: attributions in text order (source, cue and content spans).
Refuses: a cue without content. Nothing is resolved here: a source is the phrase that stands in the text.

Rules, in this order: verbs with a clause, an infinitive or a noun phrase; "according to"; nouns of saying;
adverbs ("reportedly"); quotes left over that go on with the last speaker.
"""

from __future__ import annotations

from stemma.language.tree import Tree
from stemma.statements.attribution import Attribution
from stemma.statements.nominal import find_nominal
from stemma.statements.phrases import find_phrases
from stemma.statements.pieces import open_page
from stemma.statements.quotes import Quote
from stemma.statements.speech import attach_speech
from stemma.statements.verbs import find_verbal


def find_attributions(tree: Tree, quotes: tuple[Quote, ...]) -> tuple[Attribution, ...]:
    """Return every attribution of a document in the order of its content."""
    page = open_page(tree, quotes)
    found = [*find_verbal(page), *find_phrases(page), *find_nominal(page)]
    found = attach_speech(page, found)
    return tuple(sorted(_distinct(found), key=_order))


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Drop a second attribution with the same cue and source, and one whose content lies inside its own cue."""
    seen: set[tuple[object, object]] = set()
    kept: list[Attribution] = []
    for one in found:
        key = (one.source, one.cue)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _order(one: Attribution) -> tuple[int, int, int, int]:
    cue = one.cue.start if one.cue else -1
    source = one.source.start if one.source else -1
    return (one.content[0].start, one.content[-1].end, cue, source)
