"""Who speaks, through whom, how they know it: the labelled cases of ``tests/cases/speakers``."""

from __future__ import annotations

import pytest
from tests.statements.case_files import misses, read_cases

DEMANDS = [(case.name, case.text, demand) for case in read_cases("speakers") for demand in case.demands]


def test_there_are_a_hundred_labelled_statements() -> None:
    assert len(DEMANDS) >= 100


@pytest.mark.parametrize(("name", "text", "demand"), DEMANDS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(DEMANDS)])
def test_case(name: str, text: str, demand: str) -> None:
    known = demand.startswith("~")
    missed = misses(text, demand.removeprefix("~").strip())
    if known:
        assert missed, f"{name}: a known failure has gone; take the ~ away"
    else:
        assert not missed, f"{name}: {missed}"
