"""The Ukrainian parse: words, sentences with abbreviations, lemmas, and what endings tell."""

from __future__ import annotations

import pytest

from stemma.language.parse import parse
from stemma.language.rows import MAX_SENTENCE
from stemma.language.ukrainian import describe


def sentences(text: str) -> list[str]:
    found = parse("doc_1", text, "uk")
    return [text[found.starts[first] : found.ends[last - 1]] for first, last in found.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Він живе у м. Харків. Там тихо.", ["Він живе у м. Харків.", "Там тихо."]),
        ("На ст. Лозова стоїть потяг. Він порожній.", ["На ст. Лозова стоїть потяг.", "Він порожній."]),
        ("Вулиця ім. Шевченка закрита.", ["Вулиця ім. Шевченка закрита."]),
        ("Так зв. республіка мовчить.", ["Так зв. республіка мовчить."]),
        ("Про це каже В. Коваль. Мер мовчить.", ["Про це каже В. Коваль.", "Мер мовчить."]),
        ("Це було 2031 р. Потім усе змінилося.", ["Це було 2031 р.", "Потім усе змінилося."]),
        ("Втрати — 5 тис. гривень.", ["Втрати — 5 тис. гривень."]),
        ("Усе… але ні! Справді?", ["Усе… але ні!", "Справді?"]),
    ],
)
def test_sentences_end_where_no_abbreviation_stands(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_apostrophes_and_numbers_stay_in_their_words() -> None:
    text = "П’ятеро з’їли 1,5 кг м'яса о 10:30."
    found = parse("doc_1", text, "uk")
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert words == ["П’ятеро", "з’їли", "1,5", "кг", "м'яса", "о", "10:30", "."]


@pytest.mark.parametrize(
    ("word", "lemma", "pos", "feature"),
    [
        ("повідомила", "повідомити", "VERB", "Tense=Past"),
        ("заявлено", "заявити", "VERB", "Person=0"),
        ("повідомляє", "повідомляти", "VERB", "Tense=Pres"),
        ("працюватиме", "працювати", "VERB", "Tense=Fut"),
        ("підтвердити", "підтвердити", "VERB", "VerbForm=Inf"),
        ("додавши", "додати", "VERB", "VerbForm=Conv"),
        ("міністерства", "міністерство", "NOUN", "Case=Gen"),
        ("журналістам", "журналіст", "NOUN", "Case=Dat"),
        ("словами", "слово", "NOUN", "Case=Ins"),
        ("речниці", "речниця", "NOUN", ""),
        ("міський", "міський", "ADJ", "Case=Nom"),
        ("офіційно", "офіційно", "ADV", ""),
        ("Києва", "київ", "PROPN", "Case=Gen"),
        ("про", "про", "ADP", ""),
        ("22", "22", "NUM", ""),
        (",", ",", "PUNCT", ""),
    ],
)
def test_words_are_described_by_list_and_ending(word: str, lemma: str, pos: str, feature: str) -> None:
    found = describe(word)
    assert (found[0], found[2]) == (lemma, pos)
    assert feature in found[1]


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    found = parse("doc_1", "Влада мовчить. Київ мовчить.", "uk")
    assert (found.lemmas[0], found.pos[0]) == ("влада", "NOUN")
    assert (found.lemmas[3], found.pos[3]) == ("київ", "PROPN")


def test_every_word_is_its_own_head() -> None:
    found = parse("doc_1", "Пором затонув.", "uk")
    assert found.heads == (0, 1, 2)
    assert found.deps == ("", "", "")


def test_long_and_odd_texts_are_bounded() -> None:
    found = parse("doc_1", "він сказав " * 600 + "\n\n…!?«" + "\u202e\x1b[31m", "uk")
    assert max(last - first for first, last in found.sentences) <= MAX_SENTENCE
    assert parse("doc_1", " \n\n ", "uk").starts == ()
