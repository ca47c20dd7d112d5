"""Read lists of addresses: OPML, sitemaps, sitemap indexes, news sitemaps.

Enters: a checked XML document. Leaves: a ``Listing`` whose items have an address and no text. Refuses: nothing; of a
broken list, what stands before the break is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from stemma.captures.feeddates import feed_date
from stemma.captures.feeditems import Item, Listing, ListingKind, gather_media, plain, web_address
from stemma.captures.feedxml import Checked


def read_opml(checked: Checked, *, address: str | None) -> Listing:
    """Return the feeds that an OPML file lists, each once."""
    items: dict[str, Item] = {}
    title = None
    for element in _elements(checked.data):
        name, said = _name(element), {key.lower(): value for key, value in element.attrib.items()}
        if name == "title":
            title = title or plain(element.text)
        elif name == "outline" and (url := web_address(said.get("xmlurl"), address)) is not None:
            named = plain(said.get("title")) or plain(said.get("text"))
            items.setdefault(url, Item(key=url, url=url, title=named, language=plain(said.get("language"))))
    return _listing("feeds", checked, items, title)


def read_sitemap(checked: Checked, *, address: str | None) -> Listing:
    """Return the pages that a sitemap lists, each once; a news sitemap gives their titles and dates."""
    items: dict[str, Item] = {}
    for element in _elements(checked.data):
        if _name(element) == "url" and (url := web_address(_text(element, "loc"), address)) is not None:
            items.setdefault(url, _page(element, url))
    return _listing("pages", checked, items)


def read_sitemap_index(checked: Checked, *, address: str | None) -> Listing:
    """Return the sitemaps that an index lists, each once."""
    items: dict[str, Item] = {}
    for element in _elements(checked.data):
        if _name(element) == "sitemap" and (url := web_address(_text(element, "loc"), address)) is not None:
            items.setdefault(url, Item(key=url, url=url, updated=plain(_text(element, "lastmod"))))
    return _listing("lists", checked, items)


def _page(element: Element, url: str) -> Item:
    return Item(
        key=url,
        url=url,
        title=plain(_text(element, "title", within="news")),
        outlet=plain(_text(element, "name", within="publication")),
        published=feed_date(_text(element, "publication_date", within="news")),
        updated=plain(_text(element, "lastmod")),
        language=plain(_text(element, "language", within="publication")),
        media=gather_media(((e.text, "image") for e in _within(element, "image", "loc")), url),
    )


def _listing(kind: ListingKind, checked: Checked, items: dict[str, Item], title: str | None = None) -> Listing:
    faults = () if checked.fault is None else (checked.fault,)
    return Listing(kind=kind, title=title, items=tuple(items.values()), faults=faults)


def _elements(data: bytes) -> Iterator[Element]:
    """Yield every element when it ends, up to where the document breaks off; an entry is emptied after use."""
    try:
        for _, element in iterparse(io.BytesIO(data)):
            yield element
            if _name(element) in ("url", "sitemap"):
                element.clear()
    except ParseError:
        return  # the fault is known from the check


def _within(element: Element, parent: str, name: str) -> Iterator[Element]:
    for holder in element.iter():
        if _name(holder) == parent:
            yield from (child for child in holder if _name(child) == name)


def _text(element: Element, name: str, *, within: str | None = None) -> str | None:
    """Return the text of the first child of that name, whatever its namespace."""
    children = iter(element) if within is None else _within(element, within, name)
    return next((child.text for child in children if _name(child) == name), None)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
