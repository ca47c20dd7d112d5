from __future__ import annotations

import pytest
from tests.lineage.builders import tree_of

from stemma.lineage import align


def shown(left: str, right: str, language: str = "en") -> list[tuple[str, str]]:
    found = align(tree_of(left, language), tree_of(right, language))
    return [(a.left.within(left), a.right.within(right)) for a in found]


def test_a_shared_run_has_both_spans() -> None:
    left = "Yesterday a swarm of bees settled on the tram, police said."
    right = "It is said: A swarm of bees, settled on the tram!"
    assert shown(left, right) == [("a swarm of bees settled on the tram", "A swarm of bees, settled on the tram")]


def test_unrelated_texts_share_nothing() -> None:
    assert shown("Bees love lavender.", "The harbour is frozen over again.") == []


def test_runs_do_not_overlap_on_either_side() -> None:
    left = "red roof tiles fell into the canal and red roof tiles fell again"
    right = "red roof tiles fell into the canal"
    found = align(tree_of(left), tree_of(right))
    assert [(a.left.start, a.right.start) for a in found] == [(0, 0)]


def test_moved_sentences_are_found() -> None:
    left = "The keeper lit the lamp before dusk. A gull broke the window pane at noon."
    right = "A gull broke the window pane at noon. The keeper lit the lamp before dusk."
    assert {a for a, _ in shown(left, right)} == {
        "The keeper lit the lamp before dusk",
        "A gull broke the window pane at noon",
    }


def test_any_language_with_words() -> None:
    text = "hinaaja saapui vasta iltahämärässä"
    assert shown(f"Silloin {text} satamaan.", f"Kuitenkin {text}, hän kertoi.", "fi") == [(text, text)]


@pytest.mark.parametrize("times", [50, 2000])
def test_a_text_that_repeats_itself_costs_little(times: int) -> None:
    text = "over and over again " * times
    assert len(align(tree_of(text, "xx"), tree_of(text, "xx"))) >= 1


def test_empty_texts() -> None:
    assert align(tree_of(""), tree_of("Some words stand here.")) == ()


def test_a_line_that_both_repeat_is_aligned_as_often_as_the_shorter_has_it() -> None:
    left = "the ferry is late again one the ferry is late again two the ferry is late again"
    right = "so the ferry is late again three the ferry is late again"
    assert [b for _, b in shown(left, right, "xx")] == ["the ferry is late again"] * 2
