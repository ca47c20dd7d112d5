from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.export.masking import DOT, mask, mask_case, private_people, private_role
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Case, Document, Source
from stemma.statements import attribute

CASES = Path(__file__).parents[1] / "cases" / "masking"


def cases() -> list[tuple[str, str, str]]:
    """Return name, input and expected text of every case file: a line masked, below it what must come out."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        given_lines, _, expected = path.read_text(encoding="utf-8").partition("---\n")
        pairs = zip(given_lines.splitlines(), expected.splitlines(), strict=True)
        found += [(f"{path.stem}:{n}", a, b) for n, (a, b) in enumerate(pairs, 1)]
    return found


@pytest.mark.parametrize(("name", "text", "shown"), cases(), ids=[c[0] for c in cases()])
def test_cases(name: str, text: str, shown: str) -> None:
    assert mask(text) == shown


@given(st.text(alphabet=st.sampled_from("0123456789.,°'NSEW Hauptstraße Main Street abc\n"), max_size=80))
def test_masking_keeps_every_offset(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(a == b or b == DOT for a, b in zip(text, masked, strict=True))
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text", ["1 " + "A " * 50_000, "1.12345 " * 20_000, "Aaaaaaaa" * 10_000 + " 1", "12°" * 20_000]
)
def test_masking_does_not_blow_up(text: str) -> None:
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("a 34-year-old teacher", "a teacher"),
        ("Eyewitness", "an eyewitness"),
        ("residents", "a resident"),
        ("managing director", None),
        ("naval architect", None),
        ("жительница посёлка", "a resident"),
        ("мешканка селища", "a resident"),
        ("глава администрации", None),
        ("", None),
    ],
)
def test_only_private_roles_hide_a_name(role: str, shown: str | None) -> None:
    assert private_role(Source(span=None, name="X Y", kind="person", named=True, role=role)) == shown


def test_a_shared_case_shows_private_people_by_role(case: Case) -> None:
    assert private_people(case) == {"Greta Ebner": "a passenger"}
    shared = mask_case(case)
    whole = repr(replace(shared, run=None))
    assert "Ebner" not in whole
    assert "47.54601" not in whole
    assert "Hafenstrasse 12" not in whole
    assert "a passenger" in {o.name for c in shared.claims for o in c.origins.items}


def test_a_private_person_is_masked_in_every_case_of_the_name() -> None:
    text = "Жительница посёлка Марина Белая сказала, что мост цел. Марине Белой помогли. Река Бель течёт."
    document = Document(id="doc_1", capture="", path="", text=text, language="ru")
    statements = attribute(document, grow(text, parse("doc_1", text, "ru")))
    shared = mask_case(Case(documents=(document,), statements=statements))
    assert "Марин" not in shared.documents[0].text
    assert "Бел" not in shared.documents[0].text.replace("Бель", "")
    assert {s.source.name for s in shared.statements if s.cue} == {"a resident"}


def test_a_shared_case_keeps_spans_and_records(case: Case) -> None:
    shared = mask_case(case)
    assert [len(d.text) for d in shared.documents] == [len(d.text) for d in case.documents]
    assert [s.content for s in shared.statements] == [s.content for s in case.statements]
    assert "Ebner" in next(d.text for d in case.documents if "Ebner" in d.text)
