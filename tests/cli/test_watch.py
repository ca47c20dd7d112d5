"""``stemma watch``: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import httpx
import pytest
from click.testing import Result
from tests.captures.newsroom import Newsroom, item, page, rss

from stemma.captures.fetch import Fetcher, Limits
from stemma.cli.watch import parse_interval
from stemma.store import Store

FEED = "https://lake.example/feed"
TEXT = "A crane fell into the harbour of Bregenz on Tuesday. The harbour office said that 19 containers were lost."


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom that the command line reaches instead of the network."""
    room = Newsroom(
        {FEED: rss(item("/1", "Crane falls", guid="1")), "https://lake.example/1": page("Crane falls", TEXT)}
    )
    monkeypatch.setattr("stemma.captures.fetch.Fetcher", lambda **chosen: room.fetcher)
    return room


def test_a_poll_prints_what_is_new(stemma: Callable[..., Result], room: Newsroom, tmp_path: Path) -> None:
    first = stemma("watch", FEED, "--case", "c.stemma", "--once", "--out", "dossier", "--jobs", "1")
    assert first.exit_code == 0
    head, *lines = first.stdout.splitlines()
    assert head.endswith(" UTC · 1 feed asked · 1 new report")
    assert [line.partition(":")[0] for line in lines] == ["new story"]
    assert (tmp_path / "dossier" / "dossier.html").exists()
    assert (tmp_path / "dossier" / "documents.jsonl").read_text().count("\n") == 1
    second = stemma("watch", FEED, "--case", "c.stemma", "--once")
    assert (second.exit_code, second.stdout) == (0, "")
    assert second.stderr.endswith("1 feed asked · nothing new\n")


def test_both_versions_of_an_edited_page_can_be_compared(stemma: Callable[..., Result], room: Newsroom) -> None:
    stemma("watch", FEED, "--case", "c.stemma", "--once")
    room.pages["https://lake.example/1"] = page("Crane falls", TEXT.replace("19", "22"))
    room.pages[FEED] = rss(item("/1", "Crane falls", guid="1", description="Now 22 containers."))
    room.clock.passed += 3600
    lines = stemma("watch", FEED, "--case", "c.stemma", "--once").stdout.splitlines()
    command = next(line for line in lines if "stemma compare" in line).split()
    result = stemma(*command[command.index("compare") : -1], "c.stemma")
    assert result.exit_code == 0
    assert "Lake Gazette (earlier version)" in result.stdout


def test_what_could_not_be_had_is_told_and_sets_the_status(stemma: Callable[..., Result], room: Newsroom) -> None:
    room.pages["https://alp.example/feed"] = httpx.Response(500)
    result = stemma("watch", "https://alp.example/feed", FEED, "--case", "c.stemma", "--once")
    assert result.exit_code == 3
    assert "not had: https://alp.example/feed: status: " in result.stderr
    assert "2 feeds asked · 1 new report" in result.stdout


def test_a_file_may_list_the_feeds(stemma: Callable[..., Result], room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "ours.opml").write_text(f'<opml><body><outline xmlUrl="{FEED}"/></body></opml>')
    assert stemma("watch", "ours.opml", "--case", "c.stemma", "--once").exit_code == 0
    (tmp_path / "saved.xml").write_text(rss(item("/1", guid="1")))
    (tmp_path / "text.txt").write_text("https://lake.example/feed")
    for name, told in (("saved.xml", "a feed in a file"), ("text.txt", "no feed or list"), ("none", "No such file")):
        result = stemma("watch", name, "--case", "d.stemma", "--once")
        assert result.exit_code == 2
        assert told in result.stderr
    assert "only http and https" in stemma("watch", "ftp://lake.example/", "--case", "d.stemma").stderr
    assert not (tmp_path / "d.stemma").exists()


@pytest.mark.parametrize(
    ("written", "seconds"), [("30s", 30), ("15m", 900), ("2h", 7200), ("1d", 86_400), (" 90 S ", 90)]
)
def test_intervals(written: str, seconds: int) -> None:
    assert parse_interval(None, None, written) == timedelta(seconds=seconds)


@pytest.mark.parametrize("written", ["", "15", "m", "-5m", "1.5h", "29s", "31d", "9999999d", "five minutes"])
def test_what_is_no_interval_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter):
        parse_interval(None, None, written)


def test_ctrl_c_ends_it_with_the_case_whole(
    stemma: Callable[..., Result], room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", interrupt)
    result = stemma("watch", FEED, "--case", "c.stemma", "--every", "30s")
    assert result.exit_code == 130
    assert "interrupted; a case file keeps its last complete run" in result.stderr
    with Store("c.stemma") as store:
        assert len(store.view().documents()) == 1


class _Loopback(BaseHTTPRequestHandler):
    """A feed that leads to a page, to a page in a private network, and to one that never ends."""

    def do_GET(self) -> None:
        here = f"http://{self.headers['host']}"
        links = rss(item(f"{here}/page", guid="1"), item(f"{here}/inward", guid="2"), item(f"{here}/endless", guid="3"))
        bodies = {"/feed": links, "/page": page("Crane falls", TEXT)}
        if self.path == "/inward":
            self.send_response(302)
            self.send_header("location", here.replace("127.0.0.1", "localhost") + "/page")
            self.end_headers()
            return
        self.send_response(200 if self.path in (*bodies, "/endless") else 404)
        self.end_headers()
        self.wfile.write(bodies.get(self.path, "").encode())
        while self.path == "/endless":
            try:
                self.wfile.write(b" " * 10_000)
            except OSError:
                return

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def loopback() -> Iterator[str]:
    """The address of a server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Loopback)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_over_a_real_connection(stemma: Callable[..., Result], loopback: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(bytes=100_000, interval=0.0)
    fetcher = Fetcher(private_hosts=["127.0.0.1"], limits=limits)
    monkeypatch.setattr("stemma.captures.fetch.Fetcher", lambda **chosen: fetcher)
    result = stemma("watch", f"{loopback}/feed", "--case", "c.stemma", "--once")
    assert result.exit_code == 3
    assert "1 feed asked · 1 new report" in result.stdout
    assert f"not had: {loopback}/inward: private_address: " in result.stderr
    assert f"not had: {loopback}/endless: too_large: " in result.stderr
