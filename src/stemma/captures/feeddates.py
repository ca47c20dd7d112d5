"""Read the dates of feeds and lists.

Enters: a date as a feed writes it (RFC 822, RFC 3339, W3C). Leaves: the interval that it names, basis ``feed``.
Refuses: everything else; a date without a zone is known to the day only.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz

from stemma.model import Published

LONGEST = 60
"""Code points of a date as written; "Wednesday, 14 September 2031 23:59:59 +0300 (EEST)" has 51."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED_ZONE = re.compile(r"(?:[+-]\d{4}|Z|UTC?|GMT|[ECMP][SD]T)(?:\s*\([^()]{0,30}\))?$", re.IGNORECASE)
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


def feed_date(written: object) -> Published | None:
    """Return the instant, or the day, that a feed's date names; ``None`` for what is no date."""
    if not isinstance(written, str) or not 0 < len(written.strip()) <= LONGEST:
        return None
    stamp = _iso(written.strip()) or _rfc822(written.strip())
    return Published(earliest=stamp, latest=stamp, basis="feed") if stamp else None


def _iso(written: str) -> str | None:
    """Read "2031-05-14" and "2031-05-14T09:30:00+03:00", with or without seconds and their fractions."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat()
        found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", written))
        return _instant(found) if _ZONE.search(written) else found.date().isoformat()
    except (ValueError, OverflowError):
        return None


def _rfc822(written: str) -> str | None:
    """Read "Wed, 14 May 2031 09:30:00 +0300"; a zone by a name that the standard does not know is none."""
    try:
        parts = parsedate_tz(written)
        if parts is None:
            return None
        clock = datetime(*parts[:6], tzinfo=UTC)
        if not _NAMED_ZONE.search(written) or not re.search(r"\d:\d", written):
            return clock.date().isoformat()
        return _instant(clock - timedelta(seconds=parts[9] or 0))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _instant(clock: datetime) -> str:
    return clock.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
