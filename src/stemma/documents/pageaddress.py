"""The address of a page, as the page itself gives it, and how it was saved.

Enters: a page's source, tree and what it declares. Leaves: its canonical address, the address and time at which a
program saved it, and addresses freed of an archive's prefix. Refuses: addresses that are not of the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from stemma.documents.dates import parse_date
from stemma.documents.pagedata import PageData
from stemma.documents.plain import one_line

HEAD = 20_000
"""Characters at the top of a page's source in which the program that saved it may have left its comment."""

_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:ph|today|is|li|md|vn|fo))/(?P<time>\d{4,14})[a-z_]{0,4}/"
    r"(?P<address>https?:/{1,2}.{3,1900})",
    re.IGNORECASE,
)
_SAVED = (
    re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(?P<address>\S{3,2000})\s*-->", re.IGNORECASE),
    re.compile(
        r"<!--[^>]{0,40}?Page saved with SingleFile\s{1,20}url:\s*(?P<address>\S{3,2000})"
        r"(?:\s{1,20}saved date:\s*(?P<date>[^\n(>-]{6,60}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"<!--\s*Mirrored from (?P<address>\S{3,2000}) by HTTrack[^,>]{0,60},\s*(?P<date>[^>]{6,40}?)\s*-->",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Where a page was when it was saved, and when that was (ISO 8601)."""

    url: str | None = None
    time: str | None = None


def find_saved(page: str) -> Saved:
    """Return what the program that saved the page wrote on top of it."""
    for form in _SAVED:
        match = form.search(page[:HEAD])
        if match is None:
            continue
        said = match.groupdict()
        address = said["address"] if ":" in said["address"] else f"http://{said['address']}"
        date = parse_date(_plain_date(said.get("date") or ""), "archive")
        return Saved(url=web_address(address), time=date.earliest if date else None)
    return Saved()


def find_canonical(tree: HtmlElement, data: PageData, base: str | None) -> str | None:
    """Return the address that the page declares as its own; one that only names the site is none."""
    return next((found for found in _declared(tree, data, base) if urlsplit(found).path.strip("/")), None)


def unwrap(address: str) -> tuple[str, str | None]:
    """Return an address without a web archive's prefix, and the archive's time in digits where it had one."""
    match = _ARCHIVED.match(address)
    if match is None:
        return address, None
    return re.sub(r"^(https?:)/+", r"\1//", match["address"]), match["time"]


def web_address(written: str | None, base: str | None = None) -> str | None:
    """Return an address as one clean line, made absolute; ``None`` when it is not of the web."""
    try:
        address = urljoin(base or "", (written or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return one_line(address, longest=2000) if parts.scheme in ("http", "https") and parts.netloc else None


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: hosts alike but for ``www``, ``m`` and ``amp``."""
    return _site(one) == _site(other)


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return address
    return re.sub(r"^(?:(?:www\d?|m|amp|mobile)\.)+", "", host)


def _declared(tree: HtmlElement, data: PageData, base: str | None) -> Iterator[str]:
    links = [link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    written = (
        *(link.get("href") for link in links[:2]),
        *data.meta("og:url"),
        *data.strings("mainEntityOfPage", "@id"),
        *data.strings("mainEntityOfPage"),
        *data.strings("url"),
        *data.meta("twitter:url", "parsely-link", "sailthru.url"),
    )
    for address in written:
        found = web_address(unwrap((address or "").strip())[0], base)
        if found is not None:
            yield found


def _plain_date(written: str) -> str:
    """Return a date as clocks of programs write it ("Wed, 14 May 2031 09:30:00 GMT") in a form that is read."""
    match = re.match(r"(?:\w{3},?\s+)?(\w{3})\s+(\d{1,2})\s+(\d{4})\s+([\d:]{5,8})\s+GMT([+-]\d{4})?", written)
    if match is None:
        return written
    month, day, year, clock, zone = match.groups()
    return f"{day} {month} {year} {clock} {zone or 'GMT'}"
