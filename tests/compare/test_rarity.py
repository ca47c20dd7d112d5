from __future__ import annotations

from stemma.compare.rarity import MAX_BITS, MIN_BITS, chance, stock_positions, word_bits


def test_a_rare_word_carries_more_than_a_common_one() -> None:
    assert word_bits("the", "en") < word_bits("building", "en") < word_bits("grainy", "en") <= MAX_BITS


def test_an_unknown_word_carries_the_most() -> None:
    assert word_bits("qwrtzpx", "en") == MAX_BITS


def test_a_compound_is_as_rare_as_its_rarest_part() -> None:
    assert word_bits("lighthouse-yellow", "en") == word_bits("lighthouse", "en")


def test_both_apostrophes_are_one() -> None:
    assert word_bits("people’s", "en") == word_bits("people's", "en")


def test_a_language_without_a_model_goes_by_length() -> None:
    assert MIN_BITS <= word_bits("ja", "xx") < word_bits("hinaajaa", "xx") <= MAX_BITS
    assert word_bits("hinaajaa", "") == word_bits("hinaajaa", "xx")


def test_a_stock_phrase_carries_nothing() -> None:
    words = ["he", "spoke", "on", "condition", "of", "anonymity", "about", "the", "sluice"]
    assert stock_positions(words, "en") == frozenset(range(1, 6))


def test_the_longest_stock_phrase_is_taken() -> None:
    words = ["could", "not", "be", "independently", "verified"]
    assert len(stock_positions(words, "en")) == 5


def test_another_language_has_no_english_stock_phrases() -> None:
    assert not stock_positions(["on", "condition", "of", "anonymity"], "de")


def test_bits_in_words() -> None:
    assert chance(33.2) == "fewer than 1 in 1,000,000,000 pairs of texts"
    assert chance(0.5) == "about 1 in 10 pairs of texts"
    assert chance(20.0) == "about 1 in 1,000,000 pairs of texts"
