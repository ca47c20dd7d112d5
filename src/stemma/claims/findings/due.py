"""Announcements and predictions with a time in which they fall due.

Enters: the story's statements. Leaves: ``due``. Refuses: predictions without a time, and times that are past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import as_subject
from stemma.claims.origins import furthest, is_own_voice
from stemma.model import Document, Span, Statement

_AHEAD = re.compile(
    r"\b(?:(?:in|over|within|during) the (?:coming|next|following) (?:few |several |two |three )?"
    r"(?:hours|days|weeks|months|years)"
    r"|next (?:week|month|year|spring|summer|autumn|fall|winter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?:later|by the end of) this (?:week|month|year)|tomorrow|the next few (?:days|weeks|months)"
    r"|by (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b"
)


def due(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody announced or predicted something for a time that can be waited for."""
    claim_of = {r.id: g.id for g in groups for r in g.readings}
    told: set[tuple[str, int]] = set()
    for statement in material.statements.values():
        document = material.documents[statement.document]
        found = _time_ahead(statement, document)
        if found is None or (document.id, found[0].start) in told:
            continue
        told.add((document.id, found[0].start))
        span, when = found
        who = (
            as_subject(document.outlet or "the report", "outlet")
            if is_own_voice(statement)
            else _speaker(statement, material)
        )
        sentence = f"{who[:1].upper()}{who[1:]} said that something is due {when} ({material.labels[document.id]})."
        yield Draft(
            kind="due",
            sentence=sentence.replace("said that something is due", "announced or expects something for"),
            spans=(document.at(statement.content), document.at(span)),
            claim=claim_of.get(statement.id),
            rule="due",
        )


def _speaker(statement: Statement, material: Material) -> str:
    party = furthest(statement, material)
    return as_subject(party.name, party.kind)


def _time_ahead(statement: Statement, document: Document) -> tuple[Span, str] | None:
    """Return the time of a prediction and how it is said: resolved days, or the words with what they count from."""
    if statement.type != "prediction" and statement.tense != "future" and not _expects(statement, document):
        return None
    for match in _AHEAD.finditer(document.text, statement.content.start, statement.content.end):
        span = Span(start=match.start(), end=match.end())
        resolved = next((t for t in statement.times if t.span.overlaps(span) and t.earliest and t.latest), None)
        words_said = " ".join(match.group().split())
        if resolved is None:
            day = "an unknown day of publication" if document.published is None else document.published.earliest[:10]
            return span, f"“{words_said}”, counted from {day}"
        return span, f"“{words_said}” ({_days(str(resolved.earliest), str(resolved.latest))})"
    return None


def _expects(statement: Statement, document: Document) -> bool:
    return (
        re.search(r"\b(?:will|shall|expect|plan|due|begin|to be|may|could)", statement.content.within(document.text))
        is not None
    )


def _days(first: str, last: str) -> str:
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"
