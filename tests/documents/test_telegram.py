"""The text of a post: its words in their lines, and where its links lead."""

from __future__ import annotations

import json

import pytest

from stemma.documents.draft import Draft
from stemma.documents.html import PageError
from stemma.documents.telegram import read_message, read_post
from stemma.model import Capture, MediaType


def draft(data: object, media: MediaType = "application/vnd.telegram+json") -> Draft:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    capture = Capture(id="c", locator="x", media_type=media, data=raw, digest="d")
    return read_message(capture) if media.endswith("json") else read_post(capture)


@pytest.mark.parametrize(
    ("text", "shown", "links"),
    [
        ("plain", "plain", ()),
        (["a ", {"type": "bold", "text": "b"}, "\n", {"type": "custom_emoji", "text": "!"}], "a b\n!", ()),
        ([{"type": "mention", "text": "@lake_office"}], "@lake_office", ("https://t.me/lake_office",)),
        ([{"type": "mention", "text": "@x y"}], "@x y", ()),
        ([{"type": "link", "text": "t.me/s/lake/7?q=1"}], "t.me/s/lake/7?q=1", ("https://t.me/lake/7?q=1",)),
        ([{"type": "text_link", "text": "here", "href": "javascript:alert(1)"}], "here", ()),
        ([{"type": "text_link", "text": "here", "href": "http://["}], "here", ()),
        ("red \u001b[31m\u0000\u202e text", "red \u202e text", ()),
    ],
)
def test_text_and_links_of_a_message(text: object, shown: str, links: tuple[str, ...]) -> None:
    found = draft({"text": text})
    assert (found.text, found.links) == (shown, links)


def test_entities_go_before_the_text() -> None:
    found = draft(
        {"text": "short", "text_entities": [{"type": "plain", "text": "long "}, {"type": "bold", "text": "one"}]}
    )
    assert found.text == "long one"


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"5", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(PageError):
        draft(data)


def test_lines_of_a_preview_are_those_that_a_reader_sees() -> None:
    page = (
        b"<div data-post='lake/7'><div class='tgme_widget_message_text js-message_text'>One<br>two\n three"
        b"<blockquote>said so</blockquote>end <i class='emoji'><b>!</b></i></div></div>"
    )
    assert draft(page, "application/vnd.telegram+html").text == "One\ntwo three\nsaid so\nend !"
