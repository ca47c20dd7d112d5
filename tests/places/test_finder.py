"""Places: what the invented sentences in tests/cases/places name, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.language.parse import parse
from stemma.language.words import mappings, words
from stemma.model import Place
from stemma.places import Entry, Lexicon, find, make_lexicon, open_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "places"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if block.startswith("#"):
                continue
            text, _, expected = block.strip().partition("\n---\n")
            language = path.stem if path.stem in ("ru", "uk") else "en"
            yield language, text, [] if expected.strip() == "none" else expected.strip().splitlines()


def lexicon(language: str = "en") -> Lexicon:
    return make_lexicon(words(language, "places"), mappings(language, "places"))


def found(text: str, language: str = "en") -> tuple[Place, ...]:
    return find(text, parse("doc_case", text, language), open_gazetteer(), lexicon(language))


def shown(place: Place, text: str, wanted: str) -> str:
    """Describe a place as the case files do; of an open one's candidates only the wanted ones."""
    words_of_it = place.span.within(text)
    if place.latitude is not None:
        number = "-" if place.geonames_id is None else str(place.geonames_id)
        return f"{words_of_it} | {place.name} | {place.kind} | {place.country or '-'} | {number}"
    named = [c.name for c in place.candidates if c.name in wanted.split(" | ")[-1]]
    return f"{words_of_it} | open | {place.kind} | {', '.join(named) or '-'}"


@pytest.mark.parametrize(("language", "text", "expected"), list(cases()))
def test_the_places_of_a_case(language: str, text: str, expected: list[str]) -> None:
    places = found(text, language)
    wanted = [*expected, *([""] * len(places))]
    assert [shown(p, text, w) for p, w in zip(places, wanted, strict=False)] == expected


def test_a_place_carries_its_other_names() -> None:
    (place,) = found("The school stands in Myrnohrad.")
    assert {"Dimitrov", "Mirnograd"} <= set(place.names)


def test_a_contested_area_carries_all_its_names_and_no_status() -> None:
    (place,) = found("Envoys of the Luhansk People's Republic left.")
    assert place.kind == "region"
    assert {"Luhansk Oblast", "Luhansk People's Republic"} <= set(place.names)


@pytest.mark.parametrize("ending", ["Oblast", "oblast", "region", "Region", "province"])
def test_every_word_for_a_region_means_the_region(ending: str) -> None:
    (place,) = found(f"Snow fell in the Kharkiv {ending}.")
    assert (place.kind, place.geonames_id) == ("region", 706482)


def test_a_language_without_a_lexicon_is_read_by_the_gazetteer_alone() -> None:
    text = "Потяг прибув у Харків."
    places = find(text, parse("doc_case", text, "uk"), open_gazetteer(), Lexicon())
    assert [p.geonames_id for p in places if p.span.within(text) == "Харків"] == [706483]


def test_an_empty_text_has_no_places() -> None:
    assert found("") == ()


def test_the_same_text_gives_the_same_places() -> None:
    text = "Paris, Texas, and Springfield are far from Kyiv, the mayor of London said."
    assert found(text) == found(text)


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_area_of_a_word_list_is_in_the_gazetteer(language: str) -> None:
    blocks = mappings(language, "places")
    names = {*blocks["areas"].values(), *blocks["regions"].values()}
    lost = [n for n in sorted(names) if not any(e.kind != "settlement" for e in look(n))]
    assert lost == []


def look(name: str) -> tuple[Entry, ...]:
    gazetteer = open_gazetteer()
    return gazetteer.find_key(name) if name.startswith("=") else gazetteer.find(name)


def test_one_place_has_one_id_in_three_languages() -> None:
    texts = (
        ("en", "The school stands in Mirnograd."),
        ("en", "The school stands in Dymytrov."),
        ("ru", "Школа стоит в Мирнограде."),
        ("ru", "Школа стоит в Димитрове."),
        ("uk", "Школа стоїть у Мирнограді."),
    )
    places = [found(text, language) for language, text in texts]
    assert {p.geonames_id for (p,) in places} == {710035}
    gazetteer = [tuple(n for n in p.names if n.isascii()) for (p,) in places]
    assert len(set(gazetteer)) == 1
    assert [p.names[0] for (p,) in places[2:]] == ["Мирноград", "Димитров", "Мирноград"], "declined names are no names"
