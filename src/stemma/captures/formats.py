"""Tell by its name, its declared type and its first bytes what kind of input something is.

Enters: a path or an answer of a server and, where these do not say, the bytes. Leaves: the media type, the suffix that
such a file would have, or the name of a kind that a later version reads. Refuses: nothing; what is unknown is ``None``.
"""

from __future__ import annotations

import re
import zlib
from pathlib import PurePath
from types import MappingProxyType

from stemma.model import MediaType

_MEDIA: MappingProxyType[str, MediaType] = MappingProxyType(
    {
        "": "text/plain",
        ".txt": "text/plain",
        ".text": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "text/html",
        ".pdf": "application/pdf",
        ".rtf": "application/rtf",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)

OFFICE = frozenset({media for suffix, media in _MEDIA.items() if suffix in (".pdf", ".rtf", ".odt", ".docx")})
"""Media types whose bytes are no text by themselves; their readers say what is wrong with a file."""

_PENDING: MappingProxyType[str, str] = MappingProxyType(
    {
        ".doc": "a Word document",
        ".epub": "an e-book",
        ".eml": "an e-mail",
        ".xz": "a compressed file",
        ".zst": "a compressed file",
        ".7z": "an archive",
        ".rar": "an archive",
    }
)

WEB_SCHEMES = frozenset({"http", "https"})
"""Schemes of addresses that are fetched."""

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]{1,20})://")

_TYPES: MappingProxyType[str, str] = MappingProxyType(
    {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "text/markdown": ".md",
        "application/rss+xml": ".rss",
        "application/atom+xml": ".atom",
        "application/rdf+xml": ".rss",
        "text/x-opml": ".opml",
        "text/x-opml+xml": ".opml",
        "application/feed+json": ".json",
        "application/json": ".json",
        "application/x-ndjson": ".jsonl",
        "application/jsonl": ".jsonl",
        "application/pdf": ".pdf",
        "application/rtf": ".rtf",
        "text/rtf": ".rtf",
        "application/vnd.oasis.opendocument.text": ".odt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "multipart/related": ".mhtml",
        "message/rfc822": ".mhtml",
        "application/warc": ".warc",
    }
)

_VAGUE_TYPES = frozenset(
    {"", "text/plain", "text/xml", "application/xml", "application/octet-stream", "binary/octet-stream"}
)

_PROLOGUE = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<\?[^>]{0,300}>\s*){0,4}(?:<!--.{0,1000}?-->\s*){0,4}"
_PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LIST = re.compile(
    _PROLOGUE
    + rb"(?:<!doctype[^>\[]{0,300}(?:\[.{0,3000}?\]\s*)?>\s*)?<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_BYTES = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"\x1f\x8b", ".gz"), (b"WARC/", ".warc"), (b"<?xml", ".xml"))


def media_type(path: str, data: bytes) -> MediaType | None:
    """Return the media type of a file, or ``None`` for one without a reader.

    The name decides; a text file whose bytes open as a web page is a web page, and so is what was saved under the name
    of an office file and is none. A PDF is one under any name that is read.
    """
    media = _MEDIA.get(PurePath(path).suffix.lower())
    if media is not None and data.startswith(b"%PDF-"):
        return "application/pdf"
    if media in OFFICE and _PAGE.match(data[:2000]):
        return "text/html"
    if media == "text/plain" and _PAGE.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return media


def answer_suffix(content_type: str, url: str, data: bytes) -> str:
    """Return the suffix that the body of a server's answer would have as a file, ``""`` where nothing tells.

    A feed is one under any type; otherwise the declared type decides. Where it is one that servers give to anything,
    the first bytes do, then the address.
    """
    head = _head(data)
    if _LIST.match(head):
        return ".opml" if b"<opml" in head.lower() else ".xml"
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _TYPES:
        return _TYPES[kind]
    if kind not in _VAGUE_TYPES:
        return f".{kind.rpartition('/')[2]}"
    if _PAGE.match(data[:4000]):
        return ".html"
    for first, suffix in _FIRST_BYTES:
        if data.startswith(first):
            return suffix
    if kind == "text/plain":
        return ".txt"
    return "".join(PurePath(url.partition("?")[0].rpartition("/")[2].lower()).suffixes[-2:])


def _head(data: bytes) -> bytes:
    """Return the first bytes of an answer; of a packed one, those in it: sitemaps are given packed."""
    if data.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(wbits=31).decompress(data[:4000], 4000)
        except zlib.error:
            return b""
    return data[:4000]


def scheme(path: str) -> str | None:
    """Return the scheme of an address in lower case; ``None`` for the name of a file."""
    match = _SCHEME.match(path)
    return match[1].lower() if match else None


def pending(path: str) -> str | None:
    """Return, in words, the kind of a file that has no reader yet, else ``None``."""
    return _PENDING.get(PurePath(path).suffix.lower())
