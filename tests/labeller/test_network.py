"""The network that ships with the package: it loads, reads any text, and can be left out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stemma.labeller import Labeller, network, open_labeller
from stemma.labeller.clues import RELATIONS
from stemma.language.parse import parse


@pytest.fixture(scope="module")
def labeller() -> Labeller:
    found = open_labeller()
    assert isinstance(found, Labeller), found
    return found


@pytest.mark.parametrize("length", [1, 100, 254, 255, 381, 382, 1000])
def test_windows_have_each_piece_once_and_deep_inside(length: int) -> None:
    windows = list(network._windows(length))
    kept = [n for w in windows for n in range(w.first, w.last)]
    assert kept == list(range(length))
    for window in windows:
        assert window.end - window.start <= network.WINDOW
        assert window.start == 0 or window.first - window.start >= 63
        assert window.end == length or window.end - window.last >= 63


def test_it_says_who_said_what(labeller: Labeller) -> None:
    text = "The harbour office said on Monday that two ferries had collided in fog."
    reading = labeller.read(text, parse("d", text, "en"), [])
    assert [(role, span.within(text)) for role, span in reading.spans] == [
        ("source", "The harbour office"),
        ("cue", "said"),
        ("content", "that two ferries had collided in fog"),
    ]
    assert np.isfinite(reading.fits[:, 1]).all()


def test_the_start_of_a_long_text_is_read_like_a_short_one(labeller: Labeller) -> None:
    sentence = "The mayor said that the bridge was closed. "
    filler = "It rained all day in the valley. " * 400
    for text in (sentence, sentence + filler):
        spans = labeller.read(text, parse("d", text, "en"), []).spans
        assert [span.within(text) for _, span in spans[:2]] == ["The mayor", "said"]
        assert spans[2][1].within(text).startswith("that the bridge was closed")


@pytest.mark.parametrize("text", ["", " \n ", "\u202e\x1b[31m", "“" * 500, "a" * 5000, "he said " * 700])
def test_any_text_is_read(labeller: Labeller, text: str) -> None:
    spans = [span for _, span in labeller.read(text, parse("d", text, "en"), []).spans]
    assert all(span.within(text).strip() for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_one_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "NETWORK", "absent.onnx")
    open_labeller.cache_clear()
    try:
        reason = open_labeller()
    finally:
        open_labeller.cache_clear()
    assert isinstance(reason, str)
    assert "absent.onnx" in reason


def test_relations_are_those_the_network_was_trained_with() -> None:
    assert len(RELATIONS) == len(set(RELATIONS))
    assert np.array_equal(sorted(RELATIONS[2:]), list(RELATIONS[2:]))
