"""Set apart what others say inside a sentence of the document's own.

Enters: a tree, a clause in the document's own voice, and the cues in it. Leaves: marks on the words that are others'.
Refuses: nothing; a cue that stands beside the clause's own verb changes nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.language.tree import Tree
from stemma.model import Span

_LINKING = frozenset({"be", "become", "remain"})
"""Verbs that only link: what stands behind them is the sentence's message."""


def set_apart(tree: Tree, head: int, tokens: Sequence[int], cues: Sequence[int], others: bytearray) -> None:
    """Mark the whole clause with which others' words come in, or, where the sentence needs it, none of it.

    A sentence can do without "…, a day after he told reporters that …". It needs a relative clause that tells who is
    meant ("the only states that refused to sign"), and what stands behind a noun ("after the news that …").
    """
    own = set(tokens)
    for cue in cues:
        clause = _embedding(tree, head, cue)
        if clause is not None:
            below = [t for t in tree.subtree(clause) if t in own]
            needed = _is_needed(tree, below[0], clause)
            for token in (*_distance(tree, below[0]), *below):
                others[token] = not needed


def mark_tops(tree: Tree, cues: Sequence[Span]) -> bytearray:
    """Mark in each cue the word that its others hang on."""
    marks = bytearray(len(tree.parse.starts))
    for cue in cues:
        inside = tree.tokens_in(cue)
        top = next((t for t in inside if tree.parse.heads[t] == t or tree.parse.heads[t] not in inside), None)
        if top is not None:
            marks[top] = 1
    return marks


def _embedding(tree: Tree, head: int, cue: int) -> int | None:
    """Return the noun, preposition or clause by which a cue hangs below ``head``; ``None`` where it is beside."""
    if tree.parse.pos[cue] == "NOUN":
        return cue if cue != head else None
    for token in tree.upwards(cue):
        dep, above = tree.parse.deps[token], tree.parse.heads[token]
        if token == head or (token == cue and dep == "conj"):
            return None
        if dep == "pcomp":
            return tree.parse.heads[above] if tree.parse.deps[tree.parse.heads[above]] == "prep" else above
        if dep in ("acl", "advcl", "relcl"):
            return token
        if token == cue and dep == "ccomp":
            linked = tree.lemma(above) in _LINKING or tree.parse.pos[above] == "ADJ"
            return token if linked and above < token else None
        if token == cue and dep == "xcomp":
            return token if tree.child(above, "dobj") is not None else None
    return None


def _is_needed(tree: Tree, first: int, clause: int) -> bool:
    """Tell what a sentence cannot do without: a noun, what tells which thing is meant, "a sign of how …"."""
    dep, above = tree.parse.deps[clause], tree.parse.heads[clause]
    if tree.parse.pos[clause] == "NOUN":
        return True
    if dep == "prep":
        return tree.parse.pos[above] == "NOUN"
    if tree.parse.pos[first - 1] == "PUNCT":
        return dep == "ccomp" and tree.child(clause, "mark") is not None
    if dep == "advcl":
        return _tells_which(tree, first, clause)
    return dep in ("relcl", "ccomp", "xcomp") or tree.parse.tags[first] == "TO"


def _tells_which(tree: Tree, first: int, clause: int) -> bool:
    """Tell "bigger than …", "the first to sign", "the boat Ann Lee hoped to buy", which the parser calls adverbial."""
    if tree.parse.tags[first] == "TO":
        return tree.lemma(tree.parse.heads[clause]) in _LINKING
    if tree.lemma(first) == "than":
        return True
    led = any(tree.parse.deps[c] == "mark" or tree.parse.tags[c] == "WRB" for c in tree.children[clause])
    return tree.parse.tags[clause] in ("VBD", "VBZ", "VBP") and not led


def _distance(tree: Tree, first: int) -> list[int]:
    """Return "a day" before a clause that begins with "after" or "before"."""
    if first == 0 or tree.lemma(first) not in ("after", "before") or tree.parse.deps[first - 1] != "npadvmod":
        return []
    return tree.subtree(first - 1)
