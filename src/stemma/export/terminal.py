"""The dossier on a terminal: for an editor with ten seconds, the answer first and the reasons below it.

Enters: a ``Case``. Leaves: plain text wrapped at ``width``, with colours only where asked for. Refuses: to print
anything from a report unless ``display.printable`` has made it harmless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.export import branches, display, ledger
from stemma.export.gazette import places_named
from stemma.export.outline import Chapter, Entry, Outline, arrange
from stemma.export.screen import Screen, Words
from stemma.model import Case, DocumentSpan, Evidence, Finding, Link

MAX_CLAIMS = 6
"""Shared claims shown of one story: one screen; the others are in the page and in ``stemma claims``."""

MAX_SHORT = 3
"""Lines of the answer in short."""

MAX_SINGLE = 5
"""Claims of one report shown of one story."""

MAX_FINDINGS = 5
"""Findings shown of one claim."""

MAX_STORIES = 12
"""Stories shown at full length; a news day has more, and nobody scrolls through them on a terminal."""

MAX_BRIEF = 2
"""Findings shown of a story that one report tells."""

QUIET = ("time", "alike")
"""Rules whose evidence says how much two reports share, not what; named only where there is nothing to point at."""

MAX_NAMES = 6
"""Report labels shown in one row."""

MAX_TIES = 3
"""Lenders shown of one report; more than two are rare."""


def render(case: Case, *, about: str | None = None, width: int = 100, color: bool = False) -> str:
    """Return the dossier of ``case`` as text, ending in a line end; ``about`` puts the nearest claims first."""
    outline = arrange(case, about=about)
    page = Screen(width=max(32, width), color=color)
    _head(page, outline)
    _short(page, outline)
    shown = [c for c in outline.chapters if len(c.documents) > 1 or c.shared][:MAX_STORIES]
    for chapter in shown:
        _chapter(page, outline, chapter)
    _others(page, outline, [c for c in outline.chapters if c not in shown])
    _foot(page, outline)
    return page.text()


def _head(page: Screen, outline: Outline) -> None:
    case = outline.case
    parts = [
        display.count(len(case.documents), "report"),
        display.count(len(case.stories), "story", "stories"),
        display.count(len(case.statements), "statement"),
    ]
    page.line((" · ".join(parts), "bold"), " · " + display.period(case.documents))
    unread = [d for d in case.documents if d.language != "en"]
    if unread:
        page.line(
            f"{display.count(len(unread), 'report')} in a language whose statements are not read yet: "
            f"{_names(outline, [d.id for d in unread])}"
        )
    if case.rejects:
        page.line(f"{display.count(len(case.rejects), 'input')} left out; see the list of rejects")
    if outline.about:
        near = [e for c in outline.chapters for e in (*c.shared, *c.single) if e.near > 0]
        page.line("asked: ", (display.quoted(outline.about, 200), "bold"), "" if near else " — nothing here is near it")


def _short(page: Screen, outline: Outline) -> None:
    """Print the answer in a few lines: the first claim of each of the largest stories."""
    first = [(c, c.shared[0]) for c in outline.chapters if c.shared][:MAX_SHORT]
    if len(first) < 1:
        return
    page.gap()
    page.line(("IN SHORT", "bold"))
    for chapter, entry in first:
        told = f"{display.count(len(entry.claim.documents), 'report')}, {display.origin_range(entry.claim)}: "
        names = f" — {origins(entry, 2)}"
        page.line(
            (told, "bold"), display.quoted(entry.claim.text, 110), names, (f"  story {chapter.number}", "dim"), indent=2
        )


def _chapter(page: Screen, outline: Outline, chapter: Chapter) -> None:
    story = chapter.story
    page.gap()
    size = f"{display.count(len(chapter.documents), 'report')} · {display.period(chapter.documents)}"
    page.line((f"STORY {chapter.number}  ", "bold cyan"), (display.shorten(story.title, 120), "bold"))
    page.line(size, indent=2)
    where = places_named(chapter)
    if where:
        page.line(where, indent=2)
    for advice in chapter.advice[:3]:
        page.line(("Read the original: ", "bold yellow"), advice, "; it is not among the inputs.", indent=2)
    for number, entry in enumerate(chapter.shared[:MAX_CLAIMS], 1):
        _claim(page, outline, chapter, entry, number)
    if len(chapter.shared) > MAX_CLAIMS:
        page.gap()
        page.line(
            (f"… {display.count(len(chapter.shared) - MAX_CLAIMS, 'more shared claim')} (stemma claims)", "dim"),
            indent=2,
        )
    _lineage(page, outline, chapter)
    _loose(page, outline, chapter)
    _single(page, outline, chapter)


def _claim(page: Screen, outline: Outline, chapter: Chapter, entry: Entry, number: int) -> None:
    claim = entry.claim
    page.gap()
    page.item(f"{number:>2}", (display.quoted(claim.text, 220), "bold"))
    told = display.count(len(claim.documents), "report")
    page.line(f"{told} · ", (display.origin_range(claim), "bold"), ": " + origins(entry), indent=4)
    page.line((_status(entry), "bold yellow"), " " + display.status_sentence(claim), indent=4)
    page.row("told by", _names(outline, [d.id for d in entry.documents]))
    for finding in _picked(entry.findings):
        page.row(display.FINDING[finding.kind], *_finding(outline, finding))
    if len(entry.findings) > MAX_FINDINGS:
        page.row(
            "", (f"… {display.count(len(entry.findings) - MAX_FINDINGS, 'more finding')} (stemma findings)", "dim")
        )
    _caveats(page, outline, chapter, entry)
    if claim.would_change:
        page.row("would change", claim.would_change[0])
    page.row("you can print", (claim.wording, "green"))


def origins(entry: Entry, limit: int = MAX_NAMES) -> str:
    """Return the origins of a claim by name, parties marked, with the channel they used."""
    items = entry.claim.origins.items
    names = [display.shorten(o.name, 70) + display.party(o) for o in items[:limit]]
    more = [f"{len(items) - limit} more"] if len(items) > limit else []
    channels = display.channels(entry.statements)
    through = f", {display.joined(channels[:3])}" if channels else ""
    return "; ".join([*names, *more]) + through


def _status(entry: Entry) -> str:
    return display.STATUS[entry.claim.status] + (", CONTESTED." if entry.claim.contested else ".")


def _picked(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings to show: the first of each kind before the second of any."""
    seen: dict[str, int] = {}
    keyed: list[tuple[int, int, Finding]] = []
    for place, finding in enumerate(findings):
        keyed.append((seen.get(finding.kind, 0), place, finding))
        seen[finding.kind] = seen.get(finding.kind, 0) + 1
    first = sorted(keyed, key=lambda k: (k[0], k[1]))[:MAX_FINDINGS]
    return [finding for _, _, finding in sorted(first, key=lambda k: k[1])]


