"""Who says it: other speakers for one remark.

Enters: the claims of a story. Leaves: ``speaker_differs``. Refuses: two sources that say the same independently, a
name beside a description (a report may leave out whom another names), a person beside the outlet or body that passes on
what he said, and two wordings for one office: only the same words from two people who cannot be one are a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.orphans import bare_name
from stemma.claims.findings.sameness import is_said_beside, is_spoken_by_name
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.claims.parties import name_words
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.words import words
from stemma.model import DocumentSpan, Source, Statement

SHORTEST = 4
"""Words of a quotation by which it is known again ("shot in the dark"); three words are what anybody says."""

SHORTEST_NAMED = 7
"""The same where both have a name: a president and his spokeswoman are both "appalled by the brutal murder"."""

VERBATIM = 90.0
"""Likeness (percent) of the shorter quotation and the best stretch of the longer, from which they are the same words.
Two ministers who warn of one thing in words of their own reach 70, a president and his spokeswoman 80."""

COPIED = 90.0
"""Likeness (percent) of two whole contents where nothing is quoted and lineage connects the reports."""

MIN_BITS = 25.0
"""Bits of a statement that can be known again in a copy; "the death penalty" stands in many sentences."""

SURNAME = 4
"""Letters of a word that two names share from which they may be one person spelt or cut otherwise."""

SPELT = 75.0
"""Likeness of two words (percent of Indel distance) from which one may be the other spelt otherwise."""

_BEHIND = re.compile(r"\b(?:at|for|of|to|with) (?:the |an? )?([^,;()]{3,60})")
_UNKNOWN = re.compile(r"(?:an?|another|one|some) ", re.IGNORECASE)
"""How a report introduces somebody whom it does not name; "the governor" is somebody whom every reader knows."""
_POINTING = frozenset({"her", "his", "its", "our", "that", "their", "this"})
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’\n]{3,400})[”\"’']")
_WORD = re.compile(r"\w+(?:['’]\w+)?")

Cited = tuple[Reading, Statement]
"""A reading, and the statement that names its speaker."""


def speaker_differs(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One remark is put into the mouth of different speakers, or its speaker is placed with another body."""
    told: set[frozenset[tuple[str, str]]] = set()
    for group in groups:
        cited = [(r, r.statement) for r in group.readings if _is_speech(r, material)]
        apart = _apart(cited, material)
        shown = {(r.document.id, s.source.name.casefold()) for r, s in apart}
        if len(apart) < 2 or any(shown <= other for other in told):
            continue
        told.add(frozenset(shown))
        by_name: dict[str, list[str]] = {}
        for r, s in apart:
            by_name.setdefault(_described(s), []).append(r.document.id)
        said = [f"{name} ({material.listed(told_by)})" for name, told_by in by_name.items()]
        yield Draft(
            kind="speaker_differs",
            sentence=f"The speaker differs: {joined(said, 'against')}.",
            spans=tuple(_span(r, s) for r, s in apart),
            claim=group.id,
            rule="speaker_differs",
        )


def _is_speech(reading: Reading, material: Material) -> bool:
    """Tell whether somebody says it in the sentence itself, and nobody passes it on."""
    statement, source = reading.statement, reading.statement.source
    if source.kind not in {"person", "group", "unknown"} or name_words(source.name) & _not_people():
        return False
    cut = _is_cut(statement, reading) or not is_said_beside(statement, reading)
    return not cut and not _is_relayed(reading, material)


def _not_people() -> frozenset[str]:
    return words("en", "claims")["pronoun_sources"] | words("en", "verification")["the_claim"]


def _is_cut(statement: Statement, reading: Reading) -> bool:
    """Tell whether a source ends at an abbreviation's full stop, so that its name stands behind: "said Sgt"."""
    span, text = statement.source.span, reading.document.text
    return span is not None and text[span.end : span.end + 1] == "." and " " not in span.within(text).strip()


def _is_relayed(reading: Reading, material: Material) -> bool:
    """Tell whether the source passes on what somebody else said: "he told friends, according to Ida Lund"."""
    tree, cue = reading.tree, reading.statement.cue
    if cue is not None and any(tree.lemma(t) == "accord" for t in tree.tokens_in(cue)):
        return True
    said = words("en", "claims")["reporting_verbs"] | {"say"}
    tokens = tree.tokens_in(material.statements[reading.id].content)
    return any(tree.lemma(t) in said and tree.child(t, "nsubj") in tokens for t in tokens)


def _apart(cited: Sequence[Cited], material: Material) -> list[Cited]:
    """Return one statement for each document whose speaker differs from another's, orphans of the remark with them."""
    found: dict[str, Cited] = {}
    for (r, s), (other, t) in combinations(cited, 2):
        if r.document.id == other.document.id:
            continue
        if _moved(r, other) or (_other_speaker(r, other) and _one_remark(r, other, material)):
            found.setdefault(r.document.id, (r, s))
            found.setdefault(other.document.id, (other, t))
    if found:
        for r, s in cited:
            if s.source.orphan and any(_one_remark(r, o, material) for o, _ in found.values()):
                found.setdefault(r.document.id, (r, s))
    return [found[d] for d in sorted(found, key=material.when)]


