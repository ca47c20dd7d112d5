"""What a feed or list says, whatever its format.

Enters: what the readers of single formats found. Leaves: ``Item``, ``Listing``. Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import urljoin, urlsplit

from stemma.ids import digest_bytes
from stemma.model import Media, MediaKind, Published

ListingKind = Literal["feed", "feeds", "pages", "lists"]
"""Items with their texts (RSS, Atom, JSON Feed), addresses of feeds (OPML), of pages (sitemap), or of sitemaps."""

LONGEST_ADDRESS = 2_000
"""Code points of an address; longer ones are no addresses that a browser or server takes."""

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed or list. ``key`` is what the list calls it, and stays when its place or text changes.

    ``content`` is HTML, ``""`` where there is none; ``full`` tells whether the feed gives it as the whole text and not
    as a summary. ``links`` are addresses that the entry names as related, its own left out. ``updated`` is as written.
    ``language`` is that of the item alone: feeds give their software's as that of the whole.
    """

    key: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Published | None = None
    updated: str | None = None
    language: str | None = None
    content: str = ""
    full: bool = False
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()

    @property
    def mark(self) -> str:
        """Digest of what the list says of the item, by which an item that was changed is known."""
        said = (self.url, self.title, self.updated, self.content)
        return digest_bytes("\0".join(part or "" for part in said).encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a list, or a part of it, was not read: reason and detail of the ``Reject``, and the item, if it was one."""

    reason: str
    detail: str
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A feed or list: its items in order, and what of it could not be read."""

    kind: ListingKind
    title: str | None = None
    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()


class ListingError(Exception):
    """Bytes that are no feed or list at all; ``fault`` says why."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.fault = Fault(reason=reason, detail=detail)


def make_key(identity: str | None, url: str | None, *content: str | None) -> str:
    """Return an item's key: its id, else its address, else a digest of what it says."""
    if identity or url:
        return identity or url or ""
    return digest_bytes("\0".join(part or "" for part in content).encode("utf-8", "replace"))[8:24]


def web_address(written: object, base: str | None = None) -> str | None:
    """Return an address as written, made absolute, if it is one of the web."""
    if not isinstance(written, str) or not written.strip() or len(written) > LONGEST_ADDRESS:
        return None
    try:
        address = urljoin(base or "", written.strip())
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def plain(written: object) -> str | None:
    """Return a title or name without tags and references, on one line; ``None`` for an empty one."""
    if not isinstance(written, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", written[:LONGEST_ADDRESS])).split()) or None


def media_kind(media_type: object) -> MediaKind:
    """Return the kind of an enclosure from its declared type, or from the word of Media RSS."""
    kind = str(media_type or "").partition("/")[0].strip().lower()
    return "image" if kind == "image" else "video" if kind == "video" else "audio" if kind == "audio" else "file"


def gather_media(found: Iterable[tuple[object, object]], base: str | None) -> tuple[Media, ...]:
    """Return the media of (address, declared type) pairs, each address once, in order."""
    named = ((web_address(address, base), media_kind(kind)) for address, kind in found)
    kinds: dict[str, MediaKind] = {}
    for address, kind in named:
        if address is not None:
            kinds.setdefault(address, kind)
    return tuple(Media(kind=kind, name=address) for address, kind in kinds.items())
