"""Announcements and predictions with a time in which they fall due.

Enters: the story's statements. Leaves: ``due``. Refuses: predictions without a time, and times that are past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.phrasing import MAX_TEXT, short_text
from stemma.claims.stands import is_own_voice
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Span

_AHEAD = re.compile(
    r"\b(?:(?:in|over|within|during) the (?:coming|next|following) (?:few |several |two |three )?"
    r"(?:hours|days|weeks|months|years)"
    r"|next (?:week|month|year|spring|summer|autumn|fall|winter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?:later|by the end of) this (?:week|month|year)|tomorrow|the next few (?:days|weeks|months)"
    r"|by (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b"
)


_EXPECTS = re.compile(r"\b(?:will|would|shall|expects?|expected|plans?|planned|due|is to|are to|to be)\b")
_WOULD = re.compile(r"\bwould\b")
_MUSES = re.compile(r"\b(?:may|might|could)\b")


def due(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody announced or predicted something for a time that can be waited for."""
    for group in groups:
        told = (r for r in group.asserting if not _announces_nothing(r))
        found = [(r, when) for r in told if (when := _time_ahead(r)) is not None]
        if not found:
            continue
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


def _announces_nothing(reading: Reading) -> bool:
    """Tell whether a statement is conditional, only hopes, is not believed, or speaks of the outlet."""
    tree, lists = reading.tree, words("en", "findings")
    cue = reading.statement.cue
    said = list(tree.tokens_in(cue)) if cue is not None else []
    content = list(tree.tokens_in(reading.statement.content))
    lemmas = {tree.lemma(t) for t in content if tree.lemma(t) != "like" or tree.parse.pos[t] == "VERB"}
    if lemmas & (lists["conditions"] | lists["hoping"] | {"like"}) or any(
        tree.child(t, "neg") is not None for t in said
    ):
        return True
    if any(tree.lemma(t) in _BELIEVING and tree.child(t, "neg") is not None for t in content):
        return True
    first, _ = tree.parse.sentences[reading.statement.sentence]
    if content and any(tree.lemma(t) in lists["conditions"] for t in range(first, content[0])):
        return True
    return is_own_voice(reading.statement) and bool(lemmas & lists["editions"])


_BELIEVING = frozenset({"believe", "expect", "think"})


def _time_ahead(reading: Reading) -> tuple[Span, str] | None:
    """Return the time of a prediction and how it is said: resolved days, or the words with what they count from.

    "Today X, tomorrow Y" is a figure of speech and not announced for anything.
    """
    statement, document = reading.statement, reading.document
    text = statement.content.within(document.text)
    if statement.type == "opinion" or statement.tense == "past" or (is_own_voice(statement) and _is_vague(text)):
        return None
    if statement.type != "prediction" and statement.tense != "future" and _EXPECTS.search(text) is None:
        return None
    if is_own_voice(statement) and _WOULD.search(text) is not None:
        return None
    if "today" in text.casefold():
        return None
    for match in _AHEAD.finditer(document.text, statement.content.start, statement.content.end):
        span = Span(start=match.start(), end=match.end())
        if not _is_announced(reading, span):
            continue
        resolved = next((t for t in statement.times if t.span.overlaps(span) and t.earliest and t.latest), None)
        words_said = " ".join(match.group().split())
        if resolved is None:
            day = "an unknown day of publication" if document.published is None else document.published.earliest[:10]
            return span, f"“{words_said}”, counted from {day}"
        return span, f"“{words_said}” ({_days(str(resolved.earliest), str(resolved.latest))})"
    return None


def _is_announced(reading: Reading, at: Span) -> bool:
    """Tell whether the sentence of a time announces: in a long quotation it need not be the one that does."""
    part = _sentence(reading, at).within(reading.document.text)
    if _sentence(reading, at) == reading.statement.content:
        return True
    return _EXPECTS.search(part) is not None and not _MUSES.search(part) and not part.rstrip('”"’ ').endswith("?")


def _sentence(reading: Reading, at: Span) -> Span:
    """Return the part of a content that stands in the sentence of ``at``."""
    tree, content = reading.tree, reading.statement.content
    tokens = tree.tokens_in(at)
    if not tokens:
        return content
    span = tree.sentence_span(tree.sentence_of[tokens[0]])
    return Span(
        start=max(span.start, content.start), end=max(max(span.start, content.start), min(span.end, content.end))
    )


def _shown(reading: Reading, at: Span) -> str:
    """Return the statement, or of several sentences the one that has the time."""
    part = _sentence(reading, at)
    if part == reading.statement.content:
        return short_text(reading)
    words_said = " ".join(part.within(reading.document.text).split()).strip('“”"')
    return words_said if len(words_said) <= MAX_TEXT else words_said[: words_said.rfind(" ", 0, MAX_TEXT - 1)] + "…"


def _is_vague(text: str) -> bool:
    """A report's own "may" or "could" is a musing, not an announcement."""
    return _MUSES.search(text) is not None


def _days(first: str, last: str) -> str:
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"
