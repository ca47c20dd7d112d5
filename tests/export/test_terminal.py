from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.export.terminal import render
from stemma.model import Case

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
UPDATE = "STEMMA_UPDATE_SNAPSHOTS"
"""Set this variable to write the snapshots anew; then read what changed before committing it."""


def snapshot(name: str, text: str) -> str:
    """Return the kept text of a snapshot, written anew first where that is asked for."""
    path = SNAPSHOTS / name
    if os.environ.get(UPDATE):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [100, 60])
def test_the_dossier_reads_as_kept(case: Case, width: int) -> None:
    text = render(case, width=width)
    assert text == snapshot(f"terminal-{width}.txt", text)


def test_undated_reports_say_so(undated: Case) -> None:
    text = render(undated)
    assert "no publication dates found (order unknown)" in text
    assert "order unknown" in text.split("LINEAGE")[1]
    assert "harbour-news" in text


def columns(character: str) -> int:
    """Return the columns that a character takes on a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@pytest.mark.parametrize("width", [32, 40, 64, 80, 100, 200])
def test_no_line_is_wider_than_asked(case: Case, hostile: Case, width: int) -> None:
    for each in (case, hostile):
        for line in render(each, width=width).splitlines():
            assert sum(columns(c) for c in line) <= width
            assert line == line.rstrip()


def test_nothing_from_a_report_can_act(hostile: Case) -> None:
    text = render(hostile)
    assert "\x1b" not in text
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in text)


def test_colours_only_where_asked(case: Case, hostile: Case) -> None:
    assert "\x1b[" not in render(case)
    coloured = render(hostile, color=True)
    assert "\x1b[1m" in coloured
    assert "\x1b]" not in coloured
    assert "\x1b[31m" not in coloured


def test_the_answer_is_there(case: Case) -> None:
    text = render(case)
    for words in (
        "6 reports · 2 stories",
        "Read the original: Dock Post",
        "1 to 2 origins",
        "SINGLE ORIGIN, CONTESTED. Both reports go back to it. Independent confirmation: none found here.",
        "wording hardens",
        "dropped: Evening Paper",
        "retells Harbour News (0.93)",
        "who took from whom is undecided",
        "○ Dock Post (not among these reports)",
        "1 report in a language whose statements are not read yet: French Paper",
        "1 input left out",
    ):
        assert words in text


def test_about_is_answered_first(case: Case) -> None:
    text = render(case, about="a loose bolt made the crane fall")
    assert text.index("because of a loose bolt") < text.index("A crane fell at the port")
    assert "nothing here is near it" in render(case, about="volcano in Iceland")


def test_an_empty_case_is_a_short_text() -> None:
    assert render(Case()).startswith("0 reports · 0 stories · 0 statements")


def test_what_is_not_shown_is_counted(case: Case) -> None:
    many = tuple(replace(case.claims[0], id=f"clm_{n}", rank=n) for n in range(1, 30))
    assert "… 23 more shared claims (stemma claims)" in render(replace(case, claims=many))


def test_an_update_reads_from_earlier_to_later(case: Case) -> None:
    spans = tuple(reversed(case.findings[0].spans))
    update = replace(case.findings[0], kind="update", spans=spans)
    text = render(replace(case, findings=(update,)), width=200)
    assert text.index("(Harbour News) / ") < text.index("it is certain” (Evening Paper)")


def test_many_stories_show_less_of_each(case: Case) -> None:
    stories = tuple(replace(case.stories[0], id=f"sto_{n}") for n in range(1, 6))
    claims = tuple(
        replace(c, id=f"{c.id}{k}{s.id}", rank=k, story=s.id)
        for s in stories
        for k in range(1, 6)
        for c in case.claims[:1]
    )
    assert "… 2 more shared claims" in render(replace(case, stories=stories, claims=claims))


def test_stories_not_shown_are_counted_by_who_tells_them(case: Case) -> None:
    stories = tuple(replace(case.stories[0], id=f"sto_{n:02}") for n in range(1, 16))
    single = tuple(s for s in case.stories if len(s.documents) == 1)
    text = render(replace(case, stories=(*stories, *single), claims=(), links=(), findings=()))
    assert f"3 more stories told by several reports, {len(single)} story told by one report" in text


def test_two_renderings_are_equal(case: Case) -> None:
    assert render(case) == render(case)
