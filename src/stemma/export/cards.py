"""A claim's card: what is claimed, on how many origins it stands, what differs, and how each report words it.

Enters: an arranged claim. Leaves: a ``ClaimView``. Refuses: to say of a copy more than its own words and the lineage
show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from stemma.compare.texts import differences
from stemma.export import display, ledger, svg
from stemma.export.citations import Citations, side
from stemma.export.judged import judged_view
from stemma.export.outline import Chapter, Entry, Outline
from stemma.export.page import Cite, ClaimView, CopyView, FindingView, OriginView, Words
from stemma.model import Finding, Origin, Statement

MAX_BASIS = 12
"""Reports named under the sentence to print; all stand under "How each report words it"."""

MIN_TOLD = 24
"""Characters of a cited place that a finding's sentence must have for the place not to be quoted again below it."""


def card(outline: Outline, citations: Citations, chapter: Chapter, entry: Entry, *, drawn: bool) -> ClaimView:
    """Return what is shown of a claim; ``drawn``: with the picture of its reports hanging on their origins."""
    claim = entry.claim
    first = citations.statement(entry.statements[0]) if entry.statements else None
    return ClaimView(
        id=claim.id,
        text=display.shorten(claim.text, 280),
        href=first.href if first else None,
        told=display.count(len(entry.told), "report"),
        range=display.origin_range(claim),
        dots=Markup(svg.dots(claim.origins.low, claim.origins.high)),
        hang=_hang(outline, citations, entry) if drawn else None,
        origins=tuple(_origin(citations, o, outline) for o in claim.origins.items),
        channels=display.joined(display.channels(entry.statements)[:4]),
        status=display.STATUS[claim.status],
        contested=claim.contested,
        sentence=display.status_sentence(claim, len(entry.told)),
        findings=tuple(finding_view(citations, f) for f in entry.findings),
        copies=tuple(copies(outline, citations, chapter, entry)),
        wording=display.printable(claim.wording),
        basis=_basis(citations, entry),
        changes=tuple(display.printable(c) for c in claim.would_change),
        judge=citations.judge("claim", [s.id for s in _one_a_report(entry.statements)]),
        judged=judged_view(outline, claim.id),
    )


def _one_a_report(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Return the first statement of each report."""
    return list({s.document: s for s in reversed(statements)}.values())[::-1]


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
    told = display.count(len(entry.told), "report")
    caption = f"{told} hanging on {display.origin_range(entry.claim)}"
    return Markup(svg.hang(groups, caption=caption))


def _origin(citations: Citations, origin: Origin, outline: Outline) -> OriginView:
    known = [outline.statements[i] for i in origin.statements if i in outline.statements]
    named = next((s for s in known if s.source.span), known[0] if known else None)
    href = citations.source(named).href if named else None
    return OriginView(name=display.shorten(origin.name, 120), note=display.party(origin).strip(), href=href)


def _basis(citations: Citations, entry: Entry) -> tuple[Cite, ...]:
    """Return the first place of each report that says it, as links by the reports' names."""
    first = {s.document: s for s in reversed(entry.statements)}
    told = [first[d.id] for d in entry.documents if d.id in first]
    return tuple(replace(citations.statement(s), told=True) for s in told[:MAX_BASIS])


def finding_view(citations: Citations, finding: Finding) -> FindingView:
    """Return what is shown of a finding."""
    return FindingView(
        id=finding.id,
        label=display.FINDING[finding.kind],
        sentence=display.without_lead(finding.sentence),
        cites=_places(citations.all(finding.spans, "finding"), finding.sentence),
    )


def _places(cites: Sequence[Cite], sentence: str) -> tuple[Cite, ...]:
    """Return the places of a finding; where the sentence quotes them already, a report's first place stands for all."""
    shown = display.printable(sentence)
    marked = [replace(c, told=c.text.rstrip("…")[:MIN_TOLD] in shown) for c in cites]
    first = {c.label: c for c in reversed(marked) if c.told}
    return tuple(c for c in marked if not c.told or first[c.label] is c)


def copies(
    outline: Outline, citations: Citations, chapter: Chapter, entry: Entry, *, shown: Collection[str] | None = None
) -> Iterable[CopyView]:
    """Yield each report's wording (of the reports ``shown``), beside that of the report it retells, or the first."""
    found = ledger.copies(entry, chapter.links)
    texts = {c.document.id: citations.words(c.statements) for c in found}
    languages = {c.document.id: c.document.language for c in found}
    first = next((c.document.id for c in found if c.statements), None)
    for copy in found:
        if not copy.statements or (shown is not None and copy.document.id not in shown):
            continue
        beside = copy.lender or first
        other = texts[beside] if beside and beside != copy.document.id else None
        statement = copy.statements[0]
        same = beside is None or languages[beside] == copy.document.language
        words = side(texts[copy.document.id], other if same else None)
        yield CopyView(
            label=outline.label(copy.document.id),
            when=display.brief_moment(copy.document.published),
            href=citations.statement(statement).href,
            words=words,
            compared=_beside(words, other if same else None, outline.label(beside)) if other and beside else None,
            said="denied" if copy.denies else ledger.COMMITMENT[copy.commitment],
            by=citations.attribution(statement),
            signals=tuple(citations.cite(copy.document.at(w), "statement") for w in copy.words[:4]),
            fate=copy.caveat,
            cautions=tuple(citations.statement(s, "caveat") for s in copy.caution[:3]),
        )


def _beside(words: Sequence[Words], other: str | None, label: str) -> str:
    """Return what the marked words mean: differing from another report, the same, or wholly reworded or translated."""
    if other is None:
        return f"In another language than {label}"
    if any(w.changed for w in words):
        return f"Marked: not so in {label}"
    own = "".join(w.text for w in words)
    contained = all(s.kind == "equal" or s.left.start == s.left.end for s in differences(own, other))
    return f"In these words in {label} too" if contained else f"Worded otherwise than {label}"
