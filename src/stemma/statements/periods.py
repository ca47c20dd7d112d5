"""Arithmetic of days: periods of the calendar as inclusive intervals, and steps between them.

Enters: dates and unit names. Leaves: ``Period`` pairs of dates, both ends included. Refuses: nothing; a step past
the calendar's ends (years 1 to 9999) stops there. Weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, cast, get_args

Period = tuple[date, date]
Unit = Literal["day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]
ClockUnit = Literal["second", "minute", "hour"]
Part = Literal["early", "middle", "late"]


def in_days(unit: Unit | ClockUnit | None) -> Unit | None:
    """Return the unit if it is a day or longer, else ``None``: a step of hours names no day."""
    return None if unit is None or unit in get_args(ClockUnit) else cast("Unit", unit)


def day(when: date) -> Period:
    """Return one day."""
    return when, when


def month(year_number: int, number: int) -> Period:
    """Return a month."""
    return date(year_number, number, 1), date(year_number, number, monthrange(year_number, number)[1])


def year(number: int) -> Period:
    """Return a year."""
    return date(number, 1, 1), date(number, 12, 31)


def quarter(year_number: int, number: int) -> Period:
    """Return a quarter (1 to 4) of a year."""
    return date(year_number, 3 * number - 2, 1), month(year_number, 3 * number)[1]


def season(year_number: int, first_month: int) -> Period:
    """Return a meteorological season by its first month; winter ends in the next year."""
    end_year = year_number + (1 if first_month == 12 else 0)
    return date(year_number, first_month, 1), month(end_year, (first_month + 1) % 12 + 1)[1]


def around(when: date, unit: Unit) -> Period:
    """Return the period of ``unit`` that holds ``when``; a weekend is the one of that week."""
    monday = when - timedelta(days=when.weekday())
    if unit == "day":
        return day(when)
    if unit in ("week", "fortnight"):
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "year":
        return year(when.year)
    span = 10 if unit == "decade" else 100
    first = max(when.year - when.year % span, 1)
    return date(first, 1, 1), date(first + span - 1, 12, 31)


def shift(when: date, unit: Unit, count: int) -> date:
    """Return the day ``count`` units later (earlier if negative); a missing day becomes the month's last."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        try:
            return when + timedelta(days=days * count)
        except OverflowError:
            return date.min if count < 0 else date.max
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    total = min(max(when.year * 12 + when.month - 1 + months, 12), 9999 * 12 + 11)
    return date(total // 12, total % 12 + 1, min(when.day, monthrange(total // 12, total % 12 + 1)[1]))


def part(period: Period, which: Part) -> Period:
    """Return about the first, middle or last third of a period, at whole months where it has several.

    A year: early = January to March, middle = May to August, late = October to December. A month: days 1 to 10,
    11 to 20, 21 to the end. Anything else: thirds by days.
    """
    first, last = period
    length = (last - first).days + 1
    if 365 <= length <= 366 and first.day == 1 and first.month == 1:
        ends = {"early": (1, 3), "middle": (5, 8), "late": (10, 12)}[which]
        return date(first.year, ends[0], 1), month(first.year, ends[1])[1]
    if 28 <= length <= 31 and first.day == 1:
        days = {"early": (1, 10), "middle": (11, 20), "late": (21, last.day)}[which]
        return first.replace(day=days[0]), first.replace(day=days[1])
    if length < 3:
        return period
    third = round(length / 3)
    if which == "early":
        return first, first + timedelta(days=third - 1)
    if which == "late":
        return last - timedelta(days=third - 1), last
    return first + timedelta(days=third), last - timedelta(days=third)


def hull(left: Period, right: Period) -> Period:
    """Return the smallest period that holds both."""
    return min(left[0], right[0]), max(left[1], right[1])
