"""The forms in which makers sign: agencies, labels, datelines, lists of names.

Enters: nothing but the lexicon (``credits.toml`` of every language: a page in one carries the marks of agencies of
another). Leaves: compiled forms, made once, and what takes a list of names
apart. Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from stemma.language.words import mappings, words

TOPIC = "credits"

LANGUAGES = ("en", "ru", "uk")
"""Languages whose marks are known."""

_NAME = r"[^\W\d_a-zа-яёєіїґ][\w.'’\-]*"
PERSON = _NAME + r"(?: (?:(?:de|del|der|den|van|von|al|el|bin|di|da|la|le) ){0,2}" + _NAME + r"){0,4}"
PEOPLE = re.compile(PERSON + r"(?:(?:,? (?:and|&|with) |, ?| ?/ ?)" + PERSON + r"){0,8}")
_SPLIT = re.compile(r"\s*(?:[,;/|\\]|\b(?:and|with)\b|&)\s*")
URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'“”‘’()\[\]{}|\\^`]{3,2000}|\b(?:t\.me|fb\.com|youtu\.be)/[\w/+-]{2,200}"
)
REST = re.compile(r"\s*[|•·–—-].{0,80}|\s+(?:in|for|at|of)\s+[A-Z].{0,60}|\s*\([^()]{1,60}\)|\s*[.]?")
INITIALS = re.compile(r"\([A-Z]{2,4}(?:[/, \\]{1,3}[A-Z]{2,4}){0,3}\)")
_DASH = r"(?:\s*[–—]+\s*|\s+-{1,2}\s+|\s*:\s+)"


@cache
def agencies() -> Mapping[str, str]:
    """Return the agencies as they sign, each with its name."""
    return MappingProxyType({k: v for code in LANGUAGES for k, v in mappings(code, TOPIC)["agencies"].items()})


@cache
def marks(kind: str) -> frozenset[str]:
    """Return the words of one kind in all languages."""
    return frozenset().union(*(words(code, TOPIC).get(kind, frozenset()) for code in LANGUAGES))


def split_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the names in ``text[start:end]``, parted by commas, slashes, "and"."""
    cursor = start
    stops = [*((m.start(), m.end()) for m in _SPLIT.finditer(text, start, end)), (end, end)]
    for stop, after in stops:
        piece = text[cursor:stop]
        shown = piece.strip(" .\t")
        if shown:
            first = cursor + piece.index(shown)
            yield first, first + len(shown)
        cursor = after


def inside_brackets(text: str) -> tuple[int, int]:
    """Return the offsets of a line without the brackets around it, its closing full stop and a dash before it."""
    start, end = len(text) - len(text.lstrip("-–—*• ")), len(text.rstrip(". "))
    if text[start:end].startswith("(") and text[start:end].endswith(")"):
        return start + 1, end - 1
    return start, end


def is_body(name: str) -> bool:
    """Tell whether a name can be that of a body or an address: few words, a capital or a domain."""
    return len(name.split()) <= 5 and (name[:1].isupper() or "." in name.strip("."))


def names_role(rest: str) -> bool:
    """Tell whether what follows a name is a comma and a journalist's role."""
    return rest.startswith(",") and len(rest) <= 60 and any(w in rest.lower() for w in marks("roles"))


@cache
def agency_form() -> re.Pattern[str]:
    """An agency anywhere in a line."""
    return re.compile(r"\b(?:" + _alternatives(agencies()) + r")(?!\w)")


_CAPITAL_PLACE = r"[A-Z][A-Z .’'-]{2,30}(?:, [A-Z][\w. ]{1,30}?)?"
_DATE = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"


@cache
def dateline_forms() -> tuple[re.Pattern[str], ...]:
    """Agency in brackets or slashes behind a place; any name in brackets behind a place in capitals; agency bare."""
    known = rf"(?P<name>{_alternatives(agencies())})"
    place = r"[^\W\d_a-z][^!?:;()\n\"“]{1,60}?"
    cyrillic = r"[А-ЯЁЄІЇҐ][А-Яа-яЁЄІЇҐёєіїґ' -]{2,30}[.,] \d{1,2} [а-яёєіїґ]{3,10}"
    return (
        re.compile(
            rf"{cyrillic}(?P<cut>[.,]?\s?(?:[–—-]{{1,2}}\s?)?{known}(?:\s?[–—-]{{1,2}}|\.))\s+(?=[\"«А-ЯЁЄІЇҐ0-9])"
        ),
        re.compile(rf"(?:{place})?(?P<cut>,?\s?[(/]{known}[)/](?:\.?{_DASH}|\.\s+))"),
        re.compile(rf"(?P<cut>\({known}\)\s+)(?=[\"“‘'A-Z0-9])"),
        re.compile(rf"{_CAPITAL_PLACE}{_DATE}(?P<cut>,?\s?\((?P<name>[A-Z][\w .&-]{{1,30}})\){_DASH})"),
        re.compile(
            rf"(?:{PERSON}(?:, {PERSON})?,? )?(?P<cut>(?<!\w){known}(?:\s*[–—]+\s*|\s+-{{1,2}}\s+))(?=[\"“‘'A-Z0-9]|$)"
        ),
    )


@cache
def bare_dateline_form() -> re.Pattern[str]:
    """A place in capitals, perhaps with its country and a date, then a dash and a sentence."""
    return re.compile(rf"{_CAPITAL_PLACE}{_DATE}\s*(?P<cut>(?:[–—]|(?<=\s)-{{1,2}}))\s+(?=[\"“‘'A-Z0-9])")


@cache
def label_form() -> re.Pattern[str]:
    """A label and what parts it from the names: a blank after "by", else a colon."""
    kinds = {kind: marks(kind) for kind in ("editor", "author", "source")}
    forms = [f"(?P<{kind}>{_label(found)})" for kind, found in kinds.items()]
    return re.compile(r"(?i:" + "|".join(forms) + r")(?=\S)")


def _label(found: Iterable[str]) -> str:
    bound = [w for w in found if w.endswith((" by", " from", " with")) or w == "by"]
    free = [w for w in found if w not in bound]
    parts = [rf"(?:{_alternatives(bound)})\s*:?\s+"] if bound else []
    return "|".join([*parts, *([rf"(?:{_alternatives(free)})\s*:\s*"] if free else [])])


@cache
def monitoring_form() -> re.Pattern[str]:
    """A body, a dash and the word for its desk; or a desk alone."""
    desk = _alternatives(marks("monitoring"))
    before = r"(?P<before>[^\W\d_a-z][^\n:;!?]{1,79}?)"
    alone = r"(?P<desk>(?i:[\w .]{0,40}?\bmonitoring (?:desk|service|team|unit)))"
    return re.compile(rf"(?:{before}\s*[-–—:|/]\s*(?i:{desk})|{alone})\.?")


@cache
def contributed_form() -> re.Pattern[str]:
    """Names and a verb of helping."""
    return re.compile(rf"(?P<names>[^\W\d_a-z][^.!?\n]{{1,180}}?) (?:{_alternatives(marks('contributed'))})\.?")


@cache
def reprint_form() -> re.Pattern[str]:
    """A sentence that names where the text stood first."""
    opening = _alternatives(marks("reprint"))
    return re.compile(
        rf"(?i:{opening}) (?i:the )?(?P<name>[^\W\d_a-z][^.!?;:\n()]{{1,80}}?)(?i: website| site)?(?=[.,(]|$).{{0,120}}"
    )


def _alternatives(found: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w)))
