"""From the paths of a call to what is read: addresses beside files."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.captures.formats import answer_suffix, scheme
from stemma.captures.readers import READERS, find_reader, pending
from stemma.captures.walk import Entry, walk
from stemma.captures.web import read_address
from stemma.model import Reject


def test_addresses_are_entries_without_their_fragment() -> None:
    found = list(walk(["https://lake.example/1#a", " https://lake.example/1", "HTTP://lake.example/2?x=1#b"]))
    assert [item.locator for item in found] == ["https://lake.example/1", "HTTP://lake.example/2?x=1"]
    assert all(isinstance(item, Entry) for item in found)


def test_other_schemes_are_rejected() -> None:
    (found,) = walk(["ftp://lake.example/1"])
    assert isinstance(found, Reject)
    assert found.reason == "unsupported"


def test_a_file_whose_name_looks_like_an_address_is_still_reached_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "http:").mkdir()
    (tmp_path / "http:" / "a.txt").write_text("The ferry ran aground.")
    (found,) = walk([str(tmp_path)])
    assert found.locator.endswith("http:/a.txt")


@pytest.mark.parametrize(
    ("path", "found"),
    [("https://a.example", "https"), ("HTTPS://a.example", "https"), ("a.txt", None), ("C:/x", None), ("://x", None)],
)
def test_schemes(path: str, found: str | None) -> None:
    assert scheme(path) == found


def test_the_scheme_goes_before_the_suffix() -> None:
    assert find_reader("https://lake.example/a.jsonl") is read_address
    assert find_reader("lake/a.jsonl") is READERS[".jsonl"]
    assert find_reader("a.B.WARC.GZ") is READERS[".warc.gz"]


def test_kinds_with_a_reader_are_not_pending() -> None:
    assert not any(pending(f"a{suffix}") for suffix in READERS if suffix.startswith("."))
    assert pending("a.doc") == "a Word document"


@pytest.mark.parametrize(
    ("kind", "url", "data", "suffix"),
    [
        ("text/html; charset=utf-8", "", b"", ".html"),
        ("text/html", "", b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"></rss>', ".xml"),
        ("text/plain", "", b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'>", ".xml"),
        ("application/xml", "", b"<?xml-stylesheet href='a'?><urlset>", ".xml"),
        ("text/xml", "", b"<opml version='2.0'>", ".opml"),
        ("application/rss+xml", "", b"", ".rss"),
        ("application/feed+json", "", b"{}", ".json"),
        ("application/xml", "", b"<!DOCTYPE html><html>", ".html"),
        ("application/octet-stream", "https://a.example/x.warc.gz?y", b"abc", ".warc.gz"),
        ("application/octet-stream", "", b"%PDF-1.7", ".pdf"),
        ("application/pdf", "https://a.example/x.html", b"", ".pdf"),
        ("image/png", "https://a.example/x.html", b"", ".png"),
        ("", "https://a.example/", b"text", ""),
        ("", "https://a.example/page", b"<html><p>x", ".html"),
        ("text/plain", "https://a.example/x.html", b"text", ".txt"),
    ],
)
def test_kinds_of_answers(kind: str, url: str, data: bytes, suffix: str) -> None:
    assert answer_suffix(kind, url, data) == suffix
