"""What further documents do to stories is recorded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.ids import make_id
from stemma.model import Story
from stemma.stories import changes


def story(*documents: str) -> Story:
    """Return a story of some documents."""
    return Story(id=make_id("sto", min(documents)), title="a story", documents=tuple(sorted(documents)))


def told(before: list[Story], after: list[Story]) -> list[tuple[str, tuple[str, ...]]]:
    """Return kind and documents of each change."""
    return [(c.kind, c.documents) for c in changes(before, after)]


def test_a_first_report_makes_a_new_story() -> None:
    assert told([story("a")], [story("a"), story("b")]) == [("new", ("b",))]


def test_a_late_report_joins() -> None:
    assert told([story("a", "b")], [story("a", "b", "c")]) == [("joined", ("c",))]


def test_a_report_that_connects_two_stories_merges_them() -> None:
    found = changes([story("a"), story("b")], [story("a", "b", "c")])
    assert [c.kind for c in found] == ["joined", "merged"]
    assert found[1].earlier == tuple(sorted([story("a").id, story("b").id]))


def test_a_split_names_where_each_part_was() -> None:
    assert sorted(told([story("a", "b", "c")], [story("a", "b"), story("c")])) == [
        ("split", ("a", "b")),
        ("split", ("c",)),
    ]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_nothing_changes_where_nothing_came(parts: list[int]) -> None:
    groups: dict[int, list[str]] = {}
    for number, part in enumerate(parts):
        groups.setdefault(part, []).append(f"d{number}")
    stories = [story(*members) for members in groups.values()]
    assert changes(stories, stories[::-1]) == ()
