"""What somebody is said to have said in the sentence before: "Reyes made the statement at a briefing", "He said this".

Enters: a page and the attributions found in it. Leaves: attributions whose content is the sentence before. Refuses: a
sentence that says itself who says it, and a statement that is told where it is named ("the statement that …").
"""

from __future__ import annotations

from collections.abc import Sequence

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


def with_pointing(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those of sentences that point back at the one before.

    "He said this on Monday, a reporter writes": that he said this is no content of its own, and nobody says more.
    """
    tree = page.tree
    pointing = {n: one for n in range(1, len(tree.parse.sentences)) if (one := _pointing(page, n)) is not None}
    behind = [one.cue for one in found if one.cue is not None and _is_of_the_one_before(tree, one)]
    told = (one for one in found if not any(piece.covers(cue) for piece in one.content for cue in behind))
    kept = [one for one in told if not _only_points(tree, one, pointing.get(_sentence(tree, one.cue)))]
    spoken = {tree.sentence_of[t] for one in kept for p in (*one.content, one.cue) if p for t in tree.tokens_in(p)}
    whole = {_sentence(tree, one.cue) for one in kept if _says_who(tree, one)}
    cues = [one.cue for one in kept if one.cue is not None]
    again = (one for n, one in pointing.items() if n - 1 not in (whole if _says_this(tree, one) else spoken))
    return [*kept, *(one for one in again if one.cue and not any(one.cue.overlaps(cue) for cue in cues))]


def pointing_verb(tree: Tree, number: int) -> int | None:
    """Return the verb by which a sentence only says who said the one before, its main one or one that is relayed."""
    root = tree.root(number)
    relayed = [c for c in tree.children[root] if tree.parse.deps[c] == "ccomp" and c < root]
    return next((verb for verb in (root, *relayed) if _cue(tree, verb) is not None), None)


def _pointing(page: Page, number: int) -> Attribution | None:
    """Return who said the sentence before, if a sentence says so."""
    tree = page.tree
    verb = pointing_verb(tree, number)
    source = find_source(tree, verb) if verb is not None else None
    if verb is None or source is None or tree.lemma(source) in _NOBODY:
        return None
    speaker = source_span(page, source_tokens(tree, source, verb))
    content = (sentence_content(tree, number - 1),)
    return Attribution(source=speaker, cue=_cue(tree, verb), content=content, shape="clause") if speaker else None


def _says_who(tree: Tree, one: Attribution) -> bool:
    """Tell whether a sentence says who says it, by its main verb or of it; "…, claiming that P" does not."""
    root = tree.root(_sentence(tree, one.cue))
    return any(span.covers(tree.span(root, root)) for span in (*one.content, *([one.cue] if one.cue else ())))


def _says_this(tree: Tree, one: Attribution) -> bool:
    """Tell "She said this" from "She made the statement", which is one that the sentence before may name."""
    return one.cue is not None and tree.lemma(tree.tokens_in(one.cue)[-1]) in _NOBODY


def _is_of_the_one_before(tree: Tree, one: Attribution) -> bool:
    """Tell "That is according to X, Y reports": what Y reports is no content of its own."""
    return one.shape == "according" and all(_sentence(tree, p) < _sentence(tree, one.cue) for p in one.content)


def _only_points(tree: Tree, one: Attribution, pointing: Attribution | None) -> bool:
    """Tell whether an attribution of a pointing sentence says no more than that: its own verb, or who relays it."""
    if pointing is None or pointing.cue is None or one.cue is None:
        return False
    here = pointing.cue
    apart = all(_sentence(tree, p) != _sentence(tree, here) for p in one.content)
    bare = one.cue.overlaps(here) and not any(p.overlaps(here) and not _is_bare(tree, p) for p in one.content)
    return apart or bare or any(p.covers(here) for p in one.content)


def _is_bare(tree: Tree, content: Span) -> bool:
    """Tell a content that only points ("announced this on Facebook") from one with words of its own ("the denial")."""
    said = tree.tokens_in(content)
    return bool(said) and tree.lemma(said[0]) in _AGAIN - {"the"}


def _sentence(tree: Tree, span: Span | None) -> int:
    tokens = tree.tokens_in(span) if span is not None else range(0)
    return tree.sentence_of[tokens[0]] if tokens else -1


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
    clause = tree.child(verb, "ccomp")
    if pointer is None or (clause is not None and not _is_set_off(tree, clause)):
        return None
    said = tree.lemma(verb) in lists["speech"] and tree.lemma(pointer) in _AGAIN - {"the"}
    if not said and not (tree.lemma(verb) in words("en", "claims")["uttering_verbs"] and _points(tree, pointer)):
        return None
    helper = tree.child(verb, "auxpass")
    near = [verb, *([] if helper is None else [helper]), *(tree.subtree(pointer) if pointer == object_ else ())]
    return tree.span(min(near), max(near))


def _is_set_off(tree: Tree, clause: int) -> bool:
    """Tell a clause behind a comma (", a reporter writes") from what is said."""
    first = min(tree.subtree(clause))
    return "," in (tree.word(first), tree.word(first - 1))


def _points(tree: Tree, noun: int) -> bool:
    """Tell "the statement", "this announcement", "the relevant remarks" from "a statement on taxes"."""
    said = "that" in mappings("en", "attribution")["nouns"].get(tree.lemma(noun), "")
    below = [(tree.parse.deps[c], tree.lemma(c)) for c in tree.children[noun]]
    points = any(lemma in _AGAIN | _LIKE for _, lemma in below)
    return said and points and all(dep in _DETERMINERS for dep, _ in below)
