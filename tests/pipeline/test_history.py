"""What a grown story or claim replaces."""

from __future__ import annotations

from stemma.model import Story
from stemma.pipeline.history import inherit_stories


def story(name: str, *documents: str, replaces: tuple[str, ...] = ()) -> Story:
    return Story(id=name, title="A crane fell", documents=documents, replaces=replaces)


def test_a_story_that_lives_on_replaces_nothing() -> None:
    (after,) = inherit_stories([story("sto_b", "doc_b", "doc_c")], [story("sto_b", "doc_b")])
    assert after.replaces == ()


def test_a_smaller_document_gives_a_new_id_that_names_the_old_one() -> None:
    (after,) = inherit_stories([story("sto_a", "doc_a", "doc_b")], [story("sto_b", "doc_b")])
    assert after.replaces == ("sto_b",)


def test_names_are_handed_down() -> None:
    (after,) = inherit_stories([story("sto_a", "doc_a", "doc_b")], [story("sto_b", "doc_b", replaces=("sto_c",))])
    assert after.replaces == ("sto_b", "sto_c")
    (later,) = inherit_stories([story("sto_a", "doc_a", "doc_b")], [after])
    assert later.replaces == ("sto_b", "sto_c")


def test_joined_stories_are_both_named() -> None:
    before = [story("sto_b", "doc_b"), story("sto_c", "doc_c")]
    (after,) = inherit_stories([story("sto_a", "doc_a", "doc_b", "doc_c")], before)
    assert after.replaces == ("sto_b", "sto_c")


def test_the_larger_part_of_a_split_story_is_its_heir() -> None:
    before = [story("sto_x", "doc_b", "doc_c", "doc_d")]
    first, second = inherit_stories([story("sto_b", "doc_b"), story("sto_c", "doc_c", "doc_d")], before)
    assert (first.replaces, second.replaces) == ((), ("sto_x",))


def test_a_story_without_any_document_left_has_no_heir() -> None:
    (after,) = inherit_stories([story("sto_a", "doc_a")], [story("sto_b", "doc_b")])
    assert after.replaces == ()
