"""Folding of names to look-up keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.places.names import fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("Donets’k", "Donets'k", "DONETSK"),
        ("Saint-Denis", "St. Denis", "st denis"),
        ("Łódź", "Lodz"),
        ("Zürich", "Zurich"),
        ("Ivano-Frankivsk", "Ivano Frankivsk"),
        ("Харків", "ХАРКІВ"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(s) for s in spellings}) == 1


def test_different_names_keep_different_keys() -> None:
    assert fold("Lviv") != fold("Lvov")


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
