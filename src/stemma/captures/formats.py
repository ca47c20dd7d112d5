"""Tell by its name, and by its first bytes, what kind of input a file is.

Enters: a path and, where the name does not say, the bytes. Leaves: the media type, or the name of a kind that a
later version reads. Refuses: nothing; what is unknown is ``None``.
"""

from __future__ import annotations

import re
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
    }
)

_PENDING: MappingProxyType[str, str] = MappingProxyType(
    {
        ".warc": "a web archive (WARC)",
        ".wacz": "a web archive (WACZ)",
        ".mht": "a saved page (MHTML)",
        ".mhtml": "a saved page (MHTML)",
        ".xml": "a feed (XML)",
        ".rss": "a feed (RSS)",
        ".atom": "a feed (Atom)",
        ".opml": "a list of feeds (OPML)",
        ".pdf": "a PDF",
        ".doc": "a Word document",
        ".docx": "a Word document",
        ".odt": "an OpenDocument text",
        ".rtf": "a rich text",
        ".epub": "an e-book",
        ".eml": "an e-mail",
        ".gz": "a compressed file",
        ".bz2": "a compressed file",
        ".xz": "a compressed file",
        ".zst": "a compressed file",
        ".zip": "an archive",
        ".tar": "an archive",
        ".tgz": "an archive",
    }
)

_TELEGRAM = "result.json"
"""The name that Telegram gives the file of an exported channel."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)


def media_type(path: str, data: bytes) -> MediaType | None:
    """Return the media type of a file, or ``None`` for one without a reader.

    The name decides; a text file whose bytes open as a web page is a web page.
    """
    media = _MEDIA.get(PurePath(path).suffix.lower())
    if media == "text/plain" and _PAGE.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return media


def pending(path: str) -> str | None:
    """Return, in words, the kind of an input that this version does not read yet, else ``None``."""
    if _ADDRESS.match(path):
        return "a web address"
    if PurePath(path).name.lower() == _TELEGRAM:
        return "a Telegram export"
    return _PENDING.get(PurePath(path).suffix.lower())
