"""Who says it: other speakers for one remark.

Enters: the claims of a story. Leaves: ``speaker_differs``. Refuses: two sources that say the
same independently; only one remark (the same quoted words, or copies of one text) with two speakers is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.orphans import bare_name
from stemma.claims.findings.sameness import cover, is_said_beside, is_spoken_by_name
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.claims.parties import name_words
from stemma.claims.stands import is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, Source, Statement

SHARED_QUOTE, FEWEST = 0.7, 2
"""Share of the shorter quotation's telling words that the other has, from which it is one remark, and how many at
least: two ministers who warn of one thing in their own words share half."""

SHARED_BY_ONE = 0.5
"""The same where both reports name one person: a remark is quoted more or less freely, and nobody else can be meant."""

SURNAME = 4
"""Letters of a word that two names share from which they may be one person spelt or cut otherwise."""

MIN_BITS = 25.0
"""Bits of a statement that can be known again in a copy; "the death penalty" stands in many sentences."""

COPIED = 0.75
"""Share of the longer statement that both must have where nothing is quoted: reports of one text tell much besides."""

SPELT = 75.0
"""Likeness of two words (percent of Indel distance) from which one may be the other spelt otherwise."""

_BEHIND = re.compile(r"\b(?:at|for|from|of|to|with) (?:the |an? )?([^,;()]{3,60})")

IN_ORDER = 75.0
"""Likeness (percent) of the shorter remark and the best stretch of the longer, from which they are the same words in
one order: two bystanders who "saw a man with a rifle shooting" share the words."""

_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{3,240})[”\"’']")
_WORD = re.compile(r"\w+")
_HYPHENED = re.compile(r"-\w{1,20}")

Cited = tuple[Reading, Statement]
"""A reading, and the statement that names its speaker."""


def speaker_differs(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One remark is put into the mouth of different speakers, or its speaker is introduced differently."""
    told: set[frozenset[tuple[str, str]]] = set()
    for group in groups:
        told_by = ((r, speaker_of(r, material)) for r in group.readings)
        cited = [(r, s) for r, s in told_by if s is not None and not _is_cut(s, r) and is_said_beside(s, r)]
        apart = _apart(cited, material)
        shown = {(r.document.id, s.source.name.casefold()) for r, s in apart}
        if len(apart) < 2 or any(shown <= other for other in told):
            continue
        told.add(frozenset(shown))
        said = [f"{_described(s, r.document)} ({material.labels[r.document.id]})" for r, s in apart]
        yield Draft(
            kind="speaker_differs",
            sentence=f"The speaker differs: {joined(said, 'against')}.",
            spans=tuple(_span(r, s) for r, s in apart),
            claim=group.id,
            rule="speaker_differs",
        )


def _is_cut(statement: Statement, reading: Reading) -> bool:
    """Tell whether a source ends at an abbreviation's full stop, so that its name stands behind: "said Sgt"."""
    span, text = statement.source.span, reading.document.text
    return span is not None and text[span.end : span.end + 1] == "." and " " not in span.within(text).strip()


def speaker_of(reading: Reading, material: Material) -> Statement | None:
    """Return the statement that names a speaker: the reading's own, or one inside an own-voice one."""
    if not is_own_voice(reading.statement):
        own = reading.statement.source
        return reading.statement if own.kind in {"person", "unknown"} and _telling(own) else None
    inside = [
        s
        for s in material.statements.values()
        if s.document == reading.document.id
        and s.source.kind == "person"
        and reading.statement.content.covers(s.content)
    ]
    return min(inside, key=lambda s: (s.content.start, s.id), default=None)


