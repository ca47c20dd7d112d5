"""Features depend on their document alone and stay small."""

from __future__ import annotations

import math

import pytest
from tests.stories.conftest import features, report

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.stories import extract
from stemma.stories.features import MAX_TERMS, rarity


def test_terms_have_unit_length_and_names_weigh_more() -> None:
    one = features("a", "The ferry Seeadler left Konstanz with 238 passengers in 2031.")
    assert math.isclose(sum(w * w for _, w in one.terms), 1.0, rel_tol=1e-3)
    assert {one.terms[0][0], one.terms[1][0]} == {"seeadler", "konstanz"}
    assert one.numbers == {"#238"}


def test_features_of_a_long_text_stay_small() -> None:
    text = " ".join(f"Town{n} lost {n} houses and Person{n} spoke." for n in range(400))
    assert len(features("long", text).terms) == MAX_TERMS


@pytest.mark.parametrize(
    ("given", "earliest", "latest"),
    [
        ("2031-05-14T21:40:00+02:00", "2031-05-14", "2031-05-14"),
        ("2031-05", "2031-05-01", "2031-05-28"),
        ("2031", "2031-01-01", "2031-12-28"),
        ("soon", None, None),
    ],
)
def test_days_of_any_precision(given: str, earliest: str | None, latest: str | None) -> None:
    one = features("a", "A ferry sank.", given)
    assert (one.earliest, one.latest) == (earliest, latest)


def test_a_web_address_is_no_term() -> None:
    one = features("a", "https://harbour.example/ferry-sinks\nA crane fell in Bilbao.")
    assert not any("harbour" in term for term, _ in one.terms)


def test_a_language_without_grammar_has_terms() -> None:
    text = "Der Dampfer Seeadler rammte vor Romanshorn einen Lastkahn."
    one = report("de", text)
    found = extract(one, grow(text, parse(one.id, text, "de")))
    assert "seeadler" in dict(found.terms)


def test_rarity_comes_from_the_background_alone() -> None:
    assert rarity("the", "en") == 0
    assert rarity("seeadler", "en") > rarity("ferry", "en") > rarity("people", "en")


def test_rare_words_stand_for_names_where_no_letter_is_a_capital() -> None:
    assert "seeadler" in features("a", "the ferry seeadler left with 238 passengers.").names
    assert "leave" not in features("a", "the ferry seeadler left with 238 passengers.").names
    assert "ferry" not in features("b", "The ferry Seeadler left with 238 passengers.").names
