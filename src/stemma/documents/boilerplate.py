"""Find what stands in a text and is no part of the report: advertising, notices, share bars, navigation.

Enters: text and its language. Leaves: spans with the reason of each; the text itself is not changed. Refuses: to touch
a sentence that reports something, even where it speaks of advertisements or cookies.

The phrases are data (``lexicon/LANGUAGE/boilerplate.toml``; the English ones serve every language, since page templates
are English everywhere). A line goes when it is a phrase, or is short and opens with one; a sentence inside a line goes
when it opens with the phrase of a notice, or stands beside such a sentence and is itself a phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from stemma.documents.dates import CALENDAR
from stemma.documents.lines import Line, bare, split_capitals, split_lines, split_sentences
from stemma.language.words import words
from stemma.model import Removed, Span

TOPIC = "boilerplate"

LONGEST_LABEL = 200
"""Code points of a line that may go for its first words alone; a longer one is a paragraph that begins like a label."""

LONGEST_BOX = 1_000
"""Code points of a box of teasers that a page template ran into one paragraph behind its label; the longest of the 21
in 312 texts has 270. Without it a teaser's headline becomes the most retold claim of a story."""

CAPTIONS = frozenset({"photo", "media"})
CAPTION_WORDS = 9
"""Words from which "Photo: …" with a full stop is a caption that tells something; below it names an owner."""

BUTTON_WORDS = 6
"""Words of a run of buttons behind a notice; more is a sentence."""

LONGEST_SIGN = 100
"""Code points at the end of a line in which the owners of a picture sign."""

CAPITAL_WORDS = 8
"""Words of a line all in capitals from which it is another report's headline set between the paragraphs, and no
heading of this one: 54 of 56 such headlines in 312 texts have 8 or more, while a report's own headings in 181 pages
reach 7. Without it such headlines become statements of the report they only interrupt."""

LONGEST_STAMP = 80
"""Code points of a date stamp; a longer line that begins "Published on" is a sentence."""

OPENERS = frozenset({"related", "media", "navigation"})
"""Reasons that do not hold for the first line of a text: "Watch: …" may open the report's own headline."""

_WILD = r"[^.\n]{0,120}?"
_NUMBER = r"\d[\d.,]{0,12}"
_WORD = re.compile(r"[^\W\d_]+")
_LEADING = re.compile(r"^[^\w©\"'&]{1,12}")
"""What stands before a label: dashes, arrows, brackets, pictographs."""

_NEIGHBOURS: Mapping[str, tuple[str, ...]] = MappingProxyType({"uk": ("ru",), "ru": ("uk",)})
"""Languages whose labels also stand on the pages of another: many Ukrainian sites serve both from one template."""


def find_boilerplate(text: str, language: str | None) -> tuple[Removed, ...]:
    """Return the stretches of ``text`` that are no part of the report, in order."""
    found: list[Removed] = []
    mixed_case = sum(map(str.islower, text)) > sum(map(str.isupper, text))
    pieces = (piece for line in split_lines(text) for piece in split_capitals(text, line))
    for number, line in enumerate(pieces):
        reason = _line_reason(line, language)
        if number == 0 and reason in OPENERS and ":" in line.text:
            reason = None
        if reason is None and number > 1 and mixed_case and _is_foreign_headline(line.text):
            reason = "related"
        if reason is not None:
            found.append(Removed(span=line.span, reason=reason))
            continue
        found.extend(_sentences(text, line, language))
        found.extend(sign for sign in _picture_sign(line) if not found or found[-1].span.end <= sign.span.start)
    return tuple(found)


def _line_reason(line: Line, language: str | None) -> str | None:
    """Return why a whole line goes, or ``None``."""
    core = bare(line.plain)
    if not core:
        return "layout"
    if len(line.text) <= LONGEST_BOX and _box_form().match(line.text):
        return "related"
    if len(line.plain) > LONGEST_LABEL:
        return None
    modes = ("line",) if line.text.endswith((".", "!", "?")) else ("line", "wild")
    for mode in modes:
        for reason, pattern in _patterns(language, mode).items():
            if pattern.fullmatch(core):
                return reason
    return _opening(line, language, "start")


def _opening(line: Line, language: str | None, mode: str) -> str | None:
    """Return the reason whose phrase the line opens with, unless the line reports what somebody said."""
    core = _LEADING.sub("", line.plain)
    for reason, pattern in _patterns(language, mode).items():
        match = pattern.match(core)
        if match is None or (reason == "date" and not _is_stamp(core[match.end() :])):
            continue
        if reason in CAPTIONS and core.endswith(".") and len(core.split()) >= CAPTION_WORDS:
            continue
        if match.group().endswith(":") or not _reports(language).search(core):
            return reason
    return None


def _is_stamp(rest: str) -> bool:
    """Tell whether what follows "Published" is a date: short, and a figure, a month or a day of the week first."""
    first = re.match(r"[\s:|,-]*(?:on |at )?(\d|[a-z]{3,9}|[^\W\d_]{2,12}(?=, \d))", rest)
    if len(rest) > LONGEST_STAMP or first is None:
        return False
    return first[1].isdigit() or first[1] in CALENDAR or not first[1].isascii()


