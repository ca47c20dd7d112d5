"""Find the pictures of a saved page: those in its folder of files, and those written into the page itself.

Enters: the capture of a page, and the file it came from. Leaves: the capture with the pictures of its article as media.
Refuses: pictures outside the article, small ones (logos, portraits of authors), and all that would have to be fetched.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from itertools import islice
from typing import BinaryIO
from urllib.parse import unquote, unquote_to_bytes, urljoin

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from stemma.captures.pictures import MAX_BYTES, Pictures, find_phash
from stemma.captures.walk import Entry, show
from stemma.ids import digest_bytes
from stemma.model import Capture, Media, Reject

MOST = 40
"""Pictures of one page that are looked at; a page made for it would name thousands."""

MAX_PARTS = 5000
"""Parts of a page saved as one file that are looked at; a newspaper's has some hundred."""

MIN_SIDE = 150
"""Pixels of the shorter side of a page's picture: below are portraits of authors, buttons and previews of other
articles, which pages of one outlet share without sharing a picture."""

LONGEST_NAME = 300
"""Code points of a picture's name that are kept."""

_MENTIONS = re.compile(rb"\bsrc\s*=\s*[\"']?(?:data:image/|(?!https?:|//|data:)[^\"'\s>])", re.IGNORECASE)
_DATA = re.compile(r"\s*data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=_-]{1,40}){0,3}?(;base64)?,", re.IGNORECASE)
_ARTICLE = "//article//img | //main//img | //figure//img"


def picture_page(item: Capture | Reject, entry: Entry) -> Capture | Reject:
    """Return a page with its pictures, where it has any at hand; all else as it is."""
    if isinstance(item, Reject) or item.media_type != "text/html":
        return item
    if entry.beside is None and not _MENTIONS.search(item.data):
        return item
    try:
        tree = document_fromstring(item.data, parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (LxmlError, ValueError, AssertionError):
        return item
    media = tuple(dict.fromkeys(_media(tree, Pictures(entry, min_side=MIN_SIDE))))
    return replace(item, metadata=replace(item.metadata, media=(*item.metadata.media, *media)))


def picture_parts(item: Capture, message: Message) -> Capture:
    """Return a page with the pictures that were saved with it in one file, by their address or number."""
    parts: dict[str, Message] = {}
    for part in islice(message.walk(), MAX_PARTS):
        if part.get_content_maintype() == "image":
            names = str(part["Content-Location"] or ""), "cid:" + str(part["Content-ID"] or "").strip("<> ")
            parts.update({name.strip(): part for name in names if name.strip() not in parts})

    def beside(name: str) -> BinaryIO | None:
        found = parts.get(name) or parts.get(urljoin(item.metadata.url or "", name))
        content = found.get_payload(decode=True) if found is not None else None
        return io.BytesIO(content) if isinstance(content, bytes) else None

    found = picture_page(item, Entry(path=item.locator, locator=item.locator, source=io.BytesIO, beside=beside))
    return found if isinstance(found, Capture) else item


def _media(tree: HtmlElement, pictures: Pictures) -> Iterator[Media]:
    """Yield the pictures of the article whose bytes are at hand and whose hash says something."""
    sources = dict.fromkeys(str(image.get("src") or "") for image in tree.xpath(_ARTICLE))
    for number, source in enumerate(list(sources)[:MOST], 1):
        if written := _DATA.match(source):
            data = _decoded(source[written.end() :], packed=written[1] is not None)
            phash = find_phash(data, min_side=MIN_SIDE) if data else None
            media = Media(kind="image", name=f"picture {number} of the page", digest=digest_bytes(data), phash=phash)
        else:
            media = pictures.hashed(Media(kind="image", name=show(unquote(source))[:LONGEST_NAME]))
        if media.phash is not None:
            yield media


def _decoded(written: str, *, packed: bool) -> bytes:
    """Return the bytes of a ``data:`` address; what is no such thing is empty."""
    if len(written) > 2 * MAX_BYTES:
        return b""
    try:
        return base64.b64decode(unquote(written)) if packed else unquote_to_bytes(written)
    except (binascii.Error, ValueError):
        return b""
