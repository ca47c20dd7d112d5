"""Decoding: every encoding that news comes in, and bytes that are none."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.language.decoding import decode

ENGLISH = "The café’s owner said: “Nobody was hurt”, and closed the door. "
RUSSIAN = "Паром сел на мель у берега озера во вторник, сообщила водная полиция. Пострадавших нет, сообщил капитан. "
UKRAINIAN = "Пором сів на мілину біля Ґданська у вівторок, повідомила поліція. Її пасажирів евакуювали, їх було сорок. "
POLISH = "Prom osiadł na mieliźnie. Nikt nie ucierpiał, powiedziała policja wodna, łącznie z załogą. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (POLISH, "cp1250"),
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_texts_come_back(text: str, encoding: str, times: int) -> None:
    assert decode((text * times).encode(encoding)) == text * times


def test_a_declared_encoding_is_believed_when_utf8_does_not_fit() -> None:
    assert decode("Gruß aus Köln".encode("iso-8859-1"), declared="ISO-8859-1") == "Gruß aus Köln"
    assert decode("Gruß aus Köln".encode(), declared="iso-8859-1") == "Gruß aus Köln"


def test_encodings_are_named_as_browsers_read_them() -> None:
    assert decode("“Gruß”".encode("cp1252"), declared="ISO-8859-1") == "“Gruß”"
    assert decode("Ґанок".encode("koi8-u"), declared="KOI8-R") == "Ґанок"
    assert decode("Причал".encode("mac-cyrillic"), declared="x-mac-cyrillic") == "Причал"


@pytest.mark.parametrize("declared", ["hex", "punycode", "no such thing", "unicode_escape", "\x00", "zlib"])
def test_a_declaration_runs_no_other_codec(declared: str) -> None:
    assert decode("Gruß".encode("cp1252") * 20, declared=declared) == "Gruß" * 20


def test_stray_bytes_do_not_spoil_a_text() -> None:
    damaged = (ENGLISH * 10).encode() + b"caf\xe9 \x93quoted\x94"
    assert decode(damaged) == ENGLISH * 10 + "café “quoted”"


def test_marks_are_no_text() -> None:
    assert decode(codecs.BOM_UTF8) == ""
    assert decode(codecs.BOM_UTF16_BE + b"\x00a") == "a"
    assert decode(b"") == ""


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=12)))
def test_no_bytes_fail(data: bytes, declared: str | None) -> None:
    text = decode(data, declared=declared)
    assert text.encode("utf-8").decode("utf-8") == text
