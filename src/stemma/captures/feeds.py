"""Read feeds and lists: RSS, Atom, JSON Feed, OPML, sitemaps (gzipped or not).

Enters: a file, or the answer of a server. Leaves: one ``Capture`` an item; what a file only lists becomes a
``Reject`` that says how to read it. Where the list stands at an address and something fetches, the pages behind it
are read, a bounded number of them. Refuses: what ``listings`` refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.captures.feedcaptures import is_whole, item_capture, name_items, page_captures, told_of
from stemma.captures.feeddates import feed_date
from stemma.captures.feeditems import Item, Listing, ListingError
from stemma.captures.files import opened, unreadable
from stemma.captures.formats import WEB_SCHEMES, scheme
from stemma.captures.listings import MAX_UNPACKED, read_listing
from stemma.captures.means import Means
from stemma.captures.walk import Entry, show
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    from stemma.captures.fetch import Fetched, Fetcher

MAX_PAGES = 100
"""Pages fetched behind one address in one call: at a page a second, two minutes. A sitemap may list 50,000."""

MAX_LISTS = 20
"""Feeds or sitemaps fetched behind one list."""


def read_feed(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the items of a feed or list, or the pages behind it."""
    address = entry.locator if scheme(entry.locator) in WEB_SCHEMES else None
    try:
        with opened(entry) as stream:
            listing = read_listing(stream.read(MAX_UNPACKED + 1), address=address)
    except OSError as error:
        yield unreadable(entry, error)
    except ListingError as error:
        yield _reject(entry.locator, error.fault.reason, error.fault.detail)
    else:
        if not listing.items and not listing.faults:
            yield _reject(entry.locator, "empty", "a feed or list without items")
        if address is None or means.fetcher is None:
            yield from _items(listing, entry.locator)
        else:
            yield from _Pages(means, means.fetcher).read(listing, entry.locator)


def faults(listing: Listing, locator: str) -> Iterator[Reject]:
    """Yield a reject for what of a list could not be read."""
    for fault in listing.faults:
        place = locator if fault.item is None else f"{locator}#{show(fault.item)}"
        yield _reject(place, fault.reason, fault.detail)


def newest_first(items: list[tuple[str, Item]]) -> list[tuple[str, Item]]:
    """Return named items from the newest to the oldest as far as they have dates, else in their order."""
    return sorted(items, key=lambda named: last_said(named[1]) or "", reverse=True)


def last_said(item: Item) -> str | None:
    """Return the last moment at which an item was published or, where that is all that is said, changed."""
    found = item.published or feed_date(item.updated)
    return found.latest if found else None


def _items(listing: Listing, locator: str) -> Iterator[Capture | Reject]:
    """Yield the items with their own texts; nothing is fetched."""
    yield from faults(listing, locator)
    for named in name_items(listing, locator):
        yield named if isinstance(named, Reject) else item_capture(*named, locator)


class _Pages:
    """Reads what stands behind the lists at one address, within limits that count for all of it."""

    def __init__(self, means: Means, fetcher: Fetcher) -> None:
        self._means = means
        self._fetcher = fetcher
        self._left = {"pages": MAX_PAGES, "lists": MAX_LISTS}
        self._seen: set[str] = set()

    def read(self, listing: Listing, locator: str) -> Iterator[Capture | Reject]:
        """Yield the texts of a feed's items, or the pages and lists that it names."""
        self._seen.add(locator)
        yield from faults(listing, locator)
        named = list(name_items(listing, locator))
        yield from (item for item in named if isinstance(item, Reject))
        for name, item in newest_first([item for item in named if not isinstance(item, Reject)]):
            if item.url is None or is_whole(item):
                yield item_capture(name, item, locator)
            elif listing.kind in ("feeds", "lists"):
                yield from self._list(item.url)
            else:
                yield from self._page(name, item, locator)

    def _list(self, url: str) -> Iterator[Capture | Reject]:
        found = self._fetch(url, "lists")
        if isinstance(found, Reject):
            yield found
            return
        try:
            listing = read_listing(found.body, address=found.url)
        except ListingError as error:
            yield _reject(show(url), error.fault.reason, error.fault.detail)
        else:
            yield from self.read(listing, show(url))

    def _page(self, name: str, item: Item, locator: str) -> Iterator[Capture | Reject]:
        """Yield an item's page; where it cannot be had, why, and the item's own text."""
        found = self._fetch(item.url or "", "pages")
        if not isinstance(found, Reject):
            yield from page_captures(item.url or "", told_of(item), found, self._means)
            return
        yield found
        if item.content:
            yield item_capture(name, item, locator)

    def _fetch(self, url: str, kind: str) -> Fetched | Reject:
        from stemma.captures.fetch import FetchError  # the network's libraries cost a tenth of a second

        if show(url) in self._seen:
            return _reject(show(url), "duplicate", "listed twice; it is read once")
        self._seen.add(show(url))
        if not self._left[kind]:
            detail = f"no more than {MAX_PAGES} pages and {MAX_LISTS} lists are read behind one address"
            return _reject(show(url), "not_fetched", f"{detail}; to read it: stemma trace {show(url)}")
        self._left[kind] -= 1
        try:
            return self._fetcher.fetch(url)
        except FetchError as error:
            return _reject(show(url), error.reason, error.detail)


def _reject(locator: str, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=locator, reason=reason, detail=detail)
