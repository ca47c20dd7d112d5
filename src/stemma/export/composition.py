"""Choose what the dossier page shows, and say it: records in, page out, no markup yet.

Enters: a ``Case``. Leaves: a ``Page``. Refuses: to share what must not be shared; the case is masked before anything
is read from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from stemma.export import branches, display, svg
from stemma.export.cards import card, finding_view
from stemma.export.citations import Citations
from stemma.export.gazette import places_named
from stemma.export.judged import link_notes, story_notes
from stemma.export.masking import mask_case
from stemma.export.outline import Chapter, Entry, Outline, arrange, is_only_here
from stemma.export.page import (
    EvidenceView,
    LinkView,
    Page,
    RejectView,
    ReportView,
    RowView,
    RuleView,
    SingleView,
    StoryView,
)
from stemma.export.passages import pieces
from stemma.export.rulebook import explain_rule
from stemma.export.spread import hang
from stemma.language.parse import READERS
from stemma.model import Case, Document, Evidence, Link, Story

MAX_CLAIMS = 8
"""Claims of one story shown unfolded; an editor reads no ninth before she has folded the first."""

MAX_SINGLE = 25
"""Claims of one report listed under its name; the records hold all."""

MAX_EVIDENCE = 12
"""Evidences shown of one link, the heaviest first; a reprint has one for every paragraph."""

MAX_LINKS = 400
"""Links of one story written out in full; 300 reports of one story have fewer."""

MAX_ONLY = 6
"""What one report alone brings, shown unfolded; the rest is folded report by report."""

MAX_REPORTS = 500
"""Reports of one dossier. 3,122 of them made a page of 98 MB, which no browser opens; with more, the page has the
stories that most reports tell, says what it leaves out, and the desk shows the rest."""

MAX_OPEN = 24
"""Reports shown unfolded; above it the page opens them when a link leads there."""


def compose(case: Case, *, about: str | None = None) -> Page:
    """Return what the page shows, before any markup."""
    whole = case
    case = _foremost(case)
    outline = arrange(mask_case(case), about=about)
    citations = Citations(outline)
    full = [c for c in outline.chapters if len(c.documents) > 1 or c.shared]
    stories = tuple(story_view(outline, citations, c) for c in full)
    brief = tuple(story_view(outline, citations, c) for c in outline.chapters if c not in full)
    shown = outline.case
    return Page(
        title=_title(shown),
        overview=(
            display.count(len(shown.documents), "report"),
            display.count(len(shown.stories), "story", "stories"),
            display.count(len(shown.statements), "statement"),
            display.period(shown.documents),
        ),
        about=display.printable(about) if about else None,
        near=any(e.near > 0 for c in outline.chapters for e in (*c.shared, *c.single)),
        unread=", ".join(outline.label(d.id) for d in shown.documents if d.language not in READERS),
        stories=stories,
        brief=brief,
        reports=tuple(_report(outline, citations, d) for d in citations.order),
        folded=len(citations.order) > MAX_OPEN,
        rejects=tuple(
            RejectView(
                stage=r.stage,
                locator=_file(r.locator),
                reason=_line(r.reason),
                detail=_line(r.detail),
            )
            for r in shown.rejects
        ),
        rules=_rules(shown),
        more=_more(whole, case),
        made=f"stemma {shown.run.version}, settings {shown.run.config}" if shown.run else "",
    )


def _foremost(case: Case) -> Case:
    """Return the case, or of a large one the stories that most reports tell."""
    if len(case.documents) <= MAX_REPORTS:
        return case
    stories: list[Story] = []
    for story in sorted(case.stories, key=lambda s: (-len(s.documents), s.id)):
        if sum(len(s.documents) for s in stories) + len(story.documents) <= MAX_REPORTS:
            stories.append(story)
    kept = {story.id for story in stories}
    inside = {name for story in stories for name in story.documents}
    return replace(
        case,
        documents=tuple(d for d in case.documents if d.id in inside),
        statements=tuple(s for s in case.statements if s.document in inside),
        stories=tuple(s for s in case.stories if s.id in kept),
        links=tuple(k for k in case.links if k.story in kept),
        pairs=(),
        claims=tuple(c for c in case.claims if c.story in kept),
        findings=tuple(f for f in case.findings if f.story in kept),
    )


def _more(whole: Case, shown: Case) -> str:
    """Say what a page leaves out of a large case."""
    stories = len(whole.stories) - len(shown.stories)
    if not stories:
        return ""
    reports = display.count(len(whole.documents) - len(shown.documents), "report")
    return f"{display.count(stories, 'story', 'stories')} told by {reports} are not on this page"


def _title(case: Case) -> str:
    if not case.documents:
        return "No reports"
    return f"{display.count(len(case.documents), 'report')}, {display.count(len(case.stories), 'story', 'stories')}"


def _rules(case: Case) -> tuple[RuleView, ...]:
    """Return the rules that the case's links and findings rest on, with their explanations."""
    used = {e.rule for link in case.links for e in link.evidence} | {f.rule for f in case.findings if f.rule}
    told = ((rule, explain_rule(rule)) for rule in sorted(used))
    return tuple(
        RuleView(name=rule.replace("_", " "), explanation=text.replace("``", "")) for rule, text in told if text
    )


