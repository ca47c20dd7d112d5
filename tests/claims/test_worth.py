"""Whether a statement is a claim by itself, and which name its pronoun stands for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.conftest import read_scene
from tests.statements.case_files import make_document

from stemma.claims.phrasing import named_text
from stemma.claims.worth import is_history, is_remark, stands_alone
from stemma.compare.readings import Reading, read
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Span
from stemma.statements import attribute

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


def test_what_tells_of_a_which_that_is_not_in_it_does_not_stand_alone() -> None:
    scene = read_scene("[A Post] The gas, which Norland says Sudland has used in the boats of Bilbao, is old.")
    (told,) = (s for s in scene.statements if s.source.kind != "outlet")
    assert told.content.within(scene.documents[0].text) == "Sudland has used in the boats of Bilbao"
    assert not stands_alone(read(told, scene.documents[0], scene.trees[told.document]))


@pytest.mark.parametrize(
    "text", ["A storm blew this gas to Bilbao", "Ana Gil led that company of Bilbao", "The patient left Bilbao"]
)
def test_what_points_at_something_stands_alone_only_where_nothing_was_told_before(text: str) -> None:
    for before, alone in (("", True), ("Gas burned in Lindau. ", False)):
        scene = read_scene(f"[A Post] {before}{text} in May.")
        last = max(scene.statements, key=lambda s: s.content)
        assert stands_alone(read(last, scene.documents[0], scene.trees[last.document])) is alone


@pytest.mark.parametrize(
    ("before", "alone"),
    [
        ("A storm blew over Bilbao. It broke two cranes.", False),
        ("A bridge in Bilbao has two cranes. It is old.", True),
        ("", True),
    ],
)
def test_a_bare_subject_stands_alone_where_the_opening_told_of_it(before: str, alone: bool) -> None:
    scene = read_scene(f"[A Post] {before} The bridge will be closed to the crews of Bilbao in May.")
    last = max(scene.statements, key=lambda s: s.content)
    assert stands_alone(read(last, scene.documents[0], scene.trees[last.document])) is alone


@pytest.mark.parametrize(
    "text",
    [
        "The other two cranes of Bilbao were sold in May.",
        "The remaining 37 cranes of Bilbao were sold in May.",
        "Despite such claims the crews of Bilbao sold the harbour in May.",
        "The last months in Bilbao bear this out: Ana Gil sold the cranes.",
        "The comment signalled that Ana Gil would sell the cranes of Bilbao.",
        "Ana Gil will be inviting visitors there next year.",
    ],
)
def test_what_was_told_of_before_needs_a_word_before_it(text: str) -> None:
    scene = read_scene(f"[A Post] A storm blew over Lindau. {text}")
    last = max(scene.statements, key=lambda s: s.content)
    assert not stands_alone(read(last, scene.documents[0], scene.trees[last.document]))


def test_quoted_words_of_nobody_known_are_a_remark() -> None:
    scene = read_scene("[A Post] “The pier of Bilbao was sold in May,” they added.")
    assert is_remark(read(scene.statements[0], scene.documents[0], scene.trees[scene.documents[0].id]))


def test_what_is_the_only_one_of_its_kind_needs_no_word_before_it() -> None:
    scene = read_scene("[A Post] A storm blew over Bilbao. It broke two cranes. The government sold the bridge in May.")
    last = max(scene.statements, key=lambda s: s.content)
    assert stands_alone(read(last, scene.documents[0], scene.trees[last.document]))


@pytest.mark.parametrize(("before", "remark"), [("", False), ("A storm blew over Bilbao. ", True)])
def test_an_outlet_that_names_nobody_behind_its_first_sentence_remarks(before: str, remark: bool) -> None:
    scene = read_scene(f"[A Post] {before}A crane fell on the pier at sunset.")
    last = max(scene.statements, key=lambda s: s.content)
    assert is_remark(read(last, scene.documents[0], scene.trees[last.document])) is remark


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Ana Gil sold two cranes of Bilbao.", True),
        ("Ana Gil sold two cranes of Bilbao", False),
        ("Ana Gil Sold Two Cranes Of Bilbao.", False),
        ("Ana Gil sells two cranes of Bilbao (Ben Holm/LNA)", False),
        ("Ana Gil (left) sold two cranes of Bilbao.", False),
    ],
)
def test_a_heading_within_a_report_does_not_stand_alone(line: str, alone: bool) -> None:
    document = make_document(f"A storm blew over Bilbao.\n\n{line}\n\nThe rain fell on Lindau.")
    tree = grow(document.text, parse(document.id, document.text, "en"))
    found = next(s for s in attribute(document, tree) if s.content.within(document.text).startswith("Ana Gil"))
    assert stands_alone(read(found, document, tree)) is alone
