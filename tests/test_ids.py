"""Ids depend on content alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.ids import digest_bytes, make_id

parts = st.lists(st.none() | st.text(max_size=8), max_size=4)


def test_a_known_id_never_changes() -> None:
    assert make_id("doc", "text", None, "https://example.org/a", None) == "doc_a1588cba1bcacc76"


@given(parts, parts)
def test_different_parts_give_different_ids(left: list[str | None], right: list[str | None]) -> None:
    assert (make_id("doc", *left) == make_id("doc", *right)) == (left == right)


def test_the_kind_is_the_prefix_and_the_digest_names_its_method() -> None:
    assert make_id("clm", "x").startswith("clm_")
    assert digest_bytes(b"") != digest_bytes(b"\x00")
    assert digest_bytes(b"x").startswith("blake2b:")