def _file(path: str) -> str:
    """Return a file's name without its folders, which are nobody's business but the reader's own."""
    return display.shorten(path.replace("\\", "/").rsplit("/", 1)[-1], 90)


def _line(text: str) -> str:
    return display.shorten(text, 400)


# --- stories and claims -----------------------------------------------------------------------------------


def story_view(outline: Outline, citations: Citations, chapter: Chapter) -> StoryView:
    """Return what is shown of one story."""
    claims = tuple(card(outline, citations, chapter, e, drawn=n < MAX_CLAIMS) for n, e in enumerate(chapter.shared))
    rows = branches.rows(chapter.documents, chapter.links, chapter.unseen)
    linked = [r for r in rows if r.linked]
    alone = [outline.label(r.id) for r in rows if not r.linked]
    names = {r.id: outline.label(r.id) for r in rows}
    drawing, _ = svg.lineage(linked, names, caption=f"Lineage of story {chapter.number}")
    return StoryView(
        id=chapter.story.id,
        number=chapter.number,
        title=display.shorten(chapter.story.title, 160),
        told=f"{display.count(len(chapter.documents), 'report')}, {display.period(chapter.documents)}",
        places=places_named(chapter),
        advice=chapter.advice,
        claims=claims[:MAX_CLAIMS],
        further=claims[MAX_CLAIMS:],
        findings=tuple(finding_view(citations, f) for f in chapter.findings),
        pictures=tuple(map(_line, outline.pictures.get(chapter.story.id, ()))),
        drawing=Markup(drawing) if linked else None,
        rows=tuple(_row(outline, citations, r) for r in linked),
        alone=", ".join(alone) if len(chapter.documents) > 1 else "",
        undated=all(d.published is None for d in chapter.documents),
        links=tuple(link_view(outline, citations, k) for k in chapter.links[:MAX_LINKS]),
        only=tuple(
            citations.statement(e.statements[0]) for e in chapter.single[:MAX_ONLY] if is_only_here(e) and e.statements
        ),
        single=_single(outline, citations, chapter),
        judged=story_notes(outline, chapter.story.id),
        spread=hang(
            rows, outline.documents, chapter.unseen, label=outline.label, page=citations.report, address=citations.link
        ),
    )


def _single(outline: Outline, citations: Citations, chapter: Chapter) -> tuple[SingleView, ...]:
    """Return what one report alone says, report by report."""
    by_report: dict[str, list[Entry]] = {}
    for entry in chapter.single:
        for document in entry.documents[:1]:
            by_report.setdefault(document.id, []).append(entry)
    views: list[SingleView] = []
    for document in chapter.documents:
        entries = by_report.get(document.id, [])
        told = [citations.statement(e.statements[0]) for e in entries[:MAX_SINGLE] if e.statements]
        if told:
            more = max(0, len(entries) - MAX_SINGLE)
            views.append(SingleView(label=outline.label(document.id), items=tuple(told), more=more))
    return tuple(views)


