"""Polarity, commitment and verification: the labelled cases of ``tests/cases/certainty``."""

from __future__ import annotations

import pytest
from tests.statements.case_files import misses, read_cases

DEMANDS = [(case.name, case.text, demand) for case in read_cases("certainty") for demand in case.demands]


@pytest.mark.parametrize(("name", "text", "demand"), DEMANDS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(DEMANDS)])
def test_case(name: str, text: str, demand: str) -> None:
    missed = misses(text, demand)
    assert not missed, f"{name}: {missed}"
