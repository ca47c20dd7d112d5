"""Titles tell first, then roles, then first names; what no list holds tells nothing."""

from __future__ import annotations

import pytest

from stemma.language.words import words
from stemma.statements.gender import Gender, find_gender


@pytest.mark.parametrize(
    ("titles", "name", "gender"),
    [
        (["Ms"], "Peter", "female"),
        (["King"], None, "male"),
        (["spokeswoman"], None, "female"),
        (["chairwoman"], "Robin Lang", "female"),
        (["minister"], "Olga Lang", "female"),
        (["minister"], "Piotr Lang", "male"),
        (["minister"], "Robin Lang", None),
        ([], "Lang", None),
    ],
)
def test_gender(titles: list[str], name: str | None, gender: Gender | None) -> None:
    assert find_gender(titles, name) == gender


def test_no_word_or_name_stands_in_both_lists() -> None:
    lists = words("en", "gender")
    assert not lists["women"] & lists["men"]
    assert not lists["names_of_women"] & lists["names_of_men"]
