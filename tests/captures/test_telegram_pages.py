"""Preview pages of channels: each post is a capture, and other pages stay what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.captures import read
from stemma.config import Config
from stemma.documents import clean
from stemma.model import PRIVATE_ACCOUNT, Capture, Document, Reject

TEXT = (
    "The <b>ferry</b> Alma ran aground<br/>off Wasserburg, writes <a href='https://t.me/lake_office'>@lake_office</a>."
)


def post(number: int, text: str | None = TEXT, *, before: str = "", after: str = "", kind: str = "") -> str:
    body = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap {kind} js-widget_message" data-post="lake_news/{number}">
 <div class="tgme_widget_message_user"><a href="https://t.me/lake_news"><i class="message_user_photo"></i></a></div>
 <div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author">
  <a class="tgme_widget_message_owner_name" href="https://t.me/lake_news"><span dir="auto">Lake News</span></a></div>
 {before}{body}{after}
 <div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info">
  <span class="tgme_widget_message_views">12.3K</span><span class="tgme_widget_message_meta">edited
  <a class="tgme_widget_message_date" href="https://t.me/lake_news/{number}"><time datetime="2031-05-16T12:30:00+03:00"
  class="time">12:30</time></a></span></div></div></div></div></div>"""


def page(*posts: str) -> bytes:
    body = "".join(posts)
    return (
        '<!DOCTYPE html><html><head><title>Lake News – Telegram</title></head><body class="widget_frame_base">'
        f'<section class="tgme_channel_history js-message_history">{body}</section></body></html>'
    ).encode()


def found(tmp_path: Path, data: bytes) -> list[Capture | Reject]:
    (tmp_path / "lake.html").write_bytes(data)
    return list(read([str(tmp_path / "lake.html")], meta=None, config=Config()))


def only(items: list[Capture | Reject]) -> tuple[Capture, Document]:
    (capture,) = [item for item in items if isinstance(item, Capture)]
    document = clean(capture, config=Config())
    assert isinstance(document, Document)
    return capture, document


def test_a_post_is_a_capture_with_its_own_bytes(tmp_path: Path) -> None:
    data = page(post(7))
    capture, document = only(found(tmp_path, data))
    assert capture.data in data
    assert capture.locator.endswith("lake.html#7")
    assert document.text == "The ferry Alma ran aground\noff Wasserburg, writes @lake_office."
    assert (document.outlet, document.url, document.record) == ("Lake News", "https://t.me/lake_news/7", "7")
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2031-05-16T09:30:00Z", "post")
    assert (document.views, document.edited) == (12300, "unknown")
    assert document.links == ("https://t.me/lake_office",)


def test_a_forward_and_a_reply_lead_to_their_posts(tmp_path: Path) -> None:
    forward = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from <a class='
        '"tgme_widget_message_forwarded_from_name" href="https://t.me/harbour/55"><span>Harbour Office</span></a></div>'
    )
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/lake_news/3"><div class="tgme_widget_message_text '
        'js-message_reply_text">An older post</div></a>'
    )
    _, document = only(found(tmp_path, page(post(7, before=forward + reply))))
    assert document.forwarded_from == "Harbour Office"
    assert "https://t.me/harbour/55" in document.links
    assert "https://t.me/lake_news/3" in document.links
    assert "older" not in document.text


@pytest.mark.parametrize(
    "name",
    [
        '<span class="tgme_widget_message_forwarded_from_name" dir="auto">Petra Person</span>',
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/petra"><b>Petra Person</b></a>',
    ],
)
def test_a_forward_from_a_person_has_no_name(tmp_path: Path, name: str) -> None:
    signed = '<span class="tgme_widget_message_from_author" dir="auto">Petra Person</span>'
    capture, document = only(found(tmp_path, page(post(7, before=f"<div>Forwarded from {name}</div>{signed}"))))
    assert document.forwarded_from == PRIVATE_ACCOUNT
    assert b"petra" not in capture.data.lower()


def test_media_have_a_kind_and_a_name(tmp_path: Path) -> None:
    shown = (
        '<a class="tgme_widget_message_photo_wrap" style="width:1px;background-image:url(\'https://cdn.example/a.jpg\')"></a>'
        '<a class="tgme_widget_message_video_player"><video src="https://cdn.example/b.mp4"></video></a>'
        '<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_title">c.pdf</div></a>'
    )
    capture, _ = only(found(tmp_path, page(post(7, after=shown))))
    assert [(m.kind, m.name) for m in capture.metadata.media] == [
        ("image", "https://cdn.example/a.jpg"), ("video", "https://cdn.example/b.mp4"), ("file", "c.pdf"),
    ]  # fmt: skip


