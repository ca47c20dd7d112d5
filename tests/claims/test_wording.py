"""The sentence an editor prints: grammatical and neutral in odd cases too."""

from __future__ import annotations

import re

import pytest
from tests.claims.conftest import read_scene

from stemma.model import Claim

VERDICTS = re.compile(r"\b(?:true|false|fake|lie[sd]?|proven|debunked|correct|captured by|liberated)\b", re.IGNORECASE)


def first(text: str) -> Claim:
    """Return the first claim of a scene."""
    claims, _ = read_scene(text).weigh()
    return claims[0]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (
            "[A Post] The French Ministry of Defence said that its ships had left the port of Brest.\n"
            "[B Mail] France's defence ministry said its ships left the port of Brest.",
            "The French Ministry of Defence says that its ships had left the port of Brest; "
            "this has not been independently confirmed in the 2 reports examined.",
        ),
        (
            "[A Post] Ida Holm accused the harbour office of Arvik of hiding a report on the flood.\n"
            "[B Mail] The harbour office hid a report on the flood, Ida Holm said in Arvik.",
            "Ida Holm says that the harbour office hid a report on the flood; "
            "only one of the 2 reports examined carries this.",
        ),
        (
            "[A Post] Two women blamed the harbour office of Arvik for the flood in the old town.",
            "Two women blamed the harbour office of Arvik for the flood in the old town; only one report was examined.",
        ),
        (
            "[A Post] Local residents said that the river had reached the church of Opole.",
            "Local residents say that the river had reached the church of Opole; only one report was examined.",
        ),
        (
            "[A Post] “We have lost 40 cows to the flood,” said Anna Borg.\n[B Mail] The sun shone.",
            "Anna Borg says: “We have lost 40 cows to the flood”; only one of the 2 reports examined carries this.",
        ),
        (
            "[A Post] The landslide destroyed 12 houses in Sarno.\n"
            "[B Mail] The landslide destroyed 12 houses in Sarno.",
            "2 reports say, naming no source, that the landslide destroyed 12 houses in Sarno; that these origins are "
            "independent of each other is not shown in the 2 reports examined.",
        ),
    ],
)
def test_a_printed_sentence(text: str, wording: str) -> None:
    assert first(text).wording == wording


def test_a_denial_stands_beside_the_claim() -> None:
    claim = first(
        "[A Post] The ferry was overloaded, a dock worker said.\n"
        "[B Mail] The operator denied that the ferry was overloaded."
    )
    assert claim.contested
    assert "operator denies it" in claim.wording


def test_differing_speakers_are_not_made_one() -> None:
    claim = first(
        "[A Post] An economist from a Vienna bank called the merger a ‘shot in the dark’ for growers.\n"
        "[B Mail] A farming expert from Poland called the merger a ‘shot in the dark’ for growers."
    )
    assert claim.wording.startswith("Different speakers are named for “")
    assert "Vienna" not in claim.wording


def test_independent_is_never_worded_confirmed() -> None:
    claim = first(
        "[A Post] “We counted 21 injured passengers of the Bilbao ferry ourselves,” said the Cruces Hospital.\n"
        "[B Mail] “We counted 21 injured passengers of the Bilbao ferry ourselves,” said the Bilbao Fire Brigade."
    )
    assert claim.status in {"independent", "undecided"}
    assert "confirmed" not in claim.wording


@pytest.mark.parametrize("party", ["France", "Spain"])
def test_the_same_words_for_every_party(party: str) -> None:
    other = {"France": "Spain", "Spain": "France"}[party]
    claim = first(f"[A Post] The government of {party} said that {other} had closed the border at Irun.")
    swapped = claim.wording.replace(party, "X").replace(other, "Y")
    assert swapped == "The government of X says that Y had closed the border at Irun; only one report was examined."


def test_no_verdict_in_stemma_s_own_voice() -> None:
    scene = read_scene(
        "[A Post] The militia said it had seized the mill in Sokoto. The claim could not be verified.\n"
        "[B Mail] The militia seized the mill in Sokoto.\n"
        "[C Wire] The army denied that the militia had seized the mill."
    )
    claims, findings = scene.weigh()
    said = [c.wording for c in claims] + [a for c in claims for a in c.would_change] + [f.sentence for f in findings]
    assert said
    for sentence in said:
        own = re.sub(r"“[^”]*”", "", sentence)
        assert not VERDICTS.search(own), sentence
        assert sentence[0] == sentence[0].upper()
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert " ," not in sentence


def test_a_denial_alone_is_never_worded_as_what_it_denies() -> None:
    claims, _ = read_scene("[Lake Post] Belgium denies that it plans to sell the canal of Bruges.").weigh()
    assert claims[0].text == "Belgium denies that it plans to sell the canal of Bruges"
    assert claims[0].wording.startswith("Belgium denies that it plans to sell the canal of Bruges;")


def test_a_denial_by_somebody_unnamed_is_a_denial_too() -> None:
    claims, _ = read_scene("[Lake Post] A spokesman denied that the canal of Bruges would be sold.").weigh()
    assert claims[0].text == "A spokesman denies that the canal of Bruges would be sold"


@pytest.mark.parametrize("told", ["do not think", "did not say", "never claimed", "did not deny"])
def test_what_somebody_does_not_say_is_never_told_as_said(told: str) -> None:
    claims, _ = read_scene(f"[A Post] Police {told} that the driver fled to the harbour of Arvik.").weigh()
    assert not [
        c for c in claims if re.search(r"^the driver fled|says? that the driver|den(?:y|ies)", c.text + c.wording)
    ]


def test_what_somebody_says_is_told_as_said() -> None:
    claims, _ = read_scene("[A Post] Police claim that the driver fled to the harbour of Arvik.").weigh()
    assert claims[0].wording.startswith("The Police say that the driver fled")


def test_what_somebody_thinks_is_not_told_as_said() -> None:
    claims, _ = read_scene("[A Post] Norland knows that the driver fled to the harbour of Arvik.").weigh()
    told = "Norland knows that the driver fled to the harbour of Arvik"
    assert claims[0].text == told
    assert claims[0].wording.startswith(told)
