"""Language: declared, recognised, or left open."""

from __future__ import annotations

import pytest

from stemma.language.detect import detect, normalise_language
from stemma.language.words import mappings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry Alma ran aground off Wasserburg on Tuesday.", "en"),
        ("Паром «Альма» сел на мель у Вассербурга во вторник.", "ru"),
        ("Пором «Альма» сів на мілину біля Вассербурга у вівторок.", "uk"),
        ("Die Fähre Alma ist am Dienstag vor Wasserburg auf Grund gelaufen.", "de"),
        ("Reuters", None),
        ("22 + 19 = 41", None),
        ("", None),
    ],
)
def test_texts(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_declaration_goes_first_and_a_hint_last() -> None:
    text = "The ferry Alma ran aground off Wasserburg on Tuesday."
    assert detect(text, declared="uk") == "uk"
    assert detect(text, declared="no such language") == "en"
    assert detect(text, hint="de") == "en"
    assert detect("Alma", hint="de-AT") == "de"


@pytest.mark.parametrize(
    ("name", "code"),
    [("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("English", "en"), ("ger", "de"), ("deu", "de"), ("iw", "he")],
)
def test_names_of_languages(name: str, code: str) -> None:
    assert normalise_language(name) == code


@pytest.mark.parametrize("name", [None, "", "xx", "en english", "x" * 1000, "\x00"])
def test_no_names_of_languages(name: str | None) -> None:
    assert normalise_language(name) is None


def test_the_table_leads_to_itself() -> None:
    codes = mappings("en", "languages")["codes"]
    assert all(codes[code] == code for code in codes.values())
