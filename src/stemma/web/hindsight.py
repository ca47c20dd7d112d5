"""What people judged, on the pages of a story and of a claim.

Enters: the desk, a view, a page as Stemma makes it. Leaves: the page with what follows from judgements beside it.
Refuses: to change a number of Stemma's.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from stemma import __version__
from stemma.errors import CaseFileError
from stemma.export.judged import judged_view, link_notes, stale_notes, story_notes
from stemma.export.outline import Outline
from stemma.model import Claim, JudgedStory, Link, Statement
from stemma.review import Memory
from stemma.store import Store, View
from stemma.web.desk import Desk
from stemma.web.pages import ClaimPage, LinkPage, StoryPage
from stemma.web.summaries import summarize


def memory(desk: Desk, view: View) -> Memory:
    """Return what follows from judgements; what is worked out for a page is kept, if the case file can be written."""

    def keep(key: str, body: bytes) -> None:
        # While a run is written, or where the file cannot be, the page is shown all the same.
        with suppress(CaseFileError), Store(desk.case_file, patience=0) as store, store.writer() as writer:
            writer.remember(key, body)

    return Memory(view, version=__version__, work_out=_work_out, keep=None if desk.read_only else keep)


def judged_story_page(desk: Desk, view: View, page: StoryPage) -> StoryPage:
    """Return the page of a story with what people judged in it."""
    outline = _outline(desk, view, page.story.id)
    if outline is None:
        return page
    claims = tuple(replace(claim, judged=judged_view(outline, claim.id)) for claim in page.story.claims)
    return replace(page, story=replace(page.story, claims=claims, judged=story_notes(outline, page.story.id)))


def judged_claim_page(desk: Desk, view: View, page: ClaimPage) -> ClaimPage:
    """Return the page of a claim with what people judged of it."""
    outline = _outline(desk, view, page.story_href.rpartition("/")[2])
    if outline is None:
        return page
    return replace(
        page,
        claim=replace(page.claim, judged=judged_view(outline, page.claim.id)),
        note=" ".join(stale_notes(outline)),
    )


def judged_link_page(desk: Desk, view: View, page: LinkPage) -> LinkPage:
    """Return the page of a link with what people judged of it."""
    outline = _outline(desk, view, page.story_href.rpartition("/")[2])
    link = view.find(page.link.id)
    if outline is None or not isinstance(link, Link):
        return page
    return replace(page, link=replace(page.link, judged=link_notes(outline, link)))


def _outline(desk: Desk, view: View, story: str) -> Outline | None:
    """Return a story laid out with what people judged in it; ``None`` where nobody did."""
    remembered = memory(desk, view)
    heard = remembered.story(story)
    if heard is None:
        return None
    claims = [name for one in heard.claims for name in (one.claim, one.joined) if name]
    behind = [name for one in heard.claims if one.judged for o in one.judged.origins.items for name in o.statements]
    return summarize(view, story).outline(
        claims=view.named(Claim, claims).values(),
        statements=view.named(Statement, behind).values(),
        judgements=remembered.judgements,
        judged=(heard,),
    )


def _work_out(view: View, story: str) -> JudgedStory | None:
    from stemma.pipeline.judged import judged_story  # the models are loaded when they are first needed

    return judged_story(view, story)
