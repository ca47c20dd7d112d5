"""Collect the publication dates that a page declares, each with its basis.

Enters: a page's tree. Leaves: candidates: linked data first, then ``meta`` elements, then ``time`` elements. Refuses:
dates of change, and ``time`` elements that could belong to another report on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from stemma.documents.dates import parse_date
from stemma.documents.pagedata import PageData
from stemma.language.detect import normalise_language
from stemma.model import Published

LONGEST_SHOWN = 60
"""Code points of an element that shows a date; a longer one is a line of the report."""

MOST_DAYS = 2
"""Different days shown by elements that are marked as dates, up to which they are of this report (publication and
change); more are those of teasers."""

NEAR_BEFORE, NEAR_BEHIND = 12, 40
"""Elements before and behind the headline among which the date of the report is shown. Without it the day on which a
page was saved, which its masthead shows, becomes a date of the report."""

_META_DATES = (
    "article:published",
    "article:published_time",
    "article.published",
    "citation_publication_date",
    "date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "parsely-pub-date",
    "pubdate",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_at",
    "sailthru.date",
    "timestamp",
)
"""Names of ``meta`` elements that carry the publication date, as htmldate lists them; dates of change are left out."""

_TIME_CLASS = re.compile(r"publi|pubdate|posted|entry-date|dateline|timestamp|byline", re.IGNORECASE)
_SHOWN_CLASS = re.compile(r"(?:^|[\s_-])(?:date|datetime|published|pubdate|posted|time)(?:$|[\s_-])", re.IGNORECASE)
_SHOWN_LABEL = re.compile(r"^[^\W\d]{3,20}(?: [^\W\d]{2,12})?:\s*")


def find_dates(tree: HtmlElement, data: PageData, language: str | None) -> Iterator[Published]:
    """Yield the distinct dates that the page declares as those of its publication."""
    seen: set[tuple[str, str]] = set()
    language = normalise_language(language)
    for basis, written in _written(tree, data, language):
        found = parse_date(written, basis, language)
        if found is not None and (found.earliest, basis) not in seen:
            seen.add((found.earliest, basis))
            yield found


def archive_date(digits: str | None) -> Iterator[Published]:
    """Yield the time of a web archive's address (``20310514093000``), which says that the page was there by then."""
    if digits is None:
        return
    stamp = f"{digits}Z" if len(digits) == 14 else digits[:8] if len(digits) >= 8 else digits[:4]
    if (found := parse_date(stamp, "archive")) is not None:
        yield found


def _written(tree: HtmlElement, data: PageData, language: str | None) -> Iterator[tuple[str, str]]:
    yield from (("json-ld", date) for date in data.strings("datePublished"))
    yield from (("meta", date) for date in data.meta(*_META_DATES))
    yield from (("time-tag", date) for date in _time_elements(tree))
    yield from (("time-tag", date) for date in _marked_elements(tree))
    yield from (("text", date) for date in _shown(tree, language))


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of ``time`` elements marked as publication, or the only day that all of them name."""
    found = [(element, element.get("datetime") or "") for element in tree.iter("time")]
    marked = [date for element, date in found if _is_marked(element)]
    if marked:
        yield from marked if len({date[:10] for date in marked}) <= MOST_DAYS else marked[:1]
    elif len({date[:10] for _, date in found if date}) == 1:
        yield found[0][1]


def _is_marked(element: HtmlElement) -> bool:
    if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
        return True
    return _TIME_CLASS.search(element.get("class") or "") is not None


def _marked_elements(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of elements marked with the property of publication."""
    for element in tree.iter("span", "div", "p", "abbr", "td", "li", "b"):
        said = (element.get("itemprop") or element.get("property") or "").lower().rpartition(":")[2]
        if said == "datepublished":
            yield element.get("content") or element.get("datetime") or element.get("title") or _short_text(element)


def _shown(tree: HtmlElement, language: str | None) -> Iterator[str]:
    """Yield what elements near the headline show that are marked as dates by their class, where they agree."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    head = next((place for place, element in enumerate(elements) if element.tag == "h1"), None)
    if head is None:
        return
    found: dict[str, str] = {}
    for element in elements[max(0, head - NEAR_BEFORE) : head + NEAR_BEHIND]:
        if _SHOWN_CLASS.search(element.get("class") or "") and (text := _short_text(element)):
            text = _SHOWN_LABEL.sub("", text)
            if (date := parse_date(text, "text", language)) is not None:
                found.setdefault(date.earliest[:10], text)
    if len(found) <= MOST_DAYS:
        yield from islice(found.values(), 1)


def _short_text(element: HtmlElement) -> str:
    text = " ".join(element.text_content().split())
    return text if len(text) <= LONGEST_SHOWN else ""
