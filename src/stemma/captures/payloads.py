"""Take the page out of one record of a web archive: headers, transfer and content coding, kind, charset.

Enters: a record, and how many bytes a capture may have. Leaves: the ``Capture`` of its page. Refuses: records that are
no report (``NoPageError``: a request, a picture, an error page) and pages that cannot be had (``PayloadError``: too
large, cut off, in a coding that is not read).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from stemma.captures.formats import OFFICE, media_type
from stemma.captures.sniff import is_binary
from stemma.captures.walk import show
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, MediaType, Metadata, Published

MAX_HEADERS = 1 << 20
"""Bytes of the headers of one record. Real ones have some kilobytes; without it one line without an end, or lines
without end, fill the memory."""

MAX_CODINGS = 3
"""Content codings applied one after the other; more is made to keep the reader busy."""

LONGEST_URL = 2000
"""Code points of an address; a longer one is data (RFC 9110 recommends support of 8,000, no report needs them)."""

_TYPES: Mapping[str, MediaType] = MappingProxyType(
    {
        "text/html": "text/html",
        "application/xhtml+xml": "text/html",
        "text/plain": "text/plain",
        "application/pdf": "application/pdf",
    }
)
_RECORDS = frozenset({"response", "resource", "conversion"})
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z)?")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_NO_REPORT = re.compile(r"/(?:robots|ads|app-ads|security|humans|llms)\.txt$", re.IGNORECASE)


class NoPageError(Exception):
    """A record that is no report; the message is its kind, by which such records are counted."""


class PayloadError(Exception):
    """A page that cannot be had: reason and detail of its reject."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def read_page_record(record: ArcWarcRecord, locator: str, *, limit: int) -> Capture:
    """Return the page of a record.

    Raises:
        NoPageError: The record is no report.
        PayloadError: It is one, but cannot be read.
    """
    if record.rec_type not in _RECORDS:
        raise NoPageError(f"“{show(str(record.rec_type))[:40]}” records")
    url = _address(record.rec_headers.get_header("WARC-Target-URI"))
    http = _http_headers(record, url)
    declared = (http or record.rec_headers).get_header("Content-Type") or ""
    if url and _NO_REPORT.search(urlsplit(url).path):
        raise NoPageError("files for crawlers")
    if declared and _kind(declared) not in _TYPES:
        raise NoPageError(f"“{show(_kind(declared))[:60]}”")
    data = _data(record, http, limit)
    media = _TYPES[_kind(declared)] if declared else media_type("", data)
    if media is None or (is_binary(data) and media not in OFFICE):
        raise NoPageError("bytes that are no text")
    digest = digest_bytes(data)
    return Capture(
        id=make_id("cap", locator, digest),
        locator=locator,
        media_type=media,
        data=data,
        digest=digest,
        metadata=_metadata(record, url, declared),
    )


def _metadata(record: ArcWarcRecord, url: str | None, declared: str) -> Metadata:
    instant = _INSTANT.fullmatch(record.rec_headers.get_header("WARC-Date") or "")
    when = f"{instant[1]}T{instant[2]}Z" if instant and instant[2] else instant[1] if instant else None
    charset = _CHARSET.search(declared)
    return Metadata(
        url=url,
        captured=when,
        charset=charset[1] if charset else None,
        dates=(Published(earliest=when, latest=when, basis="archive"),) if when else (),
    )


def _http_headers(record: ArcWarcRecord, url: str | None) -> StatusAndHeaders | None:
    """Read the headers of a response off its stream; other records have none."""
    if record.rec_type != "response":
        return None
    if url is None:
        raise NoPageError("responses without a web address")
    http = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    status = str(http.get_statuscode())
    if status != "200":
        raise NoPageError(f"status {show(status)[:8]}")
    return http


def _data(record: ArcWarcRecord, http: StatusAndHeaders | None, limit: int) -> bytes:
    """Return the bytes of the page, with transfer and content coding undone."""
    if record.length is None or record.length > limit + MAX_HEADERS:
        raise PayloadError("too_large", f"a record of {record.length} bytes; at most {limit} are read")
    if http is None:
        return _within(record.raw_stream.read(limit + 1), limit)
    chunked = "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    data = _within(stream.read(limit + 1), limit)
    codings = [c.strip().lower() for c in (http.get_header("Content-Encoding") or "").split(",") if c.strip()]
    if len(codings) > MAX_CODINGS:
        raise PayloadError("unsupported", f"{len(codings)} content codings; at most {MAX_CODINGS} are undone")
    for coding in reversed(codings):
        data = decoded(data, coding, limit=limit)
    return data


def decoded(data: bytes, coding: str, *, limit: int) -> bytes:
    """Return ``data`` without a content coding; an archive often keeps the header of a coding that it undid itself.

    Raises:
        PayloadError: The coding is not read, what it holds is cut off, or it unpacks to more than ``limit`` bytes.
    """
    if coding == "identity" or not is_binary(data):
        return data
    widths = {"gzip": (47,), "x-gzip": (47,), "deflate": (15, -15)}.get(coding)
    if widths is None:
        raise PayloadError("unsupported", f"content coding “{show(coding)[:40]}”, which is not read")
    for width in widths:
        unpacker = zlib.decompressobj(width)
        try:
            plain = unpacker.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(plain) <= limit and not unpacker.eof:
            raise PayloadError("truncated", f"its {coding} stream breaks off after {len(plain)} bytes")
        return _within(plain, limit)
    raise PayloadError("damaged", f"no readable {coding} stream")


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise PayloadError("too_large", f"more than {limit} bytes; at most so many are read")
    return data


def _address(written: str | None) -> str | None:
    address = (written or "").strip().strip("<>").replace(" ", "%20")
    try:
        proper = urlsplit(address).scheme in ("http", "https") and len(address) <= LONGEST_URL
    except ValueError:
        return None
    return show(address) if proper else None


def _kind(declared: str) -> str:
    return declared.partition(";")[0].strip().lower()
