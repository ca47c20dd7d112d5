"""What holds of findings whatever the case: parties may change places, order does not matter, places are real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.conftest import Scene, make_scene, read_scene
from tests.claims.test_finding_cases import ALL, read_cases

from stemma.claims.findings import RULES
from stemma.export.rulebook import explain_rule
from stemma.model import Finding, FindingKind

PARTIES = {"Russia": "Ukraine", "France": "Spain", "Israel": "Iran", "Serbia": "Kosovo", "India": "Pakistan"}
"""Pairs of parties; every sentence below must give the same with one put for the other."""

TOLD = (
    "[Post] The defence ministry of {a} said that 40 soldiers were wounded when a depot exploded near Leeds.\n"
    "[Wire] The defence ministry of {b} said that 90 soldiers were wounded when a depot exploded near Leeds.",
    "[Post] {a} shelled the market hall on Monday, villagers said.\n"
    "[Wire] {a} denied that it had shelled the market hall on Monday.",
    "[Post] {a} alleges that {b} is refusing to return the boats. {b} claims that {a} has not paid the fees.",
    "[Post, 2031-05-14] The army of {a} reportedly took 14 warehouses from {b}.\n"
    "[Wire, 2031-05-15] The army of {a} has confirmed that it took 14 warehouses from {b}.\nlineage: Wire < Post",
    "[Post, 2031-05-14] {a} will send grain to {b} in the coming weeks, its foreign minister said.",
    "[Post] The army of {a} took the dam from {b}, its staff said. A video shows soldiers of {b} leaving the dam.",
    "[Post] {a} captured 14 warehouses from {b}. This was confirmed by independent analysts.",
)
"""Reports with two parties, one for each kind of finding that can speak of parties."""


def findings_of(text: str) -> list[Finding]:
    return list(read_scene(text).weigh()[1])


def kinds(text: str) -> list[str]:
    return sorted(f.kind for f in findings_of(text))


def swapped(text: str, one: str, other: str) -> str:
    return re.sub(rf"\b(?:{one}|{other})\b", lambda m: other if m[0] == one else one, text)


@pytest.mark.parametrize("template", TOLD)
@pytest.mark.parametrize(("one", "other"), PARTIES.items())
def test_parties_may_change_places(template: str, one: str, other: str) -> None:
    here, there = template.format(a=one, b=other), template.format(a=other, b=one)
    found = [swapped(f.sentence, one, other) for f in findings_of(here)]
    assert kinds(here), "the sentence must give a finding, or the test shows nothing"
    assert sorted(found) == sorted(f.sentence for f in findings_of(there))


@pytest.mark.parametrize("template", TOLD)
def test_every_pair_of_parties_gets_the_same_kinds(template: str) -> None:
    told = [kinds(template.format(a=a, b=b)) for a, b in (*PARTIES.items(), *((b, a) for a, b in PARTIES.items()))]
    assert all(one == other for one, other in pairwise(told))


POSITIVE = [case for case in ALL if case[3].startswith("yes")]


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_findings_stand_on_words_of_their_reports(kind: str) -> None:
    for _, reports, _ in read_cases(kind):
        scene = read_scene(reports)
        documents = {d.id: d for d in scene.documents}
        for finding in scene.weigh()[1]:
            assert finding.spans
            assert all(s.span.within(documents[s.document].text).strip() for s in finding.spans)
            assert finding.sentence.endswith((".", "”", "”.")), finding.sentence
            assert "\n" not in finding.sentence


@given(st.data())
def test_the_order_of_the_reports_does_not_matter(data: st.DataObject) -> None:
    _, _, reports, _ = data.draw(st.sampled_from(POSITIVE))
    scene = read_scene(reports)
    mixed = data.draw(st.permutations(scene.documents))
    other: Scene = make_scene(mixed, scene.trees, scene.lineage.links)
    assert scene.weigh()[1] == other.weigh()[1]


def test_every_rule_is_explained() -> None:
    for rule in _rules():
        explanation = explain_rule(rule, of="stemma.claims")
        assert explanation, rule
        assert explanation.endswith("."), rule


def _rules() -> Iterator[str]:
    return (rule.__name__ for rule in RULES)


def test_every_kind_has_ten_cases() -> None:
    for kind in get_args(FindingKind):
        assert len(list(read_cases(kind))) >= 10, kind


def test_an_announcement_is_not_put_under_a_claim_that_tells_another_time() -> None:
    claims, findings = read_scene(
        "[Harbour Post, 2031-05-14] The mayor Ida Holm was originally due to open the harbour museum of Gouda on "
        "Tuesday.\n[Lake Courier, 2031-05-14] The mayor Ida Holm is due to open the harbour museum of Gouda on Friday."
    ).weigh()
    told = {c.id: c.text for c in claims}
    (due,) = (f for f in findings if f.kind == "due")
    assert "on Friday" in due.sentence
    assert due.claim is None or "Friday" in told[due.claim]


@pytest.mark.parametrize(
    ("denial", "alone"),
    [("dismissed suggestions that the bridge of Lindau broke", True), ("rejected both accounts", False)],
)
def test_a_denial_that_tells_what_is_denied_is_shown_alone(denial: str, alone: bool) -> None:
    said = "Norland claims that the dam broke, Sudland that the bridge did."
    (found,) = (f for f in findings_of(f"[Post] {said} Ana Gil {denial}.") if f.kind == "denied")
    assert ("Norland" not in found.sentence) is alone
