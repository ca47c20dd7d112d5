"""The names on a page: its headline, its outlet, its authors.

Enters: what the page declares, its tree and its address. Leaves: each as one line, or ``None``. Refuses: a headline's
site name, and authors that are addresses, accounts or the outlet itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from stemma.documents.pagedata import PageData
from stemma.documents.plain import one_line
from stemma.documents.signatures import marks

LONGEST_NAME = 80
"""Code points of an author's name or an outlet's; a longer one is a sentence in the wrong field."""

LONGEST_BYLINE = 160
"""Code points of an element that is marked as a byline; a longer one is a biography."""

MOST_NAMES = 8
"""Authors kept of one page."""

_AUTHOR_METAS = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "article:author",
)
_MARKS = re.compile(r"(?:^|[\s_-])(?:byline|author|authors)(?:[\s_-]?names?)?(?:$|\s)", re.IGNORECASE)
_BY = re.compile(
    r"^(?:(?:\w{4,12} )?by|von|par|автор(?:ы|и)?|текст|written by|reported by|story by)\b\s*:?\s*", re.IGNORECASE
)
_ASIDES = frozenset({"aside", "nav", "footer", "form"})
_ASIDE_MARKS = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|related|recirc|teasers?|popular|trending)(?:$|[\s_-])", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[,;|/•·]|\s(?:and|und|et|и|і|та|&)\s)\s*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|[@<>{}()*=_\d]|^(?:admin|staff|editor|редакция|редакція|author|unknown|none|null|guest|гость|гість)$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"\s+[|»«–—·•:-]+\s+|\s::\s")


def find_outlet(data: PageData, url: str | None) -> str | None:
    """Return the name of the site as the page gives it."""
    host = _host(url)
    said = (
        *data.meta("og:site_name"),
        *data.strings("publisher", "name"),
        *data.strings("sourceOrganization", "name"),
        *data.meta("application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"),
        *data.strings("isPartOf", "name"),
    )
    names = [name for text in said if (name := one_line(text.lstrip("@"))) and len(name) <= LONGEST_NAME]
    proper = [name for name in names if not re.search(r"https?:|^www\.", name)]
    return next(iter(proper), None) or (host if names else None)


def find_headline(tree: HtmlElement, data: PageData, outlet: str | None, url: str | None) -> str | None:
    """Return the headline: as declared, else the page's only heading of the first order, else its title."""
    heads = [text for head in islice(tree.iter("h1"), 5) if (text := one_line(head.text_content()))]
    titles = [text for title in islice(tree.iter("title"), 1) if (text := one_line(title.text_content()))]
    said = (*data.meta("og:title"), *data.strings("headline"), *data.meta("twitter:title", "dc.title", "title"))
    declared = [text for written in said if (text := one_line(written))]
    written = [*declared, *(heads if len(heads) == 1 else ()), *titles, *heads]
    names = [name.casefold() for name in (outlet, _host(url), *_site_labels(url)) if name]
    short = [_without_site(text, names, heads) for text in written]
    return next((text for text in short if text.casefold() not in names), None) or next(iter(short), None)


def find_author(tree: HtmlElement, data: PageData, outlet: str | None) -> str | None:
    """Return the authors' names, parted by commas: as declared, else as a byline shows them."""
    groups = ([*_declared(data)], [*data.meta(*_AUTHOR_METAS)], *_bylines(tree))
    for written in groups:
        names = list(dict.fromkeys(name for text in written for name in _people(text, outlet)))
        if names:
            return ", ".join(names[:MOST_NAMES])
    return None


def _declared(data: PageData) -> Iterator[str]:
    yield from data.strings("author", "name")
    yield from data.strings("author")


def _bylines(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the bylines that the page shows, those marked by link or property first; one is what stands together."""
    linked, marked = [], []
    for element in tree.iter("a", "span", "div", "p", "address", "li"):
        if (element.get("rel") or "").lower() == "author" or (element.get("itemprop") or "").lower() == "author":
            linked.append(element)
        elif _MARKS.search(element.get("class") or "") is not None:
            marked.append(element)
    for element in (*linked[:MOST_NAMES], *marked[:MOST_NAMES]):
        if not any(map(_is_aside, element.iterancestors())):
            together = [other for other in (linked or marked) if other.getparent() is element.getparent()]
            yield [part.text_content() for part in (together if element in together else [element])]


def _is_aside(element: HtmlElement) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _ASIDES or (element.tag not in ("body", "html") and _ASIDE_MARKS.search(marks) is not None)


def _people(written: str, outlet: str | None) -> Iterator[str]:
    """Yield the names in a byline; a part that is no name ends nothing and is left out."""
    text = one_line(written, longest=2 * LONGEST_BYLINE)
    if text is None or len(text) > LONGEST_BYLINE:
        return
    for part in _BETWEEN.split(_BY.sub("", text)):
        name = _BY.sub("", part).strip(" .,:-–—")
        parts = name.split()
        if not 1 <= len(parts) <= 5 or len(name) > LONGEST_NAME or _NO_NAME.search(name) or _is_role(parts):
            continue
        if name[0].isupper() and name.casefold() != (outlet or "").casefold():
            yield name


def _is_role(name: Sequence[str]) -> bool:
    """Tell whether a part of a byline is an office: "AP National Security Writer"."""
    return len(name) > 1 and any(word.lower() in marks("roles") for word in name[-2:])


def _without_site(text: str, names: Iterable[str], heads: Iterable[str]) -> str:
    """Return a title without the site's name, or sections, before or behind it."""
    for head in heads:
        if head != text and head in text and len(head.split()) > 2 and _EDGE.search(text.replace(head, " ", 1) + " "):
            return head
    pieces = _EDGE.split(text)
    while len(pieces) > 1 and _is_site(pieces[-1], names):
        text = text[: text.rindex(pieces.pop())]
    while len(pieces) > 1 and _is_site(pieces[0], names):
        text = text[text.index(pieces[0]) + len(pieces.pop(0)) :]
    return text.strip(" \t|»«–—·•:-") or text


def _is_site(piece: str, names: Iterable[str]) -> bool:
    bare = re.sub(r"^the |\.[a-z]{2,6}$", "", piece.strip().casefold())
    return any(bare and bare == re.sub(r"^the |\.[a-z]{2,6}$", "", name) for name in names)


def _site_labels(url: str | None) -> tuple[str, ...]:
    """Return the longest label of the host ("lake-gazette"), also with blanks and without."""
    label = max((_host(url) or "").split("."), key=len)
    return tuple(dict.fromkeys((label, label.replace("-", " "), label.replace("-", ""))))


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
