"""Read JSON Feed (versions 1 and 1.1).

Enters: bytes. Leaves: a ``Listing`` of kind ``feed``. Refuses, with a ``ListingError``: what is no JSON or no feed;
an item that is no object becomes a fault, and the others are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from stemma.captures.feeddates import feed_date
from stemma.captures.feeditems import Fault, Item, Listing, ListingError, gather_media, make_key, plain, web_address

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')


def is_json_feed(data: bytes) -> bool:
    """Tell whether bytes declare themselves a JSON Feed, wherever in the file the declaration stands."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.search(data) is not None


def read_json_feed(data: bytes, *, address: str | None) -> Listing:
    """Return the feed in ``data``; relative addresses are taken against ``address``.

    Raises:
        ListingError: It is broken, or holds no list of items.
    """
    try:
        feed = _writable(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise ListingError("broken_json", f"no readable JSON ({str(error)[:100]})") from error
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        raise ListingError("broken_json", "a JSON Feed without a list of items")
    base = web_address(feed.get("home_page_url"), address) or address
    items = tuple(_item(entry, base, feed) for entry in entries if isinstance(entry, dict))
    return Listing(kind="feed", title=plain(feed.get("title")), items=items, faults=tuple(_faults(entries)))


def _writable(value: object) -> Any:
    """Return JSON data without lone surrogates, which JSON can name and no encoding can write."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_writable(item) for item in value]
    if isinstance(value, dict):
        return {name: _writable(item) for name, item in value.items()}
    return value


def _faults(entries: list[object]) -> Iterator[Fault]:
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            yield Fault(reason="bad_field", detail="an item that is no JSON object", item=f"item-{number}")


def _item(entry: Mapping[str, object], base: str | None, feed: Mapping[str, object]) -> Item:
    url, outside = web_address(entry.get("url"), base), web_address(entry.get("external_url"), base)
    title, (content, full) = plain(entry.get("title")), _content(entry)
    identity = entry.get("id")
    return Item(
        key=make_key(plain(str(identity)) if isinstance(identity, str | int | float) else None, url, title, content),
        url=url,
        title=title,
        outlet=plain(feed.get("title")),
        author=_author(entry) or _author(feed),
        published=feed_date(entry.get("date_published")) or feed_date(entry.get("date_modified")),
        updated=plain(entry.get("date_modified")),
        language=plain(entry.get("language")),
        content=content,
        full=full,
        links=(outside,) if outside and outside != url else (),
        media=gather_media(_media(entry), base),
    )


def _content(entry: Mapping[str, object]) -> tuple[str, bool]:
    """Return the content as HTML, and whether it is more than a summary."""
    for name, full in (("content_html", True), ("content_text", True), ("summary", False)):
        body = entry.get(name)
        if isinstance(body, str) and body.strip():
            return (body if name == "content_html" else _paragraphs(body)), full
    return "", False


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _author(record: Mapping[str, object]) -> str | None:
    """Return the names of the authors; version 1 has one ``author``, 1.1 a list."""
    authors = record.get("authors")
    found = authors if isinstance(authors, list) else [record.get("author")]
    names = (plain(author.get("name")) for author in found if isinstance(author, dict))
    return ", ".join(name for name in names if name) or None


def _media(entry: Mapping[str, object]) -> Iterator[tuple[object, object]]:
    for name in ("image", "banner_image"):
        yield entry.get(name), "image"
    attachments = entry.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        if isinstance(attachment, dict):
            yield attachment.get("url"), attachment.get("mime_type")
