"""From spans to labels and back, and the best path."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stemma.labeller.clues import RELATIONS, clues, parsed
from stemma.labeller.labels import LABELS, best_path, fits, paint, runs
from stemma.labeller.pieces import Speller, cut, read_vocabulary
from stemma.model import Parse

SPELLER = Speller(read_vocabulary("\n".join(["[UNK]", *"abcdef"])))
PIECES = cut("a b c d e f", SPELLER)
NUMBERS = st.floats(-4, 4, width=32)


def test_spans_become_labels_and_labels_spans() -> None:
    labels = paint(PIECES, [("content", 0, 5), ("cue", 6, 7), ("source", 8, 11)])
    assert labels.tolist() == [5, 6, 6, 3, 1, 2]
    assert runs(labels) == [("content", 0, 3), ("cue", 3, 4), ("source", 4, 6)]


def test_a_later_span_covers_an_earlier_one_and_one_between_words_is_none() -> None:
    assert paint(PIECES, [("content", 0, 11), ("cue", 4, 5), ("source", 5, 6)]).tolist() == [5, 6, 3, 6, 6, 6]


@given(arrays(np.float32, (4, LABELS), elements=NUMBERS), arrays(np.float32, (LABELS, LABELS), elements=NUMBERS))
def test_the_best_path_is_the_best_of_all_that_can_be(scores: np.ndarray, transitions: np.ndarray) -> None:
    def worth(path: tuple[int, ...]) -> float:
        inner = sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
        return inner + sum(float(scores[n, label]) for n, label in enumerate(path))

    def can_be(path: tuple[int, ...]) -> bool:
        return all(b == 0 or b % 2 or a in (b, b - 1) for a, b in itertools.pairwise((0, *path)))

    best = max(worth(path) for path in itertools.product(range(LABELS), repeat=4) if can_be(path))
    found = tuple(best_path(scores, transitions).tolist())
    assert can_be(found)
    assert worth(found) == pytest.approx(best, abs=1e-4)


def test_no_pieces_have_no_path() -> None:
    assert runs(best_path(np.zeros((0, LABELS), dtype=np.float32), np.zeros((LABELS, LABELS), dtype=np.float32))) == []


def test_a_span_fits_the_cue_whose_key_is_like_its_query() -> None:
    found = runs(np.array([1, 3, 5, 3, 0, 0]))
    keys = np.eye(6, dtype=np.float32)
    queries = np.zeros((6, 6), dtype=np.float32)
    queries[0, 3] = queries[2, 1] = 6**0.5
    assert fits(found, queries, keys).tolist() == [
        [-np.inf, 0, -np.inf, 1],
        [-np.inf, 0, -np.inf, 0],
        [-np.inf, 1, -np.inf, 0],
        [-np.inf, 0, -np.inf, 0],
    ]
    assert not np.isfinite(fits(runs(np.array([1, 5])), queries, keys)).any()


def test_clues_are_the_rules_labels_and_the_relation_of_the_word() -> None:
    parse = Parse(
        document="d",
        language="en",
        starts=(0, 2, 4, 10),
        ends=(1, 3, 5, 11),
        lemmas=("",) * 4,
        tags=("",) * 4,
        pos=("",) * 4,
        deps=("nsubj", "ROOT", "unheard of", "punct"),
        heads=(1, 1, 1, 1),
        sentences=((0, 4),),
    )
    found = clues(PIECES, parse, [("source", 0, 1)])
    assert found[:, 0].tolist() == [1, 0, 0, 0, 0, 0]
    names = [RELATIONS[n] for n in found[:, 1]]
    assert names == ["nsubj", "ROOT", "", "", "", "punct"]
    assert parsed(PIECES, parse).starts.tolist() == [0, 2, 4, 10]
