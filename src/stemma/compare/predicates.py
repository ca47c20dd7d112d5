"""What happens in a statement, and who does it to whom, whatever the form: verb, verb with particle, or noun.

Enters: a tree, the main token of a content and the tokens of the content. Leaves: its deeds, each a word of
``compare.senses`` with the tokens of those who act and of what is acted on. Refuses: to look beyond the content, but
for the noun that a relative clause hangs on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.compare.senses import is_known, names_event
from stemma.language.tree import Tree
from stemma.language.words import words

_BESIDE = frozenset({"relcl", "acl", "advcl", "appos", "prep", "poss", "conj"})
_ACTING = frozenset({"nsubj", "agent", "poss"})
_ACTED_ON = frozenset({"dobj", "nsubjpass", "attr", "dative"})
_OBJECT_PREPOSITIONS = defaultdict(
    lambda: frozenset({"of"}), {"NOUN": frozenset({"against", "in", "of", "on"}), "VERB": frozenset({"of"})}
)
"""Prepositions at an event noun, and at a verb, that lead to what it is done to."""

_PLACEHOLDERS = (
    ("nsubj", "happening_verbs"),
    ("acomp", "empty_words"),
    ("attr", "empty_words"),
    ("dobj", "support_verbs"),
    ("nsubjpass", "support_verbs"),
)
"""Where the noun stands that says what an empty verb does not, and which verbs are empty there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that happens: its token, its word ("expel", "pass_away", "seizure"), and its arguments' tokens."""

    token: int
    word: str
    agents: tuple[int, ...]
    patients: tuple[int, ...]


def find_deeds(tree: Tree, head: int | None, inside: frozenset[int]) -> tuple[Deed, ...]:
    """Return what happens in a content, the main deed first."""
    if head is None:
        return ()
    main = _event_noun(tree, head, inside)
    others = (t for t in sorted(inside) if is_event(tree, t) and _event_noun(tree, t, inside) is None)
    tops = dict.fromkeys([head if main is None else main, *others])
    return tuple(_deed(tree, top, head if top == main else top, inside) for top in tops)


def is_event(tree: Tree, token: int) -> bool:
    """Tell whether a token is a verb, or a noun that names an act or event."""
    lemma, pos = tree.lemma(token), tree.parse.pos[token]
    if lemma in words("en", "claims")["empty_words"]:
        return False
    return pos == "VERB" or (pos == "NOUN" and names_event(lemma))


def _deed(tree: Tree, token: int, verb: int, inside: frozenset[int]) -> Deed:
    """Return the deed of a token; a noun in place of an empty verb takes the verb's arguments too."""
    lemma = tree.lemma(token)
    parts = (tree.child(token, "prt", "advmod"), tree.child(token, "dobj"))
    pairs = (f"{lemma}_{tree.lemma(part)}" for part in parts if part in inside and part is not None)
    agents, patients = _shared_arguments(tree, verb)
    for top in dict.fromkeys((token, verb)):
        for child in tree.children[top]:
            dep = tree.parse.deps[child]
            if dep in _ACTING:
                agents.append(child)
            elif dep in _ACTED_ON or (dep == "prep" and tree.lemma(child) in _OBJECT_PREPOSITIONS[tree.parse.pos[top]]):
                patients.append(child)
    return Deed(
        token=token,
        word=next((pair for pair in pairs if is_known(pair)), lemma),
        agents=_phrases(tree, agents, inside - {token}),
        patients=_phrases(tree, patients, inside - {token}),
    )


def _shared_arguments(tree: Tree, verb: int) -> tuple[list[int], list[int]]:
    """Return the arguments that a verb has from elsewhere: its antecedent, or the subject of the verb beside it."""
    dep, head = tree.parse.deps[verb], tree.parse.heads[verb]
    if dep == "pcomp":
        above = tree.parse.heads[head]
        blamed = tree.child(above, "dobj") if tree.parse.pos[above] == "VERB" else above
        return ([] if blamed is None else [blamed]), []
    if dep in {"relcl", "acl"}:
        passive = tree.parse.tags[verb] == "VBN" and tree.child(verb, "nsubj") is None
        return ([], [head]) if passive else ([head], [])
    if dep in {"conj", "xcomp"} and tree.child(verb, "nsubj", "nsubjpass") is None:
        subjects = [c for c in tree.children[head] if tree.parse.deps[c] in {"nsubj", "nsubjpass"}]
        passive = tree.child(verb, "auxpass") is not None or tree.child(head, "auxpass") is not None
        return ([], subjects) if passive else (subjects, [])
    return [], []


def _event_noun(tree: Tree, head: int, inside: frozenset[int]) -> int | None:
    """Return what stands in place of an empty verb: "dead" in "is dead", "attack" in "carried out an attack"."""
    if tree.parse.pos[head] not in {"VERB", "AUX"}:
        return None
    object_ = tree.child(head, "dobj")
    said = {tree.lemma(head), *([] if object_ is None else [f"{tree.lemma(head)}_{tree.lemma(object_)}"])}
    for dep, verbs in _PLACEHOLDERS:
        token = tree.child(head, dep)
        empty = bool(said & words("en", "claims")[verbs])
        if token in inside and token is not None and empty and (dep == "acomp" or names_event(tree.lemma(token))):
            return token
    return None


def _phrases(tree: Tree, tops: Iterable[int], inside: frozenset[int]) -> tuple[int, ...]:
    """Return noun phrases without what hangs on them as a clause or a preposition."""
    found: list[int] = []
    for top in tops:
        cut = _BESIDE - {"prep"} if tree.parse.pos[top] == "ADP" else _BESIDE
        found += (t for t in tree.subtree(top, without=cut) if t in inside)
    return tuple(found)
