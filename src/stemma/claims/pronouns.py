"""Pronouns at the head of a content: whom they stand for, and whether that can be told.

Enters: a reading. Leaves: yes or no. Refuses: to resolve a pronoun to anybody but the statement's own source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.claims.trimming import content_tokens
from stemma.compare.readings import Reading, main_token
from stemma.language.tree import Tree

FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your)\b|!|\?")
"""Signs that somebody speaks of himself or to others: such a content must be quoted, and no report tells news so."""

PERSONAL = {"he": True, "she": True, "his": True, "her": True, "it": False, "its": False}
"""Pronouns that can be put into a name → whether they stand for a person."""

_EMPTY = frozenset({"appear", "be", "seem", "turn"})
_ACTORS = frozenset({"dobj", "nsubj", "nsubjpass", "poss"})
_OBJECTS = frozenset({"dative", "dobj", "pobj"})
_THIRD = frozenset({"her", "him", "it", "them"})
_SPEAKERS = frozenset({"i", "we", "my", "our"})


def opens_with_pronoun(reading: Reading) -> bool:
    """Tell whether a content begins with "it", "she" and the like, which say nothing by themselves."""
    tokens = content_tokens(reading)
    return bool(tokens) and reading.tree.parse.tags[tokens[0]] in {"PRP", "PRP$"}


def opens_with_source(reading: Reading) -> bool:
    """Tell whether a content begins with a pronoun for its named source: "Gil said that she would …".

    Only in reported speech of the same sentence, and where no name but a town's stands between source and content ("Gil
    told Reyes that she …"); "he" and "she" are persons, "it" is a body, "they" neither.
    """
    statement, tree = reading.statement, reading.tree
    tokens = content_tokens(reading)
    source = statement.source
    proper = source.named and source.name[:1].isupper()
    if not tokens or source.span is None or not proper or statement.quotation not in {"indirect", "mixed"}:
        return False
    word = tree.word(tokens[0]).lower()
    person = PERSONAL.get(word) if word != "her" or tree.parse.tags[tokens[0]] == "PRP$" else None
    if person is None or person != (source.kind == "person") or is_expletive(tree, tokens[0]):
        return False
    said = tree.tokens_in(source.span)
    if not said or tree.sentence_of[said[0]] != tree.sentence_of[tokens[0]] or said[0] > tokens[0]:
        return False
    between = (t for t in range(said[-1] + 1, tokens[0]) if tree.parse.pos[t] == "PROPN")
    places = [p.span for p in reading.document.places]
    return all(person and any(p.covers(tree.span(t, t)) for p in places) for t in between)


def is_expletive(tree: Tree, token: int) -> bool:
    """Tell whether an "it" stands for nothing: "it is vital to …", "it is raining"; not in "it seems to be …"."""
    if tree.parse.deps[token] == "expl":
        return True
    head = tree.parse.heads[token]
    below = [c for c in tree.children[head] if tree.parse.deps[c] in {"acomp", "attr"}]
    deep = {tree.parse.deps[c] for t in below for c in tree.children[t]}
    flat = {tree.parse.deps[c] for c in tree.children[head]} if tree.lemma(head) != "be" or below else set[str]()
    infinitive = deep | flat if below else deep
    extraposed = bool({"ccomp", "csubj"} & (deep | flat)) or "xcomp" in infinitive
    return tree.lemma(token) == "it" and tree.lemma(head) in _EMPTY and extraposed


def is_left_open(reading: Reading) -> bool:
    """Tell whether a content begins with "he", "it" or "their", or turns on such a subject, and nothing tells who."""
    tree, tokens = reading.tree, content_tokens(reading)
    if not tokens:
        return False
    subject = _bare_subject(tree, tokens)
    if subject is not None and subject != tokens[0]:
        return not is_expletive(tree, subject)
    if any(_is_open_object(tree, t, tokens) for t in tokens):
        return True
    if not opens_with_pronoun(reading) or is_expletive(tree, tokens[0]):
        return False
    return not (tree.word(tokens[0]).lower() in _SPEAKERS or opens_with_source(reading))


def _is_open_object(tree: Tree, token: int, tokens: Sequence[int]) -> bool:
    """Tell whether a token is "him", "it" or "them" in the place of an object, and no noun stands before it."""
    if tree.parse.deps[token] not in _OBJECTS or tree.word(token).lower() not in _THIRD:
        return False
    return not any(tree.parse.pos[t] in {"NOUN", "PROPN"} for t in tokens if t < token)


def _bare_subject(tree: Tree, tokens: Sequence[int]) -> int | None:
    """Return the pronoun of a third person that is the main subject, if no noun stands before it."""
    head = main_token(tree, tokens)
    subject = None if head is None else tree.child(head, "nsubj", "nsubjpass")
    if subject is None or subject not in tokens or tree.word(subject).lower() not in {*PERSONAL, "they"}:
        return None
    before = (t for t in tokens if t < subject)
    return None if any(_can_be_meant(tree, t) for t in before) else subject


def _can_be_meant(tree: Tree, token: int) -> bool:
    """Tell whether a later pronoun can stand for a noun: not for the one in "at the same time" or "in practice"."""
    named = tree.parse.pos[token] == "PROPN" and tree.parse.deps[token] != "npadvmod"
    return named or (tree.parse.pos[token] == "NOUN" and tree.parse.deps[token] in _ACTORS)
