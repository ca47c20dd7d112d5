"""Choose what the dossier page shows, and say it: records in, page out, no markup yet.

Enters: a ``Case``. Leaves: a ``Page``. Refuses: to share what must not be shared; the case is masked before anything
is read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from stemma.compare.texts import differences
from stemma.export import branches, display, ledger, svg
from stemma.export.citations import Citations, side
from stemma.export.gazette import places_named
from stemma.export.masking import mask_case
from stemma.export.outline import Chapter, Entry, Outline, arrange
from stemma.export.page import (
    Cite,
    ClaimView,
    CopyView,
    EvidenceView,
    FindingView,
    LinkView,
    OriginView,
    Page,
    RejectView,
    ReportView,
    RowView,
    SingleView,
    StoryView,
    Words,
)
from stemma.export.passages import pieces
from stemma.model import Case, Document, Evidence, Finding, Link, Origin

MAX_CLAIMS = 8
"""Claims of one story shown unfolded; an editor reads no ninth before she has folded the first."""

MAX_SINGLE = 25
"""Claims of one report listed under its name; the records hold all."""

MAX_EVIDENCE = 12
"""Evidences shown of one link, the heaviest first; a reprint has one for every paragraph."""

MAX_LINKS = 400
"""Links of one story written out in full; 300 reports of one story have fewer."""

MIN_TOLD = 24
"""Characters of a cited place that a finding's sentence must have for the place not to be quoted again below it."""

MAX_OPEN = 24
"""Reports shown unfolded; above it the page opens them when a link leads there."""


def compose(case: Case, *, about: str | None = None) -> Page:
    """Return what the page shows, before any markup."""
    outline = arrange(mask_case(case), about=about)
    citations = Citations(outline)
    full = [c for c in outline.chapters if len(c.documents) > 1 or c.shared]
    stories = tuple(_story(outline, citations, c) for c in full)
    brief = tuple(_story(outline, citations, c) for c in outline.chapters if c not in full)
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
        unread=", ".join(outline.label(d.id) for d in shown.documents if d.language != "en"),
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
        made=f"stemma {shown.run.version}, settings {shown.run.config}" if shown.run else "",
    )


def _title(case: Case) -> str:
    if not case.documents:
        return "No reports"
    return f"{display.count(len(case.documents), 'report')}, {display.count(len(case.stories), 'story', 'stories')}"


def _file(path: str) -> str:
    """Return a file's name without its folders, which are nobody's business but the reader's own."""
    return display.shorten(path.replace("\\", "/").rsplit("/", 1)[-1], 90)


def _line(text: str) -> str:
    return display.shorten(text, 400)


# --- stories and claims -----------------------------------------------------------------------------------


def _story(outline: Outline, citations: Citations, chapter: Chapter) -> StoryView:
    claims = tuple(_claim(outline, citations, chapter, e, n) for n, e in enumerate(chapter.shared))
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
        findings=tuple(_finding(citations, f) for f in chapter.findings),
        drawing=Markup(drawing) if linked else None,
        rows=tuple(_row(outline, citations, r) for r in linked),
        alone=", ".join(alone) if len(chapter.documents) > 1 else "",
        undated=all(d.published is None for d in chapter.documents),
        links=tuple(_link(outline, citations, k) for k in chapter.links[:MAX_LINKS]),
        single=_single(outline, citations, chapter),
        shared=len(chapter.shared),
    )


def _claim(outline: Outline, citations: Citations, chapter: Chapter, entry: Entry, number: int) -> ClaimView:
    claim = entry.claim
    first = citations.statement(entry.statements[0]) if entry.statements else None
    return ClaimView(
        id=claim.id,
        quote=display.quoted(claim.text, 280),
        href=first.href if first else None,
        told=display.count(len(claim.documents), "report"),
        range=display.origin_range(claim),
        dots=Markup(svg.dots(claim.origins.low, claim.origins.high)),
        hang=_hang(outline, citations, entry) if number < MAX_CLAIMS else None,
        origins=tuple(_origin(citations, o, outline) for o in claim.origins.items),
        channels=display.joined(display.channels(entry.statements)[:4]),
        status=display.STATUS[claim.status],
        contested=claim.contested,
        sentence=display.status_sentence(claim),
        findings=tuple(_finding(citations, f) for f in entry.findings),
        copies=tuple(_copies(outline, citations, chapter, entry)),
        wording=display.printable(claim.wording),
        changes=tuple(display.printable(c) for c in claim.would_change),
    )


def _hang(outline: Outline, citations: Citations, entry: Entry) -> Markup:
    """Draw a claim's reports hanging on its origins; a report with statements of several hangs on the first."""
    statements = {s.id: s for s in entry.statements}
    placed: set[str] = set()
    groups: list[svg.Group] = []
    for place, origin in enumerate(entry.claim.origins.items):
        sheets: list[svg.Sheet] = []
        for identity in origin.statements:
            statement = statements.get(identity)
            if statement is None or statement.document in placed:
                continue
            placed.add(statement.document)
            denies = statement.certainty.polarity == "denied"
            href = citations.statement(statement).href
            sheets.append(svg.Sheet(label=outline.label(statement.document), href=href, denies=denies))
        distinct = place < entry.claim.origins.low
        groups.append(svg.Group(name=origin.name, distinct=distinct, sheets=tuple(sheets)))
    told = display.count(len(entry.documents), "report")
    caption = f"{told} hanging on {display.origin_range(entry.claim)}"
    return Markup(svg.hang(groups, caption=caption))


