"""A claim: its card on the page of its story, and its own page with every copy's words.

Enters: a view, a summary of the story, the id of a claim. Leaves: ``ClaimView`` and ``ClaimPage`` records. Refuses: an
id that the case does not have (``NotFoundError``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from stemma.errors import NotFoundError
from stemma.export import display, svg
from stemma.export.cards import MAX_BASIS, copies, finding_view
from stemma.export.citations import MAX_CITES, Citations
from stemma.export.outline import Entry, Outline
from stemma.export.page import Cite, ClaimView, CopyView, FindingView, OriginView
from stemma.model import Claim, Document, Finding, Span, Statement
from stemma.store import View
from stemma.store.briefs import Line, Told, make_line
from stemma.web.addresses import to_claim, to_judgement, to_span, to_story, with_query
from stemma.web.pages import ClaimPage
from stemma.web.queries import PartQuery
from stemma.web.summaries import Summary, cited, summarize

COPIES = 16
"""Reports whose words one page of a claim shows, the earliest first: laying 300 beside each other takes seconds."""

MOST_READ = 120
"""Statements of a claim that are read; of a claim with more the first of each report that is shown, which takes 300 a
fifth of the time."""

MOST_ORIGINS = 12
"""Origins named one by one; a claim that 300 reports tell in their own voice has as many."""

MOST_FINDINGS = 24
"""Findings of a claim on its page."""


def claim_page(view: View, claim: str, query: PartQuery) -> ClaimPage:
    """Return the page of a claim."""
    found = view.find(claim)
    if not isinstance(found, Claim):
        raise NotFoundError(f"no claim {claim}")
    summary = summarize(view, found.story)
    line = _line(view, summary, found)
    part = line.told[COPIES * (query.page - 1) : COPIES * query.page]
    shown = {summary.brief.reports[told.report].id for told in part}
    beside = {link.lender for link in summary.brief.links if link.borrower in shown}
    told = [summary.brief.reports[t.report].id for t in line.told]
    documents = view.named(Document, [d for n, d in enumerate(told) if n == 0 or d in shown or d in beside])
    said = [t.statement for t, d in zip(line.told, told, strict=True) if d in documents]
    whole = found.statements if len(found.statements) <= MOST_READ else said
    statements = view.named(Statement, (*whole, *found.caveats[:MOST_READ]))
    findings = view.named(Finding, line.findings[:MOST_FINDINGS])
    outline = summary.outline(
        documents=documents.values(),
        statements=[s for s in statements.values() if s.document in documents],
        claims=[found],
        findings=findings.values(),
    )
    citations = cited(outline)
    ordered = sorted(outline.case.findings, key=lambda f: (display.urgency(f.kind), f.id))
    return ClaimPage(
        claim=replace(
            card(summary, line, outline.case.claims[0], [_finding(summary, citations, outline, f) for f in ordered]),
            href=_at(summary, line.told[0]) if line.told else None,
            copies=tuple(_copies(outline, citations, shown)),
        ),
        story=display.shorten(outline.case.stories[0].title, 160),
        story_href=to_story(found.story),
        before=with_query(to_claim(claim), {"page": query.page - 1}) if query.page > 1 else None,
        after=with_query(to_claim(claim), {"page": query.page + 1}) if len(told) > COPIES * query.page else None,
    )


def card(summary: Summary, line: Line, claim: Claim, findings: Sequence[FindingView]) -> ClaimView:
    """Return what a story's page shows of a claim (masked already): all but how each report words it."""
    told = [t for t in line.told if t.origin >= 0] or line.told
    names = [display.channel(name) for name in line.channels]
    groups = [
        svg.Group(
            name=origin.name,
            distinct=place < claim.origins.low,
            sheets=tuple(_sheet(summary, t) for t in line.told if t.origin == place),
        )
        for place, origin in enumerate(claim.origins.items)
    ]
    count = display.count(len(told), "report")
    return ClaimView(
        id=claim.id,
        text=display.shorten(claim.text, 280),
        href=to_claim(claim.id),
        told=count,
        range=display.origin_range(claim),
        dots=Markup(svg.dots(claim.origins.low, claim.origins.high)),
        hang=Markup(svg.hang(groups, caption=f"{count} hanging on {display.origin_range(claim)}")),
        origins=tuple(_origins(summary, line, claim)),
        channels=display.joined(list(dict.fromkeys(names))[:4]),
        status=display.STATUS[claim.status],
        contested=claim.contested,
        sentence=display.status_sentence(claim, len(told)),
        findings=tuple(findings),
        copies=(),
        wording=display.printable(claim.wording),
        basis=tuple(
            Cite(href=_at(summary, t), label=_label(summary, t), text="", told=True) for t in line.told[:MAX_BASIS]
        ),
        changes=tuple(display.printable(change) for change in claim.would_change),
        judge=to_judgement("claim", [t.statement for t in line.told]),
        judged=None,
    )


