"""Hostile and odd text in the grammars of languages that decline: whatever comes, an interval or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.language.tree import Tree, grow
from stemma.model import Parse, Published
from stemma.statements.quantities import find_quantities
from stemma.statements.times import find_times

DAY = Published(earliest="2031-05-14", latest="2031-05-14", basis="declared")

WORDS = (
    *("22", "0", "007", "1 200", "1,2", "3–5", "14:30", "14.05.2031", "31.02.2031", "²", "٣", "9" * 400, "22-х", "5-й"),
    *[
        "двадцать",
        "два",
        "тысячи",
        "сотен",
        "полтора",
        "несколько",
        "треть",
        "тыс.",
        "млн",
        "десятки",
        "один",
        "-",
        "–",
        "двадцяти",
        "двох",
        "п’ять",
        "кілька",
    ],
    *[
        "мільйонів",
        "до",
        "от",
        "від",
        "более",
        "понад",
        "около",
        "%",
        "$",
        "мая",
        "травня",
        "года",
        "року",
        "в",
        "у",
        "с",
        "по",
        "понедельник",
        "середу",
        "вчера",
        "торік",
    ],
    *[
        "ночь",
        "на",
        "прошлой",
        "неделе",
        "минулого",
        "тижня",
        "назад",
        "тому",
        "через",
        "мск",
        "начале",
        "кінець",
        "км",
        "зданий",
        ".",
    ],
)


def tree_of(words: list[str], language: str) -> Tree:
    """Return a tree without grammar, so that thousands can be made in a second."""
    text, starts, ends = "", [], []
    for word in words:
        for piece in word.split(" "):
            starts.append(len(text))
            text += piece
            ends.append(len(text))
            text += " "
    size = len(starts)
    lowers = tuple(text[a:b].lower() for a, b in zip(starts, ends, strict=True))
    blank = ("",) * size
    parse = Parse(
        document="doc_case",
        language=language,
        starts=tuple(starts),
        ends=tuple(ends),
        lemmas=lowers,
        tags=blank,
        pos=("NOUN",) * size,
        deps=blank,
        heads=tuple(range(size)),
        sentences=((0, size),) if size else (),
    )
    return grow(text, parse)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["ru", "uk"]))
@settings(max_examples=400)
def test_whatever_is_read_is_an_interval(words: list[str], language: str) -> None:
    tree = tree_of(words, language)
    for quantity in find_quantities(tree):
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert 0 <= quantity.span.start < quantity.span.end <= len(tree.text)
    for time in find_times(tree, DAY):
        assert (time.earliest or "") <= (time.latest or "")
        assert 0 <= time.span.start < time.span.end <= len(tree.text)


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_long_text_of_numbers_takes_time_in_proportion(language: str) -> None:
    tree = tree_of(["22", "тысячи", "–", "5", "до"] * 4000, language)
    assert len(find_quantities(tree)) < 20_001
    assert len(find_times(tree, DAY)) < 20_001
