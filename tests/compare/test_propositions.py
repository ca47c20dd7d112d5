"""A sentence is cut into what it asserts, and only into that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.conftest import read_scene

from stemma.compare.propositions import find_propositions
from stemma.compare.readings import main_token, read, read_propositions, without
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow

CASES = Path(__file__).parents[1] / "cases" / "compare" / "propositions.txt"


def read_cases() -> list[tuple[str, list[str]]]:
    """Return each sentence with its propositions."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    blocks = [block.split("\n---\n") for block in "\n".join(lines).strip().split("\n\n") if block.strip()]
    return [(sentence.strip(), told.strip().splitlines()) for sentence, told in blocks]


def tree_of(text: str) -> Tree:
    """Return the tree of an English text."""
    return grow(text, parse("doc_invented", text, "en"))


def spoken(tree: Tree, tokens: tuple[int, ...]) -> str:
    """Return tokens as they stand, marks left out."""
    return " ".join(tree.word(t) for t in tokens if tree.word(t)[0].isalnum())


@pytest.mark.parametrize(("sentence", "told"), read_cases(), ids=[c[0] for c in read_cases()])
def test_a_sentence_holds_these_propositions(sentence: str, told: list[str]) -> None:
    tree = tree_of(sentence)
    tokens = range(len(tree.parse.pos))
    found = find_propositions(tree, tokens, main_token(tree, tokens))
    assert [spoken(tree, tuple(sorted((*p.owner, *p.tokens)))) for p in found] == told
    assert [p.main for p in found] == [True] + [False] * (len(found) - 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["ferry", "hit", ",", "which", "and", "sank", "a", "if", "it", "that", ";", "was"])))
def test_any_words_are_cut_without_a_loss_of_the_main_one(words: list[str]) -> None:
    tree = tree_of(" ".join(words))
    tokens = range(len(tree.parse.pos))
    head = main_token(tree, tokens)
    found = find_propositions(tree, tokens, head)
    assert found[0].head == head
    assert all(p.head in p.tokens for p in found if p.head is not None)
    assert all(p.tokens for p in found[1:])
    assert {t for p in found for t in (*p.tokens, *p.owner)} <= set(tokens)


def test_amounts_and_denials_belong_to_the_proposition() -> None:
    scene = read_scene(
        "[A Post] The mayor said that the flood destroyed 12 houses and that nobody was hurt in the 3 schools."
    )
    document, statement = scene.documents[0], scene.statements[0]
    main, other = read_propositions(statement, document, scene.trees[document.id])
    assert [q.low for q in main.statement.quantities] == [12.0]
    assert [q.low for q in other.statement.quantities] == [3.0]
    assert (main.negated, other.negated) == (False, True)
    assert main.id == other.id == statement.id
    assert statement.content.covers(main.statement.content)
    assert statement.content.covers(other.statement.content)


def test_a_statement_without_a_proposition_is_what_is_left() -> None:
    scene = read_scene(
        "[A Post] The mayor said that the flood destroyed 12 houses in Sarno and that the schools were closed."
    )
    document, statement = scene.documents[0], scene.statements[0]
    main, other = read_propositions(statement, document, scene.trees[document.id])
    whole, left = read(statement, document, scene.trees[document.id]), without(main, [], statement)
    assert (left.statement, left.tokens, left.acts) == (whole.statement, whole.tokens, whole.acts)
    assert without(main, [other], statement).text == "the flood destroyed 12 houses in Sarno"
