"""Read Markdown: the text without its markup.

Enters: normalised Markdown. Leaves: text, one paragraph a block, list items with a dash, and the addresses that it
links to. Refuses: code blocks, images, raw HTML and rules, which hold no report.

Markup is taken out and not blanked: the text reads as the page that the Markdown stands for, and every span is exact in
``Document.text``; the capture keeps the bytes as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from stemma.documents.plain import one_line

MAX_LINKS = 500
"""Links kept of one text."""

MAX_NESTING = 12
"""Levels of lists and quotations that are read; deeper ones are made to exhaust a parser."""

_TAG = re.compile(r"<[^<>\n]{0,2000}>")


def read_markdown(source: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Return text, first heading and links of Markdown source."""
    tokens = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).parse(source)
    blocks: list[str] = []
    links: dict[str, None] = {}
    title: str | None = None
    for number, token in enumerate(tokens):
        if token.type != "inline":
            continue
        shown = "".join(_words(token.children or (), links)).strip()
        opener = tokens[number - 1]
        if opener.type == "heading_open" and title is None and opener.tag == "h1":
            title = one_line(shown)
        if shown:
            blocks.append(_item(tokens, number) + shown)
    return "\n\n".join(blocks), title, tuple(links)[:MAX_LINKS]


def _words(children: Sequence[Token], links: dict[str, None]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "code_inline"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "link_open":
            address = str(child.attrGet("href") or "")
            if address.startswith(("http://", "https://")):
                links.setdefault(address[:2000])


def _item(tokens: Sequence[Token], number: int) -> str:
    """Return the dash of a list item's first paragraph."""
    return "- " if number >= 2 and tokens[number - 2].type == "list_item_open" else ""
