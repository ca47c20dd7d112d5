"""Source, cue and content spans, and what must hold for the statements of any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statements.case_files import Case, make_document, read_cases, statements_of

from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Removed, Span, Statement
from stemma.statements import attribute

CASES = list(read_cases("statements"))

PIECES = (
    "The ferry sank off Lindau, the mayor said. ",
    "“We saw it,” said Ann Lee, a sailor. ",
    "According to the Polish Navy, 22 boats were lost. ",
    "The claim could not be independently verified. ",
    "She added that the sail was ‘torn’. ",
    "«No»\n\n",
    "“It was old. ",
    "The expert's remark that it was “a trap” drew criticism.\n\n",
    "- Advertisement -\n\n",
    "Troops reportedly left (the hill. ",
    ": — ” ’ ",
    "\u202eRTL \x1b[31m",
    "Mayor: the pier is safe\n",
)


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_spans(case: Case) -> None:
    assert {shown(case.text, s) for s in statements_of(case.text)} == set(case.demands)


def shown(text: str, statement: Statement) -> str:
    parts = (statement.source.span, statement.cue, statement.content)
    return " | ".join("-" if span is None else span.within(text) for span in parts)


def made_from(text: str, removed: tuple[Removed, ...] = (), *, rules: bool = True) -> tuple[Statement, ...]:
    document = replace(make_document(text), removed=removed)
    tree = grow(text, parse(document.id, text, "en", skip=[r.span for r in removed]))
    found = None if rules else open_labeller()
    assert rules or isinstance(found, Labeller)
    return attribute(document, tree, labeller=found if isinstance(found, Labeller) else None)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.booleans())
def test_statements_keep_their_promises(text: str, rules: bool) -> None:
    statements = made_from(text, rules=rules)
    assert statements == made_from(text, rules=rules)
    assert len({s.id for s in statements}) == len(statements)
    assert [(s.content.start, s.content.end) for s in statements] == sorted(
        (s.content.start, s.content.end) for s in statements
    )
    for statement in statements:
        spans = [statement.content, statement.cue, statement.source.span, *statement.certainty.words]
        assert all(s is None or (s.end <= len(text) and s.within(text).strip()) for s in spans)
        assert statement.chain
        assert (statement.source.kind == "outlet") == (statement.cue is None and statement.source.span is None)
        assert {s.id for s in statements} >= set(statement.about)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=6), st.integers(0, 5), st.booleans())
def test_nothing_is_said_in_what_was_removed(pieces: list[str], which: int, rules: bool) -> None:
    text = "".join(pieces)
    number = which % len(pieces)
    start = len("".join(pieces[:number]))
    hole = Span(start=start, end=start + len(pieces[number]))
    for statement in made_from(text, (Removed(span=hole, reason="test"),), rules=rules):
        assert not statement.content.overlaps(hole)
        assert statement.cue is None or not statement.cue.overlaps(hole)


def test_what_a_clause_denies_is_not_said_by_who_calls_it_so() -> None:
    told, denied = (f"The harbour fire {verb} a “family matter,” as Ann Lee described it." for verb in ("is", "is not"))
    assert [s.content.within(told) for s in made_from(told, rules=False)] == ["The harbour fire is a “family matter,”"]
    assert [s.source.kind for s in made_from(denied, rules=False)] == ["outlet"]


def test_a_surname_is_its_owner_even_where_it_looks_like_a_plural_or_a_first_name() -> None:
    plural = "Tom Marles met Denys Orlov. Marles said his trip with Orlov “showed” that it was safe. He added: “Go.”"
    first = "Alexandra Costa told Ben Lee of the fire. Rep. Rana Omar saw it. Omar asked for calm. She added, “Go.”"
    assert {s.source.name for s in made_from(plural, rules=False) if s.cue} == {"Tom Marles"}
    assert made_from(first, rules=False)[-1].source.name == "Rana Omar"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee dismissed comments by Ben Gil that suggested that the pier of Lindau is closed.",
        "Ann Lee dismissed a report that the pier of Lindau is closed.",
        "Ann Lee rejected the idea that the pier of Lindau is closed.",
    ],
)
def test_what_somebody_rejects_is_nothing_that_he_asserts(text: str) -> None:
    made = made_from(text, rules=False)
    assert {(s.source.name, s.certainty.polarity) for s in made} == {("Ann Lee", "denied")}


def test_parties_can_be_swapped() -> None:
    text = "The Polish army said the Czech army had lost 22 tanks. The claim could not be independently verified."
    swapped = text.replace("Polish", "~").replace("Czech", "Polish").replace("~", "Czech")
    left, right = statements_of(text), statements_of(swapped)
    assert [(s.type, s.certainty.commitment, s.basis, s.source.named) for s in left] == [
        (s.type, s.certainty.commitment, s.basis, s.source.named) for s in right
    ]


def test_a_language_without_grammar_has_no_statements() -> None:
    document = replace(make_document("Prom zatonął, powiedział burmistrz."), language="pl")
    assert attribute(document, grow(document.text, parse(document.id, document.text, "pl"))) == ()


def test_a_text_without_words_has_no_statements() -> None:
    assert made_from("") == ()
    assert made_from("\n\n   \n") == ()


def test_an_outlet_speaks_under_its_name() -> None:
    text = "A crane fell into the harbour of Bremen on Tuesday."
    document = replace(make_document(text), outlet="Harbour Gazette")
    (statement,) = attribute(document, grow(text, parse(document.id, text, "en")))
    assert (statement.source.name, statement.source.kind) == ("Harbour Gazette", "outlet")
    assert statement.chain[0].name == "Harbour Gazette"


def test_who_has_said_a_sentence_is_nobody_it_only_mentions() -> None:
    text = "“Go,” Ann Lee told the Post. Amnesty will be granted to every sailor who left the pier, she said."
    assert {s.source.name for s in made_from(text, rules=False) if s.cue} == {"Ann Lee"}


def test_parties_that_speak_together_are_named_together() -> None:
    made = made_from("France, Germany and Italy said that the pier was closed.", rules=False)
    assert [(s.source.name, s.source.kind) for s in made] == [("France, Germany and Italy", "organization")]


def test_what_somebody_adds_is_not_what_he_disputes() -> None:
    text = "Ana Gil disputed that the bridge of Lindau is closed, saying instead that it is “safe and sound”."
    told = [(s.source.name, s.content.within(text)) for s in made_from(text, rules=False)]
    assert told == [("Ana Gil", "that the bridge of Lindau is closed"), ("Ana Gil", "that it is “safe and sound”")]
