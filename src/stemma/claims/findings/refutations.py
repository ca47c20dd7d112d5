"""Reports called false: "the claim is categorically false", "there is no truth to the rumours", "the video is a fake".

Enters: the story. Leaves: denials without a claim: their sentence says what is false, or not so "contrary to reports".
Refuses: what "may be" false, what somebody knows, thinks or hopes to be false, what a report calls so in its own
voice, and who only judges what was told of others.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.claims.findings.answers import Denial, is_of_many
from stemma.claims.findings.deniers import name_denier
from stemma.claims.findings.sameness import is_said_beside, is_surely_named
from stemma.claims.material import Material
from stemma.claims.parties import body_of, name_words
from stemma.claims.stands import is_own_voice
from stemma.compare.classes import DECLINED
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import SourceKind


def find_refutations(material: Material) -> Iterator[Denial]:
    """Yield who says of a report, a rumour or a video that it is false."""
    for reading in material.readings:
        verb, tree = reading.turns_on, reading.tree
        if verb is None or tree.lemma(tree.parse.heads[verb]) in _unsaid() or not _is_said(reading, material):
            continue
        false = _calls_false(tree, verb) or (reading.negated and _is_contrary(reading))
        if not _finds_no_truth(tree, verb) and not (false and _is_concerned(reading)):
            continue
        name, kind = _speaker(reading)
        yield Denial(
            name=name,
            kind=kind,
            many=len(reading.statement.chain) < 2 and is_of_many(tree, reading.statement.source.span),
            place=reading.document.at(reading.statement.content),
            outspoken=True,
        )


def _speaker(reading: Reading) -> tuple[str, SourceKind]:
    """Return who says it; where somebody is said to say it ("lengthy statements claiming"), that one."""
    source, last = reading.statement.source, reading.statement.chain[-1:]
    if last and last[0].name != source.name:
        return last[0].name, last[0].kind
    return name_denier(source, reading.tree), source.kind


def _is_said(reading: Reading, material: Material) -> bool:
    """Tell whether a known source says it: not its own report, and not what it knows, thinks or hopes."""
    statement, tree = reading.statement, reading.tree
    if is_own_voice(statement) or statement.cue is None or tree.parse.language in DECLINED:
        return False
    kinds = {statement.source.kind, _speaker(reading)[1]}
    if kinds & {"document", "unknown", "outlet"} or not is_said_beside(statement, reading):
        return False
    if any(tree.lemma(t) in _unsaid() for t in tree.tokens_in(statement.cue)):
        return False
    return is_surely_named(statement, reading, material)


def _is_concerned(reading: Reading) -> bool:
    """Tell whether who calls it false is a body or speaks for one, or stands in what was told: others only judge it."""
    statement, tree, source = reading.statement, reading.tree, reading.statement.source
    kind, described = source.kind, f"{source.name} {source.role or ''}"
    for last in (link for link in statement.chain[-1:] if link.name != source.name):
        kind, described = last.kind, last.name
    if kind != "person" or body_of(described, None, None) is not None:
        return True
    own = (name_words(described) | _SELVES) - words("en", "claims")["name_fillers"]
    if not own.isdisjoint(words("en", "findings")["speaking_for"]):
        return True
    said = tree.tokens_in(source.span) if source.span is not None else range(0)
    first = tree.parse.sentences[max(0, statement.sentence - 1)][0]
    content = tree.tokens_in(statement.content)
    before = range(first, content[0] if content else first)
    named = {tree.word(t).lower() for t in before if t not in said} - _SELVES
    return not own.isdisjoint(named | {tree.word(t).lower() for t in content})


_SELVES = frozenset({"he", "her", "him", "his", "i", "its", "me", "my", "our", "she", "us", "we"})
"""Pronouns by which somebody who calls a report false may speak of himself."""


def _unsaid() -> frozenset[str]:
    lists = words("en", "findings")
    return words("en", "verification")["knowing"] | lists["believing"] | lists["hoping"] | lists["hinting"]


def _finds_no_truth(tree: Tree, verb: int) -> bool:
    """Tell whether a clause says that there is no truth in something told."""
    lists, said = words("en", "verification"), tree.child(verb, "acomp", "attr")
    if said is None or tree.lemma(said) not in lists["truth"] or tree.lemma(verb) != "be" or _is_open(tree, verb):
        return False
    none = any(tree.lemma(c) in lists["negatives"] for c in tree.children[said])
    return none and any(tree.lemma(n) in lists["the_claim"] | lists["shown"] for n in _within(tree, verb, said))


def _calls_false(tree: Tree, verb: int) -> bool:
    """Tell whether a clause says that something told is false."""
    if tree.lemma(verb) != "be" or _is_open(tree, verb):
        return False
    lists = words("en", "verification")
    subject, said = tree.child(verb, "nsubj"), tree.child(verb, "acomp", "attr")
    if said is None or subject is None or tree.lemma(subject) not in lists["the_claim"] | lists["shown"]:
        return False
    if _is_the(tree, said) or tree.child(said, "xcomp") is not None:
        return False  # "the article was wrong to name her"
    return tree.lemma(said) in _judgements(tree, verb, subject)


def _is_contrary(reading: Reading) -> bool:
    """Tell whether something is not so "contrary to reports"."""
    tree = reading.tree
    for token in (t for t in reading.tokens if tree.lemma(t) == "contrary"):
        below = [n for c in (token, *tree.children[token]) for n in tree.children[c]]
        if any(tree.lemma(n) in words("en", "verification")["the_claim"] for n in below):
            return True
    return False


def _judgements(tree: Tree, verb: int, subject: int) -> frozenset[str]:
    """Return the words that call a subject false: "it is wrong" and "it is not real" may mean anything."""
    lists, pronoun = words("en", "verification"), tree.parse.pos[subject] in {"PRON", "DET"}
    if tree.child(verb, "neg") is not None:
        return frozenset({"true"}) if pronoun else lists["true"]
    return (lists["false"] | words("en", "certainty")["false"]) - (frozenset({"wrong"}) if pronoun else frozenset())


def _is_open(tree: Tree, verb: int) -> bool:
    """Tell whether a clause is supposed, asks or says of something which it is: "may be", "if", "details that are"."""
    below = tree.children[verb]
    supposing = words("en", "findings")["conditions"]
    first, last = tree.parse.sentences[tree.sentence_of[verb]]
    asked = any("?" in tree.word(t) for t in range(first, last))
    return (
        asked
        or tree.parse.deps[verb] == "relcl"
        or any(tree.parse.tags[c] in {"MD", "WDT", "WP", "WRB"} or tree.lemma(c) in supposing for c in below)
    )


def _is_the(tree: Tree, noun: int) -> bool:
    """Tell "this is the lie that they live by" from "this is a lie"."""
    determiner = tree.child(noun, "det")
    return determiner is not None and tree.lemma(determiner) == "the"


def _within(tree: Tree, verb: int, truth: int) -> Iterator[int]:
    """Yield what there is no truth in: "no truth to the reports", "no basis for this claim"."""
    prepositions = (c for t in (truth, verb) for c in tree.children[t] if tree.parse.deps[c] == "prep")
    return (n for p in prepositions for n in tree.children[p] if tree.parse.deps[n] == "pobj")
