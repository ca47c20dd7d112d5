"""Choose the period that a time expression means: the day, month or season nearest to the publication, as it is said.

Enters: an ``Anchor`` and what the expression names. Leaves: a ``Period``, or ``None`` where the calendar has no such
day. Refuses: nothing. The grammars of all languages use these choices.
"""

from __future__ import annotations

from datetime import date, timedelta

from stemma.statements.periods import Period, Unit, around, day, month, quarter, season, shift
from stemma.statements.timewords import Anchor


def nearest_day(anchor: Anchor, number: int, days: tuple[int, int]) -> Period | None:
    """Choose the year of a day or days without one."""
    options = [p for n in (-1, 0, 1) if (p := days_of(anchor.when.year + n, number, days))]
    if anchor.ahead:
        options = [p for p in options if p[1] >= anchor.when] or options
    return min(options, key=lambda p: (abs((p[0] - anchor.when).days), p), default=None)


def days_of(year_number: int, number: int, days: tuple[int, int]) -> Period | None:
    """Return the days of a month, or ``None`` if it has no such days."""
    first, last = (date_of(year_number, number, n) for n in days)
    return (first, last) if first and last else None


def nearest_month(anchor: Anchor, number: int) -> Period:
    """Choose the year of a month without one."""
    this = anchor.when.year
    if anchor.ahead:
        return month(this + (1 if number < anchor.when.month else 0), number)
    return month(this - (1 if number > anchor.when.month else 0), number)


def nearest_quarter(anchor: Anchor, number: int) -> Period:
    """Choose the year of a quarter without one."""
    now = (anchor.when.month + 2) // 3
    if anchor.ahead:
        return quarter(anchor.when.year + (1 if number < now else 0), number)
    return quarter(anchor.when.year - (1 if number >= now else 0), number)


def date_of(year_number: int, number: int, day_number: int) -> date | None:
    """Return a day of the calendar, or ``None``."""
    try:
        return date(year_number, number, day_number)
    except ValueError:
        return None


def nearest_weekday(anchor: Anchor, number: int, step: int | None) -> Period:
    """Choose the day: last/next as said; else the one just past (or today), ahead if the clause looks forward."""
    back = (anchor.when.weekday() - number) % 7
    if step == -1:
        return day(anchor.when - timedelta(days=back or 7))
    if step == 1 or (step is None and anchor.ahead):
        return day(anchor.when + timedelta(days=(-back) % 7 or (7 if step == 1 else 0)))
    if step == 0:
        return day(around(anchor.when, "week")[0] + timedelta(days=number))
    return day(anchor.when - timedelta(days=back))


def month_step(anchor: Anchor, number: int, step: int) -> Period:
    """Choose the month of this name before, at or after the publication."""
    when = anchor.when
    if step == -1:
        return month(when.year - (1 if number >= when.month else 0), number)
    if step == 1:
        return month(when.year + (1 if number <= when.month else 0), number)
    return month(when.year, number)


def season_step(anchor: Anchor, first_month: int, step: int) -> Period:
    """Choose a season: the present one, or the one before or after; a winter begins in the year before it ends."""
    seasons = [season(anchor.when.year + n, first_month) for n in (-2, -1, 0, 1)]
    if step == -1:
        return [s for s in seasons if s[1] < anchor.when][-1]
    if step == 1:
        return next(s for s in seasons if s[0] > anchor.when)
    present = [s for s in seasons if s[0] <= anchor.when <= s[1]]
    return present[0] if present else seasons[2]


def stretch(anchor: Anchor, unit: Unit, count: int) -> Period:
    """Return the time from the publication on, or up to it."""
    other = shift(anchor.when, unit, count)
    return min(other, anchor.when), max(other, anchor.when)
