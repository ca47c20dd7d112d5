"""Clauses in the document's own voice that report something that could be checked.

Enters: a tree and the spans that are already attributed. Leaves: for each clause its tokens, head verb and type.
Refuses: sentences without checkable content ("As the dust settles …", "the implications remain unclear").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span, StatementType

_SPLIT = frozenset({"though", "although", "while", "whereas", "whilst"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

SHARE = 0.6
"""Share of a clause's words that may already be attributed before its rest is no statement of its own."""

MIN_WORDS = 4
"""Words of the shortest own-voice statement; below it are headings and captions ("Breaking news")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An own-voice clause: its head verb, its tokens, and what kind of statement it makes."""

    head: int
    tokens: tuple[int, ...]
    type: StatementType


def find_own(document: Document, tree: Tree, taken: Sequence[Span]) -> Iterator[Clause]:
    """Yield the own-voice clauses in text order."""
    used = bytearray(len(tree.parse.starts))
    for span in taken:
        for token in tree.tokens_in(span):
            used[token] = 1
    anchors = bytearray(len(used))
    for item in (*document.places, *document.times, *document.quantities):
        for token in tree.tokens_in(item.span):
            anchors[token] = 1
    for number in range(len(tree.parse.sentences)):
        for head, tokens in split_clauses(tree, number):
            free = [t for t in tokens if not used[t] and tree.parse.pos[t] not in ("PUNCT", "SPACE")]
            all_words = [t for t in tokens if tree.parse.pos[t] not in ("PUNCT", "SPACE")]
            if used[head] or len(free) < MIN_WORDS or len(free) < (1 - SHARE) * len(all_words):
                continue
            kind = judge(tree, head, free, anchors)
            if kind is not None:
                yield Clause(head=head, tokens=tuple(tokens), type=kind)


def split_clauses(tree: Tree, sentence: int) -> Iterator[tuple[int, list[int]]]:
    """Yield the coordinate and concessive clauses of a sentence: (head verb, tokens)."""
    first, last = tree.parse.sentences[sentence]
    heads = [t for t in range(first, last) if _is_clause(tree, t)]
    for head in heads:
        below = set(tree.subtree(head))
        for other in heads:
            if other != head and other in below:
                below -= set(tree.subtree(other))
        yield head, sorted(below)


def _is_clause(tree: Tree, token: int) -> bool:
    """Tell a clause of its own: a root, a coordinate clause with a subject, or one after "though", "while"."""
    parse = tree.parse
    if parse.heads[token] == token:
        return True
    if parse.pos[token] not in ("VERB", "AUX"):
        return False
    subject = tree.child(token, "nsubj", "nsubjpass", "expl")
    if parse.deps[token] == "conj":
        return subject is not None and _is_clause(tree, parse.heads[token])
    if parse.deps[token] in ("advcl", "ccomp", "parataxis") and subject is not None:
        mark = tree.child(token, "mark")
        if mark is None:
            return parse.deps[token] != "advcl" and _semicolon(tree, token)
        return tree.lemma(mark) in _SPLIT
    return False


def _semicolon(tree: Tree, token: int) -> bool:
    head = tree.parse.heads[token]
    low, high = sorted((token, head))
    return any(tree.word(t) in (";", "—") for t in range(low, high))


def judge(tree: Tree, head: int, tokens: list[int], anchors: bytearray) -> StatementType | None:
    """Return the type of an own-voice clause, or ``None`` where nothing in it could be checked."""
    lists = words("en", "certainty")
    if not _is_finite(tree, head) or _asks(tree, tokens):
        return None
    if speaks_of_checking(tree, tokens):
        return "verification"
    anchored = sum(anchors[t] for t in tokens) + sum(tree.parse.pos[t] == "PROPN" for t in tokens)
    counted = any(anchors[t] for t in tokens)
    modal = next((tree.lemma(c) for c in tree.children[head] if tree.parse.tags[c] == "MD"), None)
    vague = sum(tree.lemma(t) in lists["vague"] for t in tokens)
    if modal in ("may", "might", "could", "would", "should", "can"):
        return "prediction" if counted and not vague else None
    if modal in ("will", "shall"):
        return "prediction" if anchored else None
    if tree.lemma(head) in lists["evaluating"] or (tree.lemma(head) == "be" and vague):
        return "opinion" if anchored and vague else None
    return "assertion" if anchored else None


def speaks_of_checking(tree: Tree, tokens: Sequence[int]) -> bool:
    """Tell a clause about verification: it has a word of checking that is not a plain "confirmed that"."""
    lists = words("en", "certainty")
    for token in tokens:
        lemma = tree.lemma(token)
        if lemma in lists["unverified"] or lemma in ("verification", "corroboration", "corroborate", "authenticate"):
            return True
        if lemma in lists["verify"] and tree.parse.pos[token] in ("VERB", "NOUN", "ADJ"):
            near = {tree.lemma(t) for t in tokens if abs(t - token) <= 6}
            if near & {"not", "n't", "independently", "independent", "unable", "impossible", "yet", "cannot"}:
                return True
    return False


def _is_finite(tree: Tree, head: int) -> bool:
    tags = [
        tree.parse.tags[head],
        *(tree.parse.tags[c] for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")),
    ]
    return any(tag in _FINITE for tag in tags)


def _asks(tree: Tree, tokens: Sequence[int]) -> bool:
    last = tokens[-1] if tokens else 0
    return any(tree.word(t) == "?" for t in range(last, min(last + 3, len(tree.parse.starts))))