def _apart(cited: Sequence[Cited], material: Material) -> list[Cited]:
    """Return one statement for each document whose speaker differs from another's, orphans of the remark with them."""
    found: dict[str, Cited] = {}
    for (r, s), (other, t) in combinations(cited, 2):
        if r.document.id == other.document.id or not _one_remark(r, other, material):
            continue
        named = is_spoken_by_name(s, r) and is_spoken_by_name(t, other)
        if not (_is_somebody(s.source) and _is_somebody(t.source)):
            continue  # an outlet, a body or a story is named beside the person who wrote or spoke for it
        if not named and same_party(s.source.name, t.source.name) is None:
            continue  # whom a pronoun means is sure only where another report names him
        if _other_speaker(s, r.document, t, other.document):
            found.setdefault(r.document.id, (r, s))
            found.setdefault(other.document.id, (other, t))
    if found:
        for r, s in cited:
            if s.source.orphan and any(_one_remark(r, o, material) for o, _ in found.values()):
                found.setdefault(r.document.id, (r, s))
    return [found[d] for d in sorted(found, key=material.when)]


def _is_somebody(source: Source) -> bool:
    """Tell whether a source is one person, or somebody described by what he is."""
    told = name_words(source.name) & words("en", "verification")["the_claim"]
    return source.kind in {"person", "group"} or (source.kind == "unknown" and not told)


def _one_remark(left: Reading, right: Reading, material: Material) -> bool:
    """Tell whether two statements quote the same words, or say nearly the same in copies of one text."""
    if _passes_on(left) or _passes_on(right):
        return False
    quoted = {left.statement.quotation, right.statement.quotation} <= {"direct", "mixed"}
    names = _names_in(left) | _names_in(right)
    one_person = same_party(left.statement.source.name, right.statement.source.name) is not None
    least = SHARED_BY_ONE if one_person else SHARED_QUOTE
    named = left.statement.source.named and right.statement.source.named
    fewest = FEWEST + 1 if named and not one_person else FEWEST
    if quoted and any(_same_words(a - names, b - names, least, fewest) for a in left.quotes for b in right.quotes):
        return one_person or fuzz.partial_ratio(_plain(left), _plain(right)) >= IN_ORDER
    bodies = left.statement.source.kind == right.statement.source.kind == "organization"
    copies = not bodies and material.related(left.document.id, right.document.id)
    return copies and min(left.bits, right.bits) >= MIN_BITS and cover(left, right) >= COPIED


def _passes_on(reading: Reading) -> bool:
    """Tell whether a remark itself says what somebody else said: "“He said paradise is open,” Father Martin said"."""
    tree = reading.tree
    said = words("en", "claims")["reporting_verbs"] | {"say"}
    tokens = tree.tokens_in(reading.statement.content)
    return any(tree.lemma(t) in said and tree.child(t, "nsubj") in tokens for t in tokens)


def _plain(reading: Reading) -> str:
    """Return the words of a remark in one form, the shorter of its quotations where only a part is quoted."""
    parts = _QUOTED.findall(reading.text) if reading.statement.quotation == "mixed" else []
    return " ".join(_WORD.findall(min(parts, key=len) if parts else reading.text)).casefold()


def _names_in(reading: Reading) -> frozenset[str]:
    """Return the keys of the proper names in a statement: that two quote a name is no remark."""
    tree = reading.tree
    tokens = tree.tokens_in(reading.statement.content)
    return frozenset(key(tree.lemma(t).lower()) for t in tokens if tree.parse.pos[t] == "PROPN")


def _same_words(one: frozenset[str], other: frozenset[str], least: float, fewest: int) -> bool:
    """Tell whether two quotations are one: ``least`` of the telling words of the shorter, at least ``fewest``."""
    shared = len(one & other)
    return shared >= fewest and shared >= least * min(len(one), len(other))


def _other_speaker(left: Statement, ours: Document, right: Statement, theirs: Document) -> bool:
    """Tell whether two sources differ in name, or in the affiliation that introduces one person."""
    one, other = left.source, right.source
    if one.orphan or other.orphan or (one.kind == "group" and other.kind == "group"):
        return False
    if same_party(one.name, other.name) is not None:
        return one.kind == "person" and _differ_in_body(left, ours, right, theirs)
    if one.named and other.named:
        apart = _description(left, ours).isdisjoint(_description(right, theirs))
        return apart and _unlike(_capitals(one.name), _capitals(other.name))
    speaks_for = (_description(left, ours) | _description(right, theirs)) & words("en", "findings")["speaking_for"]
    if speaks_for and (one.named or other.named):
        return False  # whom a report calls a representative, the next one names
    return not _share_calling(one, other) and _differ_in_body(left, ours, right, theirs)


