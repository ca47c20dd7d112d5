"""Collect the publication dates that a page declares, each with its basis.

Enters: a page's tree. Leaves: candidates: linked data first, then ``meta`` elements, then ``time`` elements. Refuses:
dates of change, and ``time`` elements that could belong to another report on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from stemma.documents.dates import parse_date
from stemma.model import Published

MAX_DATA = 200_000
"""Characters of one block of linked data; the longest in 181 saved news pages has 30,025."""

_META_DATES = frozenset(
    {
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
    }
)
"""Names of ``meta`` elements that carry the publication date, as htmldate lists them; dates of change are left out."""

_TIME_CLASS = re.compile(r"publi|pubdate|posted|entry-date|dateline|timestamp|byline", re.IGNORECASE)


def find_dates(tree: HtmlElement) -> Iterator[Published]:
    """Yield the distinct dates that the page declares as those of its publication."""
    seen: set[tuple[str, str]] = set()
    for basis, written in _written(tree):
        found = parse_date(written, basis)
        if found is not None and (found.earliest, basis) not in seen:
            seen.add((found.earliest, basis))
            yield found


def _written(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from (("json-ld", date) for date in _linked_data(script.text or ""))
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.strip().lower() in _META_DATES:
            yield "meta", meta.get("content") or ""
    yield from (("time-tag", date) for date in _time_elements(tree))


def _linked_data(block: str) -> Iterator[str]:
    """Yield ``datePublished`` of the block's own objects (its list, its graph, the page's main entity)."""
    try:
        todo = [json.loads(block)] if len(block) <= MAX_DATA else []
    except (ValueError, RecursionError):
        return
    while todo:
        item = todo.pop(0)
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict):
            date = item.get("datePublished")
            if isinstance(date, str):
                yield date
            todo.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of ``time`` elements marked as publication, or the only day that all of them name."""
    found = [(element, element.get("datetime") or "") for element in tree.iter("time")]
    marked = [date for element, date in found if _is_marked(element)]
    if marked:
        yield from marked
    elif len({date[:10] for _, date in found if date}) == 1:
        yield found[0][1]


def _is_marked(element: HtmlElement) -> bool:
    if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
        return True
    return _TIME_CLASS.search(element.get("class") or "") is not None
