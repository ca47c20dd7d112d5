from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.compare.texts import MAX_WORDS, differences


def shown(left: str, right: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.left.within(left), s.right.within(right)) for s in differences(left, right)]


def test_one_word_is_replaced() -> None:
    assert shown("The ferry hit the pier.", "The ferry touched the pier.") == [
        ("equal", "The ferry ", "The ferry "),
        ("changed", "hit ", "touched "),
        ("equal", "the pier.", "the pier."),
    ]


def test_an_insertion_has_an_empty_left_side() -> None:
    assert shown("The ferry sank.", "The ferry reportedly sank.")[1] == ("changed", "", "reportedly ")


def test_case_apostrophes_and_punctuation_are_no_difference() -> None:
    assert [s.kind for s in differences("The ferry’s crew, too.", "the ferry's crew too")] == ["equal"]


def test_a_lone_small_word_belongs_to_the_change_around_it() -> None:
    kinds = shown("He spoke of grave losses today.", "He told of heavy damage today.")
    assert kinds[1] == ("changed", "spoke of grave losses ", "told of heavy damage ")


def test_texts_without_a_common_word_are_one_change() -> None:
    assert shown("red green", "blau gelb") == [("changed", "red green", "blau gelb")]


def test_two_empty_texts_are_one_empty_stretch() -> None:
    assert [(s.left.end, s.right.end) for s in differences("", "")] == [(0, 0)]


def test_long_texts_are_compared_in_pieces() -> None:
    left = " ".join(f"word{n}" for n in range(MAX_WORDS * 2 + 10))
    stretches = differences(left, left)
    assert [s.kind for s in stretches] == ["equal"]
    assert stretches[0].left.end == len(left)


words = st.lists(st.sampled_from(["a", "of", "ferry", "pier", "sank", "ship’s", "19", "—", "\n"]), max_size=40)


@given(words, words)
def test_stretches_tile_both_texts(first: list[str], second: list[str]) -> None:
    left, right = " ".join(first), " ".join(second)
    stretches = differences(left, right)
    assert "".join(s.left.within(left) for s in stretches) == left
    assert "".join(s.right.within(right) for s in stretches) == right
