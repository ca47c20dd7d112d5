"""Announcements and predictions with a time in which they fall due.

Enters: the story's statements. Leaves: ``due``. Refuses: an onlooker's forecast, what an outlet announces of itself,
and the same announcement told twice; what counts as announced for a time is decided in ``announcements``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.announcements import announced
from stemma.claims.findings.sameness import overlap
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.phrasing import MAX_TEXT, named_text
from stemma.claims.stands import is_own_voice
from stemma.claims.worth import is_clause
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Document, Span, Time

ALIKE = 0.4
"""Share of the shorter statement that the other must have to announce the same for the same time."""

Expected = tuple[Reading, tuple[Span, str]]
"""A statement, and the time that it announces something for, with how it is said."""


def due(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody announced or predicted something for a time that can be waited for."""
    for group, found in _told_once(groups):
        reading, (at, when_said) = min(found, key=lambda item: material.when(item[0].document.id))
        labels = material.listed(r.document.id for r, _ in found)
        spans = [r.document.at(r.statement.content) for r, _ in found] + [r.document.at(w[0]) for r, w in found]
        yield Draft(
            kind="due",
            sentence=f"Expected {when_said}: “{_shown(reading, at)}” ({labels}).",
            spans=tuple(spans),
            claim=group.id,
            rule="due",
        )


def _told_once(groups: Sequence[Group]) -> list[tuple[Group, list[Expected]]]:
    """Return each claim with what it announces for when; claims that announce the same for the same time are one."""
    kept: list[tuple[Group, list[Expected]]] = []
    for group in groups:
        found = [(r, when) for r in group.asserting if (when := _expected(r)) is not None]
        same = next((other for _, other in kept if found and _is_same(found[0], other[0])), None)
        if same is not None:
            same.extend(found)
        elif found:
            kept.append((group, found))
    return kept


def _is_same(one: Expected, other: Expected) -> bool:
    (reading, (_, when)), (elsewhere, (_, then)) = one, other
    return when == then and overlap(reading, elsewhere) >= ALIKE


def _expected(reading: Reading) -> tuple[Span, str] | None:
    """Return the first time that a statement announces a deed for, and how it is said."""
    tree, lists = reading.tree, words("en", "findings")
    own = {tree.lemma(t) for t in tree.tokens_in(reading.statement.content)} & lists["editions"]
    if _is_onlooker(reading) or (own and is_own_voice(reading.statement)):
        return None
    return next(((at, _said(reading.document, at, time)) for at, time in announced(reading)), None)


def _is_onlooker(reading: Reading) -> bool:
    """Tell whether the source only watches: an analyst's forecast is an opinion with a time."""
    source = reading.statement.source
    return bool(name_words(f"{source.name} {source.role or ''}") & words("en", "findings")["watching"])


def _said(document: Document, at: Span, time: Time) -> str:
    """Return the words of a time with the days that they mean, or with the day that they count from."""
    said = " ".join(at.within(document.text).split())
    if time.earliest is not None and time.latest is not None:
        first, last = time.earliest[:10], time.latest[:10]
        return f"“{said}” ({first if first == last else f'{first} to {last}'})"
    day = "an unknown day of publication" if document.published is None else document.published.earliest[:10]
    return f"“{said}”, counted from {day}"


def _shown(reading: Reading, at: Span) -> str:
    """Return the claim as it stands alone if the time is in it, else the sentence that has the time."""
    when = " ".join(at.within(reading.document.text).split())
    tree = reading.tree
    last = tree.tokens_in(reading.statement.content)[-1]
    if is_clause(reading) and when in named_text(reading) and tree.parse.deps[last] != "nsubj":
        return named_text(reading)
    part = tree.sentence_span(tree.sentence_of[tree.tokens_in(at)[0]])
    said = " ".join(part.within(reading.document.text).split()).strip('“”"')
    return said if len(said) <= MAX_TEXT else said[: said.rfind(" ", 0, MAX_TEXT - 1)] + "…"
