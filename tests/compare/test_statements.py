"""Labelled pairs of statements, and what the score of a pair may not depend on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.claims.conftest import read_scene

from stemma.compare.readings import Reading, read
from stemma.compare.statements import RULES, SAME, match

CASES = Path(__file__).parents[1] / "cases" / "claims" / "pairs.txt"
LINES = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
PAIRS = [[part.strip() for part in line.removeprefix("fails ").split("|")] for line in LINES]
FAILS = pytest.mark.xfail(strict=True, reason="told wrongly by wording and one figure")
MARKED = [
    pytest.param(*pair, marks=FAILS if line.startswith("fails") else ())
    for pair, line in zip(PAIRS, LINES, strict=True)
]


def readings(left: str, right: str) -> tuple[list[Reading], list[Reading]]:
    """Return the readings of two one-sentence reports."""
    scene = read_scene(f"[Harbour Post] {left}\n[Lake Courier] {right}")
    found = [
        read(s, next(d for d in scene.documents if d.id == s.document), scene.trees[s.document])
        for s in scene.statements
    ]
    halves = [[r for r in found if r.document.outlet == outlet] for outlet in ("Harbour Post", "Lake Courier")]
    return halves[0], halves[1]


@pytest.mark.parametrize(("label", "left", "right"), MARKED)
def test_a_labelled_pair_is_told(label: str, left: str, right: str) -> None:
    ours, theirs = readings(left, right)
    if label == "other" and not (ours and theirs):
        return
    assert ours, f"no statement found in: {left}"
    assert theirs, f"no statement found in: {right}"
    best = max((match(a, b) for a in ours for b in theirs), key=lambda m: m.score)
    assert (best.score > SAME) == (label == "same"), (best.score, [(e.rule, e.score) for e in best.evidence])


@pytest.mark.parametrize(("label", "left", "right"), PAIRS[:6])
def test_the_order_of_a_pair_does_not_matter(label: str, left: str, right: str) -> None:
    ours, theirs = readings(left, right)
    assert [match(a, b).score for a in ours for b in theirs] == [match(b, a).score for a in ours for b in theirs]


def test_exchanged_parties_get_the_same_score() -> None:
    ours, theirs = readings(
        "Germany accuses France of blocking the canal.", "France blames Germany for blocking the canal."
    )
    swapped = readings("France accuses Germany of blocking the canal.", "Germany blames France for blocking the canal.")
    assert match(ours[0], theirs[0]).score == match(swapped[0][0], swapped[1][0]).score


def test_every_rule_explains_itself() -> None:
    for rule, _ in RULES:
        assert rule.__doc__
        assert len(rule.__doc__.split()) > 6


def test_evidence_points_at_both_contents() -> None:
    ours, theirs = readings("The ferry sank off Bilbao in heavy seas.", "The vessel capsized off Bilbao in rough seas.")
    evidence = match(ours[0], theirs[0]).evidence
    assert {e.rule for e in evidence} >= {"shared_words", "same_event", "same_actor"}
    for one in evidence:
        assert one.left is not None
        assert one.left.span.within(ours[0].document.text) == ours[0].text