def _origin(citations: Citations, origin: Origin, outline: Outline) -> OriginView:
    known = [outline.statements[i] for i in origin.statements if i in outline.statements]
    named = next((s for s in known if s.source.span), known[0] if known else None)
    href = citations.source(named).href if named else None
    return OriginView(name=display.shorten(origin.name, 120), note=display.party(origin).strip(), href=href)


def _finding(citations: Citations, finding: Finding) -> FindingView:
    return FindingView(
        id=finding.id,
        label=display.FINDING[finding.kind],
        sentence=display.printable(finding.sentence),
        cites=tuple(_told(c, finding.sentence) for c in citations.all(finding.spans, "finding")),
    )


def _told(cite: Cite, sentence: str) -> Cite:
    """Mark a place whose first words the sentence quotes: the page then shows the report's name only."""
    words = cite.text.rstrip("…")[:MIN_TOLD]
    return replace(cite, told=words in display.printable(sentence))


def _copies(outline: Outline, citations: Citations, chapter: Chapter, entry: Entry) -> Iterable[CopyView]:
    """Yield each report's wording, beside that of the report it retells, or beside the first."""
    found = ledger.copies(entry, chapter.links)
    texts = {c.document.id: citations.words(c.statements) for c in found}
    first = next((c.document.id for c in found if c.statements), None)
    for copy in found:
        if not copy.statements:
            continue
        beside = copy.lender or first
        other = texts[beside] if beside and beside != copy.document.id else None
        statement = copy.statements[0]
        words = side(texts[copy.document.id], other)
        yield CopyView(
            label=outline.label(copy.document.id),
            when=display.moment(copy.document.published),
            href=citations.statement(statement).href,
            words=words,
            compared=_beside(words, other, outline.label(beside)) if other and beside else None,
            said="denied" if copy.denies else ledger.COMMITMENT[copy.commitment],
            by=citations.attribution(statement),
            signals=tuple(citations.cite(copy.document.at(w), "statement") for w in copy.words[:4]),
            fate=copy.caveat,
            cautions=tuple(citations.statement(s, "caveat") for s in copy.caution[:3]),
        )


def _beside(words: Sequence[Words], other: str, label: str) -> str:
    """Return what the marked words mean: differing from another report, the same, or wholly reworded."""
    if any(w.changed for w in words):
        return f"Marked: not so in {label}"
    own = "".join(w.text for w in words)
    contained = all(s.kind == "equal" or s.left.start == s.left.end for s in differences(own, other))
    return f"In these words in {label} too" if contained else f"Worded otherwise than {label}"


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
        href=f"#{citations.key(row.id)}" if document else None,
        unseen=row.unseen,
        ties=tuple(citations.tie(k, row.id) for k in row.above[:3]),
    )


def _when(document: Document | None) -> str:
    if document is None:
        return "not among the inputs"
    return display.brief_moment(document.published) if document.published else ""


def _link(outline: Outline, citations: Citations, link: Link) -> LinkView:
    ordered = sorted(link.evidence, key=lambda e: (-abs(e.score), e.rule, e.detail))
    borrower, lender = outline.label(link.borrower), outline.label(link.lender)
    sentence = f"{borrower} {svg.verb(link)} {lender}"
    if link.kind == "retells" and link.direction == "undecided":
        sentence += "; who took from whom is undecided"
    return LinkView(
        id=link.id,
        sentence=sentence,
        likelihood=f"{link.probability:.2f}",
        evidence=tuple(_evidence(citations, e) for e in ordered[:MAX_EVIDENCE]),
        rivals=tuple(display.printable(r) for r in link.rivals),
    )


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


def _report(outline: Outline, citations: Citations, document: Document) -> ReportView:
    removed = tuple(citations.removed(document, r) for r in document.removed)
    key = citations.key(document.id)
    facts = [
        display.printable(document.outlet or "outlet unknown"),
        display.moment(document.published) + (f" (from {document.published.basis})" if document.published else ""),
        f"language {document.language or 'unknown'}",
        _file(document.path),
    ]
    notes = ["Statements are read in English only so far; this report counts for stories and lineage."]
    return ReportView(
        key=key,
        label=outline.label(document.id),
        title=display.shorten(document.title or "", 200),
        facts=tuple(facts),
        url=document.url if (document.url or "").lower().startswith(("http://", "https://")) else None,
        notes=() if document.language == "en" else tuple(notes),
        pieces=pieces(document.text, citations.marks(document.id), prefix=key),
        removed=removed,
    )
