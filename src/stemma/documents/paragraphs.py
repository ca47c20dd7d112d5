"""The paragraphs of a page's article: a check on the main text, and a stand-in where that was cut off.

Enters: a page's tree. Leaves: the text of its paragraphs. Refuses: paragraphs of menus, asides, forms, captions and
comments.

Pages that set advertising between parts of a report hold it in several boxes; a reader that looks for the one best box
then returns the first part alone, and a report that lost its second half breaks every comparison with its copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

LONG = 80
"""Code points from which a paragraph is likely part of a report, and no label."""

LEAST_SHARE = 0.6
"""Share of the article's long paragraphs that the main text must hold. Of 181 saved pages two lie below (0.37 and
0.46): both are cut-off reports whose paragraphs are right; the next one has 0.76 and is whole."""

MOST_ARTICLES = 20
"""Article elements looked at; more are a page of teasers."""

_OUTSIDE = frozenset({"aside", "nav", "footer", "form", "figcaption", "header"})
_MARKED = re.compile(r"comment|related|newsletter|promo|footer|caption|sidebar|cookie|consent", re.IGNORECASE)


def replace_cut_text(text: str, tree: HtmlElement) -> str:
    """Return ``text``, or the article's paragraphs where ``text`` holds too little of them."""
    paragraphs = list(_paragraphs(_article(tree)))
    length = sum(len(paragraph) for paragraph in paragraphs if len(paragraph) >= LONG)
    return "\n".join(paragraphs) if len(text) < LEAST_SHARE * length else text


def _article(tree: HtmlElement) -> HtmlElement:
    """Return the article element with most paragraph text, else the main element, else the page."""
    for tag in ("article", "main"):
        found = list(islice(tree.iter(tag), MOST_ARTICLES))
        if found:
            return max(found, key=lambda element: sum(map(len, _paragraphs(element))))
    return tree


def _paragraphs(root: HtmlElement) -> Iterator[str]:
    todo = [root]
    while todo:
        element = todo.pop()
        if element.tag == "p":
            text = " ".join("".join(element.itertext()).split())
            if text:
                yield text
        elif element is root or not _is_outside(element):
            todo.extend(reversed(element))


def _is_outside(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _OUTSIDE or _MARKED.search(marks) is not None
