"""Read a web address: fetch it, and hand what came to the reader of its kind.

Enters: an ``http`` or ``https`` address. Leaves: the capture of its page or file, or those of its feed, each with the
address at which it was found and the time at which it was fetched. Refuses: what cannot be fetched (the reasons are
those of ``fetch.py``) and what no reader takes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from stemma.captures.formats import answer_suffix
from stemma.captures.means import Means
from stemma.captures.walk import Entry, show
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    from stemma.captures.fetch import Fetched

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)

LONGEST_DETAIL = 300
"""Code points of a server's failure in words; what a server sends can stand in it."""


def read_address(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield what stands at an address."""
    from stemma.captures.fetch import FetchError

    if means.fetcher is None:
        yield _reject(entry, "not_fetched", "nothing is fetched in this call")
        return
    try:
        found = means.fetcher.fetch(entry.path)
    except FetchError as error:
        yield _reject(entry, error.reason, error.detail)
        return
    yield from read_answer(entry, found, means)


def read_answer(entry: Entry, found: Fetched, means: Means) -> Iterator[Capture | Reject]:
    """Yield what a server's answer holds; ``entry`` is what was asked for."""
    from stemma.captures.readers import find_reader  # the table names this module

    suffix = answer_suffix(found.headers.get("content-type", ""), found.url, found.body)
    file = Entry(path=f"answer{suffix}", locator=entry.locator, source=lambda: io.BytesIO(found.body))
    for item in find_reader(file.path)(file, means):
        yield _told(item, entry, found) if isinstance(item, Capture) else item


def _told(capture: Capture, entry: Entry, found: Fetched) -> Capture:
    """Add when a capture was fetched and, unless it is a record of the answer, from where and in which encoding."""
    said = replace(capture.metadata, captured=capture.metadata.captured or found.retrieved)
    if capture.locator == entry.locator:
        charset = _CHARSET.search(found.headers.get("content-type", ""))
        said = replace(said, url=found.url, charset=charset[1] if charset else None)
    return replace(capture, metadata=said)


def _reject(entry: Entry, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=entry.locator, reason=reason, detail=show(detail)[:LONGEST_DETAIL])
