"""Packed inputs: each member comes out as if it lay in a folder, and no archive can escape or exhaust the reader."""

from __future__ import annotations

import bz2
import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.captures.test_pictures import drawn, packed

from stemma.captures import read
from stemma.captures.pictures import find_phash
from stemma.config import Config
from stemma.model import Capture, Reject

TEXT = b"The ferry Alma ran aground off Wasserburg.\n"
LINES = b'{"id": "a", "text": "The ferry Alma ran aground."}\n{"text": 1\n'
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nContent-Length: 59\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The ferry</p>\r\n\r\n"
)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def shown(tmp_path: Path, name: str, data: bytes, max_bytes: int = 8_000_000) -> list[tuple[str, str]]:
    """Return (locator below the folder, media type or reason) of what a file yields."""
    (tmp_path / name).write_bytes(data)
    items = read([str(tmp_path / name)], meta=None, config=Config(max_bytes=max_bytes))
    prefix = f"{tmp_path.as_posix()}/"
    return [
        (item.locator.removeprefix(prefix), item.media_type if isinstance(item, Capture) else item.reason)
        for item in items
    ]


MEMBERS = {"b/two.txt": TEXT, "a.jsonl": LINES, "c.warc": WARC, "README.md": TEXT, ".hidden": TEXT, "d.png": b"\x89PNG"}
READ = [
    ("#a.jsonl#a", "text/plain"),
    ("#a.jsonl:line 2", "broken_json"),
    ("#b/two.txt", "text/plain"),
    ("#c.warc#offset-0", "text/html"),
    ("#d.png", "binary"),
]


def test_members_of_a_zip_are_read_like_files(tmp_path: Path) -> None:
    assert shown(tmp_path, "x.zip", zipped(MEMBERS)) == [(f"x.zip{name}", kind) for name, kind in READ]


@pytest.mark.parametrize(
    ("name", "pack"),
    [("x.tar", bytes), ("x.tar.gz", gzip.compress), ("x.tgz", gzip.compress), ("x.tar.bz2", bz2.compress)],
)
def test_members_of_a_tar_are_read_like_files(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    found = shown(tmp_path, name, pack(tarred(MEMBERS)))
    assert sorted(found) == [(f"{name}{member}", kind) for member, kind in READ]


def test_what_is_packed_alone_keeps_its_name(tmp_path: Path) -> None:
    assert shown(tmp_path, "a.txt.gz", gzip.compress(TEXT)) == [("a.txt.gz", "text/plain")]
    assert shown(tmp_path, "a.txt.bz2", bz2.compress(TEXT)) == [("a.txt.bz2", "text/plain")]
    assert shown(tmp_path, "a.jsonl.gz", gzip.compress(LINES))[0] == ("a.jsonl.gz#a", "text/plain")


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    members = {"archive/data.warc.gz": gzip.compress(WARC), "pages/pages.jsonl": LINES, "datapackage.json": b"{}"}
    assert shown(tmp_path, "x.wacz", zipped(members, zipfile.ZIP_STORED)) == [
        ("x.wacz#archive/data.warc.gz#offset-0", "text/html")
    ]
    assert shown(tmp_path, "y.wacz", zipped({"datapackage.json": b"{}"})) == [("y.wacz", "empty")]


def test_archives_inside_archives_end(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT})
    for depth in range(4):
        data = zipped({f"{depth}.zip": data})
    assert shown(tmp_path, "x.zip", data) == [("x.zip#3.zip#2.zip", "too_deep")]
    assert shown(tmp_path, "y.tar", tarred({"a.zip": zipped({"a.txt": TEXT})})) == [("y.tar#a.zip#a.txt", "text/plain")]


@pytest.mark.parametrize(
    "name", ["http://news.example/a.txt", "-", "../../etc/a.txt", "/etc/a.txt", "a\x1b[31m.txt", "C:\\a.txt"]
)
def test_a_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    for whole, suffix in ((zipped({name: TEXT}), "zip"), (tarred({name: TEXT}), "tar")):
        ((locator, kind),) = shown(tmp_path, f"x.{suffix}", whole)
        assert kind == "text/plain"
        assert locator.startswith(f"x.{suffix}#")
        assert locator.isprintable()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.tar", "x.zip"]


