"""Content codings: undone within a limit, whatever the server called them."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.captures.payloads import PayloadError, decoded

NOISE = bytes(range(256)) * 8


@given(st.binary(max_size=3000))
def test_what_was_packed_comes_back(data: bytes) -> None:
    assert decoded(gzip.compress(data), "gzip", limit=3000) == data
    assert decoded(gzip.compress(data), "x-gzip", limit=3000) == data


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "", "x" * 200, "\x1b[31m"]))
def test_any_bytes_give_bytes_or_a_reason(data: bytes, coding: str) -> None:
    try:
        found = ("read", str(decoded(data, coding, limit=1000)))
    except PayloadError as error:
        found = (error.reason, error.detail)
    assert found[0] in ("read", "damaged", "truncated", "too_large", "unsupported")
    assert found[1].isprintable()


@pytest.mark.parametrize("size", [999, 1000, 1001, 5_000_000])
def test_the_limit_counts_unpacked_bytes(size: int) -> None:
    packed = zlib.compress(bytes(size))
    if size <= 1000:
        assert len(decoded(packed, "deflate", limit=1000)) == size
    else:
        with pytest.raises(PayloadError, match="more than 1000 bytes"):
            decoded(packed, "deflate", limit=1000)


def test_an_unknown_coding_is_no_text() -> None:
    with pytest.raises(PayloadError, match="“zstd”"):
        decoded(NOISE, "zstd", limit=10_000)
