"""Make a sentence shorter by what it can do without, so that what is left is a sentence.

Enters: an English sentence. Leaves: its start up to the last phrase that fits, without what leads up to its subject, or
``None`` where no start of it is a sentence. Refuses: to put words together that do not stand together.
"""

from __future__ import annotations

from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.language.words import words

LEAST = 35
"""Code points below which a shortened sentence says too little."""

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_LEADING = frozenset({"advcl", "advmod", "cc", "mark", "npadvmod", "nmod", "prep", "punct"})
_LOOSE = frozenset({"acl", "advcl", "advmod", "appos", "npadvmod", "parataxis", "prep", "punct", "relcl"})
"""What a word can do without behind it; all else it needs."""

_OBJECTS = frozenset({"acomp", "attr", "ccomp", "dative", "dobj", "oprd", "prt", "xcomp"})
_SET_APART = frozenset({"acl", "advcl", "appos", "relcl"})
"""What stands whole behind a comma, or not at all."""

_OPEN_ENDS = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ"})


def in_whole_phrases(sentence: str, most: int) -> str | None:
    """Return the longest start of a sentence, of at most ``most`` code points, that is one by itself."""
    tree = grow(sentence, parse("title", sentence, "en"))
    if not tree.parse.sentences:
        return None
    root = tree.root(0)
    subject = tree.child(root, *_SUBJECTS)
    if tree.parse.pos[root] not in {"AUX", "VERB"} or subject is None:
        return None
    first = _without_lead(tree, root, subject)
    for last in range(tree.parse.sentences[0][1] - 1, root - 1, -1):
        text = sentence[tree.parse.starts[first] : tree.parse.ends[last]]
        if LEAST <= len(text) <= most and _is_whole(tree, first, last) and is_balanced(text):
            return text[:1].upper() + text[1:]
    return None


def _without_lead(tree: Tree, root: int, subject: int) -> int:
    """Return the first token of the subject if a comma parts it from what leads up to it, else of the sentence."""
    start = min(tree.subtree(subject))
    lead = [c for c in tree.children[root] if c < start]
    parted = start > 0 and tree.word(start - 1) == ","
    return start if parted and all(tree.parse.deps[c] in _LEADING for c in lead) else tree.parse.sentences[0][0]


def _is_whole(tree: Tree, first: int, last: int) -> bool:
    """Tell whether a stretch of a sentence lacks nothing that stands behind it."""
    if tree.parse.pos[last] in _OPEN_ENDS and tree.parse.deps[last] != "prt":
        return False
    return all(tree.parse.heads[t] <= last and not _lacks(tree, t, last) for t in range(first, last + 1))


def _lacks(tree: Tree, token: int, last: int) -> bool:
    """Tell whether something that a word needs stands behind ``last``."""
    parse = tree.parse
    set_apart = parse.deps[token] in _SET_APART and tree.word(min(tree.subtree(token)) - 1) == ","
    if set_apart and any(t > last and parse.pos[t] != "PUNCT" for t in tree.subtree(token)):
        return True
    behind = [c for c in tree.children[token] if c > last]
    if any(parse.deps[c] not in _LOOSE and not _is_joined(tree, c) for c in behind):
        return True
    if any(tree.lemma(c) == "of" or _is_condition(tree, c) for c in behind):  # "the danger of", "accused Lee of"
        return True
    if parse.pos[token] not in {"VERB", "AUX"} or parse.deps[token] in {"aux", "auxpass"} or not behind:
        return False
    lists = words("en", "attribution")
    if tree.lemma(token) in lists["naming"] | lists["as"]:  # "has called the ferry much too old"
        return True
    met = any(parse.deps[c] in _OBJECTS | {"nsubjpass", "prep", "agent"} for c in tree.children[token] if c <= last)
    return not met and any(parse.deps[c] in {"prep", "agent", "advmod", "npadvmod"} for c in behind)


def _is_condition(tree: Tree, clause: int) -> bool:
    """Tell "if the pier breaks" and "until it rains", without which another thing is said."""
    supposing = words("en", "claims")["supposing_marks"] | {"until", "unless"}
    return tree.parse.deps[clause] == "advcl" and any(tree.lemma(c) in supposing for c in tree.children[clause])


def _is_joined(tree: Tree, token: int) -> bool:
    """Tell whether a word only stands beside another one: "and the crews of Bilbao"."""
    return tree.parse.deps[token] in {"cc", "conj"} and tree.parse.pos[tree.parse.heads[token]] in {"AUX", "VERB"}


def is_balanced(text: str) -> bool:
    """Return whether every quotation mark and bracket that is opened is closed."""
    pairs = all(text.count(a) == text.count(b) for a, b in ("“”", "«»", "()", "[]"))
    return pairs and text.count('"') % 2 == 0
