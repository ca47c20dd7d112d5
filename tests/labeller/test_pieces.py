"""Word pieces: spelling, borders and features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.labeller.pieces import Speller, cut, read_vocabulary

VOCABULARY = read_vocabulary("\n".join(["[UNK]", "the", "port", "##al", "##s", "said", '"', ".", "a", "“", "”"]))
SPELLER = Speller(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("port", ["port"]),
        ("PORTALS", ["port", "##al", "##s"]),
        ("pörtal", ["port", "##al"]),
        ("portx", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("\u0301", []),
    ],
)
def test_words_are_spelt_with_the_longest_pieces_from_the_left(word: str, pieces: list[str]) -> None:
    assert SPELLER.spell(word) == tuple(VOCABULARY[p] for p in pieces)


def test_pieces_carry_case_what_stands_before_and_quotation() -> None:
    text = 'The PORTALS said "a port".\nthe'
    pieces = cut(text, SPELLER)
    assert [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)] == (
        ["The", "PORTALS", "PORTALS", "PORTALS", "said", '"', "a", "port", '"', ".", "the"]
    )
    case, before, quoted = pieces.features.T.tolist()
    assert case == [1, 2, 2, 2, 0, 3, 0, 0, 3, 3, 0]
    assert before == [2, 1, 0, 0, 1, 1, 3, 1, 3, 3, 2]
    assert quoted == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert cut("“a\na", SPELLER).features[:, 2].tolist() == [1, 1, 0]


@given(st.text(max_size=60))
def test_any_text_has_pieces_in_order_within_it(text: str) -> None:
    pieces = cut(text, SPELLER)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts.tolist() == sorted(pieces.starts.tolist())
    assert pieces.features.shape == (len(pieces.ids), 3)
