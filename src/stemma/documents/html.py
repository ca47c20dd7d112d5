"""Read a saved web page: its text, and what the page says of itself.

Enters: the page as a string. Leaves: a ``Draft`` with the main text, title, outlet, address, links out of the text and
date candidates; the page's own names for its authors. Refuses: a page that cannot be parsed or whose tree is too large.

The main text is trafilatura's. Nothing is fetched: addresses in the page are data.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.etree import LxmlError, strip_tags  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.settings import Document as Extracted
from trafilatura.xml import xmltotxt

from stemma.documents.draft import Draft
from stemma.documents.pagedates import find_dates
from stemma.documents.paragraphs import replace_cut_text
from stemma.documents.plain import normalise, one_line
from stemma.model import Metadata

MAX_ELEMENTS = 60_000
"""Elements of a page; the largest of 181 saved news pages has 1,596. The cost grows with their number: 50,000 take 3
seconds. Without it a page made for it keeps the reader busy for minutes."""

MAX_LINKS = 500
"""Links kept of one text."""

_PARSER_ERRORS = (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)
"""What trafilatura and lxml raise on pages that were made to break them."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_SOURCE_LINE_END = re.compile(r"[ \t\r]*\n\s*")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class PageError(Exception):
    """A page without a readable tree; the message is the reject's detail."""


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the page declares in its first kilobytes."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def read_page(page: str, *, url: str | None) -> Draft:
    """Return the draft of a page; ``url`` is its address where the input names it.

    Raises:
        PageError: There is no tree, or it has more than ``MAX_ELEMENTS`` elements.
    """
    tree = _tree(page)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise PageError(f"more than {MAX_ELEMENTS} elements")
    metadata = _metadata(tree, url)
    dates = tuple(find_dates(tree))
    text, links = _main_text(tree, metadata.url)
    return Draft(text=text, metadata=metadata, dates=dates, links=links, language=one_line(tree.get("lang")))


def _tree(page: str) -> HtmlElement:
    """Parse a page; a fragment without its frame gets one."""
    source = _DECLARATION.sub("", page)
    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            tree = trafilatura.load_html(f"<html><body>{source}</body></html>")
    except _PARSER_ERRORS as error:
        raise PageError(f"no readable page ({type(error).__name__})") from error
    if tree is None:
        raise PageError("no readable page")
    return tree


def _main_text(tree: HtmlElement, url: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_links=True)
        if not isinstance(found, Extracted) or found.body is None:
            return normalise(trafilatura.html2txt(tree) or "").strip("\n"), ()
        links = tuple(_links((ref.get("target") for ref in found.body.iter("ref")), url))
        strip_tags(found.body, "ref")
        _join_lines(found.body)
        return normalise(replace_cut_text(xmltotxt(found.body, False), tree)).strip("\n"), links
    except _PARSER_ERRORS as error:
        raise PageError(f"no readable text ({type(error).__name__})") from error


def _join_lines(body: HtmlElement) -> None:
    """Make blanks of the line ends in the page's source; a page breaks its lines by elements."""
    for element in body.iter():
        if element.text:
            element.text = _SOURCE_LINE_END.sub(" ", element.text)
        if element.tail:
            element.tail = _SOURCE_LINE_END.sub(" ", element.tail)


def _metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """Return title, outlet and address as the page gives them; a page that breaks the reader declares nothing."""
    try:
        found = trafilatura.extract_metadata(tree, default_url=url, extensive=False)
    except _PARSER_ERRORS:
        return Metadata(url=url)
    address = found.url if found.url and urlsplit(found.url).scheme in ("http", "https") else None
    title, outlet = one_line(found.title), one_line(found.sitename)
    return Metadata(title=_headline(title, outlet), outlet=outlet, url=url or one_line(address, longest=2000))


def _headline(title: str | None, outlet: str | None) -> str | None:
    """Return the page's title without the outlet's name, which pages add before or behind it."""
    if title is None or outlet is None:
        return title
    name = rf"(?:the )?{re.escape(outlet)}(?:\.com)?"
    return re.sub(rf"^{name}\s*[|:»–—-]\s+|\s+[|«–—-]\s*{name}$", "", title, flags=re.IGNORECASE) or title


def _links(targets: Iterable[str | None], url: str | None) -> Iterator[str]:
    """Yield the distinct web addresses that the text links to, made absolute, in the text's order."""
    seen: set[str] = set()
    for target in targets:
        try:
            address = urljoin(url or "", (target or "").strip())
            proper = urlsplit(address).scheme in ("http", "https")
        except ValueError:
            continue
        clean = one_line(address, longest=2000)
        if proper and clean and clean not in seen and len(seen) < MAX_LINKS:
            seen.add(clean)
            yield clean
