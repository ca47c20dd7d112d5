"""Fingerprints of pictures: the same through scaling and compression, none for what is no picture."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from stemma.captures import read
from stemma.captures.pictures import MAX_PIXELS, Pictures, find_phash
from stemma.captures.walk import Entry
from stemma.compare.pictures import SAME, distance
from stemma.config import Config
from stemma.ids import digest_bytes
from stemma.model import Capture, Media, Reject


def drawn(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of coloured shapes, another for each seed."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randint(0, 255) for _ in "rgb"))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        corners = [(chance.randint(0, size[0]), chance.randint(0, size[1])) for _ in range(4)]
        pen.polygon(corners, fill=tuple(chance.randint(0, 255) for _ in "rgb"))
    return picture


def packed(picture: Image.Image, kind: str = "JPEG", **settings: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **settings)
    return stream.getvalue()


def test_copies_have_near_hashes() -> None:
    for seed in range(10):
        whole = drawn(seed)
        phash = find_phash(packed(whole, "PNG"))
        assert phash is not None
        assert len(phash) == 16
        small = whole.resize((213, 160))
        for copy in (packed(whole, quality=30), packed(small, quality=40), packed(small, "WEBP"), packed(whole, "GIF")):
            other = find_phash(copy)
            assert other is not None
            assert distance(phash, other) <= SAME
        assert find_phash(packed(ImageOps.grayscale(whole))) is not None


def test_different_pictures_have_far_hashes() -> None:
    hashes = [find_phash(packed(drawn(seed))) for seed in range(20)]
    pairs = [(a, b) for n, a in enumerate(hashes) for b in hashes[:n] if a and b]
    assert len(pairs) == 190
    assert all(distance(a, b) > SAME for a, b in pairs)


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + bytes(100), b"GIF89a" + bytes(20),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bomb(60_000, 60_000), bomb(2**31 - 1, 2**31 - 1), bomb(MAX_PIXELS, 2), bomb(100, 100), bomb(0, 0),
        packed(drawn(1))[:3000], packed(drawn(1), "PNG")[:-2000], packed(drawn(1, (30, 600))),
        packed(Image.new("RGB", (300, 300), (9, 9, 9))), packed(Image.new("RGBA", (300, 300)), "PNG"),
    ],
)  # fmt: skip
def test_what_is_no_readable_picture_has_no_hash(data: bytes) -> None:
    assert find_phash(data) is None


def test_damaged_pictures_never_break_the_reader() -> None:
    chance = random.Random(6)
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP"):
        good = packed(drawn(3, (120, 90)), kind)
        for _ in range(40):
            data = bytearray(good)
            for place in chance.choices(range(len(good)), k=5):
                data[place] = chance.randrange(256)
            found = find_phash(bytes(data))
            assert found is None or re.fullmatch("[0-9a-f]{16}", found)


def test_only_files_beside_the_input_are_read(tmp_path: Path) -> None:
    data = packed(drawn(1))
    (tmp_path / "in" / "photos").mkdir(parents=True)
    (tmp_path / "in" / "photos" / "a.jpg").write_bytes(data)
    (tmp_path / "outside.jpg").write_bytes(data)
    (tmp_path / "in" / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    pictures = Pictures(Entry(path=str(tmp_path / "in" / "result.json"), locator="x"))
    found = pictures.hashed(Media(kind="image", name="photos/a.jpg"))
    assert found.digest == digest_bytes(data)
    assert found.phash == find_phash(data)
    names = ("../outside.jpg", str(tmp_path / "outside.jpg"), "link.jpg", "photos", "\0", "http://x/a.jpg", "x" * 5000)
    for name in names:
        assert pictures.hashed(Media(kind="image", name=name)).digest is None
    assert pictures.hashed(Media(kind="video", name="photos/a.jpg")).digest is None


def found(folder: Path) -> list[Capture | Reject]:
    return list(read([str(folder)], meta=None, config=Config()))


def test_a_saved_page_has_the_pictures_of_its_article(tmp_path: Path) -> None:
    folder = tmp_path / "The ferry_files"
    folder.mkdir()
    (folder / "ferry 1.jpg").write_bytes(packed(drawn(1)))
    (folder / "logo.png").write_bytes(packed(drawn(2), "PNG"))
    (folder / "face.jpg").write_bytes(packed(drawn(3, (90, 90))))
    (folder / "script.js").write_text("x")
    written = base64.b64encode(packed(drawn(4, (320, 240)), quality=40)).decode()
    (tmp_path / "The ferry.html").write_text(
        "<html><body><header><img src='The%20ferry_files/logo.png'></header><article><p>The ferry ran aground.</p>"
        "<img src='./The%20ferry_files/ferry%201.jpg'><img src='The%20ferry_files/face.jpg'>"
        f"<img src='https://cdn.example/a.jpg'><img src='data:image/jpeg;base64,{written}'></article></body></html>"
    )
    (capture,) = found(tmp_path)
    assert isinstance(capture, Capture)
    assert [(m.kind, m.name) for m in capture.metadata.media] == [
        ("image", "./The ferry_files/ferry 1.jpg"),
        ("image", "picture 4 of the page"),
    ]
    assert all(media.phash for media in capture.metadata.media)


@pytest.mark.parametrize(
    "image",
    [
        "<img src='data:image/png;base64,!!!'>", "<img src='data:image/png,%ff%00'>", "<img src=''>", "<img " * 200_000,
        "<img src='../../../etc/passwd'>", "<img src='data:image/svg+xml;base64,PHN2Zy8+'>", "<img src='\x01'>",
        "<img src='a.jpg'" + " x" * 5000 + ">", "<img src='a.jpg'>" * 500,
        "<img src='data:image/png;base64," + "A" * 99,
    ],
)  # fmt: skip
def test_no_picture_of_a_page_breaks_the_reader(tmp_path: Path, image: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><article><p>The ferry.</p>{image}</article></body></html>")
    (capture,) = found(tmp_path)
    assert isinstance(capture, Capture)
    assert capture.metadata.media == ()


def test_pictures_of_an_export_are_hashed(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(packed(drawn(1)))
    (tmp_path / "result.json").write_text(
        '{"name": "Lake News", "type": "public_channel", "id": 12, "messages": [{"id": 7, "type": "message", '
        '"date_unixtime": "1936690200", "text": "The ferry.", "photo": "photos/a.jpg"}]}'
    )
    items = found(tmp_path / "result.json")
    assert isinstance(items[0], Capture)
    assert items[0].metadata.media[0].phash == find_phash(packed(drawn(1)))


def test_a_page_saved_as_one_file_has_its_pictures(tmp_path: Path) -> None:
    photo = packed(drawn(1, (320, 240)))
    page = "<html><article><p>The ferry.</p><img src='https://cdn.example/a.jpg'><img src='cid:b@x'></article></html>"
    head = 'Content-Type: multipart/related; boundary="cut"\n\n--cut\nContent-Type: text/html\n\n' + page
    part = (
        "\n--cut\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n{}\n\n"
        + base64.encodebytes(photo).decode()
    )
    parts = part.format("Content-Location: https://cdn.example/a.jpg") + part.format("Content-ID: <b@x>")
    (tmp_path / "a.mhtml").write_text(f"{head}{parts}\n--cut--\n")
    (capture,) = found(tmp_path)
    assert isinstance(capture, Capture)
    assert [media.phash for media in capture.metadata.media] == [find_phash(photo)] * 2
