"""Blocks: paragraphs, headings, wrapped lines, stops without a blank behind them."""

from __future__ import annotations

import pytest

from stemma.language.blocks import MAX_BLOCK, split_blocks
from stemma.model import Span

WRAPPED = """Ferry runs aground near Meersburg
The old ferry left the port of Konstanz in the morning and
Meersburg waited until the evening, when a boat of the lake
police came and took the passengers off. The company was told
about it by a fisherman."""


def blocks(text: str, *skip: Span) -> list[str]:
    return [block.within(text) for block in split_blocks(text, skip)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A heading\n\nThe first paragraph.", ["A heading", "The first paragraph."]),
        ("One sentence.\nAnother one.", ["One sentence.", "Another one."]),
        ("A U.S.\nDepartment spokesperson declined.", ["A U.S.\nDepartment spokesperson declined."]),
        ("The ferry left\nearly in the morning.", ["The ferry left\nearly in the morning."]),
        ("Ferry runs aground\nDozens hurt", ["Ferry runs aground", "Dozens hurt"]),
        ("The ferry left Konstanz,\nMeersburg and Uhldingen.", ["The ferry left Konstanz,\nMeersburg and Uhldingen."]),
        ("The list:\n- one\n- two", ["The list:", "- one", "- two"]),
        ("   \n\n  ", []),
    ],
)
def test_blocks_follow_paragraphs_and_wrapped_lines(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_a_wrapped_text_is_joined_and_its_heading_is_not() -> None:
    heading, report = WRAPPED.split("\n", 1)
    assert blocks(WRAPPED) == [heading, report]


def test_a_long_headline_does_not_run_into_the_line_below() -> None:
    headline = "Mayor of Konstanz asks the council to cancel the closing of the ferry to Meersburg"
    below = "The decision comes before talks on the winter timetable that begin on Tuesday"
    report = "The mayor of Konstanz has asked the council to keep the ferry, his office said on Monday."
    assert blocks("\n".join((headline, below, report))) == [headline, below, report]


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2014.|On May 2 the ferry sank.",
        "Is a strike likely?|Come and see.",
        "The fares were raised.|“We had to,” he said.",
        'The fares were raised.|"We had to," he said.',
        'He said: "We had to raise them."|The council waits.',
        "The talks end on Wednesday.|- These points are open, she said.",
        "It sank in World War II.|On its deck stood cars.",
        "It happened on Monday (May 6).|The police came.",
        'It was "a success".|The council waits.',
        "Die Fähre fuhr 2014.|Danach sank sie.",
        "Паром затонул в городе.|Власти молчат.",
    ],
)
def test_a_stop_without_a_blank_ends_a_block(text: str) -> None:
    assert blocks(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.Army and J.K.Roe met Dr.Smith and Gen.Doe in St.Gallen.",
        "See Harbour.Net and www.Harbour.Example/The-Ferry or https://a.example/News.The here.",
        "Write to Ann.Lee@Harbour.Example now.",
        "1.The first item of the list",
        "It costs 3.50 or 1,200.75 and sails at 14.30 with version 2.0.",
        "Паром стоит у просп.Мира сегодня.",
    ],
)
def test_stops_inside_names_numbers_and_addresses_end_nothing(text: str) -> None:
    assert blocks(text) == [text]


def test_skipped_stretches_have_no_block() -> None:
    text = "Before. ADVERT after.\nCOOKIES\nEnd."
    assert blocks(text, Span(start=8, end=14), Span(start=22, end=29)) == ["Before.", "after.", "End."]


def test_a_block_is_bounded() -> None:
    assert [len(b) for b in blocks("a" * (2 * MAX_BLOCK + 1))] == [MAX_BLOCK, MAX_BLOCK, 1]


@pytest.mark.parametrize("unit", ['He said."The ferry ', "Ab.Cd ", "a.", '."', "A.B", "x\n", "x\nX\n"])
def test_hostile_text_comes_to_an_end(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert sum(len(block) for block in blocks(text)) >= len(text) // 2 - 1
