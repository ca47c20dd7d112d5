"""Addresses of a call: what stands there is fetched and read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from stemma.captures import read
from stemma.captures.fetch import Fetcher
from stemma.captures.means import Means
from stemma.captures.walk import Entry
from stemma.captures.web import read_address
from stemma.config import Config
from stemma.model import Capture, Reject

PAGE = "https://lake.example/1"
HTML = "<html><body><p>Der Fähranleger ist gesperrt.</p></body></html>".encode("iso-8859-1")


def found(answers: Mapping[str, httpx.Response], *paths: str) -> list[Capture | Reject]:
    def answer(request: httpx.Request) -> httpx.Response:
        return answers.get(str(request.url), httpx.Response(404))

    fetcher = Fetcher(
        transport=httpx.MockTransport(answer),
        sleep=lambda seconds: None,
        now=lambda: datetime(2031, 5, 14, 9, 30, tzinfo=UTC),
    )
    return list(read(paths or [PAGE], meta=None, config=Config(), fetcher=fetcher))


def answered(body: bytes, kind: str | None, *, at: str = PAGE) -> list[Capture | Reject]:
    return found({at: httpx.Response(200, content=body, headers={"content-type": kind} if kind else {})}, at)


def test_a_page_is_captured_with_its_exact_bytes_and_where_it_was() -> None:
    answers = {
        PAGE: httpx.Response(301, headers={"location": "/2031/05/14/pier"}),
        "https://lake.example/2031/05/14/pier": httpx.Response(
            200, content=HTML, headers={"content-type": "text/html; charset=ISO-8859-1"}
        ),
    }
    (capture,) = found(answers)
    assert isinstance(capture, Capture)
    assert (capture.locator, capture.data, capture.media_type) == (PAGE, HTML, "text/html")
    assert capture.metadata.url == "https://lake.example/2031/05/14/pier"
    assert (capture.metadata.captured, capture.metadata.charset) == ("2031-05-14T09:30:00Z", "ISO-8859-1")


@pytest.mark.parametrize(
    ("body", "kind", "media"),
    [
        (HTML, "text/html; charset=iso-8859-1", "text/html"),
        (HTML, "application/xhtml+xml", "text/html"),
        (HTML, "text/plain", "text/html"),
        (HTML, None, "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><p>x</html>', "application/xml", "text/html"),
        (b"The pier is closed.", "text/plain; charset=utf-8", "text/plain"),
        (b"# The pier is closed", "text/markdown", "text/markdown"),
        (b'{"text": "The pier is closed."}\n', "application/x-ndjson", "text/plain"),
    ],
)
def test_what_came_is_read_by_its_kind(body: bytes, kind: str | None, media: str) -> None:
    (capture,) = answered(body, kind)
    assert isinstance(capture, Capture)
    assert capture.media_type == media
    assert capture.metadata.captured == "2031-05-14T09:30:00Z"


def test_records_of_an_answer_keep_their_own_addresses() -> None:
    lines = b'{"id": "7", "text": "x", "url": "https://pier.example/7"}\n{"text": "y"}\n'
    first, second = answered(lines, "application/jsonl")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert [(c.locator, c.metadata.url) for c in (first, second)] == [
        (f"{PAGE}#7", "https://pier.example/7"),
        (f"{PAGE}#line-2", None),
    ]


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "text/html", "binary"),
        (b"a,b\n", "text/csv", "unsupported"),
        (bytes(range(256)), None, "binary"),
    ],
)
def test_what_no_reader_takes_is_rejected(body: bytes, kind: str | None, reason: str) -> None:
    (reject,) = answered(body, kind)
    assert isinstance(reject, Reject)
    assert (reject.locator, reject.reason) == (PAGE, reason)


def test_failures_are_rejects_with_their_reason() -> None:
    robots = httpx.Response(200, content=b"User-agent: *\nDisallow: /1")
    items = found({"https://lake.example/robots.txt": robots}, PAGE, "https://lake.example/2", "https://lake.example/3")
    assert [(i.locator, i.reason) for i in items if isinstance(i, Reject)] == [
        (PAGE, "robots"),
        ("https://lake.example/2", "not_found"),
        ("https://lake.example/3", "not_found"),
    ]


def test_what_a_server_says_is_shown_escaped() -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError("\x1b[31m" + "x" * 1000)

    fetcher = Fetcher(transport=httpx.MockTransport(fail), sleep=lambda seconds: None)
    (reject,) = read([PAGE], meta=None, config=Config(), fetcher=fetcher)
    assert isinstance(reject, Reject)
    assert reject.detail.startswith(r"\x1b[31m")
    assert len(reject.detail) <= 300


def test_an_address_named_twice_is_fetched_once_and_its_fragment_left_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier is closed.")
    items = found({PAGE: httpx.Response(200, content=HTML)}, PAGE, str(tmp_path), f"{PAGE}#top")
    assert [item.locator for item in items] == [PAGE, (tmp_path / "a.txt").as_posix()]


def test_without_a_fetcher_nothing_is_fetched() -> None:
    (reject,) = read_address(Entry(path=PAGE, locator=PAGE), Means())
    assert isinstance(reject, Reject)
    assert reject.reason == "not_fetched"
