from __future__ import annotations

from pathlib import Path

import pytest
from tests.lineage.builders import tree_of
from tests.lineage.case_files import CASES, read_case, report, traced

from stemma.config import Config
from stemma.lineage import trace
from stemma.model import Evidence, Lineage, Story


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


STORK = (
    "A stork has built its nest on the barrier of the level crossing at Rust. The railway company posts a man with a "
    "flag there, day and night. He has learned to clatter back, he says, and gets on with the bird."
)
EELS = "Eels rose in the harbour of Delft before dawn. A baker sold them smoked. Trams were late by an hour."


def test_the_order_of_documents_and_trees_does_not_matter() -> None:
    case = read_case(CASES / "unseen_source.txt")
    assert traced(case.documents) == traced(tuple(reversed(case.documents)))


def test_documents_of_other_stories_are_not_looked_at() -> None:
    documents = tuple(report(name, STORK, "en", {}) for name in ("one", "two", "three"))
    whole = traced(documents[:2])
    trees = {d.id: tree_of(d.text, name=d.id) for d in documents}
    story = Story(id="sto_case", title="", documents=("doc_one", "doc_two"))
    assert trace(story, documents, trees, (), config=Config()) == whole


def test_a_story_of_one_document_has_no_lineage() -> None:
    assert traced((report("one", STORK, "en", {}),)) == Lineage(story="sto_case")


def test_one_story_connects_every_document() -> None:
    documents = (report("one", STORK, "en", {}), report("two", STORK, "en", {}), report("three", EELS, "en", {}))
    assert not joined(traced(documents), "doc_one", "doc_three")
    lineage = traced(documents, Config(one_story=True))
    assert joined(lineage, "doc_one", "doc_three")
    assert min(link.probability for link in lineage.links) < 0.5


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda p: p.stem)
def test_the_contract_of_links(path: Path) -> None:
    case = read_case(path)
    lineage = traced(case.documents)
    ids, sources = {d.id for d in case.documents}, {u.id for u in lineage.unseen}
    for link in lineage.links:
        assert link.probability >= 0.5
        assert link.borrower in ids
        assert link.lender in (sources if link.kind == "common_source" else ids)
        assert link.kind == "common_source" or link.direction == "decided" or link.borrower < link.lender
        assert link.evidence
    for source in lineage.unseen:
        below = {k.borrower for k in lineage.links if k.lender == source.id and k.kind == "common_source"}
        assert below == set(source.documents)
        assert len(below) > 1
    texts = {d.id: d.text for d in case.documents}
    said = [e for link in lineage.links for e in link.evidence] + [e for p in lineage.pairs for e in p.evidence]
    for place in (place for e in said for place in (e.left, e.right) if place is not None):
        assert place.span.within(texts[place.document]).strip()
    assert [x.id for x in lineage.links] == sorted({x.id for x in lineage.links})
    assert not circles(lineage)


def circles(lineage: Lineage) -> bool:
    """Tell whether following borrower → lender ever comes back."""
    lenders: dict[str, set[str]] = {}
    for link in lineage.links:
        lenders.setdefault(link.borrower, set()).add(link.lender)
    for start in lenders:
        todo, known = set(lenders[start]), set[str]()
        while todo:
            node = todo.pop()
            if node == start:
                return True
            known.add(node)
            todo |= lenders.get(node, set()) - known
    return False


def test_words_that_accuse_do_not_occur() -> None:
    for path in sorted(CASES.glob("*.txt")):
        lineage = traced(read_case(path).documents)
        said = " ".join(e.detail for link in lineage.links for e in link.evidence).casefold()
        said += " ".join(rival for link in lineage.links for rival in link.rivals).casefold()
        assert not any(word in said for word in ("plagiar", "stole", "steal", "copied", "theft of"))
