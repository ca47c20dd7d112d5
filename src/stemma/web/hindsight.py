"""What people judged, on the pages of a story and of a claim.

Enters: the desk, a view, a page as Stemma makes it. Leaves: the page with what follows from judgements beside it.
Refuses: to work it out twice: what follows in a story is kept in the case file as finished work, until the next run or
the next judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar, cast

from stemma import __version__
from stemma.codec import pack, unpack
from stemma.compare.versions import page_of
from stemma.errors import CaseFileError, NotFoundError
from stemma.export.judged import judged_view, link_notes, stale_notes, story_notes
from stemma.export.outline import Outline
from stemma.ids import digest_bytes
from stemma.model import Claim, JudgedStory, Judgement, Link, Statement
from stemma.store import Store, View
from stemma.web.desk import Desk
from stemma.web.pages import ClaimPage, LinkPage, StoryPage
from stemma.web.reviews import Now
from stemma.web.summaries import summarize

T = TypeVar("T")

Heard = tuple[JudgedStory, ...]
"""One story as people judged it, or nothing."""


def hearing(desk: Desk, view: View) -> Callable[[str], JudgedStory | None]:
    """Return what gives a story as people judged it."""
    judgements = view.judgements()
    papers = [_papers(view, judgement) for judgement in judgements]

    def hear(story: str) -> JudgedStory | None:
        known = _known(view, story) if judgements else frozenset[str]()
        own = [j for j, named in zip(judgements, papers, strict=True) if j.noun == "case" or named & known]
        if all(judgement.noun == "case" for judgement in own):
            return None
        said = [story, __version__, str(view.number), *(j.id for j in own)]
        heard = _once(desk, view, "judged", said, Heard, lambda: _work_out(view, story))
        return heard[0] if heard else None

    return hear


def holding(desk: Desk, view: View) -> Callable[[Judgement, Callable[[], Now]], Now]:
    """Return what gives how a judgement stands to the latest run, worked out once a run."""

    def hold(judgement: Judgement, look: Callable[[], Now]) -> Now:
        return _once(desk, view, "standing", [judgement.id, __version__, str(view.number)], Now, look)

    return hold


def _once(desk: Desk, view: View, name: str, said: Sequence[str], kind: Any, make: Callable[[], T]) -> T:
    """Return what was kept of a piece of work, or do it and keep it."""
    text = "\n".join(said)
    key = f"{name} {digest_bytes(text.encode())}"
    body = view.recall(key)
    if body is not None:
        with suppress(ValueError):  # kept by a version that has another form for it
            return cast(T, unpack(body, kind))
    made = make()
    if not desk.read_only:
        # While a run is written, or where the file cannot be, the page is shown all the same.
        with suppress(CaseFileError), Store(desk.case_file, patience=0) as store, store.writer() as writer:
            writer.remember(key, pack(made))
    return made


def _papers(view: View, judgement: Judgement) -> frozenset[str]:
    """Return the documents and pages that a judgement speaks of."""
    if judgement.anchors:
        return frozenset(part for anchor in judgement.anchors for part in (anchor.document, anchor.page))
    records = (view.find(name) for name in judgement.subject)
    return frozenset(r.document if isinstance(r, Statement) else r.id for r in records if r is not None)


def _known(view: View, story: str) -> frozenset[str]:
    """Return the documents of a story and their pages; none where it went with the last run."""
    try:
        reports = view.brief(story).reports
    except NotFoundError:
        return frozenset()
    return frozenset(part for document in reports for part in (document.id, page_of(document)))


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
    heard = hearing(desk, view)(story)
    if heard is None:
        return None
    claims = [name for one in heard.claims for name in (one.claim, one.joined) if name]
    behind = [name for one in heard.claims if one.judged for o in one.judged.origins.items for name in o.statements]
    return summarize(view, story).outline(
        claims=view.named(Claim, claims).values(),
        statements=view.named(Statement, behind).values(),
        judgements=view.judgements(),
        judged=(heard,),
    )


def _work_out(view: View, story: str) -> Heard:
    from stemma.pipeline.judged import judged_story  # the models are loaded when they are first needed

    try:
        heard = judged_story(view, story)
    except NotFoundError:  # the story went with the last run
        return ()
    return (heard,) if heard else ()
