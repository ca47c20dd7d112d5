"""The same picture in two documents: found through scaling and compression, never by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.compare.pictures import SAME, distance, same_pictures
from stemma.model import Document, Media


def document(name: str, *hashes: str | None, digest: str = "") -> Document:
    media = tuple(
        Media(kind="image", name=f"{name}-{n}.jpg", digest=digest or f"d{name}{n}", phash=phash)
        for n, phash in enumerate(hashes)
    )
    return Document(id=name, capture="c", path=name, text="x", media=media)


def flipped(phash: str, bits: int) -> str:
    value = int(phash, 16)
    for bit in random.Random(4).sample(range(64), bits):
        value ^= 1 << bit
    return f"{value:016x}"


def shown(documents: Sequence[Document]) -> list[tuple[str, ...]]:
    return [picture.documents for picture in same_pictures(documents)]


HASH = "8f373714acfcf4d0"


@pytest.mark.parametrize("bits", range(SAME + 4))
def test_hashes_differ_in_so_many_bits(bits: int) -> None:
    assert distance(HASH, flipped(HASH, bits)) == bits
    found = shown([document("a", HASH), document("b", flipped(HASH, bits))])
    assert found == ([("a", "b")] if bits <= SAME else [])


def test_equal_bytes_are_one_picture_without_a_hash() -> None:
    (picture,) = same_pictures([document("a", None, digest="d"), document("b", None, digest="d")])
    assert (picture.documents, picture.exact, picture.phash) == (("a", "b"), True, None)


def test_a_picture_twice_in_one_document_is_not_shared() -> None:
    assert shown([document("a", HASH, HASH), document("b", "0123456789abcdef")]) == []


def test_what_was_not_hashed_is_not_compared() -> None:
    bare = Document(id="a", capture="c", path="a", text="x", media=(Media(kind="image", name="a.jpg"),))
    assert shown([bare, Document(id="b", capture="c", path="b", text="x", media=bare.media)]) == []


@given(st.lists(st.integers(0, 2**64 - 1), max_size=30), st.randoms(use_true_random=False))
def test_no_pair_is_missed_and_order_does_not_matter(values: list[int], chance: random.Random) -> None:
    hashes = [f"{value:016x}" for value in values]
    hashes += [flipped(phash, 7) for phash in hashes[:5]]
    documents = [document(f"{n:02}", phash) for n, phash in enumerate(hashes)]
    found = shown(documents)
    together = {name: number for number, names in enumerate(found) for name in names}
    for n, left in enumerate(hashes):
        for m, right in enumerate(hashes[:n]):
            if distance(left, right) <= SAME:
                assert together[f"{n:02}"] == together[f"{m:02}"]
    chance.shuffle(documents)
    assert shown(documents) == found
