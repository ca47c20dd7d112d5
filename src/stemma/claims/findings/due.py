"""Announcements and predictions with a time in which they fall due.

Enters: the story's documents and claims. Leaves: ``due``. Refuses: an onlooker's forecast, a notice of a death,
what an outlet announces of itself, and the same announcement told twice; what counts as announced is decided in
``announcements``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.findings.announcements import announced, governor
from stemma.claims.findings.deadlines import Moment, awaited
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.phrasing import best_reading, named_text
from stemma.claims.stands import is_own_voice
from stemma.claims.trimming import MAX_TEXT, without_open_quotes
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span, Statement

ASIDE = 30
"""Code points of the longest words before a comma that only lead to who does what ("According to the plans, it …")."""

ALIKE = 0.4
"""Share of the shorter sentence's telling words that the other must have to announce the same for the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a report announces for a time: the words of the time, the days that they mean, and its claim.

    ``days``: by which two times are the same, the resolved ones, else the words.
    ``span``: the statement or the sentence that announces it; ``terms``: the keys of its telling words.
    """

    document: Document
    at: Span
    when: str
    days: str
    span: Span
    shown: str
    terms: frozenset[str]
    group: Group | None


def due(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody announced or predicted something for a time that can be waited for."""
    for found in _told_once(groups, material):
        first = min(found, key=lambda one: material.when(one.document.id))
        labels = material.listed(one.document.id for one in found)
        claim = next((one.group.id for one in (first, *found) if one.group and _is_of(one.group, found)), None)
        spans = [one.document.at(one.span) for one in found] + [one.document.at(one.at) for one in found]
        yield Draft(
            kind="due",
            sentence=f"Expected {first.when}: “{first.shown}” ({labels}).",
            spans=tuple(spans),
            claim=claim,
            rule="due",
        )


def _is_of(group: Group, found: Sequence[Expected]) -> bool:
    """Tell whether a claim's text is one of the announcements: a claim may join them with another event."""
    text = best_reading(group.asserting)
    return any(text.document.id == one.document.id and text.statement.content.covers(one.at) for one in found)


def _told_once(groups: Sequence[Group], material: Material) -> list[list[Expected]]:
    """Return what is announced, the same for the same time once."""
    kept: list[list[Expected]] = []
    told = told_by_document(groups)
    for document in material.documents.values():
        for one in _expected(document, told, material):
            same = next((found for found in kept if any(_is_same(one, other) for other in found)), None)
            if same is None:
                kept.append([one])
            else:
                same.append(one)
    return kept


def _is_same(one: Expected, other: Expected) -> bool:
    if one.days != other.days:
        return False
    least = min(len(one.terms), len(other.terms))
    return (one.group is not None and one.group is other.group) or len(one.terms & other.terms) >= ALIKE * least


def _expected(document: Document, told: Told, material: Material) -> Iterator[Expected]:
    """Yield the first time of each sentence that something is announced for."""
    if _is_death_notice(document):
        return
    tree = material.trees[document.id]
    seen: set[int] = set()
    for at, moment in announced(document, tree, material.said[document.id]):
        sentence, said = tree.sentence_of[moment.top], moment.statement
        if sentence in seen or _is_of_onlooker(said) or _is_of_outlet(tree, sentence, said):
            continue
        seen.add(sentence)
        own = [(r, g) for r, g in told.get(document.id, ()) if said is not None and r.statement.id == said.id]
        around = [(r, g) for r, g in own if r.statement.content.covers(moment.time.span)]
        beside = _told_beside(tree, at, moment)
        reading, group = next(iter(around or own), (None, None)) if beside is None else (None, None)
        first, last = tree.parse.sentences[sentence]
        yield Expected(
            document=document,
            at=at,
            when=_said(document, at, moment),
            days=f"{moment.days[0]}/{moment.days[1]}" if moment.days else " ".join(sorted(moment.said)),
            span=reading.statement.content if reading is not None else tree.sentence_span(sentence),
            shown=beside or _shown(reading, document, tree, at),
            terms=frozenset(key(tree.lemma(t).lower()) for t in range(first, last) if tree.parse.pos[t] in _TELLING),
            group=group,
        )


_TELLING = frozenset({"NOUN", "PROPN", "VERB"})


NOTICE = 2
"""Phrases of death notices by which a report is one: an obituary says "survived by", news may name a funeral home."""


