"""Rules for times in languages that decline, relative to the publication or to a day named before.

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: bare durations, which
are quantities, and "накануне" of an event ("накануне выборов").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stemma.statements.momentdates import listed, mapped, month_at, phrase, read_calendar
from stemma.statements.nearest import month_step, nearest_weekday, season_step, stretch
from stemma.statements.periods import Part, Period, around, day, in_days, month, part, shift, year
from stemma.statements.timewords import Anchor, Reading, TimeLine

MOST = 400
"""Largest number of units counted back or on; more are figures of something else."""

_NAMES: tuple[tuple[str, Part], ...] = (("early", "early"), ("middle", "middle"), ("late", "late"))
_FINE = ("second", "minute", "hour")


def read_moment(line: TimeLine, token: int) -> Reading | None:
    """Read the time expression that begins at ``token``; the first rule that reads something wins."""
    for rule in RULES:
        found = rule(line, token)
        if found is not None:
            return _with_part_of_day(line, found)
    return None


def _with_part_of_day(line: TimeLine, reading: Reading) -> Reading:
    """Add "вечером" behind a day."""
    hours = line.known.hours.get(line.at(reading.end))
    if hours is None or reading.hours is not None:
        return reading
    return replace(reading, end=reading.end + 1, hours=hours)


def _part_before(line: TimeLine, token: int) -> Reading | None:
    """Read "утром 14 мая", "увечері в понеділок"."""
    hours = line.known.hours.get(line.at(token))
    if hours is None:
        return None
    at = token + 1 + int(line.at(token + 1) in ("в", "во", "у"))
    inner = _weekday(line, at) or read_calendar(line, at) or _day_word(line, at)
    if inner is None or inner.hours is not None:
        return None
    return replace(inner, first=token, hours=hours)


def _part_of_period(line: TimeLine, token: int) -> Reading | None:
    """Read "в начале мая", "наприкінці 2031 року", "в середине прошлой недели"."""
    which = next((which for block, which in _NAMES if listed(line, block, token)), None)
    inner = read_calendar(line, token + 1) or _step_unit(line, token + 1) if which and token + 1 < line.stop else None
    if which is None or inner is None or inner.hours is not None:
        return None

    def resolve(anchor: Anchor) -> Period | None:
        period = inner.resolve(anchor) if inner.resolve else None
        return part(period, which) if period else None

    return replace(inner, first=token, resolve=resolve)


def _night_to(line: TimeLine, token: int) -> Reading | None:
    """Read "ночь на 14 мая": the night between two days."""
    if not listed(line, "night", token) or line.at(token + 1) != "на" or token + 2 >= line.stop:
        return None
    inner = _weekday(line, token + 2) or read_calendar(line, token + 2)
    if inner is None or inner.hours is not None:
        return None

    def resolve(anchor: Anchor) -> Period | None:
        period = inner.resolve(anchor) if inner.resolve else None
        return (period[0] - timedelta(days=1), period[0]) if period and period[0] == period[1] else None

    return replace(inner, first=token, resolve=resolve)


def _weekday(line: TimeLine, token: int) -> Reading | None:
    """Read "в понедельник", "минулої п'ятниці", "в прошлую среду"; a preposition or such a word must stand before."""
    step = _step(line, token)
    at = token if step is None else token + 1
    number = line.known.weekdays.get(line.at(at))
    if number is None or (step is None and not listed(line, "before_weekday", token - 1)):
        return None
    dated = read_calendar(line, at + 2) if line.at(at + 1) == "," and at + 2 < line.stop else None
    if dated is not None and dated.hours is None and step is None:
        return replace(dated, first=token)
    return Reading(first=token, end=at + 1, needs="publication", resolve=lambda a: nearest_weekday(a, number, step))


def _step(line: TimeLine, token: int) -> int | None:
    """Return -1, 0 or 1 for "прошлый", "этот", "следующий" in any case."""
    return next((step for block, step in (("last", -1), ("next", 1), ("this", 0)) if listed(line, block, token)), None)


def _step_unit(line: TimeLine, token: int) -> Reading | None:
    """Read "на прошлой неделе", "минулого тижня", "в этом году", "прошлым летом", "в прошлом мае"."""
    step = _step(line, token)
    if step is None or token + 1 >= line.stop:
        return None
    unit = in_days(line.known.units.get(line.tree.parse.lemmas[token + 1]) or line.known.units.get(line.at(token + 1)))
    if unit is not None and unit != "day":
        return Reading(
            first=token,
            end=token + 2,
            needs="publication",
            resolve=lambda a: around(shift(a.when, unit, step), unit),
        )
    number, first = month_at(line, token + 1), mapped(line, "seasons", token + 1)
    if number is not None:
        return Reading(first=token, end=token + 2, needs="publication", resolve=lambda a: month_step(a, number, step))
    if first is None:
        return None
    return Reading(first=token, end=token + 2, needs="publication", resolve=lambda a: season_step(a, int(first), step))


def _month_of_year(line: TimeLine, token: int) -> Reading | None:
    """Read "в мае прошлого года", "у травні торік"."""
    number = month_at(line, token)
    if number is None:
        return None
    named = mapped(line, "years_by_name", token + 1)
    step, end = (int(named), token + 2) if named is not None else (_step(line, token + 1), token + 3)
    if step is None or (named is None and not listed(line, "declined_years", token + 2)):
        return None
    return Reading(first=token, end=end, needs="publication", resolve=lambda a: month(a.when.year + step, number))


def _number(line: TimeLine, token: int) -> int | None:
    """Return the small whole number in figures or one word."""
    found = line.whole(token, 1, MOST)
    spoken = line.known.numbers.digits.get(line.at(token))
    return found if found is not None else int(spoken) if spoken else None


def _count(line: TimeLine, token: int) -> tuple[int, str, int] | None:
    """Return the number, unit and end of "три дня", or 1 for a unit alone."""
    number = _number(line, token)
    at = token if number is None else token + 1
    if at >= line.stop:
        return None
    unit = line.known.units.get(line.tree.parse.lemmas[at]) or line.known.units.get(line.at(at))
    return (number or 1, unit, at + 1) if unit is not None else None


def _ago(line: TimeLine, token: int) -> Reading | None:
    """Read "три дня назад", "тиждень тому"."""
    found = _count(line, token)
    if found is None or not listed(line, "ago", found[2]):
        return None
    count, unit = found[0], in_days(found[1])  # type: ignore[arg-type]
    resolve = (lambda a: around(shift(a.when, unit, -count), unit)) if unit is not None else None
    return Reading(first=token, end=found[2] + 1, needs="publication", resolve=resolve)


def _span(line: TimeLine, token: int) -> Reading | None:
    """Read "за последние три дня", "найближчі два тижні", "последние месяцы"."""
    if not listed(line, "spans", token):
        return None
    found = _count(line, token + 1)
    if found is None or found[1] in _FINE:
        return None
    numbered = _number(line, token + 1) is not None or listed(line, "single", token + 1)
    numbered = numbered or "Number=Sing" in line.tree.parse.tags[token + 1]
    unit, ahead = in_days(found[1]), _step(line, token) == 1  # type: ignore[arg-type]
    if unit is None or not numbered:
        return Reading(first=token, end=found[2], needs="publication", resolve=None)
    count = found[0] if ahead else -found[0]
    return Reading(first=token, end=found[2], needs="publication", resolve=lambda a: stretch(a, unit, count))


def _day_word(line: TimeLine, token: int) -> Reading | None:
    """Read "вчера", "сьогодні", "накануне"; not "накануне выборов", where an event names the day."""
    step = line.known.days.get(line.at(token))
    if step is None:
        return None
    eve = line.at(token) in ("накануне", "напередодні")
    if eve and token + 1 < line.stop and line.tree.parse.pos[token + 1] in ("NOUN", "PROPN", "ADJ"):
        return None
    return Reading(
        first=token, end=token + 1, needs="publication", resolve=lambda a: day(a.when + timedelta(days=step))
    )


def _year_word(line: TimeLine, token: int) -> Reading | None:
    """Read "торік"."""
    step = mapped(line, "years_by_name", token)
    if step is None:
        return None
    return Reading(first=token, end=token + 1, needs="publication", resolve=lambda a: year(a.when.year + int(step)))


def _beside_mention(line: TimeLine, token: int) -> Reading | None:
    """Read "в тот же день", "наступного дня": counted from the day named before."""
    end = phrase(line, "same_day", token)
    if end is not None:
        return Reading(first=token, end=end, needs="mention", resolve=lambda a: a.mentioned)
    end = phrase(line, "next_day", token)
    if end is None:
        return None
    return Reading(
        first=token,
        end=end,
        needs="mention",
        resolve=lambda a: day(a.mentioned[0] + timedelta(days=1)) if a.mentioned else None,
    )


def _vague(line: TimeLine, token: int) -> Reading | None:
    """Read "недавно", "найближчим часом": a side of the publication, without an interval."""
    for said in sorted(line.known.vague, key=lambda p: (-len(p.split()), p)):
        parts = said.split()
        if [line.at(token + n) for n in range(len(parts))] == parts:
            return Reading(first=token, end=token + len(parts), needs="publication", resolve=None)
    return None


RULES = (
    *(_beside_mention, _part_before, _part_of_period, _night_to, _weekday, _month_of_year, _step_unit),
    *(_ago, _span, read_calendar, _day_word, _year_word, _vague),
)
"""The rules in the order in which they are tried."""