def _sentences(text: str, line: Line, language: str | None) -> Iterator[Removed]:
    """Yield the notices inside a line, each together with the buttons that stand beside it."""
    sentences = list(split_sentences(text, line))
    notices = [_opening(sentence, language, "notice") for sentence in sentences]
    open_span: Removed | None = None
    for number, sentence in enumerate(sentences):
        beside = next((r for r in notices[number : number + 2] if r), open_span.reason if open_span else None)
        reason = notices[number] or (beside if beside and _is_button(sentence, language) else None)
        if open_span is not None and open_span.reason != reason:
            yield open_span
            open_span = None
        if reason is not None:
            start = open_span.span.start if open_span else sentence.span.start
            open_span = Removed(span=Span(start=start, end=sentence.span.end), reason=reason)
    if open_span is not None:
        yield open_span


def _is_button(sentence: Line, language: str | None) -> bool:
    """Tell whether a piece beside a notice belongs to it: a label, or a short run of labels ("Settings Accept all")."""
    if _line_reason(sentence, language) is not None:
        return True
    if len(sentence.text.split()) > BUTTON_WORDS or sentence.text.endswith((".", "!", "?")):
        return False
    return any(pattern.match(sentence.plain) for pattern in _patterns(language, "line").values())


def _picture_sign(line: Line) -> Iterator[Removed]:
    """Yield the owners of a picture behind its caption: "(Jane Roe/AP)", "Jane Roe/AFP/Getty", "Credit: Jane Roe".

    The caption stays: it says what the picture shows.
    """
    match = _picture_form().search(line.text, max(0, len(line.text) - LONGEST_SIGN))
    if match is not None and match.start():
        start = line.span.start + match.start()
        yield Removed(span=Span(start=start, end=line.span.end), reason="photo")


def _is_foreign_headline(line: str) -> bool:
    """Tell whether a line is a headline in capitals: some words, no lower case, no closing full stop."""
    if not line.isupper() or line.startswith("|") or line.endswith((".", ":")):
        return False
    return len(_WORD.findall(line)) >= CAPITAL_WORDS


@cache
def _patterns(language: str | None, mode: str) -> Mapping[str, re.Pattern[str]]:
    """Return for each reason the pattern of its phrases in one mode; ``wild`` are the lines with a wild card.

    A wild card could swallow a sentence, so ``wild`` is not asked of lines that close like one.
    """
    phrases: dict[str, set[str]] = {}
    for code in sorted({"en", language or "en", *_NEIGHBOURS.get(language or "en", ())}):
        for name, block in words(code, TOPIC).items():
            reason, _, kind = name.rpartition("-")
            for phrase in block:
                if mode == ("wild" if kind == "line" and "*" in phrase else kind):
                    phrases.setdefault(reason, set()).add(phrase)
    return MappingProxyType({reason: _compile(found) for reason, found in sorted(phrases.items())})


@cache
def _box_form() -> re.Pattern[str]:
    """The label of a box of teasers, with a headline behind it in the same paragraph."""
    labels = "|".join(re.escape(p) for p in sorted(words("en", TOPIC)["related-box"]))
    return re.compile(rf"(?i:{labels})[\s:–-]+(?=[\"“‘A-Z0-9])")


@cache
def _picture_form() -> re.Pattern[str]:
    owners = "|".join(sorted(map(re.escape, words("en", TOPIC)["photo-sign"]), key=lambda owner: (-len(owner), owner)))
    word = r"[^\W\d_a-z](?:\.|[\w'’-]*)"
    agency = rf"(?:{owners})(?:\s?/\s?(?:{owners})){{1,3}}"
    inside = rf"(?:{word}(?: {word}){{0,5}}\s?/\s?){{1,3}}(?:{owners})|{agency}|(?:AP|AFP|EPA|Reuters) (?:Photo|Image)"
    behind = rf"{word}(?: {word}){{1,3}}\s?/\s?(?:{owners})(?:\s?/\s?(?:{owners})){{0,2}}|{agency}"
    return re.compile(rf"\((?:{inside})\)$|\b(?:{behind})$|\bCredit: {word}(?: {word}){{0,3}}$")


@cache
def _reports(language: str | None) -> re.Pattern[str]:
    codes = ("en", language or "en", *_NEIGHBOURS.get(language or "en", ()))
    verbs = {verb for code in codes for verb in words(code, TOPIC).get("report-verbs", ())}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, verbs))) + r")\b")


def _compile(phrases: set[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    forms = (_form(phrase) for phrase in ordered)
    return re.compile("|".join(form if form.endswith(":") else form + r"(?!\w)" for form in forms))


def _form(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", _WILD).replace("%", _NUMBER)


def merge_removed(first: tuple[Removed, ...], second: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """Return both in order and without overlap; where two meet, that of ``first`` stays. Both are in order already."""
    kept = list(first)
    starts = [item.span.start for item in first]
    for item in second:
        place = bisect_right(starts, item.span.start)
        before = first[place - 1 : place] if place else ()
        if not any(item.span.overlaps(near.span) for near in (*before, *first[place : place + 1])):
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: item.span))
