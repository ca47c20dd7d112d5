"""Rules for dates and clock times in languages that decline: "14 мая 2031 года", "у травні", "о 14:30 за Києвом".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: a month without a
preposition or a year ("май" alone), decimals as clock times.

Figures are read from the text itself: tokenizers differ in what they make of "14.05.2031," and "14:30".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from stemma.language.words import mappings, words
from stemma.statements.nearest import date_of, days_of, nearest_day, nearest_month
from stemma.statements.periods import day, month, season, year
from stemma.statements.timewords import Reading, TimeLine

YEARS = (1500, 2100)
"""Figures in this range are a year where a word for years stands behind them."""

NEAR = (1900, 2050)
"""Figures in this range are a year also after a bare "в" or "у"."""

_NUMERIC = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)|(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_DAYS = re.compile(r"(\d{1,2})(?:-(?:го|е|ое|ого|ше|те))?(?:\s?[–—-]\s?(\d{1,2})(?:-(?:го|е|те))?)?(?![\w.:])")
_CLOCK = re.compile(r"(\d{1,2})([:.])(\d{2})(?![\d:]|[.,]\d)")
_DECADE = re.compile(r"(1[5-9]|20)(\d)0-(?:е|х|і|их|ті|ми)(?!\w)")
_YEARS = re.compile(r"(\d{4})(?:\s?[–—-]\s?(\d{4}))?(?:-(?:м|го|й|му))?(?!\w)")

_IN = frozenset(("в", "у", "с", "з", "до", "к", "по", "на", "за", "від", "от", "із"))


def read_calendar(line: TimeLine, token: int) -> Reading | None:
    """Read a date or a clock time that begins at ``token``."""
    if line.at(token)[:1].isdigit():
        return _numeric(line, token) or _day_month(line, token) or _clock(line, token) or _year(line, token)
    return _noon(line, token) or _month(line, token) or _season(line, token)


def listed(line: TimeLine, block: str, token: int) -> bool:
    """Tell whether the word or its dictionary form stands in a list of ``times``."""
    if not line.first <= token < line.stop:
        return False
    known = words(line.tree.parse.language, "times").get(block, frozenset())
    return line.lowers[token] in known or line.tree.parse.lemmas[token] in known


def mapped(line: TimeLine, block: str, token: int) -> str | None:
    """Return what the word or its dictionary form leads to in a mapping of ``times``."""
    if not line.first <= token < line.stop:
        return None
    known = mappings(line.tree.parse.language, "times").get(block, {})
    return known.get(line.lowers[token]) or known.get(line.tree.parse.lemmas[token])


def month_at(line: TimeLine, token: int) -> int | None:
    """Return the month that a word names in any case."""
    found = mapped(line, "months", token)
    return int(found) if found is not None else None


def phrase(line: TimeLine, block: str, token: int) -> int | None:
    """Return where a phrase of a list that begins at ``token`` ends, the longest first."""
    known = words(line.tree.parse.language, "times").get(block, frozenset())
    for said in sorted(known, key=lambda p: (-len(p.split()), p)):
        parts = said.split()
        if [line.at(token + n) for n in range(len(parts))] == parts:
            return token + len(parts)
    return None


def _match(line: TimeLine, pattern: re.Pattern[str], token: int) -> tuple[re.Match[str], int] | None:
    """Match the text at a token; return the match and the token after it."""
    parse = line.tree.parse
    match = pattern.match(line.tree.text, parse.starts[token], parse.ends[line.stop - 1])
    if match is None:
        return None
    return match, min(max(token + 1, bisect_left(parse.starts, match.end())), line.stop)


def _numeric(line: TimeLine, token: int) -> Reading | None:
    found = _match(line, _NUMERIC, token)
    if found is None:
        return None
    parts = [int(g) for g in found[0].groups() if g]
    when = date_of(*parts) if found[0][1] else date_of(parts[2], parts[1], parts[0])
    return Reading(first=token, end=found[1], needs="nothing", resolve=lambda _: day(when)) if when else None


def _day_month(line: TimeLine, token: int) -> Reading | None:
    """Read "14 мая", "3–5 марта 2030 года", "3 по 5 березня"."""
    found = _match(line, _DAYS, token)
    if found is None:
        return None
    first, at = int(found[0][1]), found[1]
    last = int(found[0][2] or first)
    other = _match(line, _DAYS, at + 1) if line.at(at) in ("по", "и", "та", "і", "й") and at + 1 < line.stop else None
    if other is not None and month_at(line, other[1]) is not None and not found[0][2]:
        last, at = int(other[0][1]), other[1]
    number = month_at(line, at)
    if number is None or last < first:
        return None
    dated = year_behind(line, at + 1)
    if dated is not None:
        period = days_of(dated[0], number, (first, last))
        return Reading(first=token, end=dated[1], needs="nothing", resolve=lambda _: period) if period else None
    if days_of(2000, number, (first, last)) is None:
        return None
    days = (first, last)
    return Reading(first=token, end=at + 1, needs="publication", resolve=lambda a: nearest_day(a, number, days))


def year_behind(line: TimeLine, token: int) -> tuple[int, int] | None:
    """Return the year at a token, with the word for years behind it, and where it ends."""
    number = line.whole(token, *YEARS)
    if number is None or len(line.at(token)) != 4:
        return None
    if not listed(line, "declined_years", token + 1):
        return number, token + 1
    return number, token + 3 if line.at(token + 2) == "." and len(line.at(token + 1)) == 1 else token + 2


def _year(line: TimeLine, token: int) -> Reading | None:
    """Read "2031 года", "в 2031", "2029–2031 годы", "1990-е годы"."""
    decade = _match(line, _DECADE, token)
    if decade is not None:
        first = int(decade[0][1] + decade[0][2] + "0")
        end = decade[1] + int(listed(line, "declined_years", decade[1]))
        return Reading(
            first=token, end=end, needs="nothing", resolve=lambda _: (date(first, 1, 1), date(first + 9, 12, 31))
        )
    found = _match(line, _YEARS, token)
    if found is None:
        return None
    number, end = int(found[0][1]), found[1]
    last = int(found[0][2] or number)
    named = listed(line, "declined_years", end)
    bare = NEAR[0] <= number <= NEAR[1] and line.at(token - 1) in ("в", "у", "с", "з") and end == token + 1
    counts = not named and end < line.stop and line.tree.parse.pos[end] in ("NOUN", "ADJ")
    if not YEARS[0] <= number <= last <= YEARS[1] or not (named or bare) or counts:
        return None
    end += int(named)
    return Reading(first=token, end=end, needs="nothing", resolve=lambda _: (year(number)[0], year(last)[1]))


def _month(line: TimeLine, token: int) -> Reading | None:
    """Read "в мае", "у травні 2031 року", "май 2031 года"."""
    number = month_at(line, token)
    if number is None:
        return None
    dated = year_behind(line, token + 1)
    if dated is not None:
        return Reading(first=token, end=dated[1], needs="nothing", resolve=lambda _: month(dated[0], number))
    opened = line.at(token - 1) in _IN or any(listed(line, block, token - 1) for block in ("early", "middle", "late"))
    if not opened:
        return None
    return Reading(first=token, end=token + 1, needs="publication", resolve=lambda a: nearest_month(a, number))


def _season(line: TimeLine, token: int) -> Reading | None:
    first = mapped(line, "seasons", token)
    dated = year_behind(line, token + 1) if first is not None else None
    if first is None or dated is None:
        return None
    return Reading(first=token, end=dated[1], needs="nothing", resolve=lambda _: season(dated[0], int(first)))


def _clock(line: TimeLine, token: int) -> Reading | None:
    """Read "14:30 мск", "6 утра", "5 часов вечера", "14.30" after "в" or "о"."""
    found = _match(line, _CLOCK, token)
    asked = line.at(token - 1) in ("в", "о", "об", "около", "близько", "до", "с", "з", "к")
    if found is not None and int(found[0][1]) <= 24 and int(found[0][3]) < 60 and (found[0][2] == ":" or asked):
        if found[0][2] == "." and month_at(line, found[1]) is not None:
            return None
        return timed(line, token, found[1], f"{int(found[0][1]) % 24:02d}:{found[0][3]}")
    hour = line.whole(token, 0, 24)
    if hour is None or len(line.at(token)) > 2:
        return None
    at = token + 1
    counted = listed(line, "hours", at)
    at += int(counted)
    half = mapped(line, "halves_of_day", at)
    if half is None:
        return timed(line, token, at, f"{hour % 24:02d}:00") if counted and line.at(token - 1) in ("в", "о") else None
    shown = hour % 12 + int(half) if hour <= 12 else hour
    return timed(line, token, at + 1, f"{shown % 24:02d}:00")


def _noon(line: TimeLine, token: int) -> Reading | None:
    moment = mapped(line, "noons", token)
    return timed(line, token, token + 1, moment) if moment is not None else None


def timed(line: TimeLine, first: int, end: int, moment: str) -> Reading:
    """Return a clock time with the zone behind it, on the day named beside it or before."""
    zone = ""
    for said, offset in sorted(line.known.zones.items(), key=lambda pair: (-len(pair[0].split()), pair[0])):
        parts = said.split()
        if [line.at(end + n) for n in range(len(parts))] == parts:
            zone, end = offset, end + len(parts)
            break
    return Reading(
        first=first, end=end, needs="mention", resolve=lambda a: a.mentioned, hours=(moment, moment), zone=zone
    )
