"""Where the labeller's proposals and the rules meet."""

from __future__ import annotations

import numpy as np

from stemma.labeller import Reading, Role
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, open_page
from stemma.statements.proposals import merge
from stemma.statements.quotes import find_quotes
from stemma.statements.reported import find_by_rules

TEXT = "The ministry said that guards had reported fires near the depot. Rain fell."


def page_of(text: str) -> Page:
    return open_page(grow(text, parse("d", text, "en")), find_quotes(text, []))


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start=start, end=start + len(part))


def shown(text: str, found: list[Attribution]) -> list[tuple[str | None, ...]]:
    return [
        (
            one.source.within(text) if one.source else None,
            one.cue.within(text) if one.cue else None,
            *(piece.within(text) for piece in one.content),
        )
        for one in found
    ]


WHOLE = "that guards had reported fires near the depot"


def reading_of(text: str, *parts: tuple[Role, str], fits: float = 0.0) -> Reading:
    """Return a reading in which every span fits every cue alike."""
    cues = np.array([role == "cue" for role, _ in parts])
    table = np.where(cues[None, :], fits, -np.inf).repeat(len(parts), axis=0).astype(np.float32)
    return Reading(spans=tuple((role, span(text, part)) for role, part in parts), fits=table)


def test_what_was_read_stands_and_what_is_said_inside_of_it_stays() -> None:
    page = page_of(TEXT)
    reading = reading_of(TEXT, ("source", "The ministry"), ("cue", "said"), ("content", WHOLE))
    assert shown(TEXT, merge(page, find_by_rules(page), reading)) == [
        ("The ministry", "said", WHOLE),
        ("guards", "had reported", "fires near the depot"),
    ]


def test_what_was_not_read_comes_from_the_rule_with_its_cue() -> None:
    page = page_of(TEXT)
    found = merge(page, find_by_rules(page), reading_of(TEXT, ("cue", "said")))
    assert shown(TEXT, found)[0] == ("The ministry", "said", WHOLE)


def test_a_span_goes_to_the_cue_of_its_sentence() -> None:
    text = "Ann said rain fell. Ben hoped it stops."
    reading = reading_of(text, ("source", "Ann"), ("cue", "said"), ("content", "rain fell"), ("cue", "hoped"))
    assert shown(text, merge(page_of(text), [], reading)) == [("Ann", "said", "rain fell")]


def test_a_rule_outweighs_the_labeller_where_they_tie_a_span_differently() -> None:
    text = "Ann, who warned Ben, said rain fell."
    page = page_of(text)
    parts: tuple[tuple[Role, str], ...] = (
        ("source", "Ann"),
        ("cue", "warned"),
        ("cue", "said"),
        ("content", "rain fell"),
    )
    rule = Attribution(
        source=span(text, "Ann"), cue=span(text, "said"), content=(span(text, "rain fell"),), shape="clause"
    )
    assert shown(text, merge(page, [rule], reading_of(text, *parts))) == [("Ann", "said", "rain fell")]
    assert shown(text, merge(page, [], reading_of(text, *parts))) == [("Ann", "warned", "rain fell")]


def test_a_cue_without_content_is_none() -> None:
    assert merge(page_of(TEXT), [], reading_of(TEXT, ("source", "The ministry"), ("cue", "said"))) == []
    assert merge(page_of(TEXT), [], reading_of(TEXT, ("content", "Rain fell"))) == []
    assert merge(page_of(TEXT), [], reading_of(TEXT)) == []
