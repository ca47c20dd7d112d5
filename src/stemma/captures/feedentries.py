"""Read RSS (0.9x, 1.0, 2.0) and Atom with feedparser.

Enters: a checked XML document and its address. Leaves: a ``Listing`` of kind ``feed``. Refuses, with a
``ListingError``: what would take minutes. Feedparser reads on where XML is broken; it gets bytes in memory and cannot
fetch or open anything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stemma.captures.feeddates import feed_date
from stemma.captures.feeditems import Fault, Item, Listing, ListingError, gather_media, make_key, plain, web_address
from stemma.captures.feedxml import Checked

MAX_BROKEN = 1_000_000
"""Bytes of a feed that is no well-formed XML. Reading on costs up to 15 seconds a megabyte where it was made for it."""

MAX_ITEMS = 20_000
"""Items of one feed, at a third of a millisecond each. Feeds have 10 to 500."""

_END = re.compile(rb"</(?:\w{1,20}:)?(?:rss|rdf|feed)\s*>\s*(?:<!--[^>]{0,150}-->\s*)*$", re.IGNORECASE)
"""How a feed ends that was not cut off. Without it the half of a text passes for an edited version of the whole."""

_ITEM = re.compile(rb"<((?:\w{1,20}:)?(?:item|entry))[\s>]", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|rdf|feed)\b[^<>]{0,5000}>", re.IGNORECASE)
_BREAKS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)
"""What feedparser raises on feeds made to break it: a place without a point, a licence outside of an item."""

_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def read_entries(checked: Checked, *, address: str | None) -> Listing:
    """Return the feed in ``checked``; relative addresses are taken against ``address``.

    The last item of a feed that was cut off is a fault: nobody knows how much of it is missing.

    Raises:
        ListingError: It is too large to be mended, or has too many items.
    """
    if checked.fault is not None and len(checked.data) > MAX_BROKEN:
        raise ListingError("broken_xml", f"{checked.fault.detail}; of more than {MAX_BROKEN} bytes nothing is mended")
    if checked.data.count(b"<item") + checked.data.count(b"<entry") > MAX_ITEMS:
        raise ListingError("too_large", f"more than {MAX_ITEMS} items")
    faults = [] if checked.fault is None else [checked.fault]
    feed, entries, broken = _parse_whole(checked.data) or _parse_pieces(checked.data)
    base = web_address(_said(feed, "link"), address) or address
    title = plain(_said(feed, "title"))
    items = [_item(entry, base, title) for entry in entries]
    if faults and items and not _END.search(checked.data[-200:]):
        half = items.pop()
        faults.append(Fault(reason="broken_xml", detail="the feed ends inside this item", item=half.key))
    return Listing(kind="feed", title=title, items=tuple(items), faults=(*faults, *broken))


class _Parsed(NamedTuple):
    """What feedparser says of the feed itself, of its entries, and the entries on which it broke."""

    feed: object
    entries: Sequence[Mapping[str, Any]]
    broken: Sequence[Fault] = ()


def _parse_whole(data: bytes) -> _Parsed | None:
    """Return what feedparser makes of a document; ``None`` where it breaks."""
    import feedparser  # type: ignore[import-untyped]  # a tenth of a second, for feeds alone

    try:
        found = feedparser.parse(
            io.BytesIO(data), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
        )
    except _BREAKS:
        return None
    return _Parsed(found["feed"], found["entries"])


def _parse_pieces(data: bytes) -> _Parsed:
    """Return what feedparser makes of each item by itself, where one of them breaks it."""
    *pieces, _ = _ITEM_END.split(data)
    root = _ROOT.search(data)
    frame = root[0] if root else b"<rss>"
    entries: list[Mapping[str, Any]] = []
    broken: list[Fault] = []
    for number, piece in enumerate(pieces, 1):
        start = _ITEM.search(piece)
        found = _parse_whole(frame + piece[start.start() :] + b"</" + start[1] + b">") if start else None
        if found is None or len(found.entries) != 1:
            detail = "nothing in it can be read; the feed's other items are"
            broken.append(Fault(reason="broken_item", detail=detail, item=f"item-{number}"))
        else:
            entries += found.entries
    first = _ITEM.search(data)
    head = _parse_whole(data[: first.start()] if first else data)
    return _Parsed(head.feed if head else {}, entries, broken)


def _item(entry: Mapping[str, Any], base: str | None, feed_title: str | None) -> Item:
    url = web_address(_said(entry, "link"), base)
    title, content, full = plain(_said(entry, "title")), *_content(entry)
    source = _said(entry, "source") or {}
    links = dict.fromkeys((*_related(entry, base), *_only(web_address(_said(source, "href"), base))))
    return Item(
        key=make_key(plain(_said(entry, "id")), url, title, content),
        url=url,
        title=title,
        outlet=plain(_said(source, "title")) or feed_title,
        author=plain(_said(entry, "author")),
        published=feed_date(_said(entry, "published")) or feed_date(_said(entry, "updated")),
        updated=plain(_said(entry, "updated")),
        language=plain(_said(entry, "language")),
        content=content,
        full=full,
        links=tuple(link for link in links if link != url),
        media=gather_media(_media(entry), base),
    )


def _content(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the longest content, or else the summary, and whether it was given as the content."""
    bodies = [str(_said(body, "value") or "") for body in _list(entry, "content")]
    summary = str(_said(entry, "summary") or "")
    body = max(bodies, key=len, default="")
    return (body, True) if body.strip() and len(body) >= len(summary) else (summary.strip() and summary, False)


def _related(entry: Mapping[str, Any], base: str | None) -> Iterator[str]:
    for link in _list(entry, "links"):
        if _said(link, "rel") in ("via", "related"):
            yield from _only(web_address(_said(link, "href"), base))


def _media(entry: Mapping[str, Any]) -> Iterator[tuple[object, object]]:
    for link in _list(entry, "links"):
        if _said(link, "rel") == "enclosure":
            yield _said(link, "href"), _said(link, "type")
    for body in _list(entry, "media_content"):
        yield _said(body, "url"), _said(body, "type") or _said(body, "medium")
    for thumbnail in _list(entry, "media_thumbnail"):
        yield _said(thumbnail, "url"), "image"


def _said(record: object, name: str) -> Any:
    """Return a field as it stands; feedparser's own look-up answers with other fields and warns of it."""
    return dict.get(record, name) if isinstance(record, dict) else None


def _list(record: object, name: str) -> Sequence[Any]:
    value = _said(record, name)
    return value if isinstance(value, list) else ()


def _only(address: str | None) -> tuple[str, ...]:
    return () if address is None else (address,)
