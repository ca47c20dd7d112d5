"""Whether what is announced for a time can be looked up afterwards: an event, not a remark, a pursuit or a ballot.

Enters: a time and the verb that announces a deed for it. Leaves: yes or no. Refuses: a writer's aside, doings without
an end in a span without an end, a forecast of nobody in particular, a bare number, and what only names a source.
"""

from __future__ import annotations

from itertools import islice

from stemma.claims.findings.deadlines import Moment, is_vague
from stemma.language.tree import Tree
from stemma.language.words import words

CLIMB = 6
"""Steps from a verb up in which its subject, or a source that is only named, is looked for."""


def can_be_looked_up(moment: Moment, verb: int) -> bool:
    """Tell whether an announced deed is one of which somebody can say afterwards whether it happened."""
    tree = moment.tree
    if _is_remark(moment, verb) or _takes_sides(tree, verb) or _names_source(tree, verb):
        return False
    if tree.lemma(verb) in words("en", "findings")["announcing"] and _is_bare_number(tree, verb):
        return False
    return not (is_vague(moment) and (_is_pursuit(tree, verb) or _is_nobodys_forecast(tree, verb)))


def _is_remark(moment: Moment, verb: int) -> bool:
    """Tell whether a writer comments ("luckily"), asks or speaks of himself, in words that are nobody else's."""
    tree, said = moment.tree, moment.statement
    first, last = tree.parse.sentences[tree.sentence_of[verb]]
    if any("?" in tree.word(t) for t in range(first, last)):
        return True
    beside = (c for t in (verb, *_above(tree, verb)) for c in tree.children[t])
    if any(tree.lemma(c) in words("en", "findings")["commenting"] for c in beside):
        return True
    if said is not None and said.source.kind not in {"outlet", "unknown"}:
        return False
    subject = _subject(tree, verb)
    ours = subject is not None and tree.word(subject).lower() == "we"
    return ours or any(tree.word(t) in {"I", "me", "my"} for t in range(first, last))


def _takes_sides(tree: Tree, verb: int) -> bool:
    """Tell whether one person casts a vote, or it is for or against something: a ballot is secret, an outcome open."""
    if tree.lemma(verb) not in words("en", "findings")["voting"]:
        return False
    subject = _subject(tree, verb)
    if subject is not None and tree.word(subject).lower() in {"he", "i", "she"}:
        return True
    thing = tree.child(verb, "dobj")
    behind = (*tree.children[verb], *(tree.children[thing] if thing is not None else ()))
    return any(tree.parse.deps[c] == "prep" and tree.lemma(c) in {"against", "for"} for c in behind)


def _names_source(tree: Tree, verb: int) -> bool:
    """Tell whether a deed is that of a source: "according to remarks to be delivered on Friday"."""
    return any(tree.lemma(t) == "accord" for t in _above(tree, verb))


def _is_bare_number(tree: Tree, verb: int) -> bool:
    """Tell whether only a number is expected, of which the clause does not say what it counts."""
    subject = tree.child(verb, "nsubjpass", "dobj")
    return subject is not None and tree.parse.pos[subject] == "NUM" and not tree.children[subject]


def _is_pursuit(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in words("en", "findings")["pursuits"]


def _is_nobodys_forecast(tree: Tree, verb: int) -> bool:
    """Tell whether nobody in particular is expected to do it, and nobody says who expects it."""
    above = tree.parse.heads[verb]
    if tree.parse.deps[verb] != "xcomp" or tree.lemma(above) not in {"anticipate", "expect"}:
        return False
    subject = tree.child(above, "nsubjpass")
    if subject is None or tree.parse.tags[subject] != "NNS":
        return False
    return tree.child(subject, "det", "poss", "nummod", "compound", "amod") is None


def _subject(tree: Tree, verb: int) -> int | None:
    for token in (verb, *_above(tree, verb)):
        subject = tree.child(token, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if tree.parse.deps[token] not in {"conj", "xcomp"}:
            return None
    return None


def _above(tree: Tree, verb: int) -> list[int]:
    return list(islice(tree.upwards(verb), 1, CLIMB + 1))
