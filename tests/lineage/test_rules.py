from __future__ import annotations

import pytest
from tests.lineage.builders import pair_of

from stemma.lineage.evidence import RULES, probability, weigh
from stemma.lineage.facts import conflicting_number, number, own_content, quotation
from stemma.lineage.rules import (
    alike,
    order,
    peculiar_pair,
    peculiar_word,
    same_neighbours,
    selection,
    shared_words,
    verbatim,
)


def test_verbatim_names_the_words_and_both_spans() -> None:
    pair = pair_of(
        "A trout fisher heard them singing a beer-hall tune and rang the bell.",
        "Saved: a fisher heard them singing a beer-hall tune, the mayor says.",
    )
    (found,) = verbatim(pair)
    assert "heard them singing a beer-hall tune" in found.detail
    assert found.left is not None
    assert found.right is not None
    assert found.left.span.within(pair.left.tree.text) in found.detail
    assert found.right.span.within(pair.right.tree.text).startswith("fisher heard them")


def test_names_that_every_account_must_use_are_no_evidence() -> None:
    name = "the Free Republic of Upper Bavaria and Lower Franconia"
    assert verbatim(pair_of(f"Guards left {name} on foot.", f"Wine grows in {name}, too.")) == ()


def test_stock_phrases_are_no_evidence() -> None:
    phrase = "could not be independently verified, and a spokesman declined to comment"
    assert verbatim(pair_of(f"The number of eels {phrase}.", f"Her age {phrase}.")) == ()


def test_a_run_inside_quotations_counts_half() -> None:
    said = "a lullaby for orphans and widows in the fog"
    free = verbatim(pair_of(f"It was {said}.", f"We heard {said}."))
    quoted = verbatim(pair_of(f"It was “{said}”.", f"We heard “{said}”."))
    assert 0 < quoted[0].score < free[0].score


def test_a_name_and_an_odd_word_tied_to_it() -> None:
    left = "Barges of the Visegrad zone were stopped. Bakers went home."
    right = "Nothing moves inside the Visegrad zone, a pilot says."
    assert any("Visegrad zone" in e.detail for e in peculiar_pair(pair_of(left, right)))


def test_two_names_side_by_side_are_no_odd_link() -> None:
    assert peculiar_pair(pair_of("Mayor Anna Petersen of Kiel spoke.", "In Kiel Anna Petersen was seen.")) == ()


def test_an_odd_word_outside_of_shared_runs() -> None:
    pair = pair_of("The pilot hummed a villanelle.", "A villanelle was heard below.")
    assert any("villanelle" in e.detail for e in peculiar_word(pair))


def test_selection_needs_sentences_that_say_the_same() -> None:
    left = "The cook of Vlieland lost his hen in a storm. Bread is dear."
    same = "In a storm the hen of the cook from Vlieland was lost. Trams run late."
    other = "The mayor of Vlieland opened a lock. Trams run late."
    assert selection(pair_of(left, same))
    assert not selection(pair_of(left, other))


def test_order_needs_four_sentences_in_line() -> None:
    facts = [
        "The cook Jansen lost a hen near Vlieland.",
        "A museum in Delft offered a glass case.",
        "Pupils of Leiden drew the bird in uniform.",
        "Ferry tickets to Texel are sold out.",
        "A smith from Gouda forged a tiny anchor.",
    ]
    assert order(pair_of(" ".join(facts), " ".join(facts)))
    assert not order(pair_of(" ".join(facts), " ".join(reversed(facts))))
    assert not order(pair_of(" ".join(facts[:3]), " ".join(facts[:3])))


def test_a_fragment_quoted_in_two_lengths_about_one_object() -> None:
    left = "He called the quota “a lullaby for orphans” in Peniche."
    right = "A “lullaby” is what the quota is to them."
    (found,) = quotation(pair_of(left, right))
    assert "quota" in found.detail
    assert quotation(pair_of(left, "She sang a “lullaby” to the goats.")) == ()


def test_numbers_count_only_as_a_list() -> None:
    one = "They found 340 sheep."
    more = "They found 340 sheep, 71 crates and 2,700 bottles."
    assert number(pair_of(one, one)) == ()
    assert number(pair_of(more, more))[0].score > 0


def test_other_counts_of_the_same_thing_speak_against() -> None:
    assert conflicting_number(pair_of("There were 19 drummers.", "There were 22 drummers."))[0].score < 0
    assert conflicting_number(pair_of("There were 19 drummers.", "All 19 drummers left.")) == ()


def test_stories_of_their_own_speak_against() -> None:
    left = "Bees left. Trams stood still. A queen was crowned in Graz. Honey was paid."
    right = "Eels rose. Ferries turned. The lock of Delft was painted. Nobody laughed."
    assert own_content(pair_of(left, right))[0].score < 0


def test_likeness_counts_only_where_the_story_is_large() -> None:
    left, right = "The hen Admiral wore a hat of felt.", "A felt hat was worn by Admiral, the hen."
    others = [f"Bread number {n} was burnt in Vlieland on a cold morning." for n in range(5)]
    assert alike(pair_of(left, right)) == ()
    assert alike(pair_of(left, right, *others))[0].score > 0


def test_same_neighbours_outside_of_shared_runs() -> None:
    left = "Grey geese circled; the burnt mill leaned; a brass bell cracked; the old ferryman coughed twice."
    right = "The mill was burnt and leaned. Circled by geese, grey ones. Cracked: the bell of brass. A cough, ferryman!"
    assert same_neighbours(pair_of(left, right))


def test_every_rule_explains_itself() -> None:
    for rule, weight in RULES:
        assert weight > 0
        assert rule.__doc__
        assert len(rule.__doc__.split()) >= 8


def test_scores_are_log_odds_that_make_the_probability() -> None:
    text = "A trout fisher heard them singing a beer-hall tune. He rang the brass bell of the mill at once."
    found = weigh(pair_of(text, text))
    assert probability(found) > 0.5
    assert probability(()) < 0.1
    assert [abs(e.score) for e in found] == sorted((abs(e.score) for e in found), reverse=True)


@pytest.mark.parametrize("text", ["", "One.", "?!", "12 34"])
def test_documents_with_hardly_a_word(text: str) -> None:
    assert probability(weigh(pair_of(text, "A whole sentence stands here."))) < 0.5


def test_what_every_account_must_say_weighs_next_to_nothing() -> None:
    forced = "tanker with molasses ran aground"
    left, right = f"A {forced} at dawn. Gulls came in hundreds.", f"The {forced} again. A choir sang on the mole."
    others = [f"Remark {n} of a bystander: a {forced}." for n in range(40)]
    alone = sum(e.score for e in verbatim(pair_of(left, right)))
    among = sum(e.score for e in verbatim(pair_of(left, right, *others)))
    assert alone > 1.0
    assert among < 0.4


def test_more_words_of_content_than_two_accounts_have_in_common() -> None:
    left = "A miller sold mouldy barley to the brewery, and the brewer poured a hundred barrels into the millrace."
    right = "Mouldy was the barley, and so a hundred barrels went into the millrace; the brewer had bought of a miller."
    other = "The council raised the toll for carts on the bridge; a widow who keeps geese protested in a long letter."
    assert sum(e.score for e in shared_words(pair_of(left, right))) > 0.5
    assert sum(e.score for e in shared_words(pair_of(left, other))) <= 0
    assert not shared_words(pair_of(left, right, language="xx"))
