"""Whether a proposition is denied: by its source ("denied that …") or in its own words ("nobody …").

Enters: a statement with its tree, the token that one of its propositions turns on, and the tokens of that. Leaves: yes
or no. Refuses: to tell what is denied beside the main verb, its subject and its object.
"""

from __future__ import annotations

from stemma.compare.classes import DECLINED
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Statement

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "aux", "expl"})
_NEGATING = frozenset({"neg", "det", "advmod", "nummod", "preconj", "aux", "predet"})


def is_negated(statement: Statement, tree: Tree, head: int | None, inside: frozenset[int], *, in_passing: bool) -> bool:
    """Tell whether a proposition is denied; what its source says ``in_passing`` is not what it denies."""
    if tree.parse.language in DECLINED:
        return _denies_abroad(statement)
    denied = not in_passing and _denies(tree, statement)
    return denied != _negates(tree, head, inside)


def _denies_abroad(statement: Statement) -> bool:
    """Tell whether a statement denies, where no English grammar says so: its certainty does."""
    return "denied" in (
        statement.certainty.polarity,
        statement.source_certainty and statement.source_certainty.polarity,
    )


def _denies(tree: Tree, statement: Statement) -> bool:
    """Tell whether the cue denies ("denied", "rejected"); not if somebody beyond the denier stands behind it."""
    if statement.cue is None or (len(statement.chain) > 1 and statement.chain[-1].name != statement.source.name):
        return False
    return any(tree.lemma(t) in words("en", "verification")["deny"] for t in tree.tokens_in(statement.cue))


def _negates(tree: Tree, head: int | None, inside: frozenset[int]) -> bool:
    """Tell whether a content negates its main verb, or its subject or object is "nobody", "no …", "not one …"."""
    if head is None:
        return False
    negatives = words("en", "verification")["negatives"]
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in _ARGUMENTS)]
    around = {t for n in near for t in (n, *(c for c in tree.children[n] if tree.parse.deps[c] in _NEGATING))}
    deeper = {c for t in around for c in tree.children[t] if tree.parse.deps[c] in {"neg", "advmod", "quantmod"}}
    return any(tree.lemma(t) in negatives for t in (around | deeper) & inside)
