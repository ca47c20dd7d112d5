"""Where the labeller's proposals and the rules meet."""

from __future__ import annotations

from stemma.labeller import Proposal
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


def test_a_proposal_stands_and_what_is_said_inside_of_it_stays() -> None:
    page = page_of(TEXT)
    whole = "that guards had reported fires near the depot"
    proposal = Proposal(source=(span(TEXT, "The ministry"),), cue=span(TEXT, "said"), content=(span(TEXT, whole),))
    found = merge(page, find_by_rules(page), [proposal])
    assert shown(TEXT, found) == [
        ("The ministry", "said", whole),
        ("guards", "had reported", "fires near the depot"),
    ]


def test_what_a_proposal_lacks_comes_from_the_rule_with_its_cue() -> None:
    page = page_of(TEXT)
    found = merge(page, find_by_rules(page), [Proposal(source=(span(TEXT, "The ministry"),), cue=span(TEXT, "said"))])
    assert shown(TEXT, found)[0] == ("The ministry", "said", "that guards had reported fires near the depot")


def test_a_proposal_without_content_or_without_source_and_cue_is_none() -> None:
    page = page_of(TEXT)
    rain = span(TEXT, "Rain fell")
    assert merge(page, [], [Proposal(content=(rain,)), Proposal(cue=span(TEXT, "fell"))]) == []
