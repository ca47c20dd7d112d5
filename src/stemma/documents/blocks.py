"""The text of a page block by block: a stand-in where the extraction runs a short report into one paragraph.

Enters: a page's tree. Leaves: one line a block, from behind the headline on. Refuses: menus, asides, forms, captions,
share bars, and blocks that are one link.

A brief of two or three sentences is too short for the measures by which trafilatura knows a report; it then takes all
text there is, menu and share bar included, as one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement  # type: ignore[import-untyped]

LINK_WORDS = 4
"""Words from which a block that is one link is the headline of another report."""

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tr", "ul"}
)
_OUTSIDE = frozenset(
    {"aside", "button", "dialog", "figcaption", "footer", "form", "head", "iframe", "input", "label", "nav", "noscript"}
    | {"script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|recirc|comments?|newsletter|promo|footer|caption|sidebar|cookies?"
    r"|consent|menu|breadcrumbs?|tags?|advert|banner|popup|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """One line of a report, and the addresses it links to as written."""

    text: str
    links: tuple[str, ...]


def read_blocks(tree: HtmlElement) -> list[Block]:
    """Return the lines of the page's report."""
    found: list[Block] = []
    for element, text in _blocks(_container(tree)):
        if element.tag == "h1":
            found.clear()
        elif not _is_link(element, text):
            links = (a.get("href") or "" for a in element.iter("a") if _words(a) and _words(a) in text)
            found.append(Block(text, tuple(links)))
    return found


def _container(tree: HtmlElement) -> HtmlElement:
    """Return the only article of the page, else its main element, else all of it."""
    for tag in ("article", "main"):
        found = list(tree.iter(tag))
        if len(found) == 1:
            return found[0]
    return tree


def _blocks(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each stretch of text between two borders of blocks, with the element that holds it."""
    todo: list[tuple[HtmlElement, str]] = [(root, "open")]
    holder, pieces = root, [""]
    while todo:
        element, state = todo.pop()
        border = element.tag in _BLOCKS
        if border and (text := " ".join("".join(pieces).split())):
            yield holder, text
        if border:
            holder, pieces = (element if state == "open" else element.getparent()), []
        if state == "open":
            todo.append((element, "close"))
            if _is_inside(element):
                pieces.append(element.text or "")
                todo.extend((child, "open") for child in reversed(element))
        elif element is not root:
            pieces.append(element.tail or "")
    if text := " ".join("".join(pieces).split()):
        yield holder, text


def _is_inside(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _OUTSIDE:
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in ("body", "html", "article", "main") or _MARKED.search(marks) is None


def _is_link(element: HtmlElement, text: str) -> bool:
    links = list(element.iter("a"))
    closes = text.rstrip("\"'”’»)").endswith((".", "!", "?", "…"))
    return len(links) == 1 and not closes and len(text.split()) >= LINK_WORDS and _words(links[0]) == text


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
