"""The rules of the likeness of two documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stories.conftest import features

from stemma.stories import compare
from stemma.stories.likeness import RULES, Rule, days_apart, figures, likeness, profile, rare_name, snippets

FIRST = features("a", "The ferry Seeadler rammed a barge off Romanshorn and 19 passengers were injured.", "2031-05-14")
SECOND = features("b", "Nineteen passengers of the Seeadler, 19 in all, were hurt off Romanshorn.", "2031-05-15")
THIRD = features("c", "Farmers in Umbria blocked 7 roads with tractors over the price of milk.", "2031-05-15")


def test_likeness_is_symmetric_and_tells_events_apart() -> None:
    assert likeness(profile(FIRST), profile(SECOND)) == pytest.approx(likeness(profile(SECOND), profile(FIRST)))
    assert likeness(profile(FIRST), profile(SECOND)) > likeness(profile(FIRST), profile(THIRD)) + 2


@pytest.mark.parametrize("rule", [r for r, _ in RULES], ids=lambda r: r.__name__)
def test_every_rule_is_a_share_and_explains_itself(rule: Rule) -> None:
    for left, right in ((FIRST, SECOND), (FIRST, THIRD), (FIRST, FIRST)):
        assert -1e-9 <= rule(profile(left), profile(right)) <= 1 + 1e-6
    assert rule.__doc__


def test_days_count_from_the_nearest_ends() -> None:
    late = replace(SECOND, earliest="2031-05-21", latest="2031-05-30")
    unknown = replace(SECOND, earliest=None, latest=None)
    assert days_apart(profile(FIRST), profile(late)) == pytest.approx(0.5)
    assert days_apart(profile(late), profile(FIRST)) == pytest.approx(0.5)
    assert days_apart(profile(FIRST), profile(unknown)) == 0
    assert days_apart(profile(FIRST), profile(FIRST)) == 0


def test_years_are_no_figures() -> None:
    old = features("y", "In 2019 the dam was built.")
    new = features("z", "In 2019 the school was closed.")
    assert figures(profile(old), profile(new)) == 0


def test_a_rare_name_is_a_ship_not_a_country() -> None:
    assert rare_name(profile(FIRST), profile(SECOND)) > 0.9
    left = features("d", "France closed the border.")
    right = features("e", "France opened a school.")
    assert rare_name(profile(left), profile(right)) < 0.3


def test_comparison_names_its_rules() -> None:
    assert {e.rule for e in compare(FIRST, SECOND)} >= {"wording", "rare_name"}


def test_snippets_need_to_share_less_than_reports() -> None:
    short = profile(features("s", "Ferry Seeadler rams barge off Romanshorn", "2031-05-14"))
    long = " ".join(f"Town{n} lost houses and Person{n} spoke." for n in range(60))
    assert snippets(short, short) > 0.5
    assert snippets(short, profile(features("l", long, "2031-05-14"))) == 0.0