# --- lineage ------------------------------------------------------------------------------------------------


def _row(outline: Outline, citations: Citations, row: branches.Row) -> RowView:
    document = outline.documents.get(row.id)
    return RowView(
        label=display.name(document) if document else outline.label(row.id),
        when=_when(document),
        href=citations.report(row.id) if document else None,
        unseen=row.unseen,
        ties=tuple(citations.tie(k, row.id) for k in row.above[:3]),
    )


def _when(document: Document | None) -> str:
    if document is None:
        return "not among these reports"
    return display.brief_moment(document.published) if document.published else ""


def link_view(outline: Outline, citations: Citations, link: Link) -> LinkView:
    """Return what is shown of a link: its sentence, its evidence, and what else could explain it."""
    borrower, lender = outline.label(link.borrower), outline.label(link.lender)
    sentence = f"{borrower} {svg.verb(link)} {lender}"
    if link.kind == "retells" and link.direction == "undecided":
        sentence += "; who took from whom is undecided"
    return LinkView(
        id=link.id,
        sentence=sentence,
        likelihood=f"{link.probability:.2f}",
        evidence=tuple(_evidence(citations, e) for e in foremost(link.evidence)),
        rivals=tuple(display.printable(r) for r in link.rivals),
        judge=_judge(outline, citations, link),
        judged=link_notes(outline, link),
    )


def foremost(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidences of a link that a page shows, the heaviest first."""
    return tuple(sorted(evidence, key=lambda e: (-abs(e.score), e.rule, e.detail))[:MAX_EVIDENCE])


def _judge(outline: Outline, citations: Citations, link: Link) -> str | None:
    """Return where a link of a report is judged; of two sources that are not seen here, nobody can judge anything."""
    ends = (link.borrower, link.lender)
    return citations.judge("link", ends) if any(end in outline.documents for end in ends) else None


def _evidence(citations: Citations, evidence: Evidence) -> EvidenceView:
    left, right = citations.sides(evidence)
    return EvidenceView(
        rule=evidence.rule.replace("_", " "),
        score=f"{evidence.score:+.1f}",
        detail=_line(evidence.detail),
        left=left,
        right=right,
    )


# --- reports ------------------------------------------------------------------------------------------------


def post_facts(document: Document) -> list[str]:
    """Say what is known of a report as a post: whom it forwards, that it was changed, who saw it, what it carries."""
    carried = [m for m in document.media if m.kind != "file"]
    told = [
        f"forwarded from {display.shorten(document.forwarded_from, 90)}" if document.forwarded_from else "",
        f"edited {display.day(document.edited)}".removesuffix(" unknown") if document.edited else "",
        f"seen {document.views:,} times" if document.views is not None else "",
        display.count(len(carried), "picture or recording", "pictures or recordings") if carried else "",
    ]
    return [fact for fact in told if fact]


def _report(outline: Outline, citations: Citations, document: Document) -> ReportView:
    removed = tuple(citations.removed(document, r) for r in document.removed)
    key = citations.key(document.id)
    facts = [
        display.printable(document.outlet or "outlet unknown"),
        display.moment(document.published) + (f" (from {document.published.basis})" if document.published else ""),
        f"language {document.language or 'unknown'}",
        _file(document.path),
        *post_facts(document),
    ]
    notes = ["Statements are read in English, Russian and Ukrainian only; this report counts for stories and lineage."]
    return ReportView(
        key=key,
        label=outline.label(document.id),
        title=display.shorten(document.title or "", 200),
        facts=tuple(facts),
        url=document.url if (document.url or "").lower().startswith(("http://", "https://")) else None,
        notes=() if document.language in READERS else tuple(notes),
        pieces=pieces(document.text, citations.marks(document.id), prefix=key),
        removed=removed,
    )
