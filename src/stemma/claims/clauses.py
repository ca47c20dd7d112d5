"""Whether a content is a sentence of its own: a finite verb with its subject, and nothing that it leads on from.

Enters: a reading. Leaves: yes or no. Refuses: to judge what the sentence is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.claims.trimming import content_tokens
from stemma.compare.propositions import FINITE
from stemma.compare.readings import Reading, main_token
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words

_QUESTIONS = frozenset({"WP", "WP$", "WRB", "WDT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_VERBS = frozenset({"VERB", "AUX"})


@once
def is_clause(reading: Reading) -> bool:
    """Tell whether a content is a sentence of its own: a finite verb with its subject."""
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None or tree.parse.pos[head] not in _VERBS:
        return False
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in {"aux", "auxpass"} and c in set(tokens))]
    if _is_led(tree, tokens, head) or _is_asked(tree, head) or _hangs_on_noun(tree, tokens, head):
        return False
    if not _opens_with(tree, tokens, head):
        return False
    subject = any(
        tree.parse.deps[c] in {"nsubj", "nsubjpass", "expl", "csubj"} and c in set(tokens) for c in tree.children[head]
    )
    return subject and any(tree.parse.tags[t] in FINITE for t in near)


def _hangs_on_noun(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether the only verb is that of a clause within a noun phrase: "the focus on …, as if nothing happened"."""
    dep = tree.parse.deps[head]
    return dep == "relcl" or (dep in {"acl", "advcl"} and min(tree.subtree(head)) > tokens[0])


def _is_led(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether a content opens with what leads on from elsewhere: "of …", "after it had", "exactly why"."""
    first = tokens[0]
    leads = tree.parse.deps[first] == "prep" and tree.parse.heads[first] not in tokens
    asked = [t for t in tokens[:2] if tree.parse.tags[t] in _QUESTIONS and not _is_beside(tree, tree.parse.heads[t])]
    return (
        leads or _is_marked(tree, tokens, head) or bool(asked and (asked[0] == first or tree.parse.pos[first] == "ADV"))
    )


def _is_beside(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is that of a clause beside the main one: "when she came, …"."""
    return tree.parse.deps[verb] == "advcl" and tree.parse.heads[verb] > verb


def _is_marked(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether a clause is one beside another that is not there: "after it had …", "two years after he left"."""
    subjects = [c for c in tree.children[head] if tree.parse.deps[c] in _SUBJECTS]
    return any(
        tree.parse.deps[c] == "mark"
        and c in tokens
        and (c == tokens[0] or tree.lemma(c) != "that")
        and all(s > c for s in subjects)
        and not any(tree.parse.pos[t] in _VERBS for t in tokens if t < c)
        for c in tree.children[head]
    )


def _is_asked(tree: Tree, head: int) -> bool:
    """Tell whether a clause only says what is supposed or asked: "whether the harbour will open", "if it rains"."""
    supposing = words("en", "claims")["supposing_marks"]
    return any(tree.parse.deps[c] == "mark" and tree.lemma(c) in supposing for c in tree.children[head])


def _opens_with(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether the first word belongs to the clause of the verb: in "the mayor in case the pier broke" it does not.

    The clause may hang on a verb of saying ("A rumour claims that …") or share the subject of a verb before it.
    """
    first = next((t for t in tokens if tree.word(t)[0].isalnum()), tokens[0])
    top, inside = head, set(tokens)
    while tree.parse.heads[top] in inside and tree.parse.pos[tree.parse.heads[top]] in _VERBS:
        top = tree.parse.heads[top]
        if top == tree.parse.heads[top]:
            break
    owner = tree.parse.heads[top] if tree.parse.deps[top] == "conj" else top
    subjects = (c for h in (head, owner) for c in tree.children[h] if tree.parse.deps[c] in _SUBJECTS)
    return first in tree.subtree(top) or any(first in tree.subtree(c) for c in subjects)
