"""The short text of a claim: what is left out, and what never is."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_scene
from tests.statements.case_files import make_document

from stemma.claims.clauses import is_clause
from stemma.claims.phrasing import claim_text, in_marks, lowered, named_text, short_text
from stemma.claims.trimming import MAX_TEXT, nested
from stemma.claims.worth import stands_alone
from stemma.compare.readings import Reading, read
from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Origin, Origins
from stemma.statements import attribute


def reading(text: str) -> Reading:
    """Return the first statement of a one-report scene."""
    scene = read_scene(f"[A Post] {text}")
    one = scene.statements[0]
    return read(one, scene.documents[0], scene.trees[one.document])


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The union said that the harbour would stay closed.", "the harbour would stay closed"),
        ("“The harbour will stay closed,” the union said.", "The harbour will stay closed"),
        (
            "The harbour reportedly lost two cranes in the storm, the union said.",
            "The harbour lost two cranes in the storm",
        ),
        (
            "BILBAO, Spain, May 14 (Alpine Wire) – A storm tore two cranes from the quay, the harbour office said.",
            "A storm tore two cranes from the quay",
        ),
    ],
)
def test_a_content_is_trimmed(text: str, short: str) -> None:
    assert short_text(reading(text)) == short


def test_asides_go_when_a_content_is_long() -> None:
    found = reading(
        "The ministry said that the old chemical plant at Gela, which had been closed for eleven years after a leak of "
        "acid from two tanks beside the canal, would be torn down before the end of the next winter."
    )
    assert "which" not in short_text(found)
    assert "torn down" in short_text(found)


def test_an_apposition_does_not_take_the_next_name_with_it() -> None:
    found = reading(
        "Ana Gil, 65, council member, and council chairman Luis Reyes, 46, both have applied for the office of the "
        "harbour master of Bilbao before the end of April."
    )
    assert short_text(found).startswith("Ana Gil and council chairman Luis Reyes")


def test_what_is_left_out_of_a_quotation_is_marked() -> None:
    found = reading(
        "“The old chemical plant at Gela, which had been closed for eleven years after a leak of acid from two tanks "
        "beside the canal, would be torn down before the end of the next winter by the ministry,” Ana Gil said."
    )
    assert "plant at Gela … would be torn down" in short_text(found)


def test_a_quotation_does_not_end_before_the_noun_of_its_last_word() -> None:
    found = reading(
        "“History shows that the strong harbours of Bilbao, Gela and Arvik tend to be more stable and less prone to "
        "long quarrels between crews, but that poor rules, high fees, bad cranes and the old lamps on their piers make "
        "them weaker against storms as well as against the ice that comes down from the lakes,” Ana Gil said."
    )
    assert short_text(found).endswith("quarrels between crews")


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("“Now that Ana Gil has won in Bilbao, the council will raise the fees,” Luis Reyes said.", "Now that Ana Gil"),
        ("And it seems that even the mayor of Bilbao is vexed by the storm.", "it seems that even"),
    ],
)
def test_what_leaves_a_thing_open_or_tells_when_is_kept(text: str, opening: str) -> None:
    assert short_text(reading(text)).startswith(opening)


def test_who_denies_that_something_is_not_so_does_not_say_that_it_is_not() -> None:
    found = reading("Ana Gil denied that the pier of Bilbao is not safe.")
    assert named_text(found) == "Ana Gil denies that the pier of Bilbao is not safe"


def test_what_somebody_fears_is_no_fact_where_nobody_is_named() -> None:
    found = reading("There are fears in Bilbao that the bridge could fall in May.")
    text = claim_text(found, Origins(low=1, high=1, items=()), speakers_differ=False)
    assert text == "Somebody who is not named: the bridge could fall in May"


def test_what_opens_an_entry_of_a_list_is_left_out() -> None:
    assert short_text(reading("> The ferry struck a barge off Bilbao, Ana Gil said.")) == (
        "The ferry struck a barge off Bilbao"
    )


def test_whoever_says_i_is_not_named_beside_another() -> None:
    found = reading("Ana Gil said that the pier of Bilbao was closed.")
    names = ("Ana Gil", "the author")
    items = tuple(Origin(name=n, kind="person", party=None, statements=()) for n in names)
    told = claim_text(found, Origins(low=1, high=2, items=items), speakers_differ=False)
    assert told == "Ana Gil: the pier of Bilbao was closed"


def test_who_is_told_of_is_not_named_beside_who_tells() -> None:
    found = reading("Ana Gil said that President Holm asked for the talks of Bilbao.")
    by = (found.statement.id,)
    items = tuple(
        Origin(name=n, kind="person", party=None, statements=s) for n, s in (("John Holm", ()), ("Ana Gil", by))
    )
    told = claim_text(found, Origins(low=1, high=2, items=items), speakers_differ=False)
    assert told == "Ana Gil: President Holm asked for the talks of Bilbao"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Gil told reporters that “as cranes are brought by Norland, Sudland will make use of its harbour”.",
        "Ana Gil said that as cranes are brought by Norland, Sudland will make use of its harbour.",
    ],
)
def test_what_says_when_or_why_keeps_its_first_word(text: str) -> None:
    assert short_text(reading(text)).startswith("as cranes are brought by Norland, Sudland will make use")


def test_only_what_is_quoted_stands_in_quotation_marks() -> None:
    found = reading("Ana Gil said that the quarrel was “a shame for our harbour” after the vote in Bilbao.")
    assert in_marks(found, short_text(found)).startswith("the quarrel was “a shame for our harbour” after")
    found = reading("“We will stay in the harbour of Bilbao,” Ana Gil said.")
    assert in_marks(found, short_text(found)) == "“We will stay in the harbour of Bilbao”"


def test_the_name_of_whom_a_noun_means_stays() -> None:
    found = reading(
        "The risk is growing in Bilbao that its council chairman, Luis Reyes, who was elected in April, is being set "
        "up to win the quarrel over the harbour by pulling the rug from under the feet of all the boat owners."
    )
    assert "chairman, Luis Reyes, is being set up" in short_text(found)
    assert "elected" not in short_text(found)


def test_who_is_charged_with_a_deed_is_told_with_who_charges_him() -> None:
    found = reading("Norland accused Sudland of firing at the bridge in Arvik.")
    assert named_text(found) == "Norland accused Sudland of firing at the bridge in Arvik"
    assert stands_alone(found)


def test_what_is_quoted_in_a_subject_stays() -> None:
    labeller = open_labeller()
    assert isinstance(labeller, Labeller)
    document = make_document(
        "The sources said Norland was not part of the targeting, and the minister's use of the phrase \"deep strike "
        'precision targeting" referred to stopping the bombardment of the harbour, not striking targets in Sudland.'
    )
    tree = grow(document.text, parse(document.id, document.text, "en"))
    found = [named_text(read(one, document, tree)) for one in attribute(document, tree, labeller=labeller)]
    assert any('the phrase "deep strike precision targeting" referred to' in text for text in found)


@pytest.mark.parametrize("verb", ["did not accuse", "could accuse", "refused to blame", "announced to"])
def test_nobody_charges_who_only_might(verb: str) -> None:
    found = reading(f"Norland {verb} Sudland of firing at the bridge in Arvik.")
    text = named_text(found)
    assert verb in text or "Norland" not in text


def test_who_stands_behind_a_telling_is_its_source_where_the_parser_missed_it() -> None:
    labeller = open_labeller()
    assert isinstance(labeller, Labeller)
    document = make_document(
        "Underscoring Norway's regional divisions, leaders of Spanish-speaking eastern provinces loyal to Ilves voted "
        "to close the central pier."
    )
    tree = grow(document.text, parse(document.id, document.text, "en"))
    (statement,) = attribute(document, tree, labeller=labeller)
    assert named_text(read(statement, document, tree)).startswith("leaders of Spanish-speaking eastern provinces")


def test_what_is_denied_is_told_as_a_denial_whoever_denies_it() -> None:
    found = reading("• Harbour Ministry spokespeople denied Norland had lost any divers off Bilbao.")
    assert named_text(found) == "The Harbour Ministry spokespeople deny that Norland had lost any divers off Bilbao"


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Ana Gil doubts that the pier of Bilbao is safe.", "Ana Gil doubts that the pier of Bilbao is safe"),
        ("No sailor believes that the pier of Bilbao is safe.", "No sailor believes that the pier of Bilbao is safe"),
        ("The mayor tried to prove that the pier is safe.", "The mayor tried to prove that the pier is safe"),
        ("The mayor should know that the pier is safe.", "The mayor should know that the pier is safe"),
        ("A few sailors said the pier of Bilbao broke.", "A few sailors: the pier of Bilbao broke"),
    ],
)
def test_what_a_source_leaves_open_is_no_claim_of_its_own(text: str, told_as: str) -> None:
    found = reading(text)
    link = found.statement.chain[0]
    origin = Origin(name=link.name, kind=link.kind, party=None, statements=(found.statement.id,))
    assert claim_text(found, Origins(low=1, high=1, items=(origin,)), speakers_differ=False) == told_as


def test_a_text_is_never_long() -> None:
    long = (
        "The ministry said that "
        + ", and that ".join(f"the road to town {n} was closed by snow" for n in range(12))
        + "."
    )
    assert len(short_text(reading(long))) <= MAX_TEXT


def test_a_clause_and_a_noun_phrase_are_told_apart() -> None:
    assert is_clause(reading("The union said that the harbour would stay closed."))
    assert not is_clause(reading("The union announced the closure of the harbour."))


@pytest.mark.parametrize("text", ["’s harbour stays closed, the union said.", "The union said that 's harbour closed."])
def test_a_statement_that_opens_with_a_torn_word_is_put_into_a_sentence(text: str) -> None:
    found = reading(text)
    for first in ("’s", "'s"):
        assert lowered(found, f"{first} harbour")


def test_a_condition_and_a_year_are_not_left_out_as_asides() -> None:
    found = reading(
        "The mayor of Bilbao said that the harbour office, if the crews go on with their plan, will be responsible for "
        "the closure that was promised on March 3, 2031, in the old town."
    )
    text = short_text(found)
    assert "if the crews" in text


def test_quotation_marks_come_in_pairs() -> None:
    found = reading("They shouted “Crews will resist” and “The harbour of Bilbao belongs to us all” in the rain.")
    text = short_text(found)
    assert text.count("“") == text.count("”")
    assert text.find("“") <= text.find("”")


def test_whose_words_they_are_stands_before_i_and_we() -> None:
    scene = read_scene("[A Post] “We could be on the brink of a closure in Bilbao this week,” Ana Gil said.")
    assert scene.weigh()[0][0].text == "Ana Gil: “We could be on the brink of a closure in Bilbao this week”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bilbao (Dry Docks)A muddled view of the talks on the new harbour seems once more to be weighing on the "
            "crews of the ferry.",
            "seems once more to be weighing",
        ),
        (
            "The merger, which became final on Monday, will make a “stronger” and “fairer” harbour of Bilbao “with "
            "deep local roots and national scale.”",
            "a “stronger” and “fairer” harbour",
        ),
    ],
)
def test_a_bracket_or_mark_without_its_other_one_swallows_nothing(text: str, expected: str) -> None:
    found = named_text(reading(text))
    assert expected in found
    assert found.count("“") == found.count("”")


def test_a_quotation_within_a_quotation_has_single_marks() -> None:
    assert (
        nested('He wrote: “The “new” plan is "good"” and “fair”.') == "He wrote: “The ‘new’ plan is ‘good’” and “fair”."
    )


@pytest.mark.parametrize(
    ("reports", "text"),
    [
        ("[A Post] Ana Gil said that the pier of Bilbao would close.", "Ana Gil: the pier of Bilbao would close"),
        ("[A Post] “The pier of Bilbao is lost,” Ana Gil said.", "Ana Gil: “The pier of Bilbao is lost”"),
        (
            "[A Post] Ana Gil said that the pier of Bilbao would close in June.\n"
            "[B Mail] Bo Reyes said that the pier of Bilbao would close in June.",
            "Ana Gil and Bo Reyes: the pier of Bilbao would close in June",
        ),
        ("[A Post] The pier of Bilbao will close in June.", "The pier of Bilbao will close in June"),
        ("[A Post] The pier of Bilbao reportedly closed in June.", "Reportedly, the pier of Bilbao closed in June"),
        (
            "[A Post] Ana Gil denied that the pier of Bilbao had closed.",
            "Ana Gil denies that the pier of Bilbao had closed",
        ),
    ],
    ids=["told", "quoted", "by two", "by the report", "by hearsay", "denied"],
)
def test_a_claim_stands_behind_those_who_say_it(reports: str, text: str) -> None:
    assert text in [c.text for c in read_scene(reports).weigh()[0]]


def test_a_list_of_names_stays_whole() -> None:
    found = reading(
        "The tour will feature members Tom Reyes, Pat Gil, John Holm and Lee together for the first time in 25 years "
        "and will go on from June to the end of the next year in Bilbao."
    )
    assert "Pat Gil, John Holm and Lee" in short_text(found)


def test_a_quotation_beside_what_was_said_before_is_no_sentence() -> None:
    labeller = open_labeller()
    assert isinstance(labeller, Labeller)
    document = make_document("Ground was won slowly, Tom Radak said, and “at even higher cost in men and boats”.")
    tree = grow(document.text, parse(document.id, document.text, "en"))
    quoted = attribute(document, tree, labeller=labeller)[-1]
    assert "said" not in named_text(read(quoted, document, tree))
    assert not stands_alone(read(quoted, document, tree))


def test_a_word_within_its_sentence_is_written_as_it_is() -> None:
    found = reading("Tom Radak said that Obersee boats would go.")
    assert lowered(found, short_text(found)) == "Obersee boats would go"
    found = reading("Boats of Lindau will go, Tom Radak said.")
    assert lowered(found, short_text(found)) == "boats of Lindau will go"
