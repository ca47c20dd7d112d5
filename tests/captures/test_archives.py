"""Web archives: every page comes out once, whatever else is in the file, however it was packed or damaged."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pytest

from stemma.captures import read
from stemma.config import Config
from stemma.documents import clean
from stemma.model import Capture, Document, Reject

PAGE = b"<html><body><p>The ferry Alma ran aground off Wasserburg on Monday, the harbour office said.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Writer:
    """Writes WARC records as archivers do, each a gzip member of its own if ``gzip``."""

    def __init__(self, stream: BinaryIO, *, gzip: bool) -> None:
        self._stream = stream
        self._packed = gzip

    def write(self, kind: str, headers: Mapping[str, str], block: bytes) -> None:
        named = {"WARC-Type": kind, "WARC-Date": "2031-05-14T09:30:00Z", **headers, "Content-Length": str(len(block))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        data = f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
        self._stream.write(gzip.compress(data, mtime=0) if self._packed else data)


def response(writer: Writer, url: str, data: bytes, *, status: str = "200 OK", http: Mapping[str, str] = HTML) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in http.items())
    writer.write("response", {"WARC-Target-URI": url}, f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data)


def archive(path: Path, pages: int = 3, *, packed: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = Writer(stream, gzip=packed)
        writer.write("warcinfo", {}, b"software: tests\r\n")
        for number in range(pages):
            response(writer, f"https://news.example/{number}", PAGE + b"<!-- %d -->" % number)
    return path


def found(path: Path, max_bytes: int = 8_000_000) -> list[Capture | Reject]:
    return list(read([str(path)], meta=None, config=Config(max_bytes=max_bytes)))


def pages(items: list[Capture | Reject]) -> list[str]:
    return [
        (item.metadata.url or "").removeprefix("https://news.example/") for item in items if isinstance(item, Capture)
    ]


def reasons(items: list[Capture | Reject]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Reject)]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_page_is_a_capture_with_its_address_and_day(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / name, packed=name.endswith("gz"))
    items = found(path)
    captures = [item for item in items if isinstance(item, Capture)]
    assert pages(items) == ["0", "1", "2"]
    assert captures[0].data == PAGE + b"<!-- 0 -->"
    assert captures[0].metadata.captured == "2031-05-14T09:30:00Z"
    assert [date.basis for date in captures[0].metadata.dates] == ["archive"]
    assert captures[0].metadata.charset == "utf-8"
    offset = int(captures[1].locator.partition("#offset-")[2])
    start = path.read_bytes()[offset : offset + 400]
    assert (zlib.decompressobj(47).decompress(start) if name.endswith("gz") else start).startswith(b"WARC/1")
    document = clean(captures[0], config=Config())
    assert isinstance(document, Document)
    assert document.published is None
    assert document.outlet == "news.example"


def test_what_is_no_report_is_counted_once(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        for number in range(5):
            response(writer, f"https://news.example/{number}.png", b"\x89PNG", http={"Content-Type": "image/png"})
        response(writer, "https://news.example/gone", PAGE, status="404 Not Found")
        response(writer, "https://news.example/robots.txt", b"Disallow: /", http={"Content-Type": "text/plain"})
        response(writer, "https://news.example/x", PAGE)
    items = found(tmp_path / "a.warc")
    assert pages(items) == ["x"]
    (left,) = [item for item in items if isinstance(item, Reject)]
    assert left.reason == "no_report"
    assert "7 records" in left.detail
    assert "5 “image/png”" in left.detail
    assert "1 status 404" in left.detail


def test_the_same_bytes_from_the_same_address_are_one(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        for url in ("https://news.example/a", "https://news.example/a", "https://news.example/b"):
            response(writer, url, PAGE)
        response(writer, "https://news.example/a", PAGE + b"!")
    items = found(tmp_path / "a.warc")
    assert pages(items) == ["a", "b", "a"]
    assert reasons(items) == ["duplicate"]


def squeezed(data: bytes, width: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, width)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("GZIP", gzip.compress(PAGE, mtime=0)),
        ("deflate", squeezed(PAGE, 15)),
        ("deflate", squeezed(PAGE, -15)),
        ("gzip, deflate", squeezed(gzip.compress(PAGE, mtime=0), 15)),
        ("gzip", PAGE),
        ("br", PAGE),
        ("identity", PAGE),
    ],
)
def test_content_codings_are_undone(tmp_path: Path, coding: str, data: bytes) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        response(writer, "https://news.example/a", data, http={**HTML, "Content-Encoding": coding})
    (capture,) = found(tmp_path / "a.warc")
    assert isinstance(capture, Capture)
    assert capture.data == PAGE


@pytest.mark.parametrize(
    ("coding", "data", "reason"),
    [
        ("gzip", gzip.compress(bytes(5_000_000), mtime=0), "too_large"),
        ("deflate", zlib.compress(b" " * 5_000_000), "too_large"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-20], "truncated"),
        ("br", bytes(range(256)), "unsupported"),
        ("gzip,gzip,gzip,gzip", PAGE, "unsupported"),
        ("gzip", bytes(range(256)), "damaged"),
        ("identity", b"a" * 1_000_001, "too_large"),
    ],
)
def test_a_page_that_cannot_be_had_says_why(tmp_path: Path, coding: str, data: bytes, reason: str) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        response(writer, "https://news.example/a", data, http={**HTML, "Content-Encoding": coding})
        response(writer, "https://news.example/b", PAGE)
    items = found(tmp_path / "a.warc", max_bytes=1_000_000)
    assert (pages(items), reasons(items)) == (["b"], [reason])


def test_chunks_are_joined(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n" % (40, PAGE[:40]) + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE) - 40, PAGE[40:])
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        response(writer, "https://news.example/a", chunked, http={**HTML, "Transfer-Encoding": "chunked"})
    (capture,) = found(tmp_path / "a.warc")
    assert isinstance(capture, Capture)
    assert capture.data == PAGE


def test_the_charset_of_the_server_is_used(tmp_path: Path) -> None:
    text = "Паром Альма сел на мель у Вассербурга, сообщили в управлении порта."
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = Writer(stream, gzip=False)
        http = {"Content-Type": "text/html; charset=koi8-r"}
        response(writer, "https://news.example/a", f"<html><p>{text}</p></html>".encode("koi8-r"), http=http)
    (capture,) = found(tmp_path / "a.warc")
    assert isinstance(capture, Capture)
    document = clean(capture, config=Config())
    assert isinstance(document, Document)
    assert text in document.text


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    plain = archive(tmp_path / "a.warc", packed=False).read_bytes()
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(plain))
    assert pages(found(tmp_path / "whole.warc.gz")) == ["0", "1", "2"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_file_keeps_what_was_read(tmp_path: Path, packed: bool) -> None:
    path = archive(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed=packed)
    path.write_bytes(path.read_bytes()[:-60])
    items = found(path)
    assert pages(items) == ["0", "1"]
    assert reasons(items) == ["damaged", "no_report"]


@pytest.mark.parametrize("packed", [True, False])
def test_reading_goes_on_behind_a_damaged_record(tmp_path: Path, packed: bool) -> None:
    path = archive(tmp_path / ("a.warc.gz" if packed else "a.warc"), pages=5, packed=packed)
    offset = int(found(path)[1].locator.partition("#offset-")[2])
    data = bytearray(path.read_bytes())
    data[offset : offset + 30] = bytes(30)
    path.write_bytes(data)
    items = found(path)
    assert pages(items) == ["0", "2", "3", "4"]
    (damaged,) = [item for item in items if isinstance(item, Reject) and item.reason == "damaged"]
    assert damaged.locator.endswith(f"#offset-{offset}")


HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive at all\n",
        bytes(10_000),
        b"\x1f\x8b\x08" * 5_000,
        b"\x1f\x8b" + bytes(100),
        HEAD + b"Content-Length: 99999999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x",
        HEAD + b"Content-Length: -5\r\n\r\n<p>x",
        HEAD + b"Content-Length: many\r\n\r\n<p>x",
        HEAD + b"\r\n<p>x",
        HEAD + b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x01\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://[\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000,
        b"WARC/1.0\r\n" + b"X" * 3_000_000,
        b"\r\n" * 1_000_000,
    ],
)
def test_no_file_breaks_the_reader_or_is_passed_over(tmp_path: Path, data: bytes) -> None:
    for name, packed in (("a.warc", data), ("a.warc.gz", data), ("b.warc.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(packed)
        items = found(tmp_path / name)
        assert items
        assert all(isinstance(item, Reject) for item in items)


def test_one_page_at_a_time_is_held(tmp_path: Path) -> None:
    """20 MB of pages are read within 4 MB."""
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        writer = Writer(stream, gzip=True)
        for number in range(200):
            response(writer, f"https://news.example/{number}", PAGE * 1000)
    tracemalloc.start()
    number = sum(1 for _ in read([str(tmp_path / "a.warc.gz")], meta=None, config=Config()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 200
    assert peak < 4_000_000
