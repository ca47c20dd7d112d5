"""One poll of feeds and of the pages that they name.

Enters: what the case holds, what is known of each address, and what fetches. Leaves: the captures and rejects that are
new, and what is known now. Refuses: what the case holds already, word for word; more pages in one poll than its limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from stemma.captures.answers import Fetched, FetchError
from stemma.captures.feedcaptures import is_whole, item_capture, name_items, page_captures, told_of
from stemma.captures.feeditems import Item, Listing, ListingError
from stemma.captures.feeds import faults, last_said, newest_first
from stemma.captures.fetch import Fetcher
from stemma.captures.formats import answer_suffix
from stemma.captures.listings import read_listing
from stemma.captures.means import Means
from stemma.captures.walk import show
from stemma.model import Metadata, Reject
from stemma.pipeline.shelf import Shelf
from stemma.store import View, Visit

MAX_PAGES = 100
"""Pages fetched in one poll; the rest waits for the next. At a page a second a host, two minutes for one outlet."""

MAX_LISTS = 200
"""Feeds and sitemaps asked in one poll, those that a list names included."""

ARCHIVE = timedelta(days=7)
"""Age from which a page of a sitemap is no news. A news sitemap reaches back two days, a sitemap twenty years; without
it a watch reads the whole archive of a site, a hundred pages at a time."""

LOOK_AGAIN = timedelta(minutes=30)
"""When a page is asked for again after it was read; the time doubles at each visit that finds it unchanged."""

MOST_QUIET = 7
"""Visits without a change after which a page is left alone: 30 minutes doubled so often is two and a half days."""

MOST_DOUBLED = 6
"""Failures in a row up to which the time to the next try doubles: with a round every 15 minutes, up to 16 hours."""

LASTING = frozenset({"not_found", "private_address", "bad_address", "too_large", "unsupported_type"})
"""Reasons that another try will not change; a page that fails so is not asked for again."""

LONGEST = 86_400.0
"""Seconds that a server can ask to be left in peace: a day. Without it one header silences a feed for years."""

LIST_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".opml", ".json", ".gz")
"""Suffixes that the answer of a feed or list has as a file."""


class Visitor:
    """Asks feeds and pages once, and gathers what is new; ``visits`` is what is known afterwards."""

    def __init__(
        self,
        view: View,
        visits: Mapping[str, Visit],
        means: Means,
        fetcher: Fetcher,
        *,
        every: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        self.visits = dict(visits)
        self.failed: list[Reject] = []
        self.asked = self.waiting = self.left = 0
        self.shelf = Shelf(view, means.config)
        self._means = means
        self._fetcher = fetcher
        self._every = every
        self._now = now
        self._pages = MAX_PAGES
        self._seen: set[str] = set()

    def poll(self, feeds: Sequence[str]) -> None:
        """Ask every feed, then the pages that are due for another look."""
        todo = list(dict.fromkeys(feeds))
        while todo and len(self._seen) < MAX_LISTS:
            address = todo.pop(0)
            if address not in self._seen:
                self._seen.add(address)
                todo = [*self._feed(self.visits.get(address, Visit(address=address))), *todo]
        due = [v for v in self.visits.values() if v.mark is not None and self._due(v) and self.shelf.holds(v.address)]
        for visit in sorted(due, key=lambda v: (v.due or "", v.address)):
            self._page(visit.address, self.shelf.told(visit.address), visit.mark or "")

    def _feed(self, visit: Visit) -> Sequence[str]:
        """Ask a feed or list; return the addresses of further lists that it names."""
        if visit.failures and not self._due(visit):
            self.waiting += 1
            return visit.lists
        self.asked += 1
        try:
            found = self._ask(visit)
            listing = self._listing(found)
        except FetchError as error:
            self._fail(visit, error.reason, error.detail, error.retry_after)
            return visit.lists
        except ListingError as error:
            self._fail(visit, error.fault.reason, error.fault.detail, None)
            return visit.lists
        visit = replace(visit, failures=0, due=None)
        if listing is not None:
            further, whole = self._items(listing, found, visit.address)
            known = found if whole else replace(found, etag=None, last_modified=None)  # else the rest is never seen
            visit = replace(visit, etag=known.etag, last_modified=known.last_modified, lists=further)
        elif found.status == 200:
            self._take(visit.address, Metadata(), found)
            visit = replace(visit, etag=found.etag, last_modified=found.last_modified)
        self.visits[visit.address] = visit
        return visit.lists

    def _listing(self, found: Fetched) -> Listing | None:
        """Return the feed or list of an answer; ``None`` for a page, or where nothing changed."""
        suffix = answer_suffix(found.headers.get("content-type", ""), found.url, found.body)
        if found.status == 304 or not suffix.endswith(LIST_SUFFIXES):
            return None
        return read_listing(found.body, address=found.url)

    def _items(self, listing: Listing, found: Fetched, address: str) -> tuple[tuple[str, ...], bool]:
        """Take what a list names; return the lists among it, and whether all the rest was had."""
        self.shelf.note(faults(listing, address))
        named = list(name_items(listing, address))
        self.shelf.note(item for item in named if isinstance(item, Reject))
        items = newest_first([item for item in named if not isinstance(item, Reject)])
        if listing.kind in ("feeds", "lists"):
            return tuple(item.url for _, item in items if item.url), True
        if listing.kind == "pages":
            items = self._recent(items)
        whole = True
        for name, item in items:
            if item.url is None or is_whole(item):
                self.shelf.offer(item_capture(name, item, address), found.retrieved)
            elif self._unread(item):
                whole = self._first_look(name, item, address, found) and whole
        return (), whole

    def _recent(self, items: list[tuple[str, Item]]) -> list[tuple[str, Item]]:
        """Return the pages of a sitemap that are news; the others are a site's archive, which nobody asked for."""
        since = self._time(-ARCHIVE)
        dated = [(name, item) for name, item in items if (last_said(item) or "") >= since]
        return dated or [(name, item) for name, item in items if last_said(item) is None][:MAX_PAGES]

    def _unread(self, item: Item) -> bool:
        """Tell whether an item's page is to be fetched: it is new, or the feed says something else of it."""
        visit = self.visits.get(item.url or "")
        if visit is None:
            return True
        return self._due(visit) if visit.failures else visit.mark != item.mark

    def _first_look(self, name: str, item: Item, address: str, found: Fetched) -> bool:
        """Fetch an item's page; keep its summary where the page cannot be had. Tell whether its turn came at all."""
        url = item.url or ""
        if self._pages <= 0:
            self.left += 1
            return False
        self._page(url, told_of(item), item.mark)
        visit = self.visits[url]
        if visit.failures and item.content:
            self.shelf.offer(item_capture(name, item, address), found.retrieved)
        return True

    def _page(self, url: str, told: Metadata, mark: str) -> None:
        """Ask for a page, once in a poll, and set the time of the next look."""
        if url in self._seen or self._pages <= 0:
            return
        self._seen.add(url)
        self._pages -= 1
        visit = replace(self.visits.get(url, Visit(address=url)), mark=mark)
        try:
            found = self._ask(visit)
        except FetchError as error:
            reject = self._fail(visit, error.reason, error.detail, error.retry_after)
            if error.reason in LASTING or not self.shelf.holds(url):
                self.shelf.note([reject])
            return
        changed = found.status == 200 and self._take(url, told, found)
        quiet = 0 if changed else visit.quiet + 1
        due = None if quiet > MOST_QUIET else self._time(LOOK_AGAIN * 2**quiet)
        visit = replace(visit, failures=0, quiet=quiet, due=due)
        if found.status == 200:
            visit = replace(visit, etag=found.etag, last_modified=found.last_modified)
        self.visits[url] = visit

    def _take(self, url: str, told: Metadata, found: Fetched) -> bool:
        """Offer what stands on a page; tell whether any of it is new."""
        taken = [self.shelf.offer(c, found.retrieved) for c in page_captures(url, told, found, self._means)]
        return any(taken)

    def _ask(self, visit: Visit) -> Fetched:
        return self._fetcher.fetch(visit.address, etag=visit.etag, last_modified=visit.last_modified)

    def _fail(self, visit: Visit, reason: str, detail: str, retry_after: float | None) -> Reject:
        """Tell a failure, and set the time of the next try: later each time, and not before the server wants it."""
        failures = visit.failures + 1
        pause = max(self._every * 2 ** min(failures, MOST_DOUBLED), timedelta(seconds=min(retry_after or 0, LONGEST)))
        lasting = visit.mark is not None and reason in LASTING
        self.visits[visit.address] = replace(visit, failures=failures, due=None if lasting else self._time(pause))
        reject = Reject(stage="captures", locator=show(visit.address), reason=reason, detail=show(detail))
        self.failed.append(reject)
        return reject

    def _due(self, visit: Visit) -> bool:
        return visit.due is not None and visit.due <= self._time()

    def _time(self, later: timedelta = timedelta()) -> str:
        return (self._now() + later).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