def test_one_name_twice_is_two_locators(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", TEXT + TEXT)
    assert [name for name, _ in shown(tmp_path, "x.zip", stream.getvalue())] == ["x.zip#a.txt", "x.zip#a.txt~2"]


def test_links_and_devices_are_no_files(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert [kind for _, kind in shown(tmp_path, "x.tar", stream.getvalue())] == ["unsupported"] * 3


def test_bombs_end_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.captures.unpacking.MIN_UNPACKED", 1_000_000)
    zeros = b" " * 5_000_000
    for name, data in (
        ("x.zip", zipped({"a.jsonl": zeros, "b.txt": TEXT})),
        ("x.jsonl.gz", gzip.compress(zeros)),
        ("x.tar.gz", gzip.compress(tarred({"a.jsonl": zeros}))),
    ):
        kinds = {kind for _, kind in shown(tmp_path, name, data)}
        assert "unreadable" in kinds, name
        assert "text/plain" not in kinds, name


def test_a_large_member_is_no_capture(tmp_path: Path) -> None:
    assert shown(tmp_path, "x.zip", zipped({"a.txt": TEXT * 1000, "b.txt": TEXT}), max_bytes=1000) == [
        ("x.zip#a.txt", "too_large"),
        ("x.zip#b.txt", "text/plain"),
    ]


def test_a_huge_header_of_a_tar_is_not_held(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = tarfile.XHDTYPE, 50_000_000
    data = info.tobuf() + bytes(50_000_000)
    assert [kind for _, kind in shown(tmp_path, "x.tar.gz", gzip.compress(data, 1))] == ["damaged"]


@pytest.mark.parametrize("name", ["x.zip", "x.wacz", "x.tar", "x.tar.gz", "x.txt.gz", "x.tar.bz2", "x.jsonl.gz"])
def test_damage_is_told(tmp_path: Path, name: str) -> None:
    rest = random.Random(3)
    whole = {"zip": zipped(MEMBERS), "wacz": zipped({"a.warc": WARC}), "gz": gzip.compress(tarred(MEMBERS))}
    good = whole.get(name.rpartition(".")[2], tarred(MEMBERS))
    assert all(kind for _, kind in shown(tmp_path, name, b""))
    for data in (b"", b"PK\x03\x04", bytes(1000), rest.randbytes(5000), good[: len(good) // 2]):
        assert shown(tmp_path, name, data), (name, data[:10])
    for _ in range(60):
        broken = bytearray(good)
        for place in rest.choices(range(len(good)), k=4):
            broken[place] = rest.randrange(256)
        assert shown(tmp_path, name, bytes(broken)), name


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert shown(tmp_path, "x.zip", bytes(data)) == [("x.zip#a.txt", "encrypted")]


def test_a_folder_of_archives_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped({"a.txt": TEXT}))
    (item,) = read([str(tmp_path / "in")], meta=None, config=Config())
    assert not isinstance(item, Reject)
    assert item.locator.endswith("in/a.zip#a.txt")


def test_a_packed_export_has_its_pictures(tmp_path: Path) -> None:
    photo = packed(drawn(1))
    message = b'{"id": 7, "type": "message", "text": "The ferry.", "photo": "photos/a.jpg", "date_unixtime": "1"}'
    other = message.replace(b"7", b"8", 1).replace(b"photos/a.jpg", b"../../etc/passwd")
    export = b'{"name": "Lake News", "type": "public_channel", "id": 12, "messages": [' + message + b"," + other + b"]}"
    members = {"lake/result.json": export, "lake/photos/a.jpg": photo, "page.html": b"<p>x", "page_files/x.js": b"x"}
    (tmp_path / "x.zip").write_bytes(zipped(members))
    items = list(read([str(tmp_path / "x.zip")], meta=None, config=Config()))
    assert [item.locator.rpartition("x.zip")[2] for item in items] == [
        "#lake/result.json#7", "#lake/result.json#8", "#page.html",
    ]  # fmt: skip
    captures = [item for item in items if isinstance(item, Capture)]
    assert captures[0].metadata.media[0].phash == find_phash(photo)
    assert captures[1].metadata.media[0].phash is None
