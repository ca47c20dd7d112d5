"""Walking a parse."""

from __future__ import annotations

import pytest

from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Span

TEXT = "The old ferry left the port. Passengers waved."


@pytest.fixture(scope="module")
def tree() -> Tree:
    return grow(TEXT, parse("doc_1", TEXT, "en"))


def token(tree: Tree, word: str) -> int:
    return next(t for t in range(len(tree.parse.starts)) if tree.word(t) == word)


def test_subtree_is_in_text_order_and_can_be_cut(tree: Tree) -> None:
    left = token(tree, "left")
    assert tree.subtree_span(left).within(TEXT) == "The old ferry left the port."
    assert [tree.word(t) for t in tree.subtree(left, without=frozenset({"nsubj", "punct"}))] == ["left", "the", "port"]


def test_child_by_label(tree: Tree) -> None:
    subject = tree.child(token(tree, "left"), "nsubj")
    assert subject is not None
    assert tree.word(subject) == "ferry"
    assert tree.child(token(tree, "old"), "nsubj") is None


def test_upwards_goes_to_the_root_of_the_sentence(tree: Tree) -> None:
    assert [tree.word(t) for t in tree.upwards(token(tree, "old"))] == ["old", "ferry", "left"]


def test_tokens_in_a_span_lie_wholly_inside(tree: Tree) -> None:
    assert [tree.word(t) for t in tree.tokens_in(Span(start=4, end=16))] == ["old", "ferry"]
    assert list(tree.tokens_in(Span(start=5, end=6))) == []


def test_sentences_have_roots_and_spans(tree: Tree) -> None:
    assert [tree.word(tree.root(s)) for s in range(2)] == ["left", "waved"]
    assert tree.sentence_span(1).within(TEXT) == "Passengers waved."
    assert tree.sentence_of[token(tree, "waved")] == 1
