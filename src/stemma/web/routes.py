"""The pages of the desk: address, query, record, template.

Enters: nothing. Leaves: ``PAGES``. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stemma.export import juxtaposition
from stemma.store import View
from stemma.web.case import case_page
from stemma.web.claims import claim_page
from stemma.web.comparisons import compare_page
from stemma.web.desk import Desk
from stemma.web.documents import document_page
from stemma.web.exports import export_page
from stemma.web.hindsight import judged_claim_page, judged_link_page, judged_story_page, memory
from stemma.web.links import link_page
from stemma.web.pages import (
    AddPage,
    CasePage,
    ClaimPage,
    DocumentPage,
    ExportPage,
    JobPage,
    LinkPage,
    ReviewPage,
    SearchPage,
    StoryPage,
)
from stemma.web.queries import CaseQuery, CompareQuery, DocumentQuery, NoQuery, PartQuery, ReviewQuery, SearchQuery
from stemma.web.reviews import review_page
from stemma.web.searches import search_page
from stemma.web.stories import story_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a page is built from: the desk, the case, the ``{id}`` of the address, the query, the run seen last."""

    desk: Desk
    view: View
    id: str
    query: Any
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page: its address, the record it shows, its query, its template, and what builds it."""

    path: str
    page: type
    template: str
    build: Callable[[Ask], object]
    query: type = NoQuery
    summary: str = ""

    @property
    def twin(self) -> str:
        """The address of the same record as JSON."""
        return f"{self.path.rstrip('/') or '/case'}.json"


PAGES: tuple[Shown, ...] = (
    Shown(
        path="/",
        page=CasePage,
        query=CaseQuery,
        template="case.html",
        summary="Stories of the case by spread on few origins",
        build=lambda ask: case_page(ask.view, ask.query, path=ask.desk.case_file, seen=ask.seen),
    ),
    Shown(
        path="/stories/{id}",
        page=StoryPage,
        query=PartQuery,
        template="story.html",
        summary="A story: lineage, claims, speakers, places",
        build=lambda ask: judged_story_page(ask.desk, ask.view, story_page(ask.view, ask.id, ask.query)),
    ),
    Shown(
        path="/claims/{id}",
        page=ClaimPage,
        query=PartQuery,
        template="claim.html",
        summary="A claim: origins, copies, what would change its status",
        build=lambda ask: judged_claim_page(ask.desk, ask.view, claim_page(ask.view, ask.id, ask.query)),
    ),
    Shown(
        path="/links/{id}",
        page=LinkPage,
        template="link.html",
        summary="A link between two reports with its evidence",
        build=lambda ask: judged_link_page(ask.desk, ask.view, link_page(ask.view, ask.id)),
    ),
    Shown(
        path="/documents/{id}",
        page=DocumentPage,
        query=DocumentQuery,
        template="document.html",
        summary="A document with everything that was read in it",
        build=lambda ask: document_page(ask.view, ask.id, at=ask.query.at),
    ),
    Shown(
        path="/compare",
        page=juxtaposition.Page,
        query=CompareQuery,
        template="compare.html",
        summary="Two documents aligned",
        build=lambda ask: compare_page(ask.view, ask.query),
    ),
    Shown(
        path="/search",
        page=SearchPage,
        query=SearchQuery,
        template="search.html",
        summary="Documents, statements and claims that have all the words",
        build=lambda ask: search_page(ask.view, ask.query),
    ),
    Shown(
        path="/add",
        page=AddPage,
        template="add.html",
        summary="The form by which reports are added",
        build=lambda ask: AddPage(largest=f"{ask.desk.max_bytes // 1_000_000} MB", read_only=ask.desk.read_only),
    ),
    Shown(
        path="/jobs/{id}",
        page=JobPage,
        template="job.html",
        summary="How far the work on added reports is",
        build=lambda ask: ask.desk.jobs.page(ask.id),
    ),
    Shown(
        path="/review",
        page=ReviewPage,
        query=ReviewQuery,
        template="review.html",
        summary="Judgements of people, held against the latest run",
        build=lambda ask: review_page(
            ask.view,
            noun=ask.query.noun,
            subject=ask.query.subject,
            page=ask.query.page,
            read_only=ask.desk.read_only,
            memory=memory(ask.desk, ask.view),
        ),
    ),
    Shown(
        path="/export",
        page=ExportPage,
        template="export.html",
        summary="Forms in which the case can be taken away",
        build=lambda ask: export_page(),
    ),
)
"""Every page, in the order of its routes."""
