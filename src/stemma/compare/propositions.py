"""The propositions that a content holds: what it turns on, and what it asserts beside that.

Enters: a tree, the tokens of a content and the token it turns on. Leaves: propositions in text order, the main one
first. Refuses: what is supposed, asked or wished ("if …", "to …"), and clauses of fewer than ``MIN_SIZE`` words; they
stay with the proposition they hang on.

“The ferry, which had left at noon, hit a barge and sank in the harbour” holds three: the main clause, a relative
clause about the ferry, and a second predicate whose subject is the ferry.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from stemma.compare.negation import is_missing
from stemma.language.tree import Tree
from stemma.language.words import words

MIN_SIZE = 3
"""Words of a clause that is a proposition beside another; "the man arrested" and "and left" stay with theirs."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TELLING = FINITE | {"VBN", "VBG"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_TIMING = frozenset({"after", "before", "once", "when"})
_IN_PASSING = frozenset({"acl", "advcl", "relcl"})
_LINKING = frozenset({"cc", "mark", "punct"})
_BESIDE = frozenset({"acl", "advcl", "appos", "cc", "conj", "punct", "relcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One proposition: the token it turns on, its tokens, and those of its subject where that stands outside of it.

    ``main``: the content turns on it. ``in_passing``: a relative, participial or adverbial clause; who denies the main
    proposition leaves it standing.
    """

    head: int | None
    tokens: tuple[int, ...]
    owner: tuple[int, ...] = ()
    main: bool = False
    in_passing: bool = False


def find_propositions(tree: Tree, tokens: Iterable[int], head: int | None) -> tuple[Proposition, ...]:
    """Return the propositions of a content; the first turns on ``head`` and has all that no other has."""
    inside = sorted(tokens)
    heads = _heads(tree, inside, head)
    shares = _shares(tree, inside, head, heads)
    heads = [h for h in heads if sum(tree.word(t)[0].isalnum() for t in shares[h]) >= MIN_SIZE]
    shares = _shares(tree, inside, head, heads)
    found = [Proposition(head=head, tokens=tuple(shares[head]), main=True)]
    for one in heads:
        owner = _owner(tree, one, frozenset(inside) - frozenset(shares[one]))
        passing = tree.parse.deps[one] in _IN_PASSING
        found.append(Proposition(head=one, tokens=tuple(shares[one]), owner=owner, in_passing=passing))
    return tuple(found)


def _heads(tree: Tree, inside: Sequence[int], head: int | None) -> list[int]:
    """Return the verbs beside the main one on which a proposition turns."""
    members, found = frozenset(inside), [head]
    for token in inside:
        reports = head is not None and tree.parse.heads[head] == token and tree.parse.deps[head] == "ccomp"
        verb = tree.parse.pos[token] in {"VERB", "AUX"} and token != head and not reports
        if verb and _asserts(tree, token, members, found):
            found.append(token)
    return [t for t in found[1:] if t is not None]


def _asserts(tree: Tree, token: int, members: frozenset[int], found: Sequence[int | None]) -> bool:
    """Tell whether a verb asserts something beside the verbs ``found`` so far."""
    parse = tree.parse
    dep, above = parse.deps[token], parse.heads[token]
    if dep in _IN_PASSING:
        counts = not _is_set_apart(tree, token) and _is_counted(tree, above)
        return _is_told(tree, token) and not _is_supposed(tree, token) and not counts
    if dep == "conj":
        return above in found and _is_told(tree, token) and not _shares_object(tree, token, above)
    before = dep == "ccomp" and token < above and tree.child(token, *_SUBJECTS) is not None
    top = above == token or above not in members
    return (top or before or dep == "parataxis") and _is_finite(tree, token)


def _shares_object(tree: Tree, token: int, above: int) -> bool:
    """Tell "shot and killed the driver", "came and went": the first verb has nothing of its own but the subject."""
    between = (c for c in tree.children[above] if above < c < token)
    own = any(tree.parse.deps[c] not in {"cc", "conj", "neg", "prt", "punct"} for c in between)
    return not own and tree.child(token, *_SUBJECTS) is None


def _is_told(tree: Tree, token: int) -> bool:
    """Tell a finite verb or a participle from "to leave"."""
    helpers = {tree.lemma(c) for c in tree.children[token] if tree.parse.deps[c] == "aux"}
    return (tree.parse.tags[token] in _TELLING or _is_finite(tree, token)) and "to" not in helpers


def _is_finite(tree: Tree, token: int) -> bool:
    return not FINITE.isdisjoint(_tenses(tree, token))


def _tenses(tree: Tree, token: int) -> set[str]:
    """Return the tags of a verb and of its helpers."""
    near = (token, *(c for c in tree.children[token] if tree.parse.deps[c] in {"aux", "auxpass"}))
    return {tree.parse.tags[t] for t in near}


def _is_counted(tree: Tree, noun: int) -> bool:
    """Tell the noun of "40 people", "the number of people": what they are said to be is what the figure counts."""
    if tree.child(noun, "nummod") is not None:
        return True
    above = tree.parse.heads[tree.parse.heads[noun]]
    return tree.parse.deps[noun] == "pobj" and tree.lemma(above) in words("en", "claims")["counting_nouns"]


def _is_supposed(tree: Tree, token: int) -> bool:
    """Tell whether a clause opens with "if", "unless", "as though", or tells what there is no evidence for."""
    if tree.parse.deps[token] in {"acl", "relcl"} and is_missing(tree, tree.parse.heads[token]):
        return True
    below = {tree.lemma(c) for c in tree.children[token] if tree.parse.deps[c] in {"mark", "advmod"}}
    return not below.isdisjoint(words("en", "claims")["supposing_marks"]) or (
        not below.isdisjoint(_TIMING) and _is_to_come(tree, token)
    )


def _is_to_come(tree: Tree, token: int) -> bool:
    """Tell the present tense beside a modal verb, which English uses for what is to come: "after we win, we will …"."""
    above = tree.parse.heads[token]
    return not _tenses(tree, token).isdisjoint({"VBP", "VBZ"}) and "MD" in _tenses(tree, above)


def _shares(tree: Tree, inside: Sequence[int], head: int | None, heads: Sequence[int]) -> dict[int | None, list[int]]:
    """Return for each proposition its tokens: each has those that hang on it and on no other below it."""
    shares: dict[int | None, list[int]] = {h: [] for h in (head, *heads)}
    closed = frozenset(h for h in heads if _is_set_apart(tree, h))
    for token in inside:
        for top in _tops(tree, token, shares.keys(), closed) or (head,):
            shares[top].append(token)
    return {h: trim_links(tree, h, own) for h, own in shares.items()} if heads else shares


def _tops(tree: Tree, token: int, heads: Container[int | None], closed: Container[int]) -> list[int]:
    """Return the propositions that have a token: the nearest, and above a clause that no comma sets apart the next."""
    found: list[int] = []
    while True:
        if token in heads:
            found.append(token)
            if token in closed or tree.parse.deps[token] not in {"acl", "relcl"}:
                return found
        if tree.parse.heads[token] == token:
            return found
        token = tree.parse.heads[token]


def _is_set_apart(tree: Tree, head: int) -> bool:
    """Tell whether a clause can be left out: all but "the man who …", "people hurt in …", which say who is meant."""
    if tree.parse.deps[head] not in {"acl", "relcl"}:
        return True
    first = min(tree.subtree(head))
    return first > 0 and not tree.word(first - 1)[-1].isalnum()


def trim_links(tree: Tree, head: int | None, tokens: Sequence[int]) -> list[int]:
    """Leave out "and", "after", "which" and marks at the edges of a clause, and those that lead to what was cut off."""
    members = frozenset(tokens)
    kept = [t for t in tokens if not _links(tree, t) or tree.parse.heads[t] in members or tree.parse.deps[t] == "punct"]
    while kept and kept[0] != head and _links(tree, kept[0]) and not _opens_inner(tree, kept[0], head, members):
        kept.pop(0)
    while kept and kept[-1] != head and tree.parse.deps[kept[-1]] in {"cc", "punct"}:
        kept.pop()
    return kept


def _opens_inner(tree: Tree, token: int, head: int | None, members: Container[int]) -> bool:
    """Tell the "after" of "after we win, we will invite them", without which the clause inside would be asserted."""
    above = tree.parse.heads[token]
    return tree.parse.deps[token] in {"advmod", "mark"} and above in members and above != head


def _links(tree: Tree, token: int) -> bool:
    return tree.parse.deps[token] in _LINKING or tree.parse.tags[token] in {"WDT", "WP", "WRB"}


def _owner(tree: Tree, head: int, outside: frozenset[int]) -> tuple[int, ...]:
    """Return the subject that stands outside of it: a relative clause's noun, the subject of a verb above."""
    if tree.parse.deps[head] in {"acl", "relcl"}:
        top: int | None = tree.parse.heads[head]
    elif tree.child(head, *_SUBJECTS) is not None or tree.parse.deps[head] not in {"advcl", "conj"}:
        return ()
    else:
        top = _subject_above(tree, head)
    if top is None:
        return ()
    return tuple(t for t in tree.subtree(top, without=_BESIDE) if t in outside)


def _subject_above(tree: Tree, head: int) -> int | None:
    """Return the subject of the nearest verb above that has one."""
    while tree.parse.heads[head] != head and tree.parse.deps[head] in {"advcl", "conj", "xcomp"}:
        head = tree.parse.heads[head]
        subject = tree.child(head, *sorted(_SUBJECTS))
        if subject is not None:
            return subject
    return None
