"""Whether a proposition is denied: by its source ("denied that …") or in its own words ("nobody …").

Enters: a statement with its tree, the token that one of its propositions turns on, and the tokens of that. Leaves: yes
or no. Refuses: to tell what is denied beside the main verb, its subject and its object.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.compare.classes import DECLINED
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Statement

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "aux", "expl"})
_GOVERNED = frozenset({"acl", "advcl", "ccomp", "pcomp", "prep", "relcl", "xcomp"})
_NEGATING = frozenset({"neg", "det", "advmod", "nummod", "preconj", "aux", "predet"})


def is_negated(statement: Statement, tree: Tree, head: int | None, inside: frozenset[int], *, in_passing: bool) -> bool:
    """Tell whether a proposition is denied; what its source says ``in_passing`` is not what it denies."""
    if tree.parse.language in DECLINED:
        return _denies_abroad(statement)
    denied = not in_passing and is_denied(tree, statement)
    return denied != _negates(tree, head, inside)


def is_withheld(statement: Statement, tree: Tree) -> bool:
    """Tell whether a content stands under a negation outside of it: "has no evidence to suggest that …".

    Nobody asserts it, and nobody denies it either; what is said is said by the longer statement around it. So it is
    with "did not say that …", "did not deny that …", "nobody thinks that …".
    """
    if statement.cue is not None and any(_is_unsaid(tree, t) for t in tree.tokens_in(statement.cue)):
        return True
    tokens = tree.tokens_in(statement.content)
    inside = frozenset(tokens)
    tops = [t for t in tokens if tree.parse.heads[t] not in inside and tree.parse.deps[t] in _GOVERNED]
    above = [t for t in _above(tree, tops[0]) if t not in inside] if tops else []
    return any(is_missing(tree, t) or _is_unsaid(tree, t) for t in above)


def _is_unsaid(tree: Tree, verb: int) -> bool:
    """Tell whether a word of a cue is a verb that says nothing where it is negated, and is; "did not know" says it."""
    listed = words("en", "verification")
    if tree.lemma(verb) not in listed["unsaid_if_negated"] or tree.parse.pos[verb] != "VERB":
        return False
    near = [c for c in tree.children[verb] if tree.parse.deps[c] in {"neg", "nsubj"}]
    return any(tree.parse.deps[c] == "neg" or tree.lemma(c) in {"nobody", "none"} for c in near)


def calls_false(tree: Tree, head: int) -> bool:
    """Tell “Norland’s claim that the pier is safe is false”: it denies what the claim says."""
    subject, called = tree.child(head, "nsubj"), tree.child(head, "acomp", "attr")
    if subject is None or called is None or tree.lemma(called) not in words("en", "certainty")["false"]:
        return False
    said = tree.child(subject, "acl", "ccomp")
    return said is not None and tree.child(said, "mark") is not None and tree.parse.pos[said] in {"AUX", "VERB"}


def is_missing(tree: Tree, noun: int) -> bool:
    """Tell whether there is said to be no such thing: "no evidence", "no sign"; "no doubt" leaves no doubt."""
    without = any(tree.parse.deps[c] in {"det", "neg"} and tree.lemma(c) == "no" for c in tree.children[noun])
    return without and tree.parse.pos[noun] == "NOUN" and tree.lemma(noun) not in words("en", "claims")["doubts"]


def _above(tree: Tree, token: int) -> Iterator[int]:
    """Yield the words on which a clause hangs, as far as it is what they say or tell of."""
    while tree.parse.deps[token] in _GOVERNED and tree.parse.heads[token] != token:
        token = tree.parse.heads[token]
        yield token


def _denies_abroad(statement: Statement) -> bool:
    """Tell whether a statement denies, where no English grammar says so: its certainty does."""
    return "denied" in (
        statement.certainty.polarity,
        statement.source_certainty and statement.source_certainty.polarity,
    )


def is_denied(tree: Tree, statement: Statement) -> bool:
    """Tell whether the cue denies ("denied", "a myth is"); not if somebody named beyond the denier stands behind it."""
    beyond = (link for link in statement.chain[1:] if link.name != statement.source.name)
    if statement.cue is None or any(link.named for link in beyond):
        return False
    denying = words("en", "verification")["deny"] | words("en", "certainty")["untrue"]
    return any(tree.lemma(t) in denying for t in tree.tokens_in(statement.cue))


def _negates(tree: Tree, head: int | None, inside: frozenset[int]) -> bool:
    """Tell whether a content negates its main verb, or its subject or object is "nobody", "no …", "not one …"."""
    if head is None:
        return False
    if calls_false(tree, head):
        return True
    negatives = words("en", "verification")["negatives"]
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in _ARGUMENTS)]
    around = {t for n in near for t in (n, *(c for c in tree.children[n] if tree.parse.deps[c] in _NEGATING))}
    deeper = {c for t in around for c in tree.children[t] if tree.parse.deps[c] in {"neg", "advmod", "quantmod"}}
    return any(tree.lemma(t) in negatives for t in (around | deeper) & inside)
