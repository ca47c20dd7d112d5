"""Boilerplate: the cases of ``tests/cases/removed``, where every line that is not listed must stay.

A case is in English, or in the language before its suffix (``page.uk.txt``).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.boilerplate import find_boilerplate, merge_removed
from stemma.documents.lines import bare, plain
from stemma.language.words import words
from stemma.model import Removed, Span

CASES = sorted((Path(__file__).parents[1] / "cases" / "removed").glob("*.txt"))

PIECES = st.sampled_from(
    [
        "Advertisement",
        "The ferry sank.",
        "We use cookies to count.",
        "\n",
        " ",
        "Share",
        "Read more: ",
        "©",
        "(A/AFP)",
        "\t",
    ]
)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_cases(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").rpartition("---\n")
    language = path.suffixes[0].strip(".") if len(path.suffixes) > 1 else "en"
    found = [f"{r.reason} | {r.span.within(text)}" for r in find_boilerplate(text, language)]
    assert found == expected.splitlines()


def test_there_are_cases() -> None:
    assert len(CASES) >= 11


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_lie_in_order_inside_the_text(text: str) -> None:
    found = find_boilerplate(text, "en")
    assert all(0 <= r.span.start < r.span.end <= len(text) for r in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_other_languages_know_the_english_labels(text: str) -> None:
    assert find_boilerplate(text, "uk") == find_boilerplate(text, "en") == find_boilerplate(text, None)


def test_a_report_in_capitals_keeps_its_lines() -> None:
    line = "THE FERRY ALMA RAN AGROUND OFF WASSERBURG ON TUESDAY MORNING"
    assert find_boilerplate("\n\n".join([line] * 5), "en") == ()


def _removed(start: int, end: int, reason: str) -> Removed:
    return Removed(span=Span(start=start, end=end), reason=reason)


def test_merging_keeps_the_first_where_two_meet() -> None:
    first = (_removed(5, 10, "credit"), _removed(30, 40, "credit"))
    second = (_removed(0, 4, "layout"), _removed(8, 12, "layout"), _removed(35, 36, "photo"), _removed(40, 50, "photo"))
    assert merge_removed(first, second) == (
        _removed(0, 4, "layout"),
        _removed(5, 10, "credit"),
        _removed(30, 40, "credit"),
        _removed(40, 50, "photo"),
    )


def test_no_phrase_has_two_reasons() -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for block, phrases in words("en", "boilerplate").items():
        for phrase in phrases:
            found.setdefault((block.rpartition("-")[2], phrase), []).append(block)
    assert {key: blocks for key, blocks in found.items() if len(blocks) > 1} == {}


def test_phrases_are_in_the_form_that_is_compared() -> None:
    blocks = {name: b for name, b in words("en", "boilerplate").items() if name != "photo-sign"}
    assert [p for block in blocks.values() for p in block if p != plain(p)] == []
    lines = (p for name, block in blocks.items() if name.endswith("-line") for p in block)
    assert [p for p in lines if not set("*%") & set(p) and p != bare(p)] == []
