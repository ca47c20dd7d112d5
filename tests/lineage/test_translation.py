"""Reports in different languages: what a translation keeps is seen, what the event forces is not taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.config import Config
from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage import trace
from stemma.lineage.translation import RULES
from stemma.model import Document, PairScore, Story
from stemma.places import open_gazetteer
from stemma.statements.mentions import find_mentions

CASES = Path(__file__).parents[1] / "cases" / "translation" / "pairs.txt"


def cases() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what each case shows, its reports and its demands."""
    for block in CASES.read_text(encoding="utf-8").split("=== ")[1:]:
        told, _, demands = block.strip().partition("\n---\n")
        shows, *reports = told.splitlines()
        yield shows, reports, demands.splitlines()


def score(reports: list[str], left: str, right: str) -> PairScore:
    """Return the score of two reports, compared as one story."""
    documents: dict[str, Document] = {}
    trees = {}
    for line in reports:
        name, language, outlet, text = (part.strip() for part in line.split(" | ", 3))
        one = Document(
            id=make_id("doc", name, text), capture="", path=name, text=text, outlet=outlet, language=language
        )
        trees[one.id] = grow(text, parse(one.id, text, language))
        found = find_mentions(one, trees[one.id], open_gazetteer())
        documents[name] = replace(one, places=found.places, times=found.times, quantities=found.quantities)
    story = Story(id="sto_case", title="a case", documents=tuple(sorted(d.id for d in documents.values())))
    lineage = trace(story, list(documents.values()), trees, (), config=Config())
    wanted = {documents[left].id, documents[right].id}
    return next(pair for pair in lineage.pairs if {pair.left, pair.right} == wanted)


@pytest.mark.parametrize(("shows", "reports", "demands"), list(cases()), ids=[shows for shows, _, _ in cases()])
def test_a_case(shows: str, reports: list[str], demands: list[str]) -> None:
    for demand in demands:
        kind, left, right = demand.split()
        found = score(reports, left, right)
        assert (found.probability >= 0.5) == (kind == "linked"), (shows, found)


def test_every_rule_explains_itself() -> None:
    for rule, _ in RULES:
        assert rule.__doc__
        assert len(rule.__doc__.split()) > 6
