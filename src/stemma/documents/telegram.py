"""Read a post of a Telegram channel: as the desktop application exports it, or as its preview page shows it.

Enters: the JSON of a message, or the piece of a preview page that shows it. Leaves: a ``Draft`` with the text, in its
own lines, and the links in it: addresses, linked words, mentioned channels, the post that it answers or forwards.
Refuses: a message that is no readable JSON (``PageError``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped]

from stemma.documents.draft import Draft
from stemma.documents.html import PageError
from stemma.documents.plain import normalise, one_line
from stemma.language.decoding import decode
from stemma.model import Capture

MAX_LINKS = 500
"""Links kept of one post; a post has at most 4,096 characters."""

LONGEST_URL = 2000
"""Code points of an address that is kept."""

_MENTION = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")
_PREVIEW = re.compile(r"https?://(?:www\.)?t(?:elegram)?\.me/(?:s/)?(?=[A-Za-z0-9_]+(?:/|$))")
_BLOCKS = frozenset({"blockquote", "div", "p", "pre"})


def read_message(capture: Capture) -> Draft:
    """Return the draft of a message of an export."""
    try:
        said = json.loads(capture.data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise PageError(f"no readable JSON ({type(error).__name__})") from error
    if not isinstance(said, dict):
        raise PageError("the message is no JSON object")
    pieces = list(_pieces(said.get("text_entities")) or _pieces(said.get("text")))
    text = normalise("".join(piece for piece, _ in pieces)).strip()
    return Draft(text=text, links=_proper(link for _, link in pieces))


def read_post(capture: Capture) -> Draft:
    """Return the draft of a message of a preview page."""
    try:
        post = fromstring(decode(capture.data, declared=capture.metadata.charset))
    except (LxmlError, ValueError) as error:
        raise PageError(f"no readable post ({type(error).__name__})") from error
    found = post.xpath(".//*[contains(@class, 'js-message_text')]") or post.xpath(
        ".//*[contains(@class, 'tgme_widget_message_text')]"
    )
    if not found:
        return Draft(text=normalise(str(post.xpath("string(//meta[@property='og:description']/@content)"))).strip())
    text = normalise("".join(_lines(found[0], 0)))
    targets = [ref.get("href") for ref in found[0].iter("a")]
    outside = post.xpath(
        ".//a[contains(@class, 'forwarded_from_name') or contains(@class, 'message_reply')"
        " or contains(@class, 'link_preview')]"
    )
    targets += [ref.get("href") for ref in outside]
    return Draft(text=re.sub(r"\n{3,}", "\n\n", text).strip(), links=_proper(iter(targets)))


def _pieces(written: object) -> list[tuple[str, str | None]]:
    """Return the text of a message in pieces, each with the address it leads to."""
    if isinstance(written, str):
        return [(written, None)]
    if not isinstance(written, list):
        return []
    return [_piece(item) for item in written]


def _piece(item: object) -> tuple[str, str | None]:
    if isinstance(item, str):
        return item, None
    if not isinstance(item, Mapping) or not isinstance(text := item.get("text"), str):
        return "", None
    href, kind = item.get("href"), item.get("type")
    if kind == "text_link" and isinstance(href, str):
        return text, href
    if kind == "link":
        return text, text if "://" in text else f"https://{text}"
    if kind == "mention" and _MENTION.fullmatch(text):
        return text, f"https://t.me/{text[1:]}"
    return text, None


def _lines(element: HtmlElement, depth: int) -> Iterator[str]:
    """Yield the text of an element with the line ends that a reader sees."""
    if depth > 100 or not isinstance(element.tag, str):
        return
    block = element.tag in _BLOCKS and depth > 0
    yield "\n" if block or element.tag == "br" else ""
    yield _flat(element.text)
    for child in element:
        yield from _lines(child, depth + 1)
        yield _flat(child.tail)
    yield "\n" if block else ""


def _flat(text: str | None) -> str:
    """Make blanks of the line ends in a page's source."""
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text or "")


def _proper(targets: Iterator[str | None]) -> tuple[str, ...]:
    """Return the distinct web addresses among ``targets``, those of preview pages as the posts' own."""
    found: dict[str, None] = {}
    for target in targets:
        try:
            address = urljoin("https://t.me/", (target or "").strip())
            proper = target and urlsplit(address).scheme in ("http", "https")
        except ValueError:
            continue
        clean = one_line(_PREVIEW.sub("https://t.me/", address, count=1), longest=LONGEST_URL) if proper else None
        if clean and len(found) < MAX_LINKS:
            found[clean] = None
    return tuple(found)
