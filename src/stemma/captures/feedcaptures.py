"""Make captures of the items of a feed, and of the pages behind them.

Enters: an ``Item``, its name, and what fetches. Leaves: one ``Capture`` with the item's own text, or those of its page
with the feed's title, date and links; or a ``Reject``. Refuses: items without text or address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from stemma.captures.feeditems import Item, Listing
from stemma.captures.means import Means
from stemma.captures.records import MAX_ID
from stemma.captures.walk import Entry, show
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Metadata, Reject

if TYPE_CHECKING:
    from stemma.captures.fetch import Fetched

FULL_TEXT = 600
"""Letters, digits and signs of an item's content, tags left out, from which it is the report and not its announcement.
Chosen, not measured: a hundred words. Without it the page of a feed that gives two sentences as "content" is never
read."""

_TAG = re.compile(r"<[^<>]{0,2000}>")


def name_items(listing: Listing, locator: str) -> Iterator[tuple[str, Item] | Reject]:
    """Yield the items with names of their own; one that repeats another word for word is a ``duplicate``.

    Different items under one key are told apart by what they say, so that their order does not matter.
    """
    groups: defaultdict[str, dict[str, Item]] = defaultdict(dict)
    for item in listing.items:
        name = show(item.key) if len(item.key) <= MAX_ID else digest_bytes(item.key.encode("utf-8", "replace"))[8:40]
        if item.mark in groups[name]:
            detail = f"the same item stands before under id “{name}”"
            yield Reject(stage="captures", locator=f"{locator}#{name}", reason="duplicate", detail=detail)
        groups[name].setdefault(item.mark, item)
    for name, items in groups.items():
        for number, mark in enumerate(sorted(items), 1):
            yield (name if number == 1 else f"{name}~{number}"), items[mark]


def is_whole(item: Item) -> bool:
    """Tell whether a feed gives the text of an item itself, so that its page need not be fetched."""
    return item.full and len(_TAG.sub("", item.content).strip()) >= FULL_TEXT


def item_capture(name: str, item: Item, locator: str) -> Capture | Reject:
    """Return the capture of an item's own text; ``locator`` is that of its feed."""
    place = f"{locator}#{name}"
    if not item.content:
        what = f"it lists the page {item.url}; to read it: stemma trace {item.url}" if item.url else "it has no text"
        return Reject(stage="captures", locator=place, reason="only_listed", detail=show(what))
    data = item.content.encode("utf-8", "replace")
    digest = digest_bytes(data)
    said = replace(told_of(item), record=name, outlet=item.outlet, url=item.url)
    return Capture(
        id=make_id("cap", place, digest), locator=place, media_type="text/html", data=data, digest=digest, metadata=said
    )


def page_captures(url: str, told: Metadata, found: Fetched, means: Means) -> Iterator[Capture | Reject]:
    """Yield what stands on a page, with what was ``told`` of it elsewhere; nothing further is fetched."""
    from stemma.captures.web import read_answer  # reads through the table of readers, which names the feeds

    entry = Entry(path=url, locator=show(url))
    for capture in read_answer(entry, found, replace(means, fetcher=None)):
        if isinstance(capture, Capture) and capture.locator == entry.locator:
            yield replace(capture, metadata=_over(capture.metadata, told))
        else:
            yield capture


def told_of(item: Item) -> Metadata:
    """Return what a feed says of an item wherever its text stands."""
    return Metadata(
        title=item.title,
        author=item.author,
        language=item.language,
        dates=() if item.published is None else (item.published,),
        links=item.links,
        media=item.media,
    )


def _over(first: Metadata, second: Metadata) -> Metadata:
    """Return the metadata of both; where both speak, ``first`` is heard."""
    names = [f.name for f in fields(Metadata)]
    return replace(second, **{name: value for name in names if (value := getattr(first, name)) not in (None, ())})
