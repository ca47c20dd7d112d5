"""Tell what kind of feed or list bytes are, and read it.

Enters: bytes, with the address at which they stood. Leaves: a ``Listing``. Refuses, with a
``ListingError``: what is no feed or list, packed lists that unfold without end, XML that is not safe.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from stemma.captures.feedentries import read_entries
from stemma.captures.feeditems import Listing, ListingError
from stemma.captures.feedjson import is_json_feed, read_json_feed
from stemma.captures.feedlists import read_opml, read_sitemap, read_sitemap_index
from stemma.captures.feedxml import check_xml

MAX_UNPACKED = 50_000_000
"""Bytes of a list, unpacked: the most that the sitemap protocol allows. A bomb unfolds to a thousand times its size."""

_READERS: Mapping[str, Callable[..., Listing]] = MappingProxyType(
    {
        "rss": read_entries,
        "rdf": read_entries,
        "feed": read_entries,
        "opml": read_opml,
        "urlset": read_sitemap,
        "sitemapindex": read_sitemap_index,
    }
)
"""Root element → reader."""

_PACKED = b"\x1f\x8b"


def read_listing(data: bytes, *, address: str | None = None) -> Listing:
    """Return what a feed or list says; relative addresses are taken against ``address``.

    Raises:
        ListingError: It is none, or may not be parsed.
    """
    data = _unpacked(data)
    if is_json_feed(data):
        return read_json_feed(data, address=address)
    checked = check_xml(data)
    reader = _READERS.get(checked.root)
    if reader is None:
        raise ListingError("unsupported", f"XML, but no feed or list: its root is “{checked.root[:40]}”")
    return reader(checked, address=address)


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_PACKED):
        unpacked = data
    else:
        try:
            unpacked = zlib.decompressobj(wbits=31).decompress(data, MAX_UNPACKED + 1)
        except zlib.error as error:
            raise ListingError("broken_gzip", f"the compression is broken ({error})") from error
    if len(unpacked) > MAX_UNPACKED:
        raise ListingError("too_large", f"more than {MAX_UNPACKED} bytes; at most that many are read")
    return unpacked