def _finding(outline: Outline, finding: Finding) -> list[Words]:
    """Return the words that differ, with who has them; a gap that has no second side as its sentence."""
    sides = _sides(outline, finding.spans)
    if len({s.document for s in finding.spans}) < 2 or not sides:
        unsaid = [
            d for d in dict.fromkeys(s.document for s in finding.spans) if outline.label(d) not in finding.sentence
        ]
        return [finding.sentence, (f"  ({_names(outline, unsaid)})" if unsaid else "", "dim")]
    arrow = " → " if finding.kind in ("certainty_hardened", "certainty_softened", "update", "caveat_dropped") else " / "
    parts: list[Words] = []
    for text, label in sides[:3]:
        parts += [arrow if parts else "", text, (f" ({label})", "dim")]
    return parts


def _sides(outline: Outline, spans: Sequence[DocumentSpan]) -> list[tuple[str, str]]:
    """Return the first span of each document, quoted, with the document's label."""
    sides: dict[str, tuple[str, str]] = {}
    for span in spans:
        document = outline.documents.get(span.document)
        if document:
            words = display.quoted(span.span.within(document.text), 90)
            sides.setdefault(span.document, (words, outline.label(span.document)))
    return list(sides.values())


def _caveats(page: Screen, outline: Outline, chapter: Chapter, entry: Entry) -> None:
    """Print who kept, weakened, dropped or invented the caveat."""
    fates: dict[str, list[str]] = {}
    for copy in ledger.copies(entry, chapter.links):
        fates.setdefault(copy.caveat, []).append(copy.document.id)
    told = [f"{fate}: {_names(outline, fates[fate])}" for fate in ledger.FATES if fate in fates and fate != "none"]
    if told:
        page.row("caveat", " · ".join(told))


def _lineage(page: Screen, outline: Outline, chapter: Chapter) -> None:
    if not chapter.links:
        if len(chapter.documents) > 1:
            page.gap()
            page.line(("LINEAGE  ", "bold"), "no report here is shown to depend on another", indent=2)
        return
    page.gap()
    page.line(("LINEAGE  ", "bold"), (_legend(chapter), "dim"), indent=2)
    below: dict[str, list[branches.Row]] = {}
    for row in branches.rows(chapter.documents, chapter.links, chapter.unseen):
        if row.linked:
            below.setdefault(branches.upper(row.above[0], row.id) if row.above else "", []).append(row)
    for row in below.get("", ()):
        _branch(page, outline, row, below, mark="", depth=0)
    alone = [d.id for d in chapter.documents if not any(d.id in (k.borrower, k.lender) for k in chapter.links)]
    if alone:
        page.line(("no link found: ", "dim"), _names(outline, alone), indent=4)


def _legend(chapter: Chapter) -> str:
    undated = all(d.published is None for d in chapter.documents)
    return "order unknown; ○ not among the inputs" if undated else "● report  ○ not among the inputs"


