from __future__ import annotations

from tests.lineage.builders import witness

from stemma.lineage.usage import adapt


def named(text: str, language: str = "en") -> list[str]:
    found = witness(text, language)
    return [word for word, name in zip(found.words, found.named, strict=True) if name]


def test_names_and_digits_carry_nothing() -> None:
    found = witness("The ferry Helvetia left Romanshorn with 238 people.")
    bits = dict(zip(found.words, found.plain, strict=True))
    assert bits["helvetia"] == bits["romanshorn"] == bits["238"] == 0
    assert bits["ferry"] > 10


def test_a_headline_in_title_case_is_not_all_names() -> None:
    assert named("Harbour Crews Walk Out In Protest\n\nThe crews of Kiel stood in the rain.") == ["kiel"]


def test_without_grammar_a_capital_inside_a_sentence_is_a_name() -> None:
    assert named("Lautta jäi Suomenlinnan edustalle.", "fi") == ["suomenlinnan"]


def test_where_nouns_are_written_large_only_unknown_words_are_names() -> None:
    text = "Am Morgen fuhr die Fähre mit vielen Gästen über den See nach Qwaxburg, wo der Bürgermeister Suppe ausgab."
    assert named(text, "de") == ["qwaxburg"]


def test_a_word_that_the_whole_story_uses_carries_less() -> None:
    texts = [f"A sluice broke. The sluice was old. Sluice number {n} held." for n in range(8)]
    _, adapted = adapt([witness(text, name=f"doc_{n}") for n, text in enumerate(texts)])
    position = adapted[0].words.index("sluice")
    assert adapted[0].bits[position] < adapted[0].plain[position] - 3


def test_the_two_compared_places_do_not_vouch_for_each_other() -> None:
    texts = ("A zeppelin rose.", "The zeppelin fell.")
    _, adapted = adapt([witness(text, name=f"doc_{n}") for n, text in enumerate(texts)])
    position = adapted[0].words.index("zeppelin")
    assert adapted[0].bits[position] >= adapted[0].plain[position]


def test_spans_are_exact() -> None:
    found = witness("“Never,” said Captain Roe,  twice.")
    first = found.words.index("captain")
    assert found.span(first, first + 2).within(found.tree.text) == "Captain Roe"
    assert found.shown(first, first + 3) == "Captain Roe, twice"


def test_quotations_of_every_form() -> None:
    text = 'He said “it’s over”, ‘don’t ask’, «basta», "so it goes".'
    found = witness(text)
    assert [found.shown(q.first, q.end) for q in found.quotes] == ["it’s over", "don’t ask", "basta", "so it goes"]


def test_years_are_no_counts() -> None:
    assert list(witness("In 1962 some 340 sheep and 7 goats drowned.").counts) == [("340", "sheep")]