def _is_death_notice(document: Document) -> bool:
    """Tell whether a report is a notice of a death: its hours are for friends and family."""
    said = document.text.lower()
    return sum(phrase in said for phrase in words("en", "findings")["death_notices"]) >= NOTICE


def _is_of_onlooker(statement: Statement | None) -> bool:
    """Tell whether the source only watches: an analyst's forecast is an opinion with a time."""
    if statement is None:
        return False
    named = name_words(f"{statement.source.name} {statement.source.role or ''}")
    return bool(named & words("en", "findings")["watching"])


def _is_of_outlet(tree: Tree, sentence: int, statement: Statement | None) -> bool:
    """Tell whether a report announces its own next edition."""
    if statement is not None and not is_own_voice(statement):
        return False
    first, last = tree.parse.sentences[sentence]
    return any(tree.lemma(t) in words("en", "findings")["editions"] for t in range(first, last))


def _told_beside(tree: Tree, at: Span, moment: Moment) -> str | None:
    """Return the name and its clause that alone announce something: "Ana Gil, who will open the pier on Monday"."""
    verb = governor(tree, moment.top)
    while verb is not None and tree.parse.deps[verb] in {"acomp", "conj", "xcomp"}:
        verb = tree.parse.heads[verb]
    if verb is None or tree.parse.deps[verb] != "relcl":
        return None
    noun = tree.parse.heads[verb]
    below = tree.subtree(noun)
    span = tree.span(min(below), max(below))
    fits = tree.parse.pos[noun] == "PROPN" and span.covers(at) and span.end - span.start <= MAX_TEXT
    return without_open_quotes(" ".join(span.within(tree.text).split()).rstrip(" ,;.")) if fits else None


def _said(document: Document, at: Span, moment: Moment) -> str:
    """Return the words of a time with the days in which it falls due, or with the day that they count from."""
    said = " ".join(at.within(document.text).split())
    if moment.days is not None:
        first, last = awaited(moment)
        return f"“{said}” ({first if first == last else f'{first} to {last}'})"
    day = "an unknown day of publication" if document.published is None else document.published.earliest[:10]
    return f"“{said}”, counted from {day}"


def _shown(reading: Reading | None, document: Document, tree: Tree, at: Span) -> str:
    """Return the claim as it stands alone if the time is in it, else the sentence that has the time.

    What begins with "she" or "another" is shown with what stands before, its sentence or the one before.
    """
    when = " ".join(at.within(document.text).split())
    if reading is not None and is_clause(reading) and when in (text := named_text(reading)):
        last = reading.tokens[-1] if reading.tokens else 0
        if tree.parse.deps[last] != "nsubj" and not _points_back(text, when):
            return text
    number = tree.sentence_of[tree.tokens_in(at)[0]]
    said = _plain(tree, number)
    if number and _points_back(said, when) and len(both := f"{_plain(tree, number - 1)} {said}") <= 2 * MAX_TEXT:
        return both
    return said if len(said) <= MAX_TEXT else _around(said, when)


def _plain(tree: Tree, number: int) -> str:
    """Return a sentence in one line, without the quotation marks around it."""
    part = tree.sentence_span(number)
    return without_open_quotes(" ".join(part.within(tree.text).split()).strip('“”"'))


def _points_back(text: str, when: str) -> bool:
    """Tell whether a text begins with a word that only says who or what with the one before: "It is set for Monday".

    So does "On Monday it will open", "As planned, all these talks …".
    """
    opening = text.lower().removeprefix(when.lower())
    behind = opening.partition(", ")[2] if 0 < opening.find(",") <= ASIDE else ""
    said = (part.lstrip(", ").removeprefix("all ") for part in (opening, behind))
    return any(re.split(r"[^a-z]", part, maxsplit=1)[0] in _POINTING for part in said)


_POINTING = frozenset({"another", "both", "he", "it", "neither", "she", "that", "these", "they", "those"})


def _around(said: str, when: str) -> str:
    """Return so much of a long sentence that the time is in it."""
    stop = said.find(when) + len(when)
    if stop < MAX_TEXT:
        return said[: said.rfind(" ", 0, MAX_TEXT - 1)] + "…"
    return "…" + said[said.find(" ", stop - MAX_TEXT) + 1 : stop] + ("…" if stop < len(said.rstrip(".")) else "")
