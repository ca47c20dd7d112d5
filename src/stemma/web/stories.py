"""The page of a story.

Enters: a view and an id. Leaves: a ``StoryPage``. Refuses: an id that the case does not have (``NotFoundError``).

The page reads the story's brief and the foremost claims' records, no text: what stands in the reports is a link away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from stemma.export import branches, display, pictures, svg
from stemma.export.citations import MAX_QUOTE
from stemma.export.composition import MAX_CLAIMS, MAX_ONLY
from stemma.export.gazette import MAX_PLACES, MIN_REPORTS
from stemma.export.masking import mask, mask_case
from stemma.export.outline import absent_source, originals
from stemma.export.page import Cite, ClaimView, RowView, SingleView, SpreadView, StoryView
from stemma.export.spread import hang
from stemma.model import Case, Claim, Document, Finding, Span, StoryPlace
from stemma.store import View
from stemma.store.briefs import Line
from stemma.web.addresses import to_claim, to_document, to_link, to_span, to_story, with_query
from stemma.web.atlas import draw
from stemma.web.claims import MOST_FINDINGS, brief_finding, card
from stemma.web.pages import Moment, Point, Speaker, StoryPage
from stemma.web.queries import PartQuery
from stemma.web.summaries import Summary, summarize

T = TypeVar("T")

MOST_SPEAKERS = 30
"""Speakers listed; a story of 300 reports has hundreds who speak once."""

MOST_PLACES = 30
"""Places listed."""

MOST_NAMES = 8
"""Further names of one place."""

CARD_FINDINGS = 8
"""Findings of a claim on the page of its story, the gravest; its own page has more."""

REPORTS = 30
"""Reports of one page of a story, in the lineage and in time; the demo's largest story has 14, real ones hundreds."""

CLAIMS = 60
"""Claims of one page of a story that are links to their own pages."""

FINDINGS = 20
"""Findings of one page of a story that belong to no shared claim."""


