"""What stands under "no evidence" is nobody's claim, and what stands under "no doubt" is."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_scene

from stemma.compare.readings import read_propositions


def told(text: str) -> list[str]:
    """Return what the propositions of a one-report scene say."""
    scene = read_scene(f"[A Post] {text}")
    document = scene.documents[0]
    return [r.text for s in scene.statements for r in read_propositions(s, document, scene.trees[document.id])]


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that the crew of Bilbao sank the ferry, the police said.",
        "The harbour office said that it had no sign that the crew of Bilbao sank the ferry.",
    ],
)
def test_what_there_is_no_evidence_for_is_not_told(text: str) -> None:
    found = told(text)
    assert any("no" in one.split() for one in found)
    assert not any(one.removeprefix("that ").startswith("the crew") for one in found)


def test_what_there_is_no_doubt_about_is_told() -> None:
    found = told("There is no doubt that the crew of Bilbao sank the ferry, the police said.")
    assert any(one.removeprefix("that ").startswith("the crew") for one in found)


def test_who_calls_a_claim_false_denies_it() -> None:
    scene = read_scene("[A Post] The mayor's claim that the pier of Bilbao is safe is false, the harbour office said.")
    document = scene.documents[0]
    readings = [r for s in scene.statements for r in read_propositions(s, document, scene.trees[document.id])]
    assert [r.negated for r in readings if r.main and "false" in r.text] == [True]


def test_what_somebody_says_that_he_does_not_think_is_not_told() -> None:
    found = told("Ana Gil wrote a letter, saying she did not think that the crew of Bilbao sank the ferry.")
    assert not any(one.removeprefix("that ").startswith("the crew") for one in found)


@pytest.mark.parametrize("noun", ["a report", "villagers' claims"])
def test_who_dismisses_what_nobody_named_says_denies_it(noun: str) -> None:
    scene = read_scene(f"[A Post] Ana Gil dismissed {noun} that the pier of Bilbao is closed.")
    document = scene.documents[0]
    readings = [r for s in scene.statements for r in read_propositions(s, document, scene.trees[document.id])]
    assert [r.negated for r in readings if r.text.startswith("that the pier")] == [True]
