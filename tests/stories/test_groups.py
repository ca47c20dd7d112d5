"""Same event, not same topic; order and company do not matter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories.conftest import features

from stemma.config import Config
from stemma.stories import Features, group
from stemma.stories.groups import CORE_WEIGHT, MIN_GROUP, candidates, score_pairs

CASES = Path(__file__).parents[1] / "cases" / "stories"


def read_cases() -> Iterator[tuple[str, list[tuple[str, Features]]]]:
    """Yield what each case shows, and its reports with their labels."""
    for file in sorted(CASES.glob("*.txt")):
        for case in file.read_text(encoding="utf-8").split("=== ")[1:]:
            shows, *lines = [line.strip() for line in case.splitlines() if line.strip()]
            reports = []
            for number, line in enumerate(lines):
                label, day, text = (part.strip() for part in line.split("|", 2))
                reports.append((label, features(f"{shows} {number}", text, day or None)))
            yield shows, reports


ALL = list(read_cases())
EVERY = [one for _, reports in ALL for _, one in reports]


@pytest.mark.parametrize(("shows", "reports"), ALL, ids=[shows for shows, _ in ALL])
def test_labelled_reports_meet_and_part(shows: str, reports: list[tuple[str, Features]]) -> None:
    wanted: dict[str, set[str]] = {}
    for label, one in reports:
        wanted.setdefault(label, set()).add(one.document)
    found = group([one for _, one in reports], config=Config())
    assert sorted(map(sorted, wanted.values())) == sorted(map(list, found))


def test_all_cases_together_give_what_each_gives_alone() -> None:
    apart = sorted(itertools.chain.from_iterable(group([f for _, f in reports], config=Config()) for _, reports in ALL))
    assert list(group(EVERY, config=Config())) == apart


@given(st.permutations(EVERY))
def test_the_order_does_not_matter(order: list[Features]) -> None:
    assert group(order, config=Config()) == group(EVERY, config=Config())


def test_a_pair_s_score_does_not_depend_on_the_others() -> None:
    alone = score_pairs(EVERY[:2])
    among = score_pairs(EVERY)
    assert alone
    assert all(among[pair] == score for pair, score in alone.items())


def test_every_document_is_in_one_story() -> None:
    found = group(EVERY, config=Config())
    assert sorted(d for story in found for d in story) == sorted(f.document for f in EVERY)


def test_one_story_takes_all() -> None:
    assert len(group(EVERY, config=Config(one_story=True))) == 1
    assert group([], config=Config(one_story=True)) == ()
    assert group([], config=Config()) == ()


def test_documents_that_share_common_words_only_are_no_candidates() -> None:
    first = features("one", "The people said that the day was good and the work went well for all of them.")
    second = features("two", "All the work of the day went well, the people said, and it was good for them.")
    assert list(candidates([first, second])) == []


def test_two_look_alikes_with_cores_of_their_own_stay_apart() -> None:
    def version(ship: str, town: str, number: int, count: int) -> Features:
        lead = ("Early", "Later", "At last", "Again", "Once more")[number]
        text = (
            f"{lead} rescuers took the passengers off the ferry {ship} after it struck a barge in fog off {town}. "
            f"The ferry {ship} had {count} passengers on board. Harbour police at {town} questioned the captain."
        )
        return features(f"{ship} {number}", text)

    first = [version("Zugvogel", "Meersburg", n, 317) for n in range(MIN_GROUP)]
    second = [version("Blaukehl", "Lindau", n, 452) for n in range(MIN_GROUP)]
    assert CORE_WEIGHT > 0
    assert len(group([*first, *second], config=Config())) == 2
