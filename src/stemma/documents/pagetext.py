"""The main text of a page, and the addresses it links to.

Enters: a page's tree. Leaves: the text, one line a paragraph, and the links out of it. Refuses: menus, captions, boxes
of teasers and what a reader does not see.

The extraction is trafilatura's. Before it, what no reader sees and what is marked as a caption is taken out; behind it,
paragraphs that are one link (teasers of other reports) and the headline, which is metadata.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import islice
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.etree import LxmlError, strip_tags  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.settings import Document as Extracted
from trafilatura.xml import xmltotxt

from stemma.documents.blocks import Block, read_blocks
from stemma.documents.pageaddress import same_site, web_address
from stemma.documents.pagedata import PageData
from stemma.documents.pagestate import text_in_data
from stemma.documents.paragraphs import replace_cut_text
from stemma.documents.plain import normalise, one_line

MAX_LINKS = 500
"""Links kept of one text."""

FEWEST_SHOWN = 600
"""Code points of the text on the page below which its data is looked at for a longer one: pages without their program
show a masthead, a summary or a notice that JavaScript is off."""

FEWEST_APART = 80
"""Code points of the blocks that stand for one line of text; labels of a menu that it holds by accident have fewer."""

TEASER_WORDS = 4
"""Words from which a paragraph that is one link, and closes like no sentence, is the headline of another report; fewer
are a name. Pages that forget to close a link make whole paragraphs of their report one link; those are sentences."""

PARSER_ERRORS = (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)
"""What trafilatura and lxml raise on pages that were made to break them."""

LONGEST_HIDDEN = 500
"""Code points of a hidden element that goes, a notice or a form; a longer one is a part of the report that a button
unfolds: without it one of 181 pages loses all but its first paragraph."""

MOST_HEADS = 5
"""Headings of the first order that are looked at; a report has one."""

FEWEST_TEASERS = 3
"""Items of a list that all open with a link's headline, from which it is a list of teasers."""

_SENTENCE = re.compile(r"[.!?…][\"'”’»)]{0,3}(?:$|\s+[\"“‘«(]?[^\W\d_])")
_SOURCE_LINE_END = re.compile(r"[ \t\r]*\n\s*")
_UNSEEN_TAGS = frozenset({"figcaption", "dialog", "template"})
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:tooltip|popover|rollover)[\w-]{0,20}(?:text|content|block|body|inner|box)"
    r"|sr-only|screen-reader-text|visually-?hidden|caption|caption-?text|photo-credit|image-credit)(?:$|\s)",
    re.IGNORECASE,
)


def main_text(tree: HtmlElement, data: PageData, *, url: str | None, title: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text and the distinct web addresses that it links to, in the text's order."""
    text, links = _shown_text(tree, url)
    kept = text_in_data(tree, data) if len(text) < FEWEST_SHOWN else ""
    heads = {_letters(head.text_content()) for head in islice(tree.iter("h1"), MOST_HEADS)} | {_letters(title or "")}
    return _without_headline(kept if len(kept) > len(text) else text, heads - {""}), links


def _shown_text(tree: HtmlElement, url: str | None) -> tuple[str, tuple[str, ...]]:
    seen = _seen(tree)
    found = trafilatura.bare_extraction(seen, include_comments=False, include_links=True)
    blocks = read_blocks(tree)
    if not isinstance(found, Extracted) or found.body is None:
        return _from_blocks(blocks, url) if blocks else (normalise(trafilatura.html2txt(tree) or "").strip("\n"), ())
    links = tuple(_links((ref.get("target") for ref in found.body.iter("ref")), url))
    _drop_teasers(found.body, url)
    strip_tags(found.body, "ref")
    _join_lines(found.body)
    lines = normalise(replace_cut_text(xmltotxt(found.body, False), tree)).strip("\n").split("\n")
    if len(lines) == 1 and (shown := _apart(lines[0], blocks)):
        return _from_blocks(shown, url)
    return "\n".join(line.strip() for line in lines).strip("\n"), links


def _apart(line: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of the page that were run together into one line, where it is that."""
    whole = _letters(line)
    held = [block for block in blocks if _letters(block.text) in whole]
    return held if len(held) > 1 and sum(len(block.text) for block in held) >= FEWEST_APART else ()


def _from_blocks(blocks: Sequence[Block], url: str | None) -> tuple[str, tuple[str, ...]]:
    text = "\n".join(normalise(block.text) for block in blocks)
    return text.strip("\n"), tuple(_links((link for block in blocks for link in block.links), url))


def _seen(tree: HtmlElement) -> HtmlElement:
    """Return a copy of the page without what nobody sees and without captions."""
    copy = deepcopy(tree)
    for element in [element for element in copy.iter() if _is_unseen(element)]:
        if element.getparent() is not None and element.tag not in ("body", "html", "article", "main"):
            element.drop_tree()
    return copy


def _is_unseen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in _UNSEEN_TAGS or _UNSEEN_CLASS.search(marks) is not None:
        return True
    hidden = element.get("hidden") is not None or _UNSEEN_STYLE.search(element.get("style") or "") is not None
    return hidden and len(element.text_content()) <= LONGEST_HIDDEN


def _drop_teasers(body: HtmlElement, url: str | None) -> None:
    """Take out paragraphs and list items that are one link to the same site, and lists whose items all open with one.

    A line that is one link to another site stays: it names a source.
    """
    for element in list(body.iter("list")):
        refs = [next(item.iter("ref"), None) for item in element.iter("item")]
        opening = [ref is not None and _is_teaser(ref, url) and _opens(ref) for ref in refs]
        if len(refs) >= FEWEST_TEASERS and all(opening):
            _remove(element)
    for element in list(body.iter("p", "item")):
        refs = list(element.iter("ref"))
        if len(refs) == 1 and _is_teaser(refs[0], url) and _words(element) == _words(refs[0]):
            _remove(element)


def _is_teaser(ref: HtmlElement, url: str | None) -> bool:
    linked, target = _words(ref), web_address(ref.get("target"), url)
    if len(linked.split()) < TEASER_WORDS or _SENTENCE.search(linked) is not None:
        return False
    return target is None or url is None or same_site(target, url)


def _opens(ref: HtmlElement) -> bool:
    """Tell whether a link opens its list item."""
    item = next(ref.iterancestors("item"), None)
    return item is not None and _words(item).startswith(_words(ref))


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(element: HtmlElement) -> None:
    """Take an element out, its tail excepted."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _without_headline(text: str, heads: Container[str]) -> str:
    """Return the text without the page's headline on top."""
    first, _, rest = text.partition("\n")
    return rest.strip("\n") if rest.strip() and _letters(first) in heads else text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _join_lines(body: HtmlElement) -> None:
    """Make blanks of the line ends in the page's source; a page breaks its lines by elements."""
    for element in body.iter():
        if element.text:
            element.text = _SOURCE_LINE_END.sub(" ", element.text)
        if element.tail:
            element.tail = _SOURCE_LINE_END.sub(" ", element.tail)


def _links(targets: Iterable[str | None], url: str | None) -> Iterator[str]:
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
