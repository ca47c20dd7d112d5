"""The page of a document: its text with everything that was read in it, and what it shares with others.

Enters: a view, an id, a stretch to point at. Leaves: a ``DocumentPage``. Refuses: an id that the case does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.errors import NotFoundError
from stemma.export import display, svg
from stemma.export.citations import Citations
from stemma.export.composition import post_facts
from stemma.export.ledger import COMMITMENT
from stemma.export.page import Cite
from stemma.export.passages import Kind, pieces
from stemma.model import Case, Document, Finding, Link, Span
from stemma.store import View
from stemma.web.addresses import to_comparison, to_document, to_judgement, to_span, to_story
from stemma.web.claims import MOST_FINDINGS, brief_finding
from stemma.web.pages import DocumentPage, SaidItem, Shared, Version
from stemma.web.summaries import Summary, cited, summarize

MOST_SHARED = 40
"""Other documents listed; a story of 300 reports has 299."""


def document_page(view: View, document: str, *, at: str | None) -> DocumentPage:
    """Return the page of a document; ``at`` ("START-END") is the stretch to point at."""
    story = view.story_of(document)
    if story is None:
        raise NotFoundError(f"no document {document}")
    summary = summarize(view, story)
    place = next(n for n, d in enumerate(summary.brief.reports) if d.id == document)
    findings = view.named(Finding, summary.brief.own[place].findings[:MOST_FINDINGS])
    outline = summary.outline(documents=view.named(Document, [document]).values(), statements=view.statements(document))
    citations = cited(outline)
    own = outline.documents[document]
    case = outline.case
    ordered = sorted(findings.values(), key=lambda f: (display.urgency(f.kind), f.id))
    return DocumentPage(
        id=own.id,
        title=display.shorten(own.title or summary.labels[own.id], 200),
        facts=tuple(_facts(own)),
        url=own.url if (own.url or "").lower().startswith(("http://", "https://")) else None,
        language=own.language or "",
        notes=tuple(_notes(own, case)),
        story=display.shorten(case.stories[0].title, 160),
        story_href=to_story(story),
        pieces=pieces(own.text, _marks(case, own, at), prefix="t"),
        said=tuple(_said(citations, case, own)),
        removed=tuple(_removed(own)),
        dates=tuple(f"{display.moment(date)} ({date.basis})" for date in own.dates),
        shared=tuple(_shared(summary, own, view.near(document))),
        versions=tuple(_versions(view, summary, own)),
        findings=tuple(brief_finding(summary, finding) for finding in ordered),
    )


def _facts(document: Document) -> Iterator[str]:
    yield display.printable(document.outlet or "outlet unknown")
    yield display.moment(document.published) + (f" (from {document.published.basis})" if document.published else "")
    yield f"language {document.language or 'unknown'}"
    if document.author:
        yield f"by {display.shorten(document.author, 120)}"
    yield from post_facts(document)
    if document.captured:
        yield f"captured {display.printable(document.captured)}"
    yield display.shorten(document.path.replace("\\", "/").rsplit("/", 1)[-1], 90)


def _notes(document: Document, case: Case) -> Iterator[str]:
    if not any(s.document == document.id for s in case.statements):
        yield "No statement was read in this text; it counts for stories and lineage."


def _marks(case: Case, document: Document, at: str | None) -> dict[Span, list[Kind]]:
    """Return every stretch to mark, with its kinds; the one asked for is among them."""
    marks: dict[Span, list[Kind]] = {}

    def mark(span: Span, kind: Kind) -> None:
        if span.end <= len(document.text):
            marks.setdefault(span, []).append(kind)

    for statement in case.statements:
        if statement.document == document.id:
            mark(statement.content, "caveat" if statement.type == "verification" else "statement")
    for place in document.places:
        mark(place.span, "place")
    for quantity in document.quantities:
        mark(quantity.span, "quantity")
    for time in document.times:
        mark(time.span, "time")
    for removed in document.removed:
        mark(removed.span, "removed")
    if at:
        start, end = (int(part) for part in at.split("-"))
        if start <= end:
            mark(Span(start=start, end=end), "asked")
    return marks


def _said(citations: Citations, case: Case, document: Document) -> Iterator[SaidItem]:
    own = [s for s in case.statements if s.document == document.id]
    for statement in sorted(own, key=lambda s: (s.content.start, s.content.end)):
        cite = citations.statement(statement)
        denied = statement.certainty.polarity == "denied"
        yield SaidItem(
            id=statement.id,
            href=cite.href,
            content=cite.text,
            by=citations.attribution(statement),
            certainty="denied" if denied else COMMITMENT[statement.certainty.commitment],
            judge=to_judgement("statement", [statement.id]),
        )


def _removed(document: Document) -> Iterator[Cite]:
    for removed in document.removed:
        words = display.unquoted(removed.span.within(document.text), 120)
        yield Cite(href=to_span(document.id, removed.span), label=display.printable(removed.reason), text=words)


def _shared(summary: Summary, document: Document, near: Sequence[tuple[str, float]]) -> Iterator[Shared]:
    """Yield other documents of the story: first those that the lineage links, then by their score."""
    tied = {
        (link.lender if link.borrower == document.id else link.borrower): link
        for link in summary.brief.links
        if document.id in (link.borrower, link.lender)
    }
    scores = dict(near)
    others = [d for d in summary.brief.reports if d.id != document.id]
    others.sort(key=lambda d: (d.id not in tied, -scores.get(d.id, 0.0), d.id))
    for other in others[:MOST_SHARED]:
        yield Shared(
            label=summary.labels[other.id],
            href=to_comparison(document.id, other.id),
            judge=to_judgement("link", (document.id, other.id)),
            sentence=_relation(summary, document.id, other.id, tied.get(other.id)),
            likelihood=f"{scores.get(other.id, 0.0):.2f}",
        )


def _relation(summary: Summary, one: str, other: str, link: Link | None) -> str:
    """Return how two documents hang together: by a link, by one unseen source, or not."""
    if link:
        return f"{summary.label(link.borrower)} {svg.verb(link)} {summary.label(link.lender)}"
    for unseen in summary.brief.story.unseen:
        if {one, other} <= set(unseen.documents):
            return f"both draw on {summary.label(unseen.id)}"
    return "no link shown"


def _versions(view: View, summary: Summary, document: Document) -> Iterator[Version]:
    capture = view.capture(document.capture)
    if capture and view.holds(capture.digest):
        yield Version(label=f"the exact bytes ({capture.media_type})", href=f"{to_document(document.id)}/original")
    else:
        yield Version(label="the exact bytes were not kept", href=None)
    for other in summary.brief.reports:
        if document.url and other.url == document.url and other.id != document.id:
            label = f"another version of this page, captured {other.captured or 'at an unknown time'}"
            yield Version(label=display.printable(label), href=to_comparison(document.id, other.id))