def brief_finding(summary: Summary, finding: Finding) -> FindingView:
    """Return a finding with links to the reports that it speaks of, not their words: its sentence has them."""
    first = {span.document: span for span in reversed(finding.spans) if span.document in summary.labels}
    reports = [d.id for d in summary.brief.reports if d.id in first][:MAX_CITES]
    cites = [Cite(href=to_span(d, first[d].span), label=summary.labels[d], text="", told=True) for d in reports]
    return FindingView(
        id=finding.id,
        label=display.FINDING[finding.kind],
        sentence=display.without_lead(summary.own(finding.sentence)),
        cites=tuple(cites),
    )


def _line(view: View, summary: Summary, claim: Claim) -> Line:
    """Return a claim as lists have it; what one report alone says stands in none and is made here."""
    line = next((one for one in summary.brief.claims if one.id == claim.id), None)
    at = {document.id: n for n, document in enumerate(summary.brief.reports)}
    return line or make_line(claim, view.named(Statement, claim.statements), at, claim.findings)


def _finding(summary: Summary, citations: Citations, outline: Outline, finding: Finding) -> FindingView:
    """Return a finding with the words it speaks of, where their reports are on the page."""
    there = all(span.document in outline.documents for span in finding.spans)
    return finding_view(citations, finding) if there else brief_finding(summary, finding)


def _copies(outline: Outline, citations: Citations, shown: set[str]) -> Iterator[CopyView]:
    claim = outline.case.claims[0]
    caveats = set(claim.caveats)
    entry = Entry(
        claim=claim,
        statements=tuple(outline.statements[i] for i in claim.statements if i in outline.statements),
        documents=outline.case.documents,
        findings=(),
        caveats=tuple(s for s in outline.case.statements if s.id in caveats),
    )
    yield from copies(outline, citations, outline.chapters[0], entry, shown=shown)


def _origins(summary: Summary, line: Line, claim: Claim) -> Iterator[OriginView]:
    first = {t.origin: t for t in reversed(line.told)}
    for place, origin in enumerate(claim.origins.items[:MOST_ORIGINS]):
        href = _at(summary, first[place]) if place in first else None
        yield OriginView(name=display.shorten(origin.name, 120), note=display.party(origin).strip(), href=href)
    more = len(claim.origins.items) - MOST_ORIGINS
    if more > 0:
        yield OriginView(name=f"and {more} more", note="", href=None)


def _sheet(summary: Summary, told: Told) -> svg.Sheet:
    return svg.Sheet(label=_label(summary, told), href=_at(summary, told), denies=told.denies)


def _label(summary: Summary, told: Told) -> str:
    return summary.labels[summary.brief.reports[told.report].id]


def _at(summary: Summary, told: Told) -> str:
    return to_span(summary.brief.reports[told.report].id, Span(start=told.start, end=told.end))
