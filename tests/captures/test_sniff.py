"""Text or not: by what the bytes are, whatever the name says."""

from __future__ import annotations

import random
import zlib

import pytest

from stemma.captures.sniff import is_binary

TEXT = "The café’s owner said: “Nobody was hurt.” "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_of_every_encoding_is_text(encoding: str) -> None:
    assert not is_binary((TEXT * 9).encode(encoding, "replace"))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8"])
def test_cyrillic_is_text(encoding: str) -> None:
    assert not is_binary(("Паром сел на мель. " * 9).encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text",
        b"PK\x03\x04text",
        bytes(range(256)),
        zlib.compress(TEXT.encode() * 9)[2:],
        random.Random(1).randbytes(5000),
        b"\0" * 100,
    ],
    ids=range(6),
)
def test_other_bytes_are_no_text(data: bytes) -> None:
    assert is_binary(data)


def test_nothing_and_some_stray_controls_are_text() -> None:
    assert not is_binary(b"")
    assert not is_binary(TEXT.encode() + b"\0\x07")
    assert not is_binary(b"\x1b[31mred\x1b[0m")
