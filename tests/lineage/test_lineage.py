from __future__ import annotations

from pathlib import Path

import pytest

from stemma.config import Config
from stemma.lineage import trace
from stemma.model import Evidence, Lineage, Story
from tests.lineage.case_files import CASES, read_case, report, traced


def joined(lineage: Lineage, a: str, b: str) -> bool:
    """Tell whether two documents hang together in the drawn lineage."""
    known, todo = set[str](), [a]
    while todo:
        node = todo.pop()
        known.add(node)
        for link in lineage.links:
            ends = {link.borrower, link.lender}
            if node in ends:
                todo.extend(ends - known)
    return b in known


def evidence_of(lineage: Lineage, a: str, b: str) -> tuple[Evidence, ...]:
    return next(pair.evidence for pair in lineage.pairs if {pair.left, pair.right} == {a, b})


def check(demand: str, lineage: Lineage) -> None:
    kind, *names = demand.split()
    left, right = f"doc_{names[0]}", f"doc_{names[1]}"
    pairs = {frozenset((p.left, p.right)): p.probability for p in lineage.pairs}
    if kind == "linked":
        assert joined(lineage, left, right), pairs[frozenset((left, right))]
    elif kind == "apart":
        assert not joined(lineage, left, right), evidence_of(lineage, left, right)
        assert pairs[frozenset((left, right))] < 0.5
    elif kind == "retells":
        assert (left, right, "decided") in {(k.borrower, k.lender, k.direction) for k in lineage.links}
    elif kind == "evidence":
        assert names[2] in {e.rule for e in evidence_of(lineage, left, right)}
    elif kind == "unseen":
        members, _, title = demand.partition(" = ")
        wanted = tuple(sorted(f"doc_{name}" for name in members.split()[1:]))
        assert wanted in {u.documents for u in lineage.unseen}
        assert title in next(u.name or "" for u in lineage.unseen if u.documents == wanted)
    else:
        raise ValueError(f"unknown demand {demand!r}")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    case = read_case(path)
    lineage = traced(case.documents)
    for demand in case.demands:
        check(demand, lineage)
