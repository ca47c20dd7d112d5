"""Whether a statement is a claim by itself, and which name its pronoun stands for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.conftest import read_scene

from stemma.claims.phrasing import named_text
from stemma.claims.worth import is_history, is_remark, stands_alone
from stemma.compare.readings import Reading, read
from stemma.model import Span

CASES = Path(__file__).parents[1] / "cases" / "claims" / "worth.txt"


def _cases() -> list[tuple[str, str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]  # type: ignore[misc]


def reading(text: str) -> Reading:
    """Return the first statement of a one-report scene of May 2031."""
    scene = read_scene(f"[A Post, 2031-05-15] {text}")
    one = scene.statements[0]
    return read(one, scene.documents[0], scene.trees[one.document])


def kind(found: Reading) -> str:
    """Return what a statement is as a claim, in the words of the case file."""
    if not stands_alone(found):
        return "open"
    if is_history(found):
        return "history"
    return "remark" if is_remark(found) else "alone"


@pytest.mark.parametrize(("label", "text", "short"), _cases())
def test_what_a_statement_is_worth(label: str, text: str, short: str) -> None:
    found = reading(text)
    assert kind(found) == label
    if short:
        assert named_text(found) == short


def test_own_words_that_another_statement_breaks_off_do_not_stand_alone() -> None:
    scene = read_scene("[A Post] Marta Reyes was the only mayor whom the crews of Bilbao refused to believe.")
    (whole,) = (s for s in scene.statements if s.source.kind == "outlet")
    own = replace(whole, content=Span(start=0, end=len("Marta Reyes was the only mayor")))
    assert not stands_alone(read(own, scene.documents[0], scene.trees[own.document]))


@pytest.mark.parametrize(
    "text", ["A storm blew this gas to Bilbao", "Ana Gil led that company of Bilbao", "The patient left Bilbao"]
)
def test_what_points_at_something_stands_alone_only_where_nothing_was_told_before(text: str) -> None:
    for before, alone in (("", True), ("Gas burned in Lindau. ", False)):
        scene = read_scene(f"[A Post] {before}{text} in May.")
        last = max(scene.statements, key=lambda s: s.content)
        assert stands_alone(read(last, scene.documents[0], scene.trees[last.document])) is alone
