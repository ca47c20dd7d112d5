"""A denial, and what a word of denying must be to make one.

Enters: a verb of denying in its sentence. Leaves: yes or no, and the record of a denial. Refuses: "did not deny",
"would deny", "tried to refute".
"""

from __future__ import annotations

from dataclasses import dataclass

from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import DocumentSpan, SourceKind, Span

BEFORE = 3
"""Tokens before a word of denying in which a negation undoes it: "did not deny", "neither confirm nor deny"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial: who denies and where; ``said``: the denial's own clause or statement, if it has one.

    ``many``: they are several ("officials"). ``what``: the statement that it answers, if anybody else asserts it.
    ``outspoken``: by a word like "denied".
    """

    name: str
    kind: SourceKind
    place: DocumentSpan
    many: bool = False
    said: Reading | None = None
    what: Reading | None = None
    outspoken: bool = False


def is_undone(tree: Tree, verb: int) -> bool:
    """Tell whether a word of denying is itself negated or held off: "can't deny", "declined to deny"."""
    first, _ = tree.parse.sentences[tree.sentence_of[verb]]
    undoing = words("en", "verification")["negatives"] | words("en", "findings")["holding_off"]
    return any(tree.lemma(t) in undoing for t in range(max(first, verb - BEFORE), verb))


def is_open(tree: Tree, verb: int) -> bool:
    """Tell whether somebody only would, could or tries to deny."""
    if any(tree.parse.tags[c] == "MD" for c in tree.children[verb]):
        return True
    above = tree.parse.heads[verb]
    return tree.parse.deps[verb] == "xcomp" and tree.lemma(above) in words("en", "verification")["attempting"]


def is_of_many(tree: Tree, phrase: Span | None) -> bool:
    """Tell whether a phrase, or what "who" stands for, is of several: "two local outlets", not "Obersee Lines"."""
    inside = tree.tokens_in(phrase) if phrase is not None else range(0)
    tops = [t for t in inside if tree.parse.heads[t] not in inside or tree.parse.heads[t] == t]
    nouns = [tree.parse.heads[tree.parse.heads[t]] if tree.parse.tags[t] in {"WP", "WDT"} else t for t in tops]
    together = any(tree.parse.deps[c] == "conj" and c in inside for n in nouns for c in tree.children[n])
    return together or any(tree.parse.tags[n] == "NNS" for n in nouns)