def _share_calling(one: Source, other: Source) -> bool:
    """Tell whether two descriptions call the speaker the same, and not both say whose ("a friend of Ann")."""
    callings = {key(w) for w in words("en", "speakers")["person_nouns"] | words("en", "speakers")["group_nouns"]}
    if _capitals(one.name) and _capitals(other.name):
        return False
    return bool({key(w) for w in name_words(one.name)} & {key(w) for w in name_words(other.name)} & callings)


def _differ_in_body(left: Statement, ours: Document, right: Statement, theirs: Document) -> bool:
    """Tell whether two descriptions name bodies or places of which neither description has any word of the other's.

    A name is held against a name, and what stands behind "of" or "at" against the same.
    """
    for mine, others in zip(_affiliation(left, ours), _affiliation(right, theirs), strict=True):
        apart = mine.isdisjoint(_description(right, theirs)) and others.isdisjoint(_description(left, ours))
        if apart and _unlike(mine, others):
            return True
    return False


def _description(statement: Statement, document: Document) -> frozenset[str]:
    """Return every word by which a report describes a speaker, lower case."""
    source = statement.source
    said = f"{source.role or ''} {source.name} {source.span.within(document.text) if source.span else ''}"
    return name_words(said)


def _unlike(mine: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether no word of the one is a word or a spelling of the other; acronyms and silence say nothing."""
    if not mine or not others or any(w.isupper() for w in mine | others):
        return False
    return not any(fuzz.ratio(a.casefold(), b.casefold()) >= SPELT for a in mine for b in others)


def _capitals(name: str) -> frozenset[str]:
    """Return the words of a name that tell it apart: capitalised, no title and no rank."""
    lists = words("en", "speakers")
    titles = lists["titles"] | lists["person_nouns"]
    found = (w.strip(".,'’") for w in name.split())
    return frozenset(w for w in found if len(w) >= SURNAME and w[:1].isupper() and w.casefold() not in titles)


def _affiliation(statement: Statement, document: Document) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that say whose man a speaker is: names in his description, and what stands behind "of", "at".

    Who speaks for another says nothing here: one report names the principal, the next describes him.
    """
    source = statement.source
    said = f"{source.role or ''} {'' if source.named else source.name}"
    if source.span is not None:
        said += " " + source.span.within(document.text)
    if _description(statement, document) & words("en", "findings")["speaking_for"]:
        return frozenset(), frozenset()
    own = name_words(source.name) if source.named else frozenset()
    behind = " ".join(match.group(1) for match in _BEHIND.finditer(said))
    lists = words("en", "speakers")
    callings = lists["person_nouns"] | lists["titles"] | lists["group_nouns"]
    spoken = name_words(behind) - callings - words("en", "claims")["name_fillers"]
    names = frozenset(w if w.isupper() else w.casefold() for w in _capitals(said) if w.casefold() not in own)
    return names, frozenset(w for w in spoken - own if len(w) >= SURNAME)


def _telling(source: Source) -> frozenset[str]:
    return name_words(source.name) - words("en", "claims")["pronoun_sources"]


def _described(statement: Statement, document: Document) -> str:
    source, text = statement.source, document.text
    if source.orphan:
        return f"“the {bare_name(source)}”, never introduced"
    if source.named and source.role:
        return f"{source.name}, {source.role}"
    behind = _HYPHENED.match(text, source.span.end) if source.span is not None else None
    return source.name + (behind.group() if behind else "")


def _span(reading: Reading, statement: Statement) -> DocumentSpan:
    return reading.document.at(statement.source.span or statement.content)
