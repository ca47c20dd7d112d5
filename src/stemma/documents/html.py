"""Read a saved web page: its text, and what the page says of itself.

Enters: the page as a string. Leaves: a ``Draft`` with the main text, headline, outlet, authors, address, language,
links out of the text and date candidates. Refuses: a page that cannot be parsed or whose tree is too large.

Nothing is fetched: addresses in the page are data.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from stemma.documents.draft import Draft
from stemma.documents.pageaddress import find_canonical, find_saved, same_site, unwrap, web_address
from stemma.documents.pagedata import PageData, read_page_data
from stemma.documents.pagedates import archive_date, find_dates
from stemma.documents.pagenames import find_author, find_headline, find_outlet
from stemma.documents.pagetext import PARSER_ERRORS, main_text
from stemma.documents.plain import one_line
from stemma.language.detect import normalise_language
from stemma.model import Metadata

MAX_ELEMENTS = 60_000
"""Elements of a page; the largest of 181 saved news pages has 1,596. The cost grows with their number: 50,000 take 3
seconds. Without it a page made for it keeps the reader busy for minutes."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DEFAULTS = frozenset({"iso-8859-1", "latin1", "us-ascii", "windows-1252"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class PageError(Exception):
    """A page without a readable tree; the message is the reject's detail."""


def declared_charset(data: bytes, *, server: str | None = None) -> str | None:
    """Return the encoding that the server declares, else the page in its first kilobytes.

    Latin 1 is what servers say that were told nothing; there the page's own word goes first.
    """
    match = _CHARSET.search(data[:4096])
    own = match.group(1).decode("ascii") if match else None
    return server if server and (own is None or server.lower() not in _DEFAULTS) else own


def read_page(page: str, *, url: str | None, fetched: bool = False) -> Draft:
    """Return the draft of a page.

    Args:
        page: Its source.
        url: Its address where the input names it.
        fetched: Whether ``url`` is only where a program found the page; then the page's own word on its address is
            heard, if it names the same site.

    Raises:
        PageError: There is no tree, or it has more than ``MAX_ELEMENTS`` elements.
    """
    tree = _tree(page)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise PageError(f"more than {MAX_ELEMENTS} elements")
    data = read_page_data(tree)
    saved = find_saved(page)
    found, archived = unwrap(url or saved.url or "")
    canonical = find_canonical(tree, data, found or None)
    own = url is not None and not fetched and archived is None
    address = found if own or (found and not (canonical and same_site(found, canonical))) else canonical
    outlet = find_outlet(data, address)
    title = find_headline(tree, data, outlet, address)
    author = find_author(tree, data, outlet)
    language = _language(tree, data)
    dates = (*find_dates(tree, data, language), *archive_date(archived))
    try:
        text, links = main_text(tree, data, url=found or address, title=title)
    except PARSER_ERRORS as error:
        raise PageError(f"no readable text ({type(error).__name__})") from error
    elsewhere = (link for link in (canonical, *_origins(data)) if link and address and not same_site(link, address))
    return Draft(
        text=text,
        metadata=Metadata(title=title, outlet=outlet, url=address or None, author=author, captured=saved.time),
        dates=dates,
        links=tuple(dict.fromkeys((*links, *elsewhere))),
        language=language,
    )


def _origins(data: PageData) -> Iterator[str | None]:
    """Yield where the page says that its report stood first."""
    said = (*data.meta("syndication-source", "original-source"), *data.strings("isBasedOn"))
    yield from (web_address(unwrap(address)[0]) for address in (*said, *data.strings("isBasedOn", "url")))


def _language(tree: HtmlElement, data: PageData) -> str | None:
    """Return what the page says its language is, the first that is a language."""
    said = (
        tree.get("lang"),
        tree.get("xml:lang"),
        *data.strings("inLanguage"),
        *data.meta("og:locale", "content-language", "language", "dc.language"),
    )
    return next((one_line(name) for name in said if normalise_language(name)), None)


def _tree(page: str) -> HtmlElement:
    """Parse a page; a fragment without its frame gets one."""
    source = _DECLARATION.sub("", page)
    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            tree = trafilatura.load_html(f"<html><body>{source}</body></html>")
    except PARSER_ERRORS as error:
        raise PageError(f"no readable page ({type(error).__name__})") from error
    if tree is None:
        raise PageError("no readable page")
    return tree
