"""Words of the whole story weigh little, words of one claim all; what is shared beside the story decides."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_scene

from stemma.compare.background import FLOOR, telling, without_background
from stemma.compare.readings import Reading, read

STORY = (
    "[A Post] The ferry Aurora hit a barge off Bilbao.. The Aurora was built in Gdansk.\n"
    "[B Mail] The ferry Aurora hit a barge near Bilbao. The Aurora will be repaired in Vigo.."
)


def story() -> list[Reading]:
    """Return a reading for each statement of an invented story about one ship."""
    scene = read_scene(STORY)
    documents = {d.id: d for d in scene.documents}
    return [read(s, documents[s.document], scene.trees[s.document]) for s in scene.statements]


def test_the_ship_of_a_story_weighs_least_and_the_place_all() -> None:
    before = story()
    after = without_background(before)
    assert after[0].terms["aurora"] == pytest.approx(FLOOR * before[0].terms["aurora"])
    assert after[0].terms["bilbao"] == before[0].terms["bilbao"]
    assert after[0].bits == sum(after[0].terms.values())


def test_the_same_event_tells_more_than_the_same_ship() -> None:
    after = without_background(story())
    one, other = (r for r in after if "barge" in r.text)
    built, repaired = (r for r in after if "built" in r.text or "repaired" in r.text)
    assert telling(one, other) == telling(other, one) > 0 > telling(built, repaired)


def test_one_sentence_a_report_has_no_background() -> None:
    readings = [r for r in story() if "barge" in r.text]
    assert without_background(readings) == readings
