"""Rules for times counted from another time: "three years ago", "two days later", "the following Monday", "that day".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: to count from an
event ("the day after the vote"), and in days from a time that is longer than a day.
"""

from __future__ import annotations

from datetime import timedelta

from stemma.statements.numerals import read_numeral
from stemma.statements.periods import Period, Unit, around, day, in_days, shift
from stemma.statements.timewords import Anchor, Reading, TimeLine

_DAY_OPENERS = frozenset(("in", "end", "ended", "of", "on", "during"))
_DAY_CLOSERS = frozenset(("when", "that", "after", "before", "of", "he", "she", "they", "we", "i", "-"))


def read_count(line: TimeLine, token: int) -> Reading | None:
    """Read a time counted from the publication or from a time named before."""
    return _ago(line, token) or _following(line, token)


def _ago(line: TimeLine, token: int) -> Reading | None:
    """Read "three years ago", "a week earlier", "two days later"."""
    if line.at(token) in line.known.units and line.at(token).endswith("s") and line.at(token + 1) == "ago":
        return Reading(first=token, end=token + 2, needs="publication", resolve=None)
    count = read_numeral(line.lowers, token, line.stop, line.known.numbers)
    low, high, at = (count.low, count.high, count.end) if count is not None else (1.0, 1.0, token + 1)
    if count is None and line.at(token) not in ("a", "an"):
        return None
    named = line.known.units.get(line.at(at))
    unit, direction = in_days(named), line.at(at + 1)
    if named is None or direction not in ("ago", "earlier", "later") or low != int(low):
        return None
    if low != high or unit is None:
        return Reading(first=token, end=at + 2, needs="mention", resolve=None)
    if direction != "ago":
        steps = int(low) if direction == "later" else -int(low)
        return Reading(first=token, end=at + 2, needs="mention", resolve=lambda a: count_on(a, unit, steps))
    return Reading(
        first=token,
        end=at + 2,
        needs="publication",
        resolve=lambda a: around(shift(a.when, unit, -int(low)), unit),
    )


def count_on(anchor: Anchor, unit: Unit, count: int) -> Period | None:
    """Count on from the time named before, if that is no longer than the unit: days after a year are no day."""
    if anchor.named is None:
        return None
    first, last = anchor.named
    return around(shift(first, unit, count), unit) if last <= around(first, unit)[1] else None


def _following(line: TimeLine, token: int) -> Reading | None:
    """Read "the following week", "the following Monday", "the day after", "the week before", counted from a time named.

    "The day before yesterday" is counted from the publication; in "the day after the vote" an event names the day.
    """
    if line.at(token) != "the":
        return None
    if line.at(token + 1) == "following":
        number = line.known.weekdays.get(line.at(token + 2))
        if number is not None:
            return Reading(first=token, end=token + 3, needs="mention", resolve=lambda a: _weekday_after(a, number))
        unit, end, count = in_days(line.known.units.get(line.at(token + 2))), token + 3, 1
    else:
        unit, end = in_days(line.known.units.get(line.at(token + 1))), token + 3
        count = {"after": 1, "before": -1}.get(line.at(token + 2), 0)
        beside = line.known.days.get(line.at(end))
        if unit == "day" and count and beside == count:
            return Reading(
                first=token,
                end=end + 1,
                needs="publication",
                resolve=lambda a: day(a.when + timedelta(days=2 * count)),
            )
        if not count or line.at(end) not in ("", ",", ".", ";", ":", "and", "but"):
            return None
    if unit is None or line.at(end - 1).endswith("s"):
        return None
    return Reading(first=token, end=end, needs="mention", resolve=lambda a: count_on(a, unit, count))


def _weekday_after(anchor: Anchor, number: int) -> Period | None:
    if anchor.named is None:
        return None
    return day(anchor.named[1] + timedelta(days=(number - anchor.named[1].weekday()) % 7 or 7))


def read_same_day(line: TimeLine, token: int) -> Reading | None:
    """Read "that day", "the same day", "the previous day", "the next day", "the following week"."""
    words = (line.at(token), line.at(token + 1), line.at(token + 2))
    if words[0] == "that" and words[1] == "day":
        return Reading(first=token, end=token + 2, needs="mention", resolve=lambda a: a.mentioned)
    if words[0] in ("the", "that") and words[1] == "same" and words[2] == "day":
        return Reading(first=token, end=token + 3, needs="mention", resolve=lambda a: a.mentioned)
    if words[0] == "the" and words[1] == "day" and line.at(token - 1) in _DAY_OPENERS and words[2] not in _DAY_CLOSERS:
        return Reading(first=token, end=token + 2, needs="mention", resolve=lambda a: a.mentioned)
    if words[0] == "the" and words[1] in ("previous", "next") and words[2] == "day":
        step = -1 if words[1] == "previous" else 1
        return Reading(first=token, end=token + 3, needs="mention", resolve=lambda a: _beside(a, step))
    return None


def _beside(anchor: Anchor, step: int) -> Period | None:
    if anchor.mentioned is None:
        return None
    return day(anchor.mentioned[0] + timedelta(days=step))