def test_what_is_no_post_is_told(tmp_path: Path) -> None:
    items = found(tmp_path, page(post(1, kind="service_message"), post(2, None), post(3), post(3)))
    assert [(i.locator.rpartition("/")[2], i.reason if isinstance(i, Reject) else "post") for i in items] == [
        ("lake.html#2", "empty"), ("lake.html#3", "post"), ("lake.html", "no_report"),
    ]  # fmt: skip


def test_the_export_and_the_page_of_a_post_are_one_document(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(
        '{"name": "Lake News", "type": "public_channel", "username": "lake_news", "id": 12, "messages": [{"id": 7, '
        '"type": "message", "date_unixtime": "1936690200", "text": "The ferry Alma ran aground."}]}'
    )
    _, left = only(found(tmp_path, page(post(7, "The <i>ferry</i> Alma ran aground."))))
    _, right = only(list(read([str(tmp_path / "result.json")], meta=None, config=Config())))
    assert left.id == right.id


def test_the_page_of_one_post_is_this_post(tmp_path: Path) -> None:
    data = (
        '<!DOCTYPE html><html><head><meta property="og:title" content="Lake News"><meta property="og:image" content='
        '"https://cdn.example/a.jpg"><meta property="og:description" content="The ferry ran aground.\n\nMore soon.">'
        '<meta property="al:ios:url" content="tg://resolve?domain=lake_news&amp;post=7"></head><body><div class='
        '"tgme_page_action">If you have Telegram, you can view this post.</div></body></html>'
    )
    _, document = only(found(tmp_path, data.encode()))
    assert document.text == "The ferry ran aground.\n\nMore soon."
    assert (document.outlet, document.url, document.record) == ("Lake News", "https://t.me/lake_news/7", "7")
    assert document.published is None
    (item,) = found(tmp_path, data.replace("og:description", "og:other").encode())
    assert isinstance(item, Reject)


@pytest.mark.parametrize(
    "data",
    [
        page(),
        b"<html><body><p>The ferry ran aground; see t.me/s/lake_news.</p></body></html>",
        b'<html><body><p>About tgme_channel_history</p><div data-post="x">',
    ],
)
def test_another_page_stays_a_page(tmp_path: Path, data: bytes) -> None:
    (item,) = found(tmp_path, data)
    assert isinstance(item, Capture)
    assert (item.media_type, item.data) == ("text/html", data)


@pytest.mark.parametrize(
    "piece",
    [
        '<div data-post="lake_news/7"', '<div data-post="lake_news/7">' * 500, post(7)[:-150],
        post(7, "<div>" * 5000 + "deep"), post(7, "a" * 300_000), post(7, "<a href='http://['>x</a>"),
        post(7, "x", before="<span class='tgme_widget_message_forwarded_from_name'>" * 300),
        post(7).replace("2031-05-16T12:30:00+03:00", "9999-99-99"), post(7).replace("12.3K", "9" * 500),
        "<div " * 400_000 + post(7), post(7, "<span " * 300_000), post(7, "<a class='_message_from_author'" * 9000),
        post(7, "&#x1b;[31mred\x00"), post(7, "<![CDATA[x"), post(7, "<!-- --"),
    ],
)  # fmt: skip
def test_no_page_breaks_the_reader(tmp_path: Path, piece: str) -> None:
    items = found(tmp_path, page(piece))
    assert items
    for item in items:
        if isinstance(item, Capture):
            clean(item, config=Config())


def test_an_export_made_as_html_is_refused(tmp_path: Path) -> None:
    data = (
        b'<html><body><div class="page_wrap"><div class="page_body chat_page"><div class="history">'
        b'<div class="message default clearfix" id="message7"><div class="from_name">Petra Person</div>'
        b'<div class="text">I saw it.</div></div></div></div></body></html>'
    )
    (item,) = found(tmp_path, data)
    assert isinstance(item, Reject)
    assert item.reason == "private"
    assert "Petra" not in repr(item)
