"""Who denies: the name that the sentence of a denial itself gives.

Enters: the source of a statement. Leaves: a name to show and to compare. Refuses: to put a name that was resolved in
the place of words that already say who it is ("the Army", "Ellery's team"): only a pronoun, a bare surname and a bare
noun ("the company") take one.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.language.tree import Tree
from stemma.language.words import mappings
from stemma.model import Source, Span

LONG_CAPITALS = 6
"""Letters of a word in capitals from which it is of a heading that ran into the sentence, and no abbreviation."""

LONG = 80
"""Letters of several who deny together, above which the first is named alone."""

_BEHIND = frozenset({"acl", "appos", "relcl"})
_PARTICLES = frozenset({"-", "al", "bin", "da", "de", "del", "der", "el", "la", "van", "von"})


def name_denier(source: Source, tree: Tree) -> str:
    """Return the name of a source as its sentence has it; a pronoun, a surname and a bare noun take the fuller name."""
    head = _head(source.span, tree) if source.span is not None else None
    if source.span is None or head is None:
        return source.name
    if any(tree.parse.tags[t] in {"WP", "WDT"} for t in tree.tokens_in(source.span)):
        return source.name
    full = full_name(source, tree)
    if tree.parse.pos[head] in {"PRON", "DET"}:
        return full
    nearest = _nearest_subject(tree, head)
    alone = tree.child(head, "conj") not in tree.tokens_in(source.span)
    if alone and source.kind == "person" and source.named and full in _said(source.span, tree):
        return full
    phrase = name_subject(nearest, tree, source.span if nearest == head else None)
    if any(tree.parse.tags[c] == "PRP$" for c in tree.children[head] if tree.parse.deps[c] == "poss"):
        return phrase if _has_date(full) else full
    surname = alone and source.kind == "person" and full.endswith(tree.word(head))
    return full if nearest == head and (surname or (source.named and _is_bare_noun(tree, head))) else phrase


def name_subject(head: int, tree: Tree, span: Span | None = None) -> str:
    """Return a subject's words, without what describes it behind, a day, and a heading that ran into it."""
    said = [*tree.subtree(head), *(tree.tokens_in(span) if span is not None else ())]
    behind = [c for t in said for c in tree.children[t] if c > head and _is_behind(tree, c)]
    end = min((t for c in behind for t in tree.subtree(c) if t > head), default=max(said) + 1)
    kept = range(min(said), end)
    joined = tree.child(head, "conj")
    if joined is not None and len(_text(tree, kept)) > LONG:
        kept = range(kept[0], min(*tree.subtree(joined), end))
    return _text(tree, _without_heading(tree, kept))


def _is_behind(tree: Tree, token: int) -> bool:
    """Tell whether a word opens what describes a subject behind it: "who spoke", "a lawyer", "(IPC)", "on Monday"."""
    return tree.parse.deps[token] in _BEHIND or tree.word(token) in {"(", "[", "--"} or _is_of_a_day(tree, token)


def full_name(source: Source, tree: Tree) -> str:
    """Return a person's name without what stands before it: "Even Ann Lee", "the smiling Ann Lee", "Fans for Lee"."""
    start = tree.text.find(source.name) if source.kind == "person" else -1
    tokens = tree.tokens_in(Span(start=start, end=start + len(source.name))) if start >= 0 else range(0)
    if not tokens or tree.parse.pos[tokens[-1]] != "PROPN":
        return source.name
    above = tree.parse.heads[tokens[-1]]
    if above in tokens and tree.lemma(above) not in {"against", "for"}:
        return source.name
    first = tokens[-1]
    while first > tokens[0] and (tree.parse.pos[first - 1] == "PROPN" or tree.word(first - 1).lower() in _PARTICLES):
        first -= 1
    return _text(tree, range(first, tokens[-1] + 1))


def _head(span: Span, tree: Tree) -> int | None:
    """Return the token of a phrase on which the rest of it hangs."""
    inside = tree.tokens_in(span)
    return next((t for t in inside if tree.parse.heads[t] not in inside or tree.parse.heads[t] == t), None)


def _nearest_subject(tree: Tree, head: int) -> int:
    """Return the last subject of a verb behind a place and a dash ("OSLO — A guard denied")."""
    subjects = [c for c in tree.children[tree.parse.heads[head]] if tree.parse.deps[c] == "nsubj"]
    dashed = head + 1 < len(tree.parse.starts) and tree.word(head + 1) in {"-", "--", "–", "—"}
    return subjects[-1] if head in subjects and dashed else head


def _is_of_a_day(tree: Tree, token: int) -> bool:
    return tree.parse.deps[token] in {"prep", "npadvmod"} and any(
        _has_date(tree.word(t)) for t in (token, *tree.children[token])
    )


def _without_heading(tree: Tree, tokens: Sequence[int]) -> Sequence[int]:
    """Return the tokens behind a row of capitals at the beginning, if any word of it is too long for a short form."""
    if tree.lemma(tokens[0]) in {"both", "even"}:
        return tokens[1:] or tokens
    words = [tree.word(t) for t in tokens]
    row = next((n for n, w in enumerate(words) if not w.isupper() and any(c.isalpha() for c in w)), 0)
    return tokens[row:] if any(len(w) >= LONG_CAPITALS for w in words[:row]) else tokens


def _is_bare_noun(tree: Tree, head: int) -> bool:
    """Tell "the company" from "the company's lawyer", "a company" and "the parent company"."""
    before = tree.children[head]
    return tree.parse.pos[head] == "NOUN" and len(before) == 1 and tree.lemma(before[0]) in {"that", "the", "this"}


def _has_date(name: str) -> bool:
    listed = {*mappings("en", "times")["months"], *mappings("en", "times")["weekdays"]}
    return any(w[:1].isupper() and w.lower() in listed for w in name.split())


def _text(tree: Tree, tokens: Sequence[int]) -> str:
    return _said(tree.span(tokens[0], tokens[-1]), tree).strip('•*-–—“”" ,')


def _said(span: Span, tree: Tree) -> str:
    return " ".join(span.within(tree.text).split())
