"""Rules for feasts that fall on the same day everywhere: "Christmas Eve", "New Year's Day 2031", "last Halloween".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: movable feasts and
those that churches or countries keep on different days; a feast that only describes another noun ("a Christmas tree").
"""

from __future__ import annotations

from datetime import date

from stemma.statements.dates import YEARS
from stemma.statements.periods import Period, day
from stemma.statements.timewords import Anchor, Reading, TimeLine


def read_holiday(line: TimeLine, token: int) -> Reading | None:
    """Read a feast that begins at ``token``, with "last", "this" or "next" before it or a year behind it."""
    step = line.step(token)
    at = token if step is None else token + 1
    found = _feast(line, at)
    if found is None:
        return None
    end, month, number = found
    behind = end + 1 if line.at(end) in (",", "of", "in") else end
    year = line.whole(behind, *YEARS)
    if year is not None and step is None:
        return Reading(first=token, end=behind + 1, needs="nothing", resolve=lambda _: day(date(year, month, number)))
    return Reading(first=token, end=end, needs="publication", resolve=lambda a: _nearest(a, month, number, step))


def _feast(line: TimeLine, at: int) -> tuple[int, int, int] | None:
    """Return the end, month and day of the feast at a token."""
    if at >= line.stop or not line.tree.word(at)[:1].isupper():
        return None
    for name, (month, number) in line.known.holidays:
        end = at + len(name)
        said = tuple(w.replace("’", "'") for w in line.lowers[at : min(end, line.stop)])
        if said == name and not _describes(line, end):
            return end, month, number
    return None


def _describes(line: TimeLine, end: int) -> bool:
    """Tell whether a noun follows, which the feast then only describes."""
    return end < line.stop and line.tree.parse.pos[end] in ("NOUN", "PROPN")


def _nearest(anchor: Anchor, month: int, number: int, step: int | None) -> Period:
    """Choose the year: as said; else the feast nearest to the publication, ahead if the clause looks forward."""
    days = [date(anchor.when.year + n, month, number) for n in (-1, 0, 1)]
    if step == -1:
        return day(max(d for d in days if d < anchor.when))
    if step == 1 or (step is None and anchor.ahead):
        return day(min(d for d in days if d >= anchor.when))
    if step == 0:
        return day(days[1])
    return day(min(days, key=lambda d: abs((d - anchor.when).days)))
