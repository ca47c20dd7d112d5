"""Who takes part in what he reports: by the kind of body, the same for every country."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_scene

from stemma.claims.parties import is_mute, takes_part
from stemma.compare.readings import Reading, read


def readings(text: str) -> list[Reading]:
    """Return the readings of a one-report scene."""
    scene = read_scene(f"[A Post] {text}")
    return [read(s, scene.documents[0], scene.trees[s.document]) for s in scene.statements]


@pytest.mark.parametrize("country", ["Russian", "Ukrainian", "French", "Israeli", "Iranian", "American"])
def test_a_ministry_of_defence_takes_part_in_fighting(country: str) -> None:
    found = readings("Troops expelled the enemy from 22 buildings in Leeds.")
    assert takes_part(f"{country} Ministry of Defence", None, "organization", found) is True


def test_the_same_ministry_is_no_party_to_the_weather() -> None:
    found = readings("A storm tore the roof from a school in Leeds.")
    assert takes_part("French Ministry of Defence", None, "organization", found) is not True


def test_an_operator_takes_part_in_its_accident() -> None:
    found = readings("The ferry struck a barge off Bilbao.")
    assert takes_part("Ana Gil", "spokeswoman of the operator", "person", found) is True
    assert (
        takes_part("Obersee Lines", None, "organization", readings("Obersee Lines checked the ferry in March.")) is True
    )


def test_onlookers_are_no_party_and_strangers_are_not_known() -> None:
    found = readings("The ferry struck a barge off Bilbao.")
    assert takes_part("Bilbao port police", None, "organization", found) is False
    assert takes_part("Ana Gil", None, "person", found) is None
    assert takes_part("unknown", None, "unknown", found) is None


def test_a_government_takes_part_in_what_its_country_does() -> None:
    found = readings("France closed the border at Irun.")
    assert takes_part("French Foreign Ministry", None, "organization", found) is True
    assert takes_part("Spanish Foreign Ministry", None, "organization", found) is None


@pytest.mark.parametrize(
    ("name", "mute"), [("Norland’s war in the south", True), ("Gil campaign", False), ("Gil", False)]
)
def test_a_war_says_nothing_and_a_campaign_may(name: str, mute: bool) -> None:
    assert is_mute(name) is mute
