"""Labelled pairs of statements in two languages, and what their score may not depend on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from stemma.compare.crosslingual import RULES, go_abroad, marks, match_abroad
from stemma.compare.readings import Reading, read
from stemma.compare.statements import SAME
from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Certainty, Document, Source, Span, Statement
from stemma.places import open_gazetteer
from stemma.statements.mentions import find_mentions

CASES = Path(__file__).parents[1] / "cases" / "claims" / "languages.txt"
LINES = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
PAIRS = [[part.strip() for part in line.removeprefix("fails ").split("|")] for line in LINES]
FAILS = pytest.mark.xfail(strict=True, reason="too little in it that needs no translation")
MARKED = [
    pytest.param(*pair, marks=FAILS if line.startswith("fails") else ())
    for pair, line in zip(PAIRS, LINES, strict=True)
]


@cache
def reading(tagged: str) -> Reading:
    """Return the reading of a sentence that opens with its language, as one statement in the document's own voice."""
    language, text = tagged[:2], tagged[3:]
    document = Document(id=make_id("doc", tagged), capture="", path=tagged, text=text, language=language)
    tree = grow(text, parse(document.id, text, language))
    found = find_mentions(document, tree, open_gazetteer())
    statement = Statement(
        id=make_id("stm", tagged),
        document=document.id,
        sentence=0,
        type="assertion",
        content=Span(start=0, end=len(text)),
        cue=None,
        source=Source(span=None, name=tagged, kind="outlet", named=True),
        chain=(),
        basis="not_stated",
        quotation="none",
        certainty=Certainty(),
        quantities=found.quantities,
        places=found.places,
        times=found.times,
    )
    return read(statement, document, tree)


@pytest.mark.parametrize(("label", "left", "right"), MARKED)
def test_a_labelled_pair_is_told(label: str, left: str, right: str) -> None:
    found = match_abroad(reading(left), reading(right))
    assert (found.score > SAME) == (label == "same"), (found.score, [(e.rule, e.score) for e in found.evidence])
    assert label == "other" or marks(reading(left)) & marks(reading(right)), "a pair that is one claim must be compared"


@pytest.mark.parametrize(("label", "left", "right"), PAIRS[:8])
def test_the_order_of_a_pair_does_not_matter(label: str, left: str, right: str) -> None:
    one, other = match_abroad(reading(left), reading(right)), match_abroad(reading(right), reading(left))
    assert one.score == other.score


def test_a_country_is_one_party_in_every_language() -> None:
    texts = ("en Russian troops left.", "ru Российские войска ушли.", "uk Російські війська пішли.")
    assert {go_abroad(reading(t)).parties for t in texts} == {frozenset({"russia"})}


def test_exchanged_parties_get_the_same_score() -> None:
    pairs = (
        ("en Russian troops killed 12 people.", "ru Российские войска убили 12 человек."),
        ("en Ukrainian troops killed 12 people.", "ru Украинские войска убили 12 человек."),
    )
    one, two = (match_abroad(reading(left), reading(right)) for left, right in pairs)
    assert one.score == two.score


def test_every_rule_explains_itself() -> None:
    for rule, _ in RULES:
        assert rule.__doc__
        assert len(rule.__doc__.split()) > 6
