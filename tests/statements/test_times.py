"""Times: the intervals of the invented sentences in tests/cases/times, with and without a publication time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Published, Time
from stemma.statements.times import find_times

CASES = Path(__file__).parents[1] / "cases" / "times"

DAY = Published(earliest="2031-05-14", latest="2031-05-14", basis="declared")
MONTH = Published(earliest="2031-05-01", latest="2031-05-31", basis="url")
PUBLISHED = {"dated": DAY, "none": DAY, "undated": None, "month": MONTH, "ru": DAY, "uk": DAY}
"""The publication time of each case file."""


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if block.startswith("#"):
                continue
            text, _, expected = block.strip().partition("\n---\n")
            lines = [] if expected.strip() == "none" else expected.strip().splitlines()
            yield path.stem, text, lines


def found(text: str, published: Published | None, language: str = "en") -> list[str]:
    return [shown(t, text) for t in find_times(grow(text, parse("doc_case", text, language)), published)]


def shown(time: Time, text: str) -> str:
    value = time.relation if time.earliest is None else f"{time.earliest}..{time.latest}"
    return f"{time.span.within(text)} | {value}"


@pytest.mark.parametrize(("file", "text", "expected"), list(cases()))
def test_the_times_of_a_case(file: str, text: str, expected: list[str]) -> None:
    language = file if file in ("ru", "uk") else "en"
    assert found(text, PUBLISHED[file], language) == expected


def test_a_language_without_the_list_has_no_times() -> None:
    text = "Am Dienstag, 13. Mai 2031, begann der Streik."
    assert find_times(grow(text, parse("doc_case", text, "de")), DAY) == ()


@given(
    st.lists(
        st.sampled_from(
            ["last", "the", "week", "two", "ago", "May", "31", "9999", "on", "Monday", "at", "5", "p.m.", "1500"]
        )
    )
)
def test_whatever_is_read_is_an_interval_or_unresolved(words: list[str]) -> None:
    text = " ".join(words)
    for time in find_times(grow(text, parse("doc_case", text, "en")), MONTH):
        if time.earliest is None:
            assert time.latest is None
            assert time.relation == time.span.within(text)
        else:
            assert time.latest is not None
            assert time.earliest <= time.latest
