"""What the case file keeps of an address that is watched.

Enters: nothing. Leaves: ``Visit``. Refuses: nothing. It is no record: it says what to ask for next, not what was found.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a feed, list or page.

    ``etag`` and ``last_modified`` are the server's validators. ``due`` is when to ask again (ISO 8601, UTC), ``None``
    for never; ``failures`` and ``quiet`` count the visits in a row that failed, or that found nothing changed.
    ``mark`` is the digest of what the feed said of a page, ``None`` for a feed; ``lists`` are the addresses of the
    feeds or sitemaps that a list names.
    """

    address: str
    etag: str | None = None
    last_modified: str | None = None
    due: str | None = None
    failures: int = 0
    quiet: int = 0
    mark: str | None = None
    lists: tuple[str, ...] = ()
