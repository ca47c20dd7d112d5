"""The page of a link: what speaks for it and against it, both reports' words side by side.

Enters: a view and the id of a link. Leaves: a ``LinkPage``. Refuses: an id that the case does not have.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.errors import NotFoundError
from stemma.export import display
from stemma.export.composition import foremost, link_view
from stemma.export.masking import mask_case
from stemma.model import Case, Document, Link
from stemma.store import View
from stemma.web.addresses import to_comparison, to_story
from stemma.web.pages import LinkPage
from stemma.web.summaries import cited, summarize


def link_page(view: View, link: str) -> LinkPage:
    """Return the page of a link."""
    found = view.find(link)
    if not isinstance(found, Link):
        raise NotFoundError(f"no link {link}")
    summary = summarize(view, found.story)
    found = replace(found, evidence=foremost(found.evidence))
    sides = [side.document for e in found.evidence for side in (e.left, e.right) if side]
    ends = [end for end in (found.borrower, found.lender) if end in summary.labels]
    documents = view.named(Document, sorted({*sides, *ends}))
    outline = summary.outline(documents=documents.values())
    masked = mask_case(Case(links=(found,)), people=summary.people).links[0]
    return LinkPage(
        link=link_view(outline, cited(outline), masked),
        story=display.shorten(outline.case.stories[0].title, 160),
        story_href=to_story(found.story),
        beside=to_comparison(*ends) if len(ends) == 2 else None,
    )
