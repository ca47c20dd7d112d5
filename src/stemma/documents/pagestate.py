"""The text of a page that a program writes on the reader's screen: it stands in the page as data.

Enters: a page's tree and what it declares. Leaves: the longest text that its data holds as one article, or ``""``.
Refuses: data that is no JSON or that is too long.

Single-page sites send an empty page and the article as JSON: in linked data (``articleBody``), in a script of type
``application/json``, or assigned to a name of ``window``. The article is the longest string that reads like prose, or
the longest list of pieces with such strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped]

from stemma.documents.pagedata import PageData
from stemma.documents.plain import normalise

MAX_STATE = 4_000_000
"""Characters of one script that is read as data; a front page's state has a quarter of it."""

MAX_VALUES = 100_000
"""Values looked at in one script."""

FEWEST_CHARACTERS = 200
"""Code points of a text found in data; shorter ones are descriptions, of which such pages have many."""

SHORT_PIECE = 3
"""Words of a piece of an article given as a list; fewer are a name or a label."""

_ASSIGNED = re.compile(r"^\s*(?:window|self|globalThis|var|let|const)[\s.\[\"'\w\]]{1,80}=\s*(?=[{\[])")
_TEXT_KEYS = ("articlebody", "body", "text", "content", "html", "value", "paragraph", "data", "rendered")
_PROSE = re.compile(r"[^\W\d_]{2,}[^.!?…]{10,}[.!?…]")
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|ul|li|blockquote|a)\b", re.IGNORECASE)
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "li", "br", "blockquote", "tr")


def text_in_data(tree: HtmlElement, data: PageData) -> str:
    """Return the longest article that stands in the page's data."""
    found = [_plain(text) for text in data.strings("articleBody")]
    for script in tree.iter("script"):
        found.extend(_plain(text) for text in _articles(_state(script)))
    return max((text for text in found if len(text) >= FEWEST_CHARACTERS), key=len, default="")


def _state(script: HtmlElement) -> object:
    """Return what a script holds as data, ``None`` where it is a program."""
    source = script.text or ""
    kind = (script.get("type") or "").lower()
    if len(source) > MAX_STATE or "ld+json" in kind:
        return None
    if "json" not in kind:
        match = _ASSIGNED.match(source[:500])
        if match is None:
            return None
        source = source[match.end() :]
    try:
        found: object = json.JSONDecoder(strict=False).raw_decode(source.lstrip())[0]
    except (ValueError, RecursionError):
        return None
    return found


def _articles(state: object) -> Iterator[str]:
    """Yield the strings of prose in a page's data, and its lists of pieces joined."""
    todo, seen = [state], 0
    while todo and seen < MAX_VALUES:
        item = todo.pop()
        seen += 1
        if isinstance(item, dict):
            for key, value in item.items():
                if isinstance(value, str) and key.lower() in _TEXT_KEYS and _PROSE.search(value[:2000]):
                    yield value
                elif isinstance(value, dict | list):
                    todo.append(value)
        elif isinstance(item, list):
            pieces = [piece for part in item if (piece := _piece(part, 3))]
            if len(pieces) > 1:
                yield "\n\n".join(pieces)
            todo.extend(part for part in item if isinstance(part, dict | list))


def _piece(part: object, depth: int) -> str:
    """Return the text of one piece of an article given as a list: itself, or what its keys for text hold."""
    if isinstance(part, str):
        return part if len(part.split()) > SHORT_PIECE and _PROSE.search(part[:2000]) else ""
    if isinstance(part, dict) and depth:
        for key in sorted(part, key=lambda key: (key.lower() not in _TEXT_KEYS, key)):
            if key.lower() in _TEXT_KEYS and (found := _piece(part[key], depth - 1)):
                return found
    return ""


def _plain(text: str) -> str:
    """Return a text in data as plain text; where it is written in HTML, a line a block."""
    if not _TAG.search(text[:5000]):
        return normalise(text).strip()
    try:
        tree = fromstring(f"<div>{text}</div>")
    except (ValueError, LookupError, RecursionError, AssertionError):
        return ""
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in normalise(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)
