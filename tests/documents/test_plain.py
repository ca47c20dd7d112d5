"""Plain text: nothing invisible survives, everything visible does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.plain import normalise, one_line


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i", "a\nb\nc\nd\ne\nf\ng\nh\ni"),
        ("\ufeffa\ufeffb", "ab"),
        ("a\0b\x07c\x7fd", "abcd"),
        ("\x1b[31mred\x1b[0m \x1b[1;4Hhere", "red here"),
        ("\x1b]0;a title\x07text", "text"),
        ("\x1b]8;;https://lake.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("ferry\u00adman zero\u200bwidth", "ferryman zerowidth"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u202eb\u2066c", "a\u202eb\u2066c"),
        ("tab\there", "tab\there"),
        ("[31m is text", "[31m is text"),
        ("hidden\U000e0041\U000e0042", "hidden"),
    ],
)
def test_cases(raw: str, text: str) -> None:
    assert normalise(raw) == text


@given(st.text())
def test_no_control_character_survives(raw: str) -> None:
    assert [c for c in normalise(raw) if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []


@given(st.text())
def test_a_second_time_changes_nothing(raw: str) -> None:
    assert normalise(normalise(raw)) == normalise(raw)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u00ad")))
def test_visible_text_stays(raw: str) -> None:
    assert normalise(raw) == unicodedata.normalize("NFC", raw)


def test_a_value_is_one_bounded_line() -> None:
    assert one_line("  Ferry \n aground\x1b[0m ") == "Ferry aground"
    assert one_line(" \n ") is None
    assert one_line(None) is None
    assert len(one_line("x" * 5_000) or "") == 500
