"""Take the preview page of a Telegram channel (``t.me/s/…``) apart into its posts.

Enters: the capture of a page. Leaves: of a preview page one ``Capture`` a post, with the exact bytes that show it, its
channel, address, time, forward and media, and rejects for posts without text; of the page of one post this post; any
other page as it is. Refuses: an export made as HTML, which does not tell a channel from a private chat.

A forward from an account that is no channel leads to no post; it is one of ``PRIVATE_ACCOUNT``, and its name is not
kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped]

from stemma.captures.pictures import Pictures
from stemma.captures.walk import Entry, show
from stemma.ids import digest_bytes, make_id
from stemma.language.decoding import decode
from stemma.model import PRIVATE_ACCOUNT, Capture, Media, MediaKind, Metadata, Published, Reject

MAX_POSTS = 2000
"""Posts of one page; Telegram shows 20, a page scrolled for an hour some hundreds."""

MAX_NAMES = 10
"""Names of authors in one post: the channel it is forwarded from, and a signature."""

LONGEST_TAG = 500
"""Bytes before an attribute in which its tag begins."""

_PREVIEW = re.compile(rb"tgme_channel_history|tgme_header_title|widget_frame_base|tgme_widget_message_bubble")
_EXPORT = re.compile(
    rb"<div class=\"page_body chat_page\">|<div class=\"message (?:default|service)[^\"]{0,40}\" id=\"message-?\d"
)
_POST = re.compile(rb"\bdata-post=[\"']([A-Za-z0-9_]{3,40})/(\d{1,12})[\"']")
_SINGLE = re.compile(rb"content=[\"']tg://resolve\?domain=([A-Za-z0-9_]{3,40})&(?:amp;)?post=(\d{1,12})")
"""What the page of one post (``t.me/CHANNEL/ID``) tells an application to open."""

_SERVICE = re.compile(rb"\A<div\b[^>]{0,400}?\bservice_message\b")
_NAMED = re.compile(rb"_message_(?:forwarded_from_name|from_author)\b")
_NAME = re.compile(rb"<(a|span)\b([^>]{0,800})>(?:(?!</\1>).){0,800}</\1>", re.DOTALL)
_OF_POST = re.compile(rb"\bhref=[\"']https?://t\.me/\w{3,40}/\d")
_NOBODY = f'<span class="tgme_widget_message_forwarded_from_name">{PRIVATE_ACCOUNT}</span>'.encode()
_PICTURE = re.compile(r"background-image:\s*url\(\s*[\"']?([^\"')]{1,2000})")
_COUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,3})?)\s*([KM]?)")
_TIMES = {"": 1, "K": 1_000, "M": 1_000_000}


def split_page(item: Capture | Reject, entry: Entry) -> Iterator[Capture | Reject]:
    """Yield the posts of a preview page that came from ``entry``; whatever else comes in goes out as it is."""
    if isinstance(item, Reject) or item.media_type != "text/html":
        yield item
        return
    if _EXPORT.search(item.data):
        yield _reject(item.locator, "private", "a Telegram export as HTML does not say if it is public: export JSON")
        return
    if not _PREVIEW.search(item.data):
        single = _SINGLE.search(item.data)
        yield item if single is None else _single(item, single[1].decode(), single[2].decode())
        return
    named = list(islice(_POST.finditer(item.data), MAX_POSTS + 1))
    if not named:
        yield item
        return
    seen: set[bytes] = set()
    pictures = Pictures(entry)
    services = 0
    starts = [*(_tag_start(item.data, name.start()) for name in named), len(item.data)]
    for number, name in enumerate(named[:MAX_POSTS]):
        piece = item.data[starts[number] : starts[number + 1]]
        if _SERVICE.match(piece):
            services += 1
        elif name[2] not in seen:
            seen.add(name[2])
            yield _post(item, piece, name[1].decode(), name[2].decode(), pictures)
    if services:
        yield _reject(item.locator, "no_report", f"{services} service messages")
    if len(named) > MAX_POSTS:
        yield _reject(item.locator, "too_large", f"more than {MAX_POSTS} posts; the others are left out")


def _single(page: Capture, channel: str, number: str) -> Capture | Reject:
    """Return the post of a page that shows one; it says neither when it was written nor what it forwards."""
    try:
        tree = fromstring(decode(page.data, declared=page.metadata.charset))
    except (LxmlError, ValueError) as error:
        return _reject(page.locator, "damaged", f"no readable post ({type(error).__name__})")
    said = {name: " ".join(_meta(tree, name).split()) for name in ("og:title", "og:description", "og:image")}
    if not said["og:description"]:
        return _reject(page.locator, "empty", "no text in it")
    picture = (Media(kind="image", name=show(said["og:image"])[:300]),) if said["og:image"] else ()
    metadata = replace(
        page.metadata,
        record=number,
        outlet=said["og:title"][:300] or channel,
        url=f"https://t.me/{channel}/{number}",
        media=picture,
    )
    return replace(page, media_type="application/vnd.telegram+html", metadata=metadata)


def _meta(tree: HtmlElement, name: str) -> str:
    return str(tree.xpath("string(//meta[@property=$name]/@content)", name=name))


def _post(page: Capture, piece: bytes, channel: str, number: str, pictures: Pictures) -> Capture | Reject:
    locator = f"{page.locator}#{number}"
    data = _without_people(piece)
    if data is None:
        return _reject(locator, "damaged", f"more than {MAX_NAMES} names of authors in one post")
    try:
        post = fromstring(decode(data, declared=page.metadata.charset))
    except (LxmlError, ValueError) as error:
        return _reject(locator, "damaged", f"no readable post ({type(error).__name__})")
    if not post.xpath("normalize-space(string(.//*[contains(@class, 'tgme_widget_message_text')]))"):
        return _reject(locator, "empty", "no text in it")
    digest = digest_bytes(data)
    return Capture(
        id=make_id("cap", locator, digest),
        locator=locator,
        media_type="application/vnd.telegram+html",
        data=data,
        digest=digest,
        metadata=_metadata(page, post, channel, number, pictures),
    )


def _tag_start(data: bytes, inside: int) -> int:
    """Return where the tag begins that has an attribute at ``inside``."""
    start = data.rfind(b"<", max(0, inside - LONGEST_TAG), inside)
    return start if start >= 0 else inside


def _without_people(piece: bytes) -> bytes | None:
    """Return a post without names of people: signatures, and forwards that lead to no post, as a channel's do."""
    named = list(islice(_NAMED.finditer(piece), MAX_NAMES + 1))
    if len(named) > MAX_NAMES:
        return None
    for place in reversed(named):
        name = _NAME.match(piece, _tag_start(piece, place.start()))
        forwarded = place[0].endswith(b"from_name")
        if name is not None and not (forwarded and _OF_POST.search(name[2])):
            piece = piece[: name.start()] + (_NOBODY if forwarded else b"") + piece[name.end() :]
    return piece