def _branch(
    page: Screen,
    outline: Outline,
    row: branches.Row,
    below: Mapping[str, Sequence[branches.Row]],
    *,
    mark: str,
    depth: int,
) -> None:
    """Print one node with what ties it to the nodes above it, the strongest evidence first; then what is below."""
    indent = 4 + 3 * min(depth, branches.MAX_LANE)
    if row.unseen:
        page.line(
            mark, ("○ ", "bold"), (outline.label(row.id), "bold"), (" (not among the inputs)", "dim"), indent=indent
        )
    else:
        document = outline.documents[row.id]
        when = f" · {display.moment(document.published)}" if document.published else ""
        page.line(mark, ("● ", "cyan"), (display.name(document), "bold"), (when, "dim"), indent=indent)
    for place, link in enumerate(row.above[:MAX_TIES]):
        page.line("also " if place else "", *tie(outline, link, row.id), indent=indent + 4)
    lower = below.get(row.id, ())
    for place, each in enumerate(lower, 1):
        _branch(page, outline, each, below, mark="└ " if place == len(lower) else "├ ", depth=depth + 1)


def tie(outline: Outline, link: Link, borrower: str) -> list[Words]:
    """Return what a link says, seen from its lower end: relation, other end, likelihood, evidence, rival."""
    other = outline.label(branches.upper(link, borrower))
    if link.direction == "undecided" and link.kind == "retells":
        relation = f"shares evidence with {other}; who took from whom is undecided"
    else:
        relation = f"{display.LINK[link.kind]} {other}" if link.kind != "common_source" else f"draws on {other}"
    best = sorted(link.evidence, key=lambda e: (e.rule in QUIET, -abs(e.score), e.rule))
    why = "; ".join(list(dict.fromkeys(reason(e) for e in best))[:2])
    parts: list[Words] = [relation, (f" ({link.probability:.2f})", "dim")]
    if why:
        parts += [" — ", why]
    return parts


def reason(evidence: Evidence) -> str:
    """Return an evidence in one phrase: the rule's name in words, and its detail."""
    rule = evidence.rule.replace("_", " ")
    return f"{rule}: {display.shorten(evidence.detail, 110)}" if evidence.detail else rule


def _loose(page: Screen, outline: Outline, chapter: Chapter) -> None:
    """Print the findings of a story that belong to no claim."""
    if not chapter.findings:
        return
    page.gap()
    page.line(("ALSO NOTE", "bold"), indent=2)
    for finding in _picked(chapter.findings):
        page.row(display.FINDING[finding.kind], *_finding(outline, finding))
    if len(chapter.findings) > MAX_FINDINGS:
        page.row(
            "", (f"… {display.count(len(chapter.findings) - MAX_FINDINGS, 'more finding')} (stemma findings)", "dim")
        )


def _single(page: Screen, outline: Outline, chapter: Chapter) -> None:
    """Print what one report alone says."""
    if not chapter.single:
        return
    page.gap()
    page.line(("IN ONE REPORT ONLY", "bold"), indent=2)
    for entry in chapter.single[:MAX_SINGLE]:
        told = _names(outline, [d.id for d in entry.documents])
        page.line(display.quoted(entry.claim.text, 150), (f"  {told}; {origins(entry)}", "dim"), indent=4)
    if len(chapter.single) > MAX_SINGLE:
        page.line(
            (f"… {display.count(len(chapter.single) - MAX_SINGLE, 'more claim')} (stemma claims)", "dim"), indent=4
        )


def _others(page: Screen, outline: Outline, rest: Sequence[Chapter]) -> None:
    """Print the stories that only one report tells: a line each, and what an editor must see in it."""
    if not rest:
        return
    page.gap()
    page.line((display.count(len(rest), "story", "stories") + " told by one report", "bold"))
    for chapter in rest[:MAX_STORIES]:
        names = _names(outline, [d.id for d in chapter.documents])
        claims = display.count(len(chapter.single), "claim")
        page.line(
            ("STORY " + str(chapter.number), "cyan"),
            f"  {names}: {display.shorten(chapter.story.title, 90)}",
            (f"  {claims}", "dim"),
        )
        for finding in chapter.findings[:MAX_BRIEF]:
            page.row(display.FINDING[finding.kind], finding.sentence)
    if len(rest) > MAX_STORIES:
        page.line((f"… {len(rest) - MAX_STORIES} more (stemma stories)", "dim"))


def _foot(page: Screen, outline: Outline) -> None:
    page.gap()
    page.line(
        (
            "All this is about evidence in these reports only. “Not confirmed here” is not “false”, and distinct "
            "origins do not make a claim true.",
            "dim",
        )
    )


def _names(outline: Outline, documents: Sequence[str]) -> str:
    names = [outline.label(d) for d in documents]
    more = f", {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more
