"""Quantities: interval, unit and counted noun of the invented sentences in tests/cases/quantities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Quantity
from stemma.statements.intervals import interval
from stemma.statements.quantities import find_quantities

CASES = Path(__file__).parents[1] / "cases" / "quantities"

DECLINED = ("ru", "uk")
"""Case files in other languages, named by them."""

FLOOR = 0.97
"""Least share of the cases whose quantities are all exact."""


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if block.startswith("#"):
                continue
            text, _, expected = block.strip().partition("\n---\n")
            lines = [] if expected.strip() == "none" else [line.strip() for line in expected.strip().splitlines()]
            yield path.stem, text, lines


def found(text: str, language: str = "en") -> list[str]:
    tree = grow(text, parse("doc_case", text, language))
    return [shown(q, text) for q in find_quantities(tree)]


def shown(quantity: Quantity, text: str) -> str:
    ends = "..".join("" if end is None else f"{end:.15g}" for end in (quantity.low, quantity.high))
    parts = [quantity.span.within(text), ends, quantity.unit or "", quantity.counted or ""]
    return " | ".join(parts).replace("  ", " ").strip()


def test_the_cases_are_many_and_nearly_all_exact() -> None:
    everything = [case for case in cases() if case[0] not in DECLINED]
    wrong = [(text, expected, got) for _, text, expected in everything if (got := found(text)) != expected]
    assert len(everything) >= 250
    assert 1 - len(wrong) / len(everything) >= FLOOR, wrong


@pytest.mark.parametrize(("language", "text", "expected"), [case for case in cases() if case[0] in DECLINED])
def test_the_quantities_of_a_case_in_a_language_that_declines(language: str, text: str, expected: list[str]) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Over 1,200 civilians fled.", ["Over 1,200 civilians | 1200.. | | civilians"]),
        ("Tens of thousands of lives changed.", ["Tens of thousands of lives | 20000..99999 | | lives"]),
        ("The treaty of 2014 and Article 5 hold.", []),
    ],
)
def test_the_cases_of_the_design(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_change_is_two_amounts_and_no_range() -> None:
    assert [line.split(" | ")[1] for line in found("The toll rose from 19 to 22.")] == ["19..19", "22..22"]


def test_a_language_without_the_list_has_no_quantities() -> None:
    text = "Zwölf Menschen starben, 12 Häuser brannten."
    assert find_quantities(grow(text, parse("doc_case", text, "de"))) == ()


@given(
    st.floats(min_value=0, max_value=1e12),
    st.floats(min_value=0, max_value=1e12),
    st.sampled_from(["more", "least", "most", "fewer", "nearly", "about", None]),
    st.booleans(),
)
def test_an_interval_is_never_turned_round(a: float, b: float, relation: str | None, whole: bool) -> None:
    low, high = interval(min(a, b), max(a, b), relation, whole=whole)
    assert low is None or high is None or low <= high


@given(
    st.lists(st.sampled_from(["5", "$", "-", "to", "million", "half", "a", "of", "dozen", "people", "%", "old", "."]))
)
def test_any_row_of_number_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    tree = grow(text, parse("doc_case", text, "en"))
    for quantity in find_quantities(tree):
        assert quantity.span.within(text).strip()
