"""Which judgements count: undone, signed by two, contradicted, replaced by a later one of the same person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.model import Anchor, Correction, Judgement
from stemma.review import hold

NUMBERS = iter(range(10_000))


def made(person: str = "Ana Lind", verdict: str = "accept", **given: object) -> Judgement:
    name = f"jdg_{next(NUMBERS):05}"
    plain = Judgement(
        id=name,
        at="2031-03-09T08:00:00Z",
        person=person,
        noun="link",
        verdict="accept",
        subject=("doc_1", "doc_2"),
        shown="",
        value=None,
        reason="I called both",
    )
    return replace(plain, verdict=verdict, **given)  # type: ignore[arg-type]


def standings(*judgements: Judgement) -> list[str]:
    return [held.standing for held in hold(judgements)]


def test_one_judgement_counts_and_a_taken_back_one_does_not() -> None:
    first = made()
    back = made("Cora Au", takes_back=first.id)
    again = made("Ana Lind", takes_back=back.id)
    assert standings(first) == ["counts"]
    assert standings(first, back) == ["taken_back"]
    assert standings(first, back, again) == ["counts"]


def test_two_people_who_disagree_cancel_each_other_until_one_gives_in() -> None:
    yes, no = made(), made("Ben Ost", "reject")
    first, second = hold((yes, no))
    assert (first.standing, second.standing) == ("disputed", "disputed")
    assert (first.against, second.against) == ((no.id,), (yes.id,))
    assert standings(yes, no, made("Ana Lind", takes_back=yes.id)) == ["taken_back", "counts"]


def test_of_one_person_the_latest_counts() -> None:
    assert standings(made(), made("ana lind", "reject")) == ["replaced", "counts"]


def test_where_the_case_demands_two_one_signature_waits() -> None:
    rule, first = made(noun="case", subject=()), made()
    signed = made("Ben Ost", signs=first.id)
    assert standings(rule, first) == ["counts", "waits"]
    assert standings(rule, first, signed) == ["counts", "counts"]
    assert hold((rule, first, signed))[1].people == ("Ana Lind", "Ben Ost")
    assert standings(rule, first, made(signs=first.id)) == ["counts", "waits"], "her own second signature"
    assert standings(rule, first, signed, made("Ben Ost", takes_back=signed.id)) == ["counts", "waits"]
    assert standings(rule, first, signed, made("Ben Ost", "reject")) == ["counts", "waits", "waits"]
    assert standings(rule, first, made(takes_back=rule.id)) == ["taken_back", "counts"]


def test_what_waits_for_a_second_person_contradicts_nobody() -> None:
    rule, first, other = made(noun="case", subject=()), made(), made("Cora Au", "reject")
    assert standings(rule, first, made("Ben Ost", signs=first.id), other) == ["counts", "counts", "waits"]


@pytest.mark.parametrize(
    ("left", "right", "contradict"),
    [
        ({}, {"subject": ("doc_2", "doc_1")}, False),
        ({}, {"noun": "direction"}, False),
        ({"verdict": "reject"}, {"noun": "direction"}, True),
        ({"noun": "direction"}, {"noun": "direction", "subject": ("doc_2", "doc_1")}, True),
        ({"noun": "direction"}, {"noun": "direction", "verdict": "reject"}, True),
        ({"noun": "claim"}, {"noun": "claim", "verdict": "split"}, True),
        ({"noun": "claim", "verdict": "merge"}, {"noun": "claim", "verdict": "split"}, True),
        ({"noun": "claim", "verdict": "move"}, {"noun": "claim", "verdict": "split"}, True),
        (
            {"noun": "claim", "verdict": "split", "subject": ("a", "b", "c")},
            {"noun": "claim", "subject": ("b", "c")},
            False,
        ),
        ({"noun": "statement"}, {"noun": "statement", "verdict": "reject"}, True),
        (
            {"noun": "role", "verdict": "correct", "correction": Correction(party="yes")},
            {"noun": "role", "verdict": "correct", "correction": Correction(party="no")},
            True,
        ),
        (
            {"noun": "role", "verdict": "correct", "correction": Correction(party="yes")},
            {"noun": "role", "verdict": "correct", "correction": Correction(role="mayor")},
            False,
        ),
        (
            {"noun": "place", "verdict": "correct", "correction": Correction(of="Bregenz", name="Lindau")},
            {"noun": "place", "verdict": "correct", "correction": Correction(of="Lindau", name="Bregenz")},
            False,
        ),
    ],
)
def test_what_contradicts_what(left: dict[str, object], right: dict[str, object], contradict: bool) -> None:
    expected = "disputed" if contradict else "counts"
    assert standings(made(**left), made("Ben Ost", **right)) == [expected, expected]  # type: ignore[arg-type]


def test_a_judgement_of_an_edited_page_is_about_the_same_thing() -> None:
    spot = Anchor(id="stm_1", document="doc_1", page="a/b", digest="x", start=0, end=3, words="One")
    old = made(noun="statement", subject=("stm_1",), anchors=(spot,))
    later = replace(spot, id="stm_2", document="doc_2", start=7, end=10)
    new = made("Ben Ost", "reject", noun="statement", subject=("stm_2",), anchors=(later,))
    assert standings(old, new) == ["disputed", "disputed"]
