"""Rules for dates that the calendar alone, or a missing year, resolves: "May 14, 2031", "late 2024", "June 2".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: "May" and "March"
used as verbs, numbers that are no years. A date without a year takes the year that brings it nearest to the
publication, on the side to which the clause looks.
"""

from __future__ import annotations

import re
from datetime import date

from stemma.statements.nearest import date_of, days_of, nearest_day, nearest_month, nearest_quarter
from stemma.statements.periods import Part, Period, day, month, part, quarter, season, year
from stemma.statements.timewords import Anchor, Reading, TimeLine

YEARS = (1500, 2100)
"""Figures in this range may be years; older events are rare in news and look like counts."""

NEAR = (1900, 2050)
"""Figures in this range are read as years without a word before them that says so."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th)")
_DAYS = re.compile(r"(\d{1,2})[–-](\d{1,2})")
_DECADE = re.compile(r"(1[5-9]|20)(\d)0s")
_SHORT_DECADE = re.compile(r"['’]?(\d)0s")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def read_date(line: TimeLine, token: int) -> Reading | None:
    """Read a date that begins at ``token``."""
    for rule in (_numeric, _month_first, _day_first, _decade, _year, _season, _quarter):
        found = rule(line, token)
        if found is not None:
            return found
    return None


def read_part(line: TimeLine, token: int) -> tuple[Part, int] | None:
    """Read "early", "mid-", "the end of" and where they end."""
    for phrase, which in line.known.parts:
        if tuple(line.lowers[token : min(token + len(phrase), line.stop)]) == phrase:
            end = token + len(phrase)
            return which, end + (1 if line.at(end) == "-" else 0)
    return None


def narrowed(reading: Reading, first: int, which: Part) -> Reading:
    """Return the early, middle or late part of a reading."""

    def resolve(anchor: Anchor) -> Period | None:
        period = reading.resolve(anchor) if reading.resolve else None
        return part(period, which) if period else None

    return Reading(first=first, end=reading.end, needs=reading.needs, resolve=resolve)


def _fixed(first: int, end: int, period: Period) -> Reading:
    return Reading(first=first, end=end, needs="nothing", resolve=lambda _: period)


def _numeric(line: TimeLine, token: int) -> Reading | None:
    word = line.at(token)
    if not word[:1].isdigit():
        return None
    match = _ISO.fullmatch(word)
    if match:
        when = date_of(int(match[1]), int(match[2]), int(match[3]))
        return _fixed(token, token + 1, day(when)) if when else None
    iso = [line.at(token + n) for n in range(5)]
    if len(word) == 4 and iso[1] == iso[3] == "-" and len(iso[2]) == len(iso[4]) == 2 and "".join(iso[::2]).isdecimal():
        when = date_of(int(word), int(iso[2]), int(iso[4]))
        return _fixed(token, token + 5, day(when)) if when else None
    match = _SLASHED.fullmatch(word)
    if match and int(match[1]) > 12:
        when = date_of(int(match[3]), int(match[2]), int(match[1]))
        return _fixed(token, token + 1, day(when)) if when else None
    return None


def _month_first(line: TimeLine, token: int) -> Reading | None:
    number = line.month(token)
    if number is None:
        return None
    at = token + 1
    at += 1 if line.at(at) == "the" else 0
    day_number = _day_number(line, at)
    if day_number is not None and line.at(at + 1) not in line.known.not_after_year:
        last = _day_number(line, at + 2) if line.at(at + 1) in ("-", "–", "to", "and") else None
        last, at = (last, at + 3) if last is not None and last > day_number else (day_number, at + 1)
        after = at + 1 if line.at(at) in (",", "of", "in") else at
        return _with_year(line, token, at, after, number, (day_number, last))
    after = token + 2 if line.at(token + 1) in (",", "of") else token + 1
    year_number = line.whole(after, *YEARS)
    if year_number is not None:
        return _fixed(token, after + 1, month(year_number, number))
    if not _is_month(line, token):
        return None
    step = line.step(token + 1)
    if step is not None and line.at(token + 2) == "year":
        return Reading(
            first=token,
            end=token + 3,
            needs="publication",
            resolve=lambda a: month(a.when.year + step, number),
        )
    return Reading(first=token, end=token + 1, needs="publication", resolve=lambda a: nearest_month(a, number))


def _day_first(line: TimeLine, token: int) -> Reading | None:
    pair = _DAYS.fullmatch(line.at(token))
    day_number = last = int(pair[1]) if pair else _day_number(line, token)
    if day_number is None or last is None:
        return None
    last = int(pair[2]) if pair else last
    at = token + 1
    if not pair and line.at(at) in ("-", "–", "to", "and") and line.month(at + 2) is not None:
        last = _day_number(line, at + 1)
        if last is None or last <= day_number:
            return None
        at += 2
    at += 1 if line.at(at) == "of" else 0
    number = line.month(at)
    if number is None:
        return None
    at += 1
    after = at + 1 if line.at(at) == "," else at
    return _with_year(line, token, at, after, number, (day_number, last))


def _with_year(line: TimeLine, first: int, end: int, after: int, number: int, days: tuple[int, int]) -> Reading | None:
    """Read the year behind a day, if there is one; else the day waits for the publication time."""
    year_number = line.whole(after, *YEARS)
    if year_number is not None:
        period = days_of(year_number, number, days)
        return _fixed(first, after + 1, period) if period else None
    if days_of(2000, number, days) is None:
        return None
    return Reading(first=first, end=end, needs="publication", resolve=lambda a: nearest_day(a, number, days))


def _day_number(line: TimeLine, token: int) -> int | None:
    match = _ORDINAL.fullmatch(line.at(token))
    if match:
        return int(match[1]) if 1 <= int(match[1]) <= 31 else None
    return line.whole(token, 1, 31) if len(line.at(token)) <= 2 else None


def _is_month(line: TimeLine, token: int) -> bool:
    """Tell a month that stands alone from a verb or a name ("May", "March", "August"); an abbreviation needs a day."""
    word = line.lowers[token]
    if word not in line.known.long_months:
        return False
    parse = line.tree.parse
    if parse.pos[token] != "PROPN":
        return False
    if word not in line.known.doubtful_months:
        return True
    before = line.tree.word(token - 1) if token > line.first else ""
    after = line.tree.word(token + 1) if token + 1 < line.stop else ""
    named = (before[:1].isupper() and parse.pos[token - 1] == "PROPN") or after[:1].isupper()
    return not named and parse.deps[token] not in ("nsubj", "nsubjpass", "ROOT")


def _decade(line: TimeLine, token: int) -> Reading | None:
    match = _DECADE.fullmatch(line.at(token))
    if match:
        first = int(match[1] + match[2] + "0")
        return _fixed(token, token + 1, (date(first, 1, 1), date(first + 9, 12, 31)))
    at = token + 1 if line.at(token) in ("'", "’") else token
    match = _SHORT_DECADE.fullmatch(line.at(at))
    if match and int(match[1]) >= 2 and line.at(token - 1) in ("the", "and", "or", "-", "mid"):
        first = 1900 + 10 * int(match[1])
        return _fixed(token, at + 1, (date(first, 1, 1), date(first + 9, 12, 31)))
    return None


def _year(line: TimeLine, token: int) -> Reading | None:
    """Read four figures as a year: after "in", "since" …, else only near our time and where they count nothing."""
    number = line.whole(token, *YEARS)
    if number is None or len(line.at(token)) != 4:
        return None
    before, after = line.at(token - 1), line.at(token + 1)
    if before in line.known.not_before_year or after in line.known.not_after_year:
        return None
    many = token + 1 < line.stop and line.tree.parse.tags[token + 1] == "NNS"
    counts = many and after in line.known.countable
    opened = before in line.known.before_year
    if not counts and (NEAR[0] <= number <= NEAR[1] or (opened and not many)):
        return _fixed(token, token + 1, year(number))
    return None


def _season(line: TimeLine, token: int) -> Reading | None:
    first_month = line.known.seasons.get(line.at(token))
    if first_month is None or line.tree.parse.pos[token] not in ("NOUN", "PROPN"):
        return None
    after = token + 2 if line.at(token + 1) in (",", "of") else token + 1
    number = line.whole(after, *YEARS)
    return _fixed(token, after + 1, season(number, first_month)) if number is not None else None


def _quarter(line: TimeLine, token: int) -> Reading | None:
    at = token + 1 if line.at(token) == "the" else token
    word = line.at(at)
    if len(word) == 2 and word[0] == "q" and word[1] in "1234":
        number, at = int(word[1]), at + 1
    elif word in line.known.ordinals and line.at(at + 1) in ("quarter", "half"):
        number = line.known.ordinals[word]
        half = line.at(at + 1) == "half"
        at += 2
        if half:
            return _half(line, token, at, number)
    else:
        return None
    after = at + 1 if line.at(at) in ("of", ",") else at
    year_number = line.whole(after, *YEARS)
    if year_number is not None:
        return _fixed(token, after + 1, quarter(year_number, number))
    step = line.step(after)
    if step is not None and line.at(after + 1) == "year":
        return Reading(
            first=token,
            end=after + 2,
            needs="publication",
            resolve=lambda a: quarter(a.when.year + step, number),
        )
    return Reading(first=token, end=at, needs="publication", resolve=lambda a: nearest_quarter(a, number))


def _half(line: TimeLine, first: int, at: int, number: int) -> Reading | None:
    year_number = line.whole(at + 1, *YEARS) if line.at(at) == "of" else None
    if year_number is None or number not in (1, 2, 4):
        return None
    months = (1, 6) if number == 1 else (7, 12)
    return _fixed(first, at + 2, (date(year_number, months[0], 1), month(year_number, months[1])[1]))
