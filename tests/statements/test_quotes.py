"""Quotation marks paired, apostrophes told apart."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Span
from stemma.statements.quotes import LONGEST, find_quotes

PAIRED = {
    "“One,” he said. “Two.”": ["“One,”", "“Two.”"],
    "‘One,’ he said. ‘It’s two.’": ["‘One,’", "‘It’s two.’"],
    '"One," he said. "Two."': ['"One,"', '"Two."'],
    "He said 'one' and left.": ["'one'"],
    "«Un», dit-il.": ["«Un»"],
    "„Eins“, sagte er.": ["„Eins“"],
    "''One,'' he said.": ["''One,''"],
    "“One ‘two’ three,” he said.": ["“One ‘two’ three,”"],
    "The groups’ aims and the mayor’s plan.": [],
    "It's 5' long, isn't it?": [],
    "‘The groups’ aims are good,’ he said.": ["‘The groups’ aims are good,’"],
    "“One.\n\n“Two.”": ["“One.\n\n“Two.”"],
    "“One": [],
    "The ‘80s were loud.": [],
    '“I agree," he said.': ['“I agree,"'],
}


@pytest.mark.parametrize("text", PAIRED, ids=range(len(PAIRED)))
def test_pairs(text: str) -> None:
    assert [q.span.within(text) for q in find_quotes(text)] == PAIRED[text]


def test_a_forgotten_mark_swallows_nothing() -> None:
    text = "“" + "word " * LONGEST + "“Yes,” he said."
    assert [q.span.within(text) for q in find_quotes(text)] == ["“Yes,”"]


def test_removed_stretches_hold_no_quotes() -> None:
    text = "“One” “Two”"
    assert [q.span.within(text) for q in find_quotes(text, [Span(start=0, end=5)])] == ["“Two”"]


@given(st.text(alphabet="“”‘’\"'«»„ab \n.,", max_size=60))
def test_quotes_never_overlap(text: str) -> None:
    quotes = find_quotes(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(quotes))
    assert all(q.span.covers(q.inner) for q in quotes)
