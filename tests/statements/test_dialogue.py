"""Speech between dashes."""

from __future__ import annotations

import pytest
from tests.statements.case_files import statements_of

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.statements.dialogue import with_dialogue
from stemma.statements.quotes import find_quotes


def speeches(text: str) -> list[str]:
    quotes = with_dialogue(grow(text, parse("d", text, "en")), find_quotes(text))
    return [quote.span.within(text) for quote in quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- The mast broke. Nobody knew it - said the mayor.", ["The mast broke. Nobody knew it"]),
        ("– The mast broke – the new mayor added.", ["The mast broke"]),
        ("- The mast broke, - she said. - It was late. Dark.\n", ["The mast broke", "It was late. Dark."]),
        ("He left.- The mast broke - he said. He came back.", ["The mast broke"]),
        ('- The mast was "old" - he said.', ['The mast was "old"']),
        ('"The mast broke," she said. It was late.', ['"The mast broke,"']),
        ("- The ferry sank in May.\n- The mayor said nothing.", []),
        ("The ferry - an old one - said goodbye.", []),
        ("- The ferry - an old one - sank.", []),
    ],
)
def test_speech_stands_between_dashes(text: str, expected: list[str]) -> None:
    assert speeches(text) == expected


def test_all_sentences_between_the_dashes_are_the_speakers() -> None:
    text = (
        "Talks in Norland\n\n- If it depends on Norland, there will be no strike. We do not want one, but we will not "
        "give in - said the minister Ann Lee on Friday. - We expect a talk on Monday in Lindau.\n"
    )
    found = {(s.source.name, s.content.within(text)) for s in statements_of(text)}
    assert found == {
        (
            "Ann Lee",
            "If it depends on Norland, there will be no strike. We do not want one, but we will not give in",
        ),
        ("Ann Lee", "We expect a talk on Monday in Lindau."),
    }
