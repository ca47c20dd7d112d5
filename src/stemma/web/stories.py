"""The pages of a story and of a claim.

Enters: a view and an id. Leaves: a ``StoryPage`` or a ``ClaimPage``. Refuses: an id that the case does not have
(``NotFoundError``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.errors import NotFoundError
from stemma.export import display
from stemma.export.cards import card
from stemma.export.citations import Citations
from stemma.export.composition import MAX_CLAIMS, foremost, story_view
from stemma.export.masking import mask_case
from stemma.export.outline import Chapter, Entry, Outline, arrange, in_time
from stemma.export.page import Cite
from stemma.model import Case, Claim, Document, StoryPlace
from stemma.store import View
from stemma.web.addresses import OnDesk, to_claim, to_document, to_story
from stemma.web.atlas import draw
from stemma.web.pages import ClaimPage, Moment, Point, Speaker, StoryPage

MOST_SPEAKERS = 30
"""Speakers listed; a story of 300 reports has hundreds who speak once."""

MOST_EVIDENCE = 5
"""Evidences of a link on the story page, the heaviest; the comparison of the two reports has all."""

MOST_PLACES = 30
"""Places listed."""

MOST_NAMES = 8
"""Further names of one place."""


def story_page(view: View, story: str) -> StoryPage:
    """Return the page of a story."""
    outline = arrange(mask_case(_lean(view.story_case(story))))
    citations = Citations(outline, OnDesk())
    chapter = outline.chapters[0]
    places = tuple(_places(chapter))
    return StoryPage(
        story=story_view(outline, citations, replace(chapter, shared=chapter.shared[:MAX_CLAIMS])),
        further=tuple(_further(entry) for entry in chapter.shared[MAX_CLAIMS:]),
        timeline=tuple(_moment(outline, d) for d in in_time(chapter.documents)),
        speakers=tuple(_speakers(outline.case)),
        places=tuple(
            Point(name=p.name, names=", ".join(_others(p)), reports=reports) for p, reports in places[:MOST_PLACES]
        ),
        map=draw([p for p, _ in places]),
    )


def claim_page(view: View, claim: str) -> ClaimPage:
    """Return the page of a claim."""
    found = view.find(claim)
    if not isinstance(found, Claim):
        raise NotFoundError(f"no claim {claim}")
    case = view.story_case(found.story)
    case = replace(
        case,
        claims=(found,),
        findings=tuple(f for f in case.findings if f.claim == claim or f.id in found.findings),
        links=tuple(replace(link, evidence=()) for link in case.links),
    )
    outline = arrange(mask_case(_lean(case)))
    citations = Citations(outline, OnDesk())
    chapter = outline.chapters[0]
    entry = next(e for e in (*chapter.shared, *chapter.single) if e.claim.id == claim)
    return ClaimPage(
        claim=card(outline, citations, chapter, entry, drawn=True),
        story=display.shorten(chapter.story.title, 160),
        story_href=to_story(chapter.story.id),
    )


def _further(entry: Entry) -> Cite:
    """Return a claim behind the foremost ones, as a link to its page."""
    claim = entry.claim
    label = f"{display.count(len(entry.told), 'report')}, {display.origin_range(claim)}"
    return Cite(href=to_claim(claim.id), label=label, text=display.unquoted(claim.text, 220))


def _lean(case: Case) -> Case:
    """Return a case without the evidence that no page shows: masking it would take half of the page's time."""
    return replace(
        case,
        claims=tuple(replace(claim, evidence=()) for claim in case.claims),
        links=tuple(replace(link, evidence=foremost(link.evidence)[:MOST_EVIDENCE]) for link in case.links),
    )


def _moment(outline: Outline, document: Document) -> Moment:
    return Moment(
        when=display.brief_moment(document.published) if document.published else "no date",
        label=outline.label(document.id),
        outlet=display.name(document),
        href=to_document(document.id),
        title=display.shorten(document.title or "", 160),
    )


def _speakers(case: Case) -> Iterator[Speaker]:
    """Yield who is made to speak, by how many reports cite them; an outlet's own voice is nobody's."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    kinds: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for statement in case.statements:
        source = statement.source
        if source.span is None or not source.name:
            continue
        reports[source.name].add(statement.document)
        kinds[source.name][source.kind, source.named] += 1
    for name in sorted(reports, key=lambda n: (-len(reports[n]), n))[:MOST_SPEAKERS]:
        (kind, named), _ = kinds[name].most_common(1)[0]
        yield Speaker(name=display.shorten(name, 120), kind=kind, named=named, reports=len(reports[name]))


def _places(chapter: Chapter) -> Iterator[tuple[StoryPlace, int]]:
    """Yield the places of the story below the level of a country, the most named first, with their reports."""
    counted = [(place, _named_by(chapter.documents, place)) for place in chapter.story.places]
    told = [(place, reports) for place, reports in counted if reports and place.kind != "country"]
    yield from sorted(told, key=lambda item: (-item[1], item[0].name))


def _named_by(documents: Sequence[Document], place: StoryPlace) -> int:
    return sum(
        any(p.geonames_id == place.geonames_id if place.geonames_id else p.name == place.name for p in d.places)
        for d in documents
    )


def _others(place: StoryPlace) -> list[str]:
    known = dict.fromkeys(display.printable(name) for name in place.names if name != place.name)
    return list(known)[:MOST_NAMES]
