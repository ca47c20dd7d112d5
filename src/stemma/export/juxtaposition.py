"""A comparison as one HTML file, in the style of the dossier: no network, no script, readable on a phone and in print.

Enters: a case of two documents. Leaves: the page as a string. Refuses: to let a report act, and to share what must not
be shared: the case is masked, every string is made visible and escaped, and the page's policy admits only its style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stemma.export import display
from stemma.export.comparison import Comparison, Passage, Reason, Row, Side, compare, stretches
from stemma.export.dossier import asset, digest, environment
from stemma.export.page import Cite, Words
from stemma.export.passages import anchor
from stemma.export.rulebook import explain_rule
from stemma.export.sidebyside import MAX_REASONS, extent
from stemma.model import Case, Document, DocumentSpan, PairScore

KEYS = ("a", "b")
"""Prefixes of the anchors in the left and in the right text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A sentence: ``changed`` words are its own, the others both have. ``elsewhere``: no counterpart beside it."""

    key: str
    words: tuple[Words, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """What stands side by side."""

    left: tuple[PassageView, ...]
    right: tuple[PassageView, ...]
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """A reason with its rule in words, its weight, the rule's explanation, and the places to look at."""

    rule: str
    weight: str
    sentence: str
    explanation: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """A difference with the places it speaks of."""

    label: str
    sentence: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """What is known of one of the two."""

    label: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page."""

    title: str
    reports: tuple[ReportView, ...]
    verdict: str
    likelihood: str
    order: str
    extent: str
    speaking_for: tuple[ReasonView, ...]
    further: tuple[ReasonView, ...]
    against: tuple[ReasonView, ...]
    differences: tuple[DifferenceView, ...]
    rows: tuple[RowView, ...]
    grammar: bool


def render(case: Case, first: str, second: str, *, known: PairScore | None = None) -> str:
    """Return the comparison of two documents as one HTML page."""
    found = compare(case, first, second, known=known, masked=True)
    style = asset("dossier.css") + asset("comparison.css")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    template = environment().get_template("comparison.html")
    return template.render(page=compose(found), style=Markup(style), policy=policy)


def compose(found: Comparison) -> Page:
    """Return what the page shows of a comparison, before any markup."""
    speaking = tuple(_reason(found, r) for r in found.reasons if r.weight > 0)
    return Page(
        title=f"{found.labels[0]} and {found.labels[1]}",
        reports=tuple(_report(d, label) for d, label in zip(found.documents, found.labels, strict=True)),
        verdict=found.verdict,
        likelihood=f"{found.probability:.2f}",
        order=found.order,
        extent=extent(found),
        speaking_for=speaking[:MAX_REASONS],
        further=speaking[MAX_REASONS:],
        against=tuple(_reason(found, r) for r in found.reasons if r.weight < 0),
        differences=tuple(
            DifferenceView(label=d.label, sentence=d.sentence, cites=_cites(found, d.places)) for d in found.differences
        ),
        rows=tuple(_row(found, row) for row in found.rows),
        grammar=found.grammar,
    )


def _report(document: Document, label: str) -> ReportView:
    removed = display.count(len(document.removed), "stretch", "stretches")
    facts = (
        display.moment(document.published),
        f"language {document.language or 'unknown'}",
        *((f"{removed} left out (advertising, navigation and the like)",) if document.removed else ()),
    )
    return ReportView(label=label, title=display.shorten(document.title or "", 200), facts=facts)


def _reason(found: Comparison, reason: Reason) -> ReasonView:
    return ReasonView(
        rule=reason.rule.replace("_", " "),
        weight=f"{reason.weight:+.1f}",
        sentence=reason.sentence,
        explanation=(explain_rule(reason.rule) or "").replace("``", ""),
        cites=_cites(found, [p for p in reason.places if p is not None]),
    )


def _cites(found: Comparison, places: Sequence[DocumentSpan]) -> tuple[Cite, ...]:
    """Return the links to places, each sentence once."""
    return tuple(dict.fromkeys(cite for place in places for cite in _cite(found, place)))


def _cite(found: Comparison, place: DocumentSpan) -> Iterator[Cite]:
    side: Side = 0 if place.document == found.documents[0].id else 1
    passages = [p for row in found.rows for p in (row.left, row.right)[side]]
    there = next((p for p in passages if p.span.overlaps(place.span)), None)
    if there is not None:
        yield Cite(href=f"#{anchor(KEYS[side], there.span)}", label=found.labels[side], text="", told=True)


def _row(found: Comparison, row: Row) -> RowView:
    left, right = (tuple(_passage(found, side, p, row) for p in (row.left, row.right)[side]) for side in (0, 1))
    return RowView(left=left, right=right, shared=row.shared)


def _passage(found: Comparison, side: int, passage: Passage, row: Row) -> PassageView:
    words = tuple(
        Words(text=text, changed=not shared) for text, shared in stretches(found.documents[side].text, passage)
    )
    return PassageView(key=anchor(KEYS[side], passage.span), words=words, elsewhere=passage.met and not row.shared)
