"""Comparison keys: synonyms, derivations, peoples and countries."""

from __future__ import annotations

import pytest

from stemma.compare.terms import key, stem
from stemma.language.words import words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("expel", "dislodge"),
        ("expel", "capture"),
        ("kill", "death"),
        ("flee", "displacement"),
        ("evacuate", "evacuation"),
        ("deploy", "deployment"),
        ("announce", "announcement"),
        ("destroy", "destruction"),
        ("german", "germany"),
        ("injury", "wound"),
        ("postpone", "delay"),
        ("slaying", "murder"),
        ("quake", "earthquake"),
        ("harbour", "harbor"),
        ("theatre", "theater"),
        ("defence", "defense"),
    ],
)
def test_words_of_one_meaning_meet(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("mission", "mister"),
        ("march", "marchioness"),
        ("kill", "injure"),
        ("russian", "ukrainian"),
        ("rise", "fall"),
        ("hour", "or"),
        ("flour", "floor"),
        ("employer", "employee"),
        ("airline", "airliner"),
        ("foundation", "founder"),
        ("medication", "doctor"),
    ],
)
def test_words_of_other_meaning_stay_apart(left: str, right: str) -> None:
    assert key(left) != key(right)


def test_a_stem_keeps_enough_letters() -> None:
    assert stem("ring") == "ring"
    assert stem("nation") == "nation"


def test_a_word_stands_in_one_set_only() -> None:
    seen: dict[str, str] = {}
    for name, block in words("en", "synonyms").items():
        for word in block:
            assert word not in seen, f"{word} stands in {seen.get(word)} and in {name}"
            seen[word] = name