def _metadata(page: Capture, post: HtmlElement, channel: str, number: str, pictures: Pictures) -> Metadata:
    when = _instant(post.xpath("string(.//a[contains(@class, 'message_date')]//time/@datetime)"))
    forwarded = _words(post, "tgme_widget_message_forwarded_from_name")
    count = _COUNT.fullmatch(_words(post, "tgme_widget_message_views") or "")
    return replace(
        page.metadata,
        record=number,
        outlet=_words(post, "tgme_widget_message_owner_name") or channel,
        url=f"https://t.me/{channel}/{number}",
        forwarded_from=forwarded,
        edited="unknown" if "edited" in (_words(post, "tgme_widget_message_meta") or "").split() else None,
        views=round(float(count[1]) * _TIMES[count[2]]) if count else None,
        dates=(*((Published(earliest=when, latest=when, basis="post"),) if when else ()), *page.metadata.dates),
        media=tuple(map(pictures.hashed, _media(post))),
    )


def _media(post: HtmlElement) -> Iterator[Media]:
    """Yield what a post shows, in the page's order."""
    kinds: tuple[tuple[str, MediaKind], ...] = (
        ("tgme_widget_message_photo_wrap", "image"),
        ("tgme_widget_message_video_player", "video"),
        ("tgme_widget_message_roundvideo_player", "video"),
        ("tgme_widget_message_voice_player", "audio"),
        ("tgme_widget_message_document_wrap", "file"),
    )
    for element in post.iter():
        classes = str(element.get("class") or "").split()
        for name, kind in kinds:
            if name in classes:
                yield Media(kind=kind, name=_shown_name(element) or kind)


def _shown_name(element: HtmlElement) -> str | None:
    picture = _PICTURE.search(str(element.get("style") or ""))
    source = element.xpath("string(.//video/@src | .//audio/@src)")
    title = element.xpath("string(.//*[contains(@class, 'document_title')])")
    return show((picture[1] if picture else source or title).strip())[:300] or None


def _words(post: HtmlElement, name: str) -> str | None:
    """Return the words of the first element of a class."""
    found = post.xpath(f"string(.//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')])")
    return " ".join(str(found).split())[:300] or None


def _instant(written: str) -> str | None:
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _reject(locator: str, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=locator, reason=reason, detail=detail)
