"""Find when a document was published: candidates, each an interval with its basis, and the choice among them.

Enters: a declared date, an address, the candidates of a page, the text. Leaves: candidates and one choice, or nothing.
Refuses: relative expressions ("yesterday"), dates without a year, and everything that would have to be guessed.

A date is an interval at the precision at which it is written: a day, a month, a year, or an instant in UTC where a zone
is written too. "07/08/2031" is a day of July or of August: the interval from the one to the other.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from stemma.model import Published

BASES = ("declared", "post", "json-ld", "meta", "feed", "time-tag", "url", "text")
"""The bases from the surest to the least sure: a person's word, a channel's own clock, a page's data, its feed, an
address, a line of the text. ``archive`` is none of them: that a page was saved on a day says only that it was there."""

LONGEST = 80
"""Code points of a date as written, weekday, zone and "Published:" included; longer is no date."""

TOP_LINES = 8
"""Non-empty lines of the text in which a line of date may stand: title, byline, agency and date fit in six."""

BODY_LINE = 150
"""Code points from which a line is the report itself; a date below it belongs to the tale (a timeline's heading)."""

_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
_MONTHS = {name: number for names in _MONTH_NAMES for number, name in enumerate(names.split(), 1)} | {"sept": 9}
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday mon tues tue wed thurs thu fri sat sun"
CALENDAR = frozenset((*_MONTHS, *_DAY_NAMES.split()))
"""Names of months and days of the week in lower case, long and short."""

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=lambda m: (-len(m), m))) + r")\.?"
_WEEKDAY = r"(?:(?:" + _DAY_NAMES.replace(" ", "|") + r")\.?,?\s+)?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_CLOCK = (
    r"(?:,?\s*(?:at\s+|[-–|]\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?\s*(?P<zone>Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)?)?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _YEAR + r"-(?P<monthnumber>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
        r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?)?",
        _YEAR + r"(?P<monthnumber>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<zone>Z)?)?",
        _YEAR + r"/(?P<monthnumber>\d\d)/(?P<day>\d\d)" + _CLOCK,
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+|-)(?:of\s+)?" + _MONTH + r",?(?:\s+|-)" + _YEAR + _CLOCK,
        _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR + _CLOCK,
        r"(?P<day>\d{1,2})\.\s?(?P<monthnumber>\d{1,2})\.\s?" + _YEAR + _CLOCK,
        r"(?P<first>\d{1,2})[/-](?P<second_number>\d{1,2})[/-]" + _YEAR + _CLOCK,
        _MONTH + r",?\s+" + _YEAR,
        _YEAR,
    )
)
_IN_URL = (
    re.compile(r"[/_-]" + _YEAR + r"[/_-](?P<monthnumber>\d\d)[/_-](?P<day>\d\d)(?=[/_.?-]|$)"),
    re.compile(r"[/_-]" + _YEAR + r"(?P<monthnumber>\d\d)(?P<day>\d\d)(?=[/_.?-]|$)"),
    re.compile(r"/" + _YEAR + r"/(?P<month>[a-z]{3})/(?P<day>\d\d)(?=/|$)"),
    re.compile(r"/" + _YEAR + r"/(?P<monthnumber>\d\d)(?=/)"),
)
_LABEL = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|date|issued)(?:\s+on|\s+at)?|опубликован[оа]?|размещено|опубліковано|розміщено"
    r"|дата(?: публикации| публікації)?)\s*[:|–-]?\s*(?=[\w])",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][\w .'’-]{1,40}, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\b")


def parse_date(written: str, basis: str, language: str | None = None) -> Published | None:
    """Return the interval that a date as written names, or ``None`` when it names none by itself."""
    written = " ".join(written[: 2 * LONGEST].split()).strip(" .,;")
    if not written or len(written) > LONGEST or not re.search(r"\d", written):
        return None
    for form in _FORMS:
        match = form.fullmatch(written)
        if match is not None:
            return _interval(match.groupdict(), basis)
    return _parse_foreign(written, basis, language)


def date_in_url(url: str | None) -> Published | None:
    """Return the date that an address carries (``/2031/05/14/``), if any."""
    for form in _IN_URL:
        match = form.search((url or "")[:2000].lower())
        if match is not None and (found := _interval(match.groupdict(), "url")) is not None:
            return found
    return None


def date_in_text(lines: Iterable[str], language: str | None = None) -> Published | None:
    """Return the date that stands by itself, or after "Published", among the first lines, or in a dateline."""
    for number, line in enumerate(lines):
        if number >= TOP_LINES:
            break
        if (match := _DATELINE.match(line)) is not None:
            return parse_date(match["date"], "text")
        for piece in re.split(r"[|•]", line[: 4 * LONGEST]):
            label = _LABEL.match(piece.strip())
            stamp = piece.strip()[label.end() :] if label else piece.strip()
            found = parse_date(stamp, "text", language) if label or not stamp.isdigit() else None
            if found is not None:
                return found
        if len(line) > BODY_LINE:
            break
    return None


def choose(candidates: Sequence[Published]) -> Published | None:
    """Return the candidate of the surest basis, narrowed to a finer one that lies inside it."""
    candidates = [candidate for candidate in candidates if candidate.basis in BASES]
    if not candidates:
        return None
    best = min(candidates, key=lambda c: BASES.index(c.basis))
    inside = [c for c in candidates if best.earliest[:10] <= c.earliest[:10] and c.latest[:10] <= best.latest[:10]]
    return min(inside, key=lambda c: (c.latest[:10] != c.earliest[:10], -len(c.earliest), BASES.index(c.basis)))


def _interval(parts: dict[str, str | None], basis: str) -> Published | None:
    """Return the interval of matched parts, or ``None`` when there is no such day."""
    year = int(parts["year"] or 0)
    try:
        if parts.get("first"):
            return _ambiguous(year, int(parts["first"] or 0), int(parts["second_number"] or 0), basis)
        month = _month(parts)
        if month is None:
            return Published(earliest=f"{year}-01-01", latest=f"{year}-12-31", basis=basis)
        if not parts.get("day"):
            last = calendar.monthrange(year, month)[1]
            return Published(earliest=f"{year}-{month:02}-01", latest=f"{year}-{month:02}-{last}", basis=basis)
        day = datetime(year, month, int(parts["day"] or 0))
        stamp = _instant(day, parts) or day.date().isoformat()
    except (ValueError, OverflowError):
        return None
    return Published(earliest=stamp, latest=stamp, basis=basis)


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("monthnumber"):
        return int(parts["monthnumber"] or 0)
    name = (parts.get("month") or "").lower()
    if not name:
        return None
    if name not in _MONTHS:
        raise ValueError(name)
    return _MONTHS[name]


def _ambiguous(year: int, first: int, second: int, basis: str) -> Published | None:
    """Return the interval of a date whose day and month could stand either way round."""
    days: list[date] = []
    for day, month in ((first, second), (second, first)):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        return None
    return Published(earliest=min(days).isoformat(), latest=max(days).isoformat(), basis=basis)


def _instant(day: datetime, parts: dict[str, str | None]) -> str | None:
    """Return the instant in UTC where hour and zone are written; without a zone the day is all that is known."""
    zone = (parts.get("zone") or "").upper()
    if not parts.get("hour") or not zone:
        return None
    offset = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if offset is None and zone not in ("Z", "UTC", "GMT"):
        return None
    shift = timedelta(hours=int(offset[2]), minutes=int(offset[3])) if offset else timedelta()
    sign = timezone(-shift if offset and offset[1] == "-" else shift)
    hour = int(parts["hour"] or 0)
    if half := (parts.get("half") or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = day.replace(hour=hour, minute=int(parts["minute"] or 0), tzinfo=sign)
    clock = clock.replace(second=int(parts.get("second") or 0)).astimezone(UTC)
    return clock.strftime("%Y-%m-%dT%H:%M:%SZ" if parts.get("second") else "%Y-%m-%dT%H:%MZ")


def _parse_foreign(written: str, basis: str, language: str | None) -> Published | None:
    """Read a day written out in another language than English; only whole dates with a year count."""
    if language in (None, "en") or not re.search(r"\b(?:19|20|21)\d\d\b", written):
        return None
    found = _foreign_reader(language or "")(written)
    if found is None:
        return None
    stamp = found.date().isoformat()
    return Published(earliest=stamp, latest=stamp, basis=basis)


@cache
def _foreign_reader(language: str) -> Callable[[str], datetime | None]:
    """Return dateparser set to whole absolute dates of one language; without all three parts it says nothing."""
    from dateparser.date import DateDataParser

    needs = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        reader = DateDataParser(languages=[language], settings=needs)
    except ValueError:
        return lambda written: None

    def read(written: str) -> datetime | None:
        found = reader.get_date_data(written).date_obj
        return found if isinstance(found, datetime) else None

    return read
