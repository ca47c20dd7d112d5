"""Every labelled case of every kind of finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from tests.claims.conftest import read_scene

from stemma.model import FindingKind

CASES = Path(__file__).parents[1] / "cases" / "findings"


def read_cases(kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each case of a file shows, its reports, and what is expected."""
    for case in (CASES / f"{kind}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        shows, _, rest = case.partition("\n")
        reports, _, expected = rest.partition("\n---\n")
        yield shows.strip(), reports, expected.strip()


ALL = [(kind, *case) for kind in get_args(FindingKind) for case in read_cases(kind)]


@pytest.mark.parametrize(("kind", "shows", "reports", "expected"), ALL, ids=[f"{c[0]}: {c[1]}" for c in ALL])
def test_a_labelled_case_gets_its_finding(kind: str, shows: str, reports: str, expected: str) -> None:
    _, findings = read_scene(reports).weigh()
    found = [f.sentence for f in findings if f.kind == kind]
    wanted, _, words = expected.partition(": ")
    assert bool(found) == (wanted == "yes"), f"{shows}: {[(f.kind, f.sentence) for f in findings]}"
    assert not words or any(words in sentence for sentence in found), found


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_every_kind_has_six_positive_and_four_negative_cases(kind: str) -> None:
    expected = [case[2] for case in read_cases(kind)]
    assert sum(e.startswith("yes") for e in expected) >= 6
    assert sum(e == "no" for e in expected) >= 4
