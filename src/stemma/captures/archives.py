"""Read web archives (WARC, gzipped or not): the pages in them, one record at a time.

Enters: a WARC file of any size. Leaves: one ``Capture`` a page or text that was given with status 200; one ``Reject``
a page that cannot be read or stands there twice; and one ``Reject`` that counts the records that are no report
(pictures, requests, error pages) by kind. Refuses: records that are too large, damaged or cut off.

A record is named ``FILE#offset-N``, where N is the byte at which it (or its gzip member) begins. Behind a damaged
stretch reading goes on with the next record that can be found. Memory is bounded by the largest capture.
"""

from __future__ import annotations

import gzip
import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from typing import BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from stemma.captures.files import opened, unreadable
from stemma.captures.means import Means
from stemma.captures.payloads import MAX_HEADERS, NoPageError, PayloadError, read_page_record
from stemma.captures.walk import Entry
from stemma.ids import make_id
from stemma.model import Capture, Reject

MAX_TRIES = 1000
"""Places behind a damaged stretch at which a record is looked for. The three bytes that open a gzip member stand by
accident once in 16 MB, so a thousand of them end a file that was made to keep the reader busy."""

MAX_KINDS = 8
"""Kinds of records that the count of what is no report names; more would flood a terminal."""

_CHUNK = 1 << 20
_OVERLAP = 13
_START = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/[01]\.\d\d?\r?\n")
"""How a record opens, gzipped or not; at most ``_OVERLAP - 1`` bytes."""

_ONE_MEMBER = "non-chunked gzip"
"""What warcio says of a WARC that was gzipped as a whole."""

_ERRORS = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, gzip.BadGzipFile),
    *(ValueError, TypeError, AttributeError, LookupError),  # what warcio raises on records made to break it
)

logging.getLogger("warcio").addHandler(logging.NullHandler())

Take = Callable[[ArcWarcRecord, int], Capture | Reject | None]


def read_archive(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the pages of a WARC file, and at its end what else was in it."""
    pages = _Pages(entry.locator, means.config.max_bytes)
    try:
        with opened(entry) as stream:
            yield from _walk(stream, entry.locator, pages.take)
    except OSError as error:
        yield unreadable(entry, error)
    yield from pages.left_out()


class _Pages:
    """Takes the page out of each record, knows those met twice, and counts the records that hold none."""

    def __init__(self, locator: str, limit: int) -> None:
        self._locator = locator
        self._limit = limit
        self._seen: set[str] = set()
        self._others: Counter[str] = Counter()

    def take(self, record: ArcWarcRecord, offset: int) -> Capture | Reject | None:
        """Return the capture of a record, why there is none, or ``None`` for a record that is only counted."""
        locator = f"{self._locator}#offset-{offset}"
        try:
            capture = read_page_record(record, locator, limit=self._limit)
        except NoPageError as error:
            self._others[str(error)] += 1
            return None
        except PayloadError as error:
            return Reject(stage="captures", locator=locator, reason=error.reason, detail=error.detail)
        key = make_id("cap", capture.metadata.url, capture.digest)
        if key in self._seen:
            detail = f"the same bytes from the same address stand before in this file: {capture.metadata.url}"
            return Reject(stage="captures", locator=locator, reason="duplicate", detail=detail)
        self._seen.add(key)
        return capture

    def left_out(self) -> Iterator[Reject]:
        """Yield one reject that counts, by kind, the records that are no report, if there were any."""
        if not self._others:
            return
        kinds = sorted(self._others.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{number} {kind}" for kind, number in kinds[:MAX_KINDS])
        more = f" and {len(kinds) - MAX_KINDS} more kinds" if len(kinds) > MAX_KINDS else ""
        detail = f"{self._others.total()} records that are no report: {shown}{more}"
        yield Reject(stage="captures", locator=self._locator, reason="no_report", detail=detail)


@dataclass(slots=True)
class _Place:
    """Where in a file the reader stands: the byte at which a record begins, and how many records it took before."""

    offset: int = 0
    taken: int = 0


def _walk(stream: BinaryIO, locator: str, take: Take, *, skip: int = 0) -> Iterator[Capture | Reject]:
    """Yield what ``take`` makes of each record; behind a damaged one go on with the next that can be found."""
    place: _Place | None = _Place()
    tries = 0
    while place is not None and tries < MAX_TRIES:
        try:
            yield from _read_on(stream, place, take, skip)
            if place.offset == 0 and not place.taken:
                yield Reject(stage="captures", locator=locator, reason="empty", detail="no record in it")
            return
        except _ERRORS as error:
            if _ONE_MEMBER in str(error) and not skip and stream.seekable():
                stream.seek(0)
                yield from _walk(gzip.GzipFile(fileobj=stream), locator, take, skip=place.taken)  # type: ignore[arg-type]
                return
            if place.taken or not tries:
                where = f"{locator}#offset-{place.offset}"
                detail = f"no readable record at byte {place.offset} ({type(error).__name__})"
                yield Reject(stage="captures", locator=where, reason="damaged", detail=detail)
            tries += 1
            place = _find_start(stream, place.offset + 1)


def _read_on(stream: BinaryIO, place: _Place, take: Take, skip: int) -> Iterator[Capture | Reject]:
    """Yield what ``take`` makes of the records from ``place`` on, which follows; raise at the first damaged one."""
    if place.offset:
        stream.seek(place.offset)
    records = WARCIterator(stream, no_record_parse=True)
    lines = records.reader = _Lines(stream)
    while True:
        with redirect_stderr(io.StringIO()):  # warcio prints what it meets
            record = next(records, None)
            if record is None:
                return
            lines.headers = 0
            item = take(record, place.offset) if place.taken >= skip else None
            records.read_to_end()
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise EOFError(f"a record that breaks off {record.raw_stream.limit} bytes before its end")
        place.offset, place.taken = records.offset, place.taken + 1
        if item is not None:
            yield item


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """Unpacks as warcio does, but lets no header grow without bound and no damage pass as an end."""

    headers = 0

    def readline(self, length: int | None = None) -> bytes:
        """Return a line, or its first ``MAX_HEADERS`` bytes."""
        line: bytes = super().readline(min(length or MAX_HEADERS, MAX_HEADERS))
        self.headers += len(line)
        if self.headers > MAX_HEADERS:
            raise ArchiveLoadFailed(f"headers of more than {MAX_HEADERS} bytes")
        return line

    def _decompress(self, data: bytes) -> bytes:
        if self.decompressor and data and self.num_block_read:
            return bytes(self.decompressor.decompress(data))
        return bytes(super()._decompress(data))


def _find_start(stream: BinaryIO, after: int) -> _Place | None:
    """Return the next place from byte ``after`` on at which a record may begin."""
    try:
        position = stream.seek(after - 1)
        window = b""
        while chunk := stream.read(_CHUNK):
            window += chunk
            if found := _START.search(window, 1):
                return _Place(offset=position + found.start())
            position += max(0, len(window) - _OVERLAP)
            window = window[-_OVERLAP:]
    except (*_ERRORS, OSError):
        return None
    return None