def story_page(view: View, story: str, query: PartQuery) -> StoryPage:
    """Return one page of a story; the first has the foremost claims, the speakers and the places."""
    summary = summarize(view, story)
    brief, number = summary.brief, query.page
    every = _rows(summary)
    rows = [row for row in every if row.linked]
    further = brief.claims[MAX_CLAIMS:]
    sizes = ((brief.reports, REPORTS), (rows, REPORTS), (further, CLAIMS), (brief.findings, FINDINGS))
    last = max(-(-len(items) // size) for items, size in sizes)
    first = number == 1
    places = _places(summary) if first else []
    shown = _story(view, summary, number, rows, places)
    return StoryPage(
        story=replace(shown, spread=_spread(summary, every)) if first else shown,
        further=tuple(_further(summary, line) for line in _part(further, CLAIMS, number)),
        timeline=tuple(_moment(summary, document) for document in _part(brief.reports, REPORTS, number)),
        speakers=tuple(_speakers(summary)) if first else (),
        places=tuple(_point(place, reports) for place, reports in places[:MOST_PLACES]),
        map=draw([place for place, _ in places]),
        part=f"part {number} of {last}" if last > 1 else "",
        before=with_query(to_story(story), {"page": number - 1}) if not first else None,
        after=with_query(to_story(story), {"page": number + 1}) if number < last else None,
    )


def _story(
    view: View,
    summary: Summary,
    number: int,
    rows: Sequence[branches.Row],
    places: Sequence[tuple[StoryPlace, int]],
) -> StoryView:
    """Return the story as the dossier's templates show it, one part of each list."""
    brief, first = summary.brief, number == 1
    story = summary.story
    tied = {row.id for row in rows}
    alone = [summary.labels[d.id] for d in brief.reports if d.id not in tied]
    findings = sorted(brief.findings, key=lambda f: (display.urgency(f.kind), f.id))
    shown = _part(rows, REPORTS, number)
    return StoryView(
        id=story.id,
        number=1,
        title=display.shorten(story.title, 160),
        told=f"{display.count(len(brief.reports), 'report')}, {display.period(brief.reports)}",
        places=_told_places(places, len(brief.reports)),
        advice=originals(story, _absent(summary)),
        claims=tuple(_cards(view, summary)) if first else (),
        further=(),
        findings=tuple(brief_finding(summary, f) for f in _part(findings, FINDINGS, number)),
        pictures=tuple(_pictures(summary)) if first else (),
        drawing=_drawing(summary, shown) if shown else None,
        rows=tuple(_row(summary, row) for row in shown),
        alone=", ".join(_part(alone, REPORTS, number)) if len(brief.reports) > 1 else "",
        undated=all(d.published is None for d in brief.reports),
        links=(),
        only=tuple(_cite(summary, *only) for only in brief.only[:MAX_ONLY]) if first else (),
        single=tuple(
            _single(summary, n) for n in _part(range(len(brief.reports)), REPORTS, number) if brief.own[n].number
        ),
        judged=(),
    )


def _part(items: Sequence[T], size: int, number: int) -> Sequence[T]:
    """Return the items of one page, from 1."""
    return items[size * (number - 1) : size * number]


# --- claims and findings ------------------------------------------------------------------------------------------


def _cards(view: View, summary: Summary) -> Iterator[ClaimView]:
    lines = summary.brief.claims[:MAX_CLAIMS]
    claims = view.named(Claim, [line.id for line in lines])
    findings = view.named(Finding, [name for line in lines for name in line.findings[:MOST_FINDINGS]])
    masked = mask_case(Case(claims=tuple(claims.values())), people=summary.people).claims
    by_id = {claim.id: claim for claim in masked}
    for line in lines:
        if line.id in by_id:
            own = sorted(
                (findings[i] for i in line.findings[:MOST_FINDINGS] if i in findings),
                key=lambda f: (display.urgency(f.kind), f.id),
            )
            yield card(summary, line, by_id[line.id], [brief_finding(summary, f) for f in own[:CARD_FINDINGS]])


def _further(summary: Summary, line: Line) -> Cite:
    """Return a claim behind the foremost ones, as a link to its page."""
    told = sum(t.origin >= 0 for t in line.told) or len(line.told)
    label = f"{display.count(told, 'report')}, {display.origins(line.low, line.high)}"
    return Cite(href=to_claim(line.id), label=label, text=display.unquoted(summary.own(line.text), 220))


def _absent(summary: Summary) -> Iterator[tuple[str, int]]:
    """Yield the one named origin of each claim of several reports, with its channel, and how many go back to it."""
    for line in summary.brief.claims:
        if line.high <= 1 and line.furthest and len(line.told) > 1:
            told = sum(t.origin >= 0 for t in line.told) or len(line.told)
            yield absent_source(summary.own(line.furthest[0]), line.furthest[1]), told


def _single(summary: Summary, number: int) -> SingleView:
    """Return what one report alone says; the report's own page has all its statements."""
    own = summary.brief.own[number]
    items = tuple(_cite(summary, number, *place) for place in own.alone)
    return SingleView(label=summary.labels[summary.brief.reports[number].id], items=items, more=own.number - len(items))


def _cite(summary: Summary, number: int, text: str, start: int, end: int) -> Cite:
    document = summary.brief.reports[number].id
    words = display.unquoted(summary.own(text), MAX_QUOTE)
    return Cite(href=to_span(document, Span(start=start, end=end)), label=summary.labels[document], text=words)


# --- lineage ------------------------------------------------------------------------------------------------------


def _rows(summary: Summary) -> tuple[branches.Row, ...]:
    brief = summary.brief
    return branches.rows(brief.reports, brief.links, brief.story.unseen)


def _spread(summary: Summary, rows: Sequence[branches.Row]) -> SpreadView | None:
    """Return how the reports hang on their sources."""
    reports = {d.id: d for d in summary.brief.reports}
    unseen = summary.story.unseen
    return hang(rows, reports, unseen, label=summary.label, page=to_document, address=lambda link: to_link(link.id))


def _drawing(summary: Summary, rows: Sequence[branches.Row]) -> Markup:
    names = {row.id: summary.label(row.id) for row in rows}
    drawing, _ = svg.lineage(rows, names, caption="Lineage", address=lambda link: to_link(link.id))
    return Markup(drawing)


def _row(summary: Summary, row: branches.Row) -> RowView:
    document = None if row.unseen else next(d for d in summary.brief.reports if d.id == row.id)
    when = display.brief_moment(document.published) if document and document.published else ""
    return RowView(
        label=display.name(document) if document else summary.label(row.id),
        when=when if document else "not among these reports",
        href=to_document(document.id) if document else None,
        unseen=row.unseen,
        ties=tuple(
            Cite(
                href=to_link(link.id),
                label=f"{link.probability:.2f}",
                text=f"{svg.verb(link)} {summary.label(branches.upper(link, row.id))}",
            )
            for link in row.above[:3]
        ),
    )


def _pictures(summary: Summary) -> Iterator[str]:
    brief = summary.brief
    case = Case(documents=brief.reports, stories=(brief.story,))
    for sentence in pictures.tell(case, {}, summary.labels).get(brief.story.id, ()):
        yield display.shorten(sentence, 400)


# --- reports, speakers, places ------------------------------------------------------------------------------------


def _moment(summary: Summary, document: Document) -> Moment:
    return Moment(
        when=display.brief_moment(document.published) if document.published else "no date",
        label=summary.labels[document.id],
        outlet=display.name(document),
        href=to_document(document.id),
        title=display.shorten(mask(document.title or ""), 160),
    )


def _speakers(summary: Summary) -> Iterator[Speaker]:
    for speaker in summary.brief.speakers[:MOST_SPEAKERS]:
        name = display.shorten(summary.own(speaker.name), 120)
        yield Speaker(name=name, kind=speaker.kind, named=speaker.named, reports=speaker.reports)


def _places(summary: Summary) -> list[tuple[StoryPlace, int]]:
    """Return the places of the story below the level of a country, the most named first, with their reports."""
    brief = summary.brief
    counted = zip(brief.story.places, brief.places, strict=True)
    told = [(place, reports) for place, reports in counted if reports and place.kind != "country"]
    return sorted(told, key=lambda item: (-item[1], item[0].name))


def _told_places(places: Sequence[tuple[StoryPlace, int]], reports: int) -> str:
    """Return the foremost places in one line; of many reports, one alone makes no place of the story."""
    least = 2 if reports >= MIN_REPORTS else 1
    names = [place.name for place, number in places if number >= least]
    more = f", and {len(names) - MAX_PLACES} more" if len(names) > MAX_PLACES else ""
    return display.printable(", ".join(names[:MAX_PLACES]) + more)


def _point(place: StoryPlace, reports: int) -> Point:
    known = dict.fromkeys(display.printable(name) for name in place.names if name != place.name)
    return Point(name=place.name, names=", ".join(list(known)[:MOST_NAMES]), reports=reports)
