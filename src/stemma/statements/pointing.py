"""What somebody is said to have said in the sentence before: "Reyes made the statement at a briefing", "He said this".

Enters: a page and the attributions found in it. Leaves: attributions whose content is the sentence before. Refuses: a
sentence that says itself who says it, and a statement that is told where it is named ("the statement that …").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.cues import find_source, source_tokens
from stemma.statements.pieces import Page, source_span

_AGAIN = frozenset({"that", "the", "these", "this", "those"})
_LIKE = frozenset({"corresponding", "relevant", "respective", "such"})
_DETERMINERS = frozenset({"amod", "det"})
_NOBODY = frozenset({"it", "nobody", "that", "this", "which"})


def find_pointing(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions of sentences that point back at the one before."""
    tree = page.tree
    told = {tree.sentence_of[t] for one in found if one.cue is not None for t in tree.tokens_in(one.cue)[:1]}
    for number in range(1, len(tree.parse.sentences)):
        if number in told or number - 1 in told:
            continue
        verb = tree.root(number)
        cue = _cue(tree, verb)
        source = find_source(tree, verb) if cue is not None else None
        if cue is None or source is None or tree.lemma(source) in _NOBODY:
            continue
        speaker = source_span(page, source_tokens(tree, source, verb))
        if speaker is not None:
            yield Attribution(source=speaker, cue=cue, content=(sentence_content(tree, number - 1),), shape="clause")


def sentence_content(tree: Tree, sentence: int) -> Span:
    """Return a sentence without the full stop at its end."""
    span = tree.sentence_span(sentence)
    text = span.within(tree.text)
    return Span(start=span.start, end=span.end - len(text) + len(text.rstrip(" .!\n")))


def _cue(tree: Tree, verb: int) -> Span | None:
    """Return the verb with what it points by: "made the statement", "said this", "was announced"."""
    lists = words("en", "attribution")
    object_, subject = tree.child(verb, "dobj"), tree.child(verb, "nsubjpass")
    pointer = object_ if object_ is not None else subject
    if pointer is None or tree.child(verb, "ccomp") is not None:
        return None
    said = tree.lemma(verb) in lists["speech"] and tree.lemma(pointer) in _AGAIN - {"the"}
    if not said and not (tree.lemma(verb) in words("en", "claims")["uttering_verbs"] and _points(tree, pointer)):
        return None
    helper = tree.child(verb, "auxpass")
    near = [verb, *([] if helper is None else [helper]), *(tree.subtree(pointer) if pointer == object_ else ())]
    return tree.span(min(near), max(near))


def _points(tree: Tree, noun: int) -> bool:
    """Tell "the statement", "this announcement", "the relevant remarks" from "a statement on taxes"."""
    said = "that" in mappings("en", "attribution")["nouns"].get(tree.lemma(noun), "")
    below = [(tree.parse.deps[c], tree.lemma(c)) for c in tree.children[noun]]
    points = any(lemma in _AGAIN | _LIKE for _, lemma in below)
    return said and points and all(dep in _DETERMINERS for dep, _ in below)
