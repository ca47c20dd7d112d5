"""Spans lead back to the exact bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.config import Config
from stemma.documents import clean
from stemma.documents.origins import find_bytes
from stemma.documents.plain import normalise
from stemma.ids import digest_bytes
from stemma.language.decoding import find_encoding
from stemma.model import Capture, Document, Span


def capture(data: bytes) -> Capture:
    return Capture(id="cap_1", locator="a.txt", media_type="text/plain", data=data, digest=digest_bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_a_word_is_found_in_every_encoding(encoding: str) -> None:
    text = "---\r\ntitle: Café\r\n---\r\n\r\nThe café’s \x1b[1mowner\x1b[0m\x00 left.\r\nNobody was hurt: “yes”.\r\n"
    source = capture(text.encode(encoding))
    document = clean(source, config=Config())
    assert isinstance(document, Document)
    for word in ("café’s", "owner", "Nobody", "“yes”."):
        start = document.text.index(word)
        place = find_bytes(source, document, Span(start=start, end=start + len(word)))
        assert place is not None
        name = find_encoding(source.data).name
        assert source.data[slice(*place)].decode(name) == word


def test_what_cannot_be_exact_is_nothing() -> None:
    for data in (b"caf\xe9 " + "“damaged” ".encode() * 9, "cafe\u0301 closed".encode()):
        source = capture(data)
        document = clean(source, config=Config())
        assert isinstance(document, Document)
        assert find_bytes(source, document, Span(start=0, end=2)) is None


LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))


@given(st.text(alphabet="aé \n\r\t\x1b[m\x00\x85\u2028\ufeff“", max_size=60), st.data())
def test_the_bytes_hold_what_the_span_shows(text: str, data: st.DataObject) -> None:
    source = capture(text.encode())
    document = clean(source, config=Config())
    if not isinstance(document, Document):
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    place = find_bytes(source, document, Span(start=start, end=end))
    assert place is not None
    shown, held = document.text[start:end], source.data[slice(*place)].decode().translate(LINE_ENDS)
    assert (held[0], held[-1]) == (shown[0], shown[-1])
    rest = iter(held)
    assert all(letter in rest for letter in shown)
    if "\x1b" not in text:
        assert normalise(source.data[slice(*place)].decode()) == shown
