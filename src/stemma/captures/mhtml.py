"""Read a page that a browser saved as one file (MHTML): its root part.

Enters: a ``.mht`` or ``.mhtml`` file. Leaves: one capture of the page's source, its transfer coding undone, with the
address and time that the browser wrote. Refuses: a file without an HTML part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from stemma.captures.files import opened, unreadable
from stemma.captures.means import Means
from stemma.captures.page_pictures import picture_parts
from stemma.captures.walk import Entry
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Metadata, Reject

MAX_FILE = 64_000_000
"""Bytes of a file that are looked at; its pictures come to it. Without it a huge file is held in memory."""

_WEB = re.compile(r"https?://\S{3,2000}")


def read_mhtml(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the page of a file, or why there is none."""
    try:
        with opened(entry) as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        yield unreadable(entry, error)
        return
    yield _read(entry, data, means.config.max_bytes)


def _read(entry: Entry, data: bytes, limit: int) -> Capture | Reject:
    if len(data) > MAX_FILE:
        return _reject(entry, "too_large", f"more than {MAX_FILE} bytes")
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        part = _root(message)
        source = part.get_payload(decode=True) if part is not None else None
    except (MessageError, ValueError, LookupError, RecursionError, AssertionError) as error:
        return _reject(entry, "broken", f"no readable MHTML ({type(error).__name__})")
    if part is None or not isinstance(source, bytes) or not source.strip():
        return _reject(entry, "no_text", "no part of the file is a page")
    if len(source) > limit:
        return _reject(entry, "too_large", f"a page of {len(source)} bytes; at most {limit} are read")
    digest = digest_bytes(source)
    capture = Capture(
        id=make_id("cap", entry.locator, digest),
        locator=entry.locator,
        media_type="text/html",
        data=source,
        digest=digest,
        metadata=Metadata(url=_address(message, part), captured=_time(message), charset=part.get_content_charset()),
    )
    return picture_parts(capture, message)


def _root(message: Message) -> Message | None:
    """Return the part that the file starts with: the first page in it."""
    pages = (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    return next(pages, None)


def _address(message: Message, part: Message) -> str | None:
    said = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    return next((match.group() for text in said if (match := _WEB.match(str(text or "").strip()))), None)


def _time(message: Message) -> str | None:
    """Return when the page was saved, in UTC; a date without a zone is not known well enough."""
    try:
        found = parsedate_to_datetime(str(message.get("Date")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if found.tzinfo else None


def _reject(entry: Entry, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=entry.locator, reason=reason, detail=detail)
