"""A denial, and what a word of denying must be to make one.

Enters: a verb of denying in its sentence. Leaves: yes or no, and the record of a denial. Refuses: "did not deny",
"would deny", "tried to refute"; a retort, and what was denied long ago.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, SourceKind, Span

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
    """Tell whether somebody only would, could or tries to deny, or is accused of having denied."""
    if any(tree.parse.tags[c] == "MD" for c in tree.children[verb]):
        return True
    above = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "xcomp" and tree.lemma(above) in words("en", "verification")["attempting"]:
        return True
    told = (verb, above) if tree.parse.deps[verb] == "conj" else (verb,)  # "allegedly hid the boy and denied it"
    return any(tree.lemma(c) == "allegedly" for t in told for c in tree.children[t])


def is_retort(tree: Tree, verb: int) -> bool:
    """Tell "dismissed it as a sign of disarray", "by pointing out that" from "dismissed it as nonsense".

    Who belittles what was said, or answers with something else, does not say that it is not so.
    """
    lists = (
        words("en", "verification")["false"] | words("en", "certainty")["false"] | words("en", "findings")["dismissing"]
    )
    thing = tree.child(verb, "dobj")
    behind = (*tree.children[verb], *(tree.children[thing] if thing is not None else ()))
    for prep in (c for c in behind if tree.parse.deps[c] == "prep" and c > verb):
        below = tree.child(prep, "pcomp", "pobj", "amod")
        if tree.lemma(prep) == "by" and below is not None and tree.parse.tags[below] == "VBG":
            return True
        if tree.lemma(prep) == "as" and not any(tree.lemma(t) in lists for t in tree.subtree(prep)):
            return True
    return False


def is_ruling(tree: Tree, verb: int) -> bool:
    """Tell whether somebody decides: a court on a charge, a council on a plan, an insurer on a claim for damages."""
    thing, subject = tree.child(verb, "dobj"), tree.child(verb, "nsubj")
    decides = subject is not None and not words("en", "findings")["courts"].isdisjoint(
        tree.lemma(t)
        for t in (subject, *tree.children[subject])  # "Judge Ann Lee"
    )
    behind = {
        tree.lemma(c)
        for t in (verb, *(() if thing is None else (thing,)))
        for c in tree.children[t]
        if tree.parse.deps[c] == "prep"
    }
    if thing is not None and tree.lemma(thing) == "claim" and (decides or "for" in behind):
        return True
    if tree.lemma(verb) == "dismiss" and thing is not None and tree.lemma(thing) == "charge":
        return decides or ("against" in behind and "as" not in behind)
    return decides and tree.lemma(verb) in {"dismiss", "reject"}


def is_old(tree: Tree, verb: int, year: int | None) -> bool:
    """Tell whether somebody denied it once: "for 60 years the office denied it", "denied it in 1974".

    ``year``: of the report, if it is known.
    """
    if tree.parse.tags[verb] != "VBD" or tree.child(verb, "aux") is not None:
        return False
    for prep in (c for c in tree.children[verb] if tree.parse.deps[c] == "prep"):
        time = tree.child(prep, "pobj")
        if time is None:
            continue
        if tree.lemma(prep) == "for" and tree.lemma(time) in {"decade", "year"}:
            return True
        named = tree.word(time)
        if tree.lemma(prep) == "in" and year is not None and _YEAR.fullmatch(named) and int(named) < year - 1:
            return True
    return False


_YEAR = re.compile(r"(?:19|20)\d\d")


def told_in(document: Document) -> int | None:
    """Return the year in which a report was published, if that is known."""
    return int(document.published.latest[:4]) if document.published is not None else None


def is_of_many(tree: Tree, phrase: Span | None) -> bool:
    """Tell whether a phrase, or what "who" stands for, is of several: "two outlets", "Democrats", not "See Lines"."""
    inside = tree.tokens_in(phrase) if phrase is not None else range(0)
    tops = [t for t in inside if tree.parse.heads[t] not in inside or tree.parse.heads[t] == t]
    nouns = [tree.parse.heads[tree.parse.heads[t]] if tree.parse.tags[t] in {"WP", "WDT"} else t for t in tops]
    together = any(tree.parse.deps[c] == "conj" and c in inside for n in nouns for c in tree.children[n])
    alone = any(tree.parse.tags[n] == "NNPS" and tree.child(n, "compound") is None for n in nouns)
    return together or alone or any(tree.parse.tags[n] == "NNS" for n in nouns)
