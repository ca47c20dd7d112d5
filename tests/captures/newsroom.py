"""An invented newsroom on the web: feeds and pages that a test changes, and a fetcher that knows no other network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from html import escape

import httpx

from stemma.captures.fetch import Fetcher, Limits

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response] | bytes | str


class Clock:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return 1000.0 + self.passed

    def now(self) -> datetime:
        return datetime(2031, 5, 14, 9, 30, tzinfo=UTC) + timedelta(seconds=self.passed)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


class Newsroom(httpx.MockTransport):
    """Answers by address; what a test puts into ``pages`` is what stands there from then on.

    Text is given with an ``ETag``, and with status 304 to whoever has it already.
    """

    def __init__(self, pages: Mapping[str, Answer] | None = None) -> None:
        super().__init__(self.answer)
        self.pages: dict[str, Answer] = dict(pages or {})
        self.asked: list[str] = []
        self.statuses: list[int] = []
        self.clock = Clock()
        self.fetcher = Fetcher(
            transport=self,
            limits=Limits(bytes=200_000, seconds=20.0),
            sleep=self.clock.sleep,
            clock=self.clock,
            now=self.clock.now,
        )

    def answer(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        found = self._respond(self.pages.get(address, httpx.Response(404)), request)
        if request.url.path != "/robots.txt":
            self.asked.append(address)
            self.statuses.append(found.status_code)
        return found

    def visits(self) -> list[str]:
        """Return the addresses asked since the last call."""
        asked, self.asked = self.asked, []
        return asked

    def _respond(self, page: Answer, request: httpx.Request) -> httpx.Response:
        if callable(page):
            return page(request)
        if isinstance(page, httpx.Response):
            return page
        data = page.encode() if isinstance(page, str) else page
        etag = f'"{blake2b(data, digest_size=8).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304, headers={"etag": etag})
        return httpx.Response(200, content=data, headers={"etag": etag})


def rss(*items: str, title: str = "Lake Gazette", link: str = "https://lake.example/") -> str:
    """Return an RSS 2.0 feed."""
    head = f"<title>{escape(title)}</title><link>{link}</link>"
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{head}{"".join(items)}</channel></rss>'


def item(url: str | None = None, title: str | None = None, **fields: str) -> str:
    """Return an item; ``guid``, ``pubDate``, ``description``, ``content`` are optional."""
    said = {"link": url, "title": title, **fields}
    content = said.pop("content", None)
    body = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said.items() if value is not None)
    return f"<item>{body}{f'<content:encoded>{escape(content)}</content:encoded>' if content else ''}</item>"


def page(title: str, *paragraphs: str, outlet: str = "Lake Gazette") -> str:
    """Return a page as a newsroom publishes it."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    head = f"<title>{escape(title)}</title><meta property='og:site_name' content='{escape(outlet)}'>"
    article = f"<article><h1>{escape(title)}</h1>{body}</article>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{article}</body></html>"
