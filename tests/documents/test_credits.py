"""Credits: the cases of ``tests/cases/credits`` (kind, name, the words as they stand)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.credits import LINE_RULES, closing_bracket, dateline, find_credits, links

CASES = sorted((Path(__file__).parents[1] / "cases" / "credits").glob("*.txt"))

PIECES = st.sampled_from(
    [
        "By ",
        "Ada Moser",
        "Reuters",
        " (AP) — ",
        "(",
        ")",
        "; ",
        "Editing by ",
        " – Monitoring",
        "\n",
        "https://x.example/a",
        " and ",
        ". ",
    ]
)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_cases(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").rpartition("---\n")
    found, _ = find_credits(text)
    assert [f"{c.kind} | {c.name} | {c.span.within(text)}" for c in found] == expected.splitlines()


def test_there_are_cases() -> None:
    assert len(CASES) >= 6


def test_a_line_of_credit_is_removed_whole() -> None:
    text = "The line is sold.\n\nEdited By Lena Graf\nLake Times – Monitoring."
    _, removed = find_credits(text)
    assert [(r.reason, r.span.within(text)) for r in removed] == [
        ("credit", "Edited By Lena Graf"),
        ("credit", "Lake Times – Monitoring."),
    ]


def test_a_dateline_keeps_its_place() -> None:
    text = "KONSTANZ, Germany (AP) — A ferry ran aground."
    _, removed = find_credits(text)
    assert [r.span.within(text) for r in removed] == ["(AP) —"]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("BREGENZ, Austria — A crane fell.", ["—"]),
        ("BREGENZ, May 14 – A crane fell.", ["–"]),
        ("ST. GALLEN -- The fair opened.", ["--"]),
        ("The NATO — EU talks began.", []),
        ("THE CRANE — a wreck — was towed.", []),
        ("Bregenz — A crane fell.", []),
    ],
)
def test_a_dateline_without_agency_loses_its_dash(line: str, cut: list[str]) -> None:
    found, removed = find_credits(line)
    assert found == ()
    assert [(r.reason, r.span.within(line)) for r in removed] == [("dateline", dash) for dash in cut]


def test_a_link_in_a_sentence_stays() -> None:
    text = "The post (https://t.me/lake/22) names 19 containers."
    found, removed = find_credits(text)
    assert len(found) == 1
    assert removed == ()


def test_a_dateline_stands_at_the_top() -> None:
    body = "The crew left.\n" * 6
    assert find_credits(body + "LINDAU (Reuters) - The harbour was closed.") == ((), ())


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ for rule in (*LINE_RULES, dateline, closing_bracket, links))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_lie_inside_the_text(text: str) -> None:
    found, removed = find_credits(text)
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert all(c.span.within(text).strip() == c.span.within(text) for c in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(removed))
