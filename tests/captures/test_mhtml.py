"""Pages that a browser saved as one file. The files here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.captures import read
from stemma.config import Config
from stemma.model import Capture, Reject

FILE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://lake.example/2031/pier
Subject: The pier is closed
Date: Wed, 14 May 2031 11:30:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"

------x
Content-Type: text/html; charset=windows-1251
Content-Transfer-Encoding: quoted-printable
Content-Location: https://lake.example/2031/pier

<html><head><title>The pier</title></head><body><p>=CF=E8=F0=F1 =E7=E0=EA=F0=
=FB=F2.</p></body></html>

------x
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://lake.example/1.png

iVBORw0KGgo=

------x--
"""


def found(folder: Path, data: bytes, name: str = "a.mhtml", limit: int = 8_000_000) -> Capture | Reject:
    (folder / name).write_bytes(data)
    (item,) = read([str(folder / name)], meta=None, config=Config(max_bytes=limit))
    return item


@pytest.mark.parametrize("name", ["a.mhtml", "b.MHT"])
def test_the_page_and_where_and_when_it_was_saved(tmp_path: Path, name: str) -> None:
    capture = found(tmp_path, FILE, name)
    assert isinstance(capture, Capture)
    assert capture.media_type == "text/html"
    assert "Пирс закрыт." in capture.data.decode("cp1251")
    said = capture.metadata
    assert (said.url, said.captured, said.charset) == (
        "https://lake.example/2031/pier",
        "2031-05-14T09:30:00Z",
        "windows-1251",
    )
    assert capture.locator == str(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no_text"),
        (b"no mail at all", "no_text"),
        (FILE.replace(b"text/html; charset", b"text/css; charset"), "no_text"),
        (b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n\n--x--\n", "no_text"),
    ],
)
def test_files_without_a_page(tmp_path: Path, data: bytes, reason: str) -> None:
    item = found(tmp_path, data)
    assert isinstance(item, Reject)
    assert item.reason == reason


def test_size_is_bounded(tmp_path: Path) -> None:
    item = found(tmp_path, FILE, limit=20)
    assert isinstance(item, Reject)
    assert item.reason == "too_large"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.integers(0, len(FILE)), st.binary(max_size=30))
def test_damage_ends_in_a_capture_or_a_reject(tmp_path: Path, place: int, noise: bytes) -> None:
    found(tmp_path, FILE[:place] + noise + FILE[place + len(noise) :])
