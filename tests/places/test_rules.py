"""The rules of recognition and resolution: that each can apply, and that evidence adds up to the decision."""

from __future__ import annotations

import pytest

from stemma.language.parse import parse
from stemma.language.words import mappings, words
from stemma.places import make_lexicon, open_gazetteer, readings, recognition
from stemma.places.context import make_context
from stemma.places.groups import inside
from stemma.places.page import read
from stemma.places.points import distance_km
from stemma.places.resolution import believe
from stemma.places.scan import scan
from stemma.places.sights import Sight, sights
from stemma.places.surroundings import survey


def seen(text: str) -> dict[str, Sight]:
    page = read(text, parse("doc_case", text, "en"), make_lexicon(words("en", "places"), mappings("en", "places")))
    toponyms = scan(page, open_gazetteer())
    around = survey(page, toponyms)
    return {page.slice(s.toponym.start, s.toponym.end): s for s in sights(page, toponyms, around)}


def rules_of(text: str, name: str) -> set[str]:
    return {e.rule for e in recognition.explain(seen(text)[name])}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("The boat is in Bregenz.", "Bregenz", "after_preposition"),
        ("He went to Bregenz.", "Bregenz", "after_weak_preposition"),
        ("A Bregenz man fell.", "Bregenz", "people_follow"),
        ("She lives in Bregenz, Austria.", "Bregenz", "area_follows"),
        ("She lives in Bregenz, Austria.", "Austria", "area_of_another"),
        ("BREGENZ (Wire) — It rained.", "BREGENZ", "dateline"),
        ("Mr Dimitrov slept.", "Dimitrov", "after_title"),
        ("Bregenz, 45, slept.", "Bregenz", "age_follows"),
        ("Anna Lindau slept. Lindau snored.", "Lindau", "surname_here"),
        ("They met in Reading while reading.", "Reading", "lowercase_here"),
        ("He studied at the University of Vienna.", "Vienna", "of_organisation"),
        ("They left the Kharkiv region.", "Kharkiv region", "kind_named"),
        ("They march in March.", "March", "calendar"),
        ("They met in Nato.", "Nato", "body"),
    ],
)
def test_a_rule_sees_its_case(text: str, name: str, rule: str) -> None:
    assert rule in rules_of(text, name)


def test_a_decision_is_the_sum_of_its_evidence() -> None:
    sight = seen("She lives in Bregenz, Austria.")["Bregenz"]
    assert recognition.score(sight) == pytest.approx(sum(e.score for e in recognition.explain(sight)))


@pytest.mark.parametrize("rule", [*recognition.RULES, *readings.RULES], ids=lambda pair: str(pair[0].__name__))
def test_every_rule_explains_itself(rule: tuple[object, float]) -> None:
    assert (getattr(rule[0], "__doc__", "") or "").strip().endswith(".")


def test_likelihoods_sum_to_one_and_follow_the_scores() -> None:
    entries = open_gazetteer().find("Springfield")[:3]
    belief = believe([(2.0, entries[0]), (1.0, entries[1]), (0.0, entries[2])])
    assert sum(share for share, _ in belief) == pytest.approx(1.0)
    assert belief[0][0] > belief[1][0] > belief[2][0]
    assert believe([]) == ()


def test_a_name_does_not_support_itself() -> None:
    sight = seen("Springfield burned.")["Springfield"]
    (entry, *_) = open_gazetteer().find("Springfield")
    context = make_context(sight.around, {"springfield": [(1.0, entry)]})
    assert context.in_country("springfield", entry) == 0.0
    assert context.in_area("springfield", entry) == 0.0
    assert context.near("springfield", entry) == 0.0
    assert context.near("another", entry) == 1.0


def test_a_country_and_a_region_contain_their_towns() -> None:
    gazetteer = open_gazetteer()
    town = next(e for e in gazetteer.find("Kharkiv") if e.kind == "settlement")
    region = next(e for e in gazetteer.find("Kharkiv") if e.kind == "region")
    (country,) = (e for e in gazetteer.find("Ukraine") if e.kind == "country")
    assert inside(town, region)
    assert inside(town, country)
    assert not inside(country, country)
    assert not inside(region, town)


def test_the_distance_of_two_cities() -> None:
    assert distance_km((50.45, 30.52), (49.99, 36.23)) == pytest.approx(409, abs=3)


def test_a_state_counts_although_a_small_town_elsewhere_has_its_name() -> None:
    around = seen("It rained in Indiana.")["Indiana"].around
    assert around.countries["US"] == 1
    assert len(around.regions) == 1


def test_a_region_with_a_city_of_its_name_does_not_count_as_named() -> None:
    assert not seen("It rained in Kharkiv.")["Kharkiv"].around.regions


def test_a_word_of_public_life_speaks_for_its_country_once() -> None:
    around = seen("The sheriff met another sheriff in Athens.")["Athens"].around
    assert around.countries["US"] == 1


def test_a_warmer_belief_is_more_even() -> None:
    entries = open_gazetteer().find("Springfield")[:2]
    cold, warm = (believe([(2.0, entries[0]), (0.0, entries[1])], warmth) for warmth in (1.0, 3.0))
    assert cold[0][0] > warm[0][0] > 0.5
