"""Marks and byte order."""

from __future__ import annotations

import pytest

from stemma.language.encodings import marked_encoding, wide_order


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_leads_to_the_text(encoding: str) -> None:
    data = "Ferry aground".encode(encoding)
    marked = marked_encoding(data)
    assert marked is not None
    assert data[marked[1] :].decode(marked[0]) == "Ferry aground"
    assert marked_encoding(b"Ferry aground") is None


def test_byte_order_without_a_mark() -> None:
    assert wide_order("Ferry aground".encode("utf-16-le")) == "utf-16-le"
    assert wide_order("Ferry aground".encode("utf-16-be")) == "utf-16-be"
    assert wide_order(b"Ferry aground") is None
    assert wide_order(b"\0\0\0\0\0\0") is None
    assert wide_order(b"a") is None
