"""The Russian parse: lemmas, grammar, nominatives, sentences in capitals, no circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.language.parse import parse
from stemma.language.rows import MAX_SENTENCE
from stemma.language.russian import to_nominative, without_circles


def test_grammar_points_into_the_text() -> None:
    text = "Новости порта\n\nМэр города сказал,\nчто паром ушёл."
    found = parse("doc_1", text, "ru")
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    said = words.index("сказал")
    assert found.lemmas[said] == "сказать"
    assert found.deps[said] == "ROOT"
    assert found.heads[words.index("Мэр")] == said
    assert found.deps[words.index("Мэр")] == "nsubj"
    assert "Case=Nom" in found.tags[words.index("Мэр")]
    assert found.sentences == ((0, 2), (2, 10))


def test_a_line_in_capitals_is_read_in_small_letters() -> None:
    found = parse("doc_1", "ВОЙСКА ЗАНЯЛИ ДВА СЕЛА", "ru")
    assert found.lemmas == ("войско", "занять", "два", "село")


def test_lemmas_are_lower_case_dictionary_forms() -> None:
    found = parse("doc_1", "В Белгородской области видели Анну Лунину.", "ru")
    assert found.lemmas[:4] == ("в", "белгородский", "область", "видеть")
    assert all(lemma == lemma.lower() for lemma in found.lemmas)


@pytest.mark.parametrize(
    ("word", "pos", "tag", "expected"),
    [
        ("Анны", "PROPN", "Animacy=Anim|Case=Gen|Gender=Fem|Number=Sing", "Анна"),
        ("Лесной", "PROPN", "Animacy=Anim|Case=Gen|Gender=Fem|Number=Sing", "Лесная"),
        ("министерства", "NOUN", "Animacy=Inan|Case=Gen|Gender=Neut|Number=Sing", "министерство"),
        ("экспертов", "NOUN", "Animacy=Anim|Case=Gen|Gender=Masc|Number=Plur", "эксперты"),
        ("МЧС", "PROPN", "Animacy=Inan|Case=Gen|Gender=Neut|Number=Sing", "МЧС"),
        ("мэр", "NOUN", "Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing", "мэр"),
        ("заявил", "VERB", "VerbForm=Fin", "заявил"),
    ],
)
def test_nominatives(word: str, pos: str, tag: str, expected: str) -> None:
    assert to_nominative(word, pos, tag) == expected


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_heads_never_form_a_circle(drawn: list[int]) -> None:
    heads = without_circles([head % len(drawn) for head in drawn])
    for token in range(len(heads)):
        at = token
        for _ in heads:
            at = heads[at]
        assert heads[at] == at


def test_heads_without_circles_stay() -> None:
    assert without_circles([1, 1, 1, 2]) == [1, 1, 1, 2]
    assert without_circles([1, 0, 0]) == [0, 0, 0]


def test_long_and_odd_texts_are_bounded() -> None:
    found = parse("doc_1", "он сказал " * 600 + "\n\n…!?«" + "\u202e\x1b[31m", "ru")
    assert max(last - first for first, last in found.sentences) <= MAX_SENTENCE
    assert parse("doc_1", " \n\n ", "ru").starts == ()