def _one_remark(left: Reading, right: Reading, material: Material) -> bool:
    """Tell whether two statements quote the same words, or are one sentence in copies of one text."""
    if {left.statement.quotation, right.statement.quotation} <= {"direct", "mixed"}:
        least = SHORTEST_NAMED if left.statement.source.named and right.statement.source.named else SHORTEST
        return any(_same_words(a, b, least) for a in _quotations(left) for b in _quotations(right))
    whole = left.main and right.main and min(left.bits, right.bits) >= MIN_BITS
    if not whole or not material.related(left.document.id, right.document.id):
        return False
    return fuzz.ratio(" ".join(left.words), " ".join(right.words)) >= COPIED


def _quotations(reading: Reading) -> list[list[str]]:
    """Return the words of each quoted stretch of a statement, of the whole where it is quoted whole."""
    parts = _QUOTED.findall(reading.text) if reading.statement.quotation == "mixed" else []
    return [[w.casefold() for w in _WORD.findall(part)] for part in parts or [reading.text]]


def _same_words(one: list[str], other: list[str], least: int) -> bool:
    """Tell whether the shorter of two quotations stands in the longer, word for word but for a slip."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= least and fuzz.partial_ratio(" ".join(shorter), " ".join(longer)) >= VERBATIM


def _other_speaker(left: Reading, right: Reading) -> bool:
    """Tell whether two sources cannot be one: two full names, two callings of other places, or another body."""
    one, other = left.statement.source, right.statement.source
    named = is_spoken_by_name(left.statement, left) and is_spoken_by_name(right.statement, right)
    if one.orphan or other.orphan or not named or "group" == one.kind == other.kind:
        return False
    mine, theirs = _calling(one.name), _calling(other.name)
    if mine and theirs:
        return _unlike(_names(left), _names(right))
    if one.named and other.named and same_party(one.name, other.name) is not None:
        return False
    full = one.named and other.named and min(len(one.name.split()), len(other.name.split())) > 1
    apart = not mine and not theirs and _description(left).isdisjoint(_description(right))
    return full and apart and _unlike(_capitals(one.name), _capitals(other.name))


def _calling(name: str) -> frozenset[str]:
    """Return the keys of what a description calls the speaker: an economist, a friend; a personal name has none."""
    lists = words("en", "speakers")
    callings = {key(w) for w in lists["person_nouns"] | lists["group_nouns"]}
    return frozenset({key(w) for w in name_words(name)} & callings)


def _description(reading: Reading) -> frozenset[str]:
    """Return every word by which a report describes a speaker, lower case."""
    source = reading.statement.source
    return name_words(f"{source.role or ''} {source.name} {_spoken(reading)}")


def _spoken(reading: Reading) -> str:
    span = reading.statement.source.span
    return span.within(reading.document.text) if span is not None else ""


def _names(reading: Reading) -> frozenset[str]:
    """Return the proper names by which somebody unnamed is described: where he is from, whose he is.

    Who speaks for another says nothing here: one report names the principal, the next describes him.
    """
    said = _spoken(reading)
    if not _UNKNOWN.match(said) or _description(reading) & words("en", "findings")["speaking_for"]:
        return frozenset()
    return _capitals(said)


def _moved(left: Reading, right: Reading) -> bool:
    """Tell whether one person is with two bodies: "an engineer at the dam institute", "an adviser to the builders"."""
    one, other = left.statement.source, right.statement.source
    if not (one.named and other.named) or same_party(one.name, other.name) is None:
        return False
    ours, theirs = (name_words(s.role or "") - words("en", "claims")["name_fillers"] for s in (one, other))
    speaks_for = (ours | theirs) & words("en", "findings")["speaking_for"]
    return not speaks_for and _unlike(ours, theirs) and _unlike(_bodies(one), _bodies(other))


def _bodies(source: Source) -> frozenset[str]:
    """Return the telling words behind "of" or "at" in a role: whose man somebody is; "this country" tells nothing."""
    if not name_words(source.role or "").isdisjoint(_POINTING):
        return frozenset()
    behind = " ".join(match.group(1) for match in _BEHIND.finditer(source.role or ""))
    return frozenset(w for w in behind.split() if len(w) >= SURNAME)


def _unlike(mine: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether no word of the one is a word or a spelling of the other; acronyms and silence say nothing."""
    if not mine or not others or any(w.isupper() for w in mine | others):
        return False
    return not any(fuzz.ratio(a.casefold(), b.casefold()) >= SPELT for a in mine for b in others)


def _capitals(name: str) -> frozenset[str]:
    """Return the words of a name that tell it apart: capitalised, no title and no rank."""
    lists = words("en", "speakers")
    found = (w.strip(".,'’") for w in name.split())
    capital = (w for w in found if len(w) >= SURNAME and w[:1].isupper())
    return frozenset(w for w in capital if w.casefold() not in lists["titles"] and not _calling(w))


def _described(statement: Statement) -> str:
    source = statement.source
    if source.orphan:
        return f"“the {bare_name(source)}”, never introduced"
    if source.named and source.role:
        return f"{source.name}, {source.role}"
    return source.name


def _span(reading: Reading, statement: Statement) -> DocumentSpan:
    return reading.document.at(statement.source.span or statement.content)
