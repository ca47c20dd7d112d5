"""Rules for times said relative to the publication or to a day named before: "last week", "on Tuesday", "that day".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: bare durations
("for three days"), which are quantities.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stemma.statements.clocks import read_clock
from stemma.statements.counted import count_on, read_count, read_same_day
from stemma.statements.dates import YEARS, narrowed, read_date, read_part
from stemma.statements.holidays import read_holiday
from stemma.statements.nearest import month_step, nearest_weekday, season_step, stretch
from stemma.statements.numerals import read_numeral
from stemma.statements.periods import ClockUnit, Period, Unit, around, day, in_days, shift, year
from stemma.statements.periods import part as halve
from stemma.statements.timewords import Anchor, Reading, TimeLine

_FINE = ("second", "minute", "hour")


def read_time(line: TimeLine, token: int) -> Reading | None:
    """Read the time expression that begins at ``token``, the longest rule first."""
    joined = _joined_part(line, token)
    if joined is not None:
        return joined
    part = read_part(line, token)
    if part is not None:
        which, at = part
        inner = read_date(line, at) or _named_unit(line, at) or _day_word(line, at)
        inner = _present_unit(line, at) if inner is None and which == "late" else inner
        if inner is not None:
            return narrowed(inner, token, which)
    for rule in RULES:
        found = rule(line, token)
        if found is not None:
            return found
    return None


def _joined_part(line: TimeLine, token: int) -> Reading | None:
    """Read "mid-2011" where it is one word."""
    word = line.at(token)
    if not word.startswith("mid-") or not word[4:].isdecimal() or len(word) != 8 or not word.isascii():
        return None
    period = halve(year(int(word[4:])), "middle") if int(word[4:]) >= YEARS[0] else None
    return Reading(first=token, end=token + 1, needs="nothing", resolve=lambda _: period) if period else None


def _weekday(line: TimeLine, token: int) -> Reading | None:
    step, at = _step(line, token)
    number = line.known.weekdays.get(line.at(at).rstrip("."))
    if number is None or not line.tree.word(at)[:1].isupper() or (len(line.at(at)) < 5 and line.at(at + 1) != ","):
        return None
    if step is None and line.at(token - 1) in line.known.named_days:
        return None
    if line.at(at + 1) in line.known.day_papers and line.tree.word(at + 1)[:1].isupper():
        return None
    comma = at + 2 if line.at(at + 1) == "," else at + 1
    dated = read_date(line, comma) if line.month(comma) or line.month(comma + 1) else None
    if dated is not None and step is None:
        return Reading(first=token, end=dated.end, needs=dated.needs, resolve=dated.resolve)
    end, hours = _part_of_day(line, at + 1)
    return Reading(
        first=token, end=end, needs="publication", resolve=lambda a: nearest_weekday(a, number, step), hours=hours
    )


def _part_of_day(line: TimeLine, at: int) -> tuple[int, tuple[str, str] | None]:
    if line.at(at) in line.known.hours:
        return at + 1, line.known.hours[line.at(at)]
    return at, None


def _step(line: TimeLine, token: int) -> tuple[int | None, int]:
    at = token + 1 if line.at(token) == "the" else token
    step = line.step(at)
    return (None, token) if step is None or (step == 0 and at != token) else (step, at + 1)


def _named_unit(line: TimeLine, token: int) -> Reading | None:
    """Read "last week", "this month", "next year", "last June", "this morning", "last night", "this summer"."""
    step, at = _step(line, token)
    if step is None:
        if (
            line.at(token) == "the"
            and line.at(token + 1) == "weekend"
            and line.at(token - 1) in ("over", "during", "at")
        ):
            return _weekend(token)
        return None
    word = line.at(at)
    unit = line.known.units.get(word)
    if unit is not None and unit not in _FINE and not word.endswith("s"):
        if word in ("night", "nights"):
            return _shifted_day(token, at + 1, -1 if step == -1 else step, line.known.hours["night"])
        if word == "day" and step == 0:
            return None
        return _unit_reading(token, at + 1, unit, step, after_mention=step == 1 and line.at(token) == "the")
    if word in line.known.hours and step == 0:
        return _shifted_day(token, at + 1, 0, line.known.hours[word])
    month = line.month(at)
    if month is not None:
        return Reading(first=token, end=at + 1, needs="publication", resolve=lambda a: month_step(a, month, step))
    first_month = line.known.seasons.get(word)
    if first_month is not None:
        return Reading(
            first=token, end=at + 1, needs="publication", resolve=lambda a: season_step(a, first_month, step)
        )
    return None


def _present_unit(line: TimeLine, token: int) -> Reading | None:
    """Read "the year" behind "the end of": the present one where the clause looks ahead, else one told before."""
    unit = line.known.units.get(line.at(token + 1))
    if line.at(token) != "the" or unit not in ("week", "month", "year") or line.at(token + 1).endswith("s"):
        return None
    follows = line.at(token + 2)
    if follows == "of" or line.whole(token + 2, 1, 9999) is not None:
        return None
    reading = _unit_reading(token, token + 2, unit, 0, after_mention=False)
    if reading is None:
        return None
    present = reading.resolve
    return replace(reading, resolve=lambda a: present(a) if present is not None and a.ahead else None)


def _unit_reading(first: int, end: int, named: Unit | ClockUnit, step: int, *, after_mention: bool) -> Reading | None:
    """Read a unit beside the present one; "the next year" in a clause about the past follows a time named before."""
    unit = in_days(named)
    if unit is None:
        return None

    def resolve(anchor: Anchor) -> Period | None:
        if after_mention and not anchor.ahead:
            return count_on(anchor, unit, 1)
        return around(shift(anchor.when, unit, step), unit)

    return Reading(first=first, end=end, needs="publication", resolve=resolve)


def _shifted_day(first: int, end: int, step: int, hours: tuple[str, str] | None) -> Reading:
    return Reading(
        first=first,
        end=end,
        needs="publication",
        resolve=lambda a: day(a.when + timedelta(days=step)),
        hours=hours,
    )


def _weekend(token: int) -> Reading:
    """Read "over the weekend": the one that goes on, else the last one."""

    def resolve(anchor: Anchor) -> Period:
        first = anchor.when - timedelta(days=(anchor.when.weekday() - 5) % 7)
        return first, first + timedelta(days=1)

    return Reading(first=token, end=token + 2, needs="publication", resolve=resolve)


def _span(line: TimeLine, token: int) -> Reading | None:
    """Read "the past week", "the last three days", "the next six months", "recent months"."""
    at = token + 1 if line.at(token) == "the" else token
    opener = line.at(at)
    ahead = opener in line.known.next
    if opener not in ("past", "recent") and opener not in line.known.last and not ahead:
        return None
    count = read_numeral(line.lowers, at + 1, line.stop, line.known.numbers) if at + 1 < line.stop else None
    end = count.end if count is not None else at + 1
    named = line.known.units.get(line.at(end))
    unit = in_days(named)
    if named is None or (opener == "past" and at == token and line.at(token - 1) not in ("this", "over")):
        return None
    if opener == "recent" or (count is None and line.at(end).endswith("s")) or (count and count.low != count.high):
        return Reading(first=token, end=end + 1, needs="publication", resolve=None)
    number = int(count.low) if count is not None else 1
    if unit is None:
        return Reading(first=token, end=end + 1, needs="publication", resolve=None)
    return Reading(
        first=token, end=end + 1, needs="publication", resolve=lambda a: stretch(a, unit, number if ahead else -number)
    )


def _day_word(line: TimeLine, token: int) -> Reading | None:
    """Read "today", "yesterday evening", "tomorrow", "tonight", "overnight", "earlier today"."""
    at = token + 1 if line.at(token) == "earlier" else token
    word = line.at(at)
    if word == "overnight" and line.tree.parse.pos[token] == "ADV":
        return Reading(
            first=token,
            end=token + 1,
            needs="publication",
            resolve=lambda a: (a.when - timedelta(days=1), a.when),
        )
    step = line.known.days.get(word)
    if step is None:
        return None
    end, hours = _part_of_day(line, at + 1)
    return _shifted_day(token, end, step, line.known.hours["night"] if word == "tonight" else hours)


def _vague(line: TimeLine, token: int) -> Reading | None:
    """Read "soon", "in the near future": a side of the publication, without an interval."""
    for phrase in line.known.vague:
        words = tuple(phrase.split())
        end = token + len(words)
        if end <= line.stop and tuple(line.lowers[token:end]) == words:
            described = (
                len(words) > 1 and end < line.stop and line.tree.parse.pos[end] in ("NOUN", "NUM", "PROPN", "ADJ")
            )
            return None if described else Reading(first=token, end=end, needs="publication", resolve=None)
    return None


RULES = (
    *(_weekday, read_clock, read_holiday, read_date, read_count),
    *(_named_unit, _span, _day_word, read_same_day, _vague),
)
"""The rules in the order in which they are tried; the first that reads something wins."""
