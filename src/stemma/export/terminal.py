"""The dossier on a terminal: for an editor with ten seconds, the answer first and the reasons below it.

Enters: a ``Case``. Leaves: plain text wrapped at ``width``, with colours only where asked for. Refuses: to print
anything from a report unless ``display.printable`` has made it harmless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.export import display, ledger
from stemma.export.gazette import places_named
from stemma.export.outline import Chapter, Entry, Outline, arrange, in_time
from stemma.export.screen import Screen, Words
from stemma.export.tree import MAX_NAMES, names, print_lineage
from stemma.language.parse import READERS
from stemma.model import Case, DocumentSpan, Finding

MAX_CLAIMS = 6
"""Shared claims shown of one story: one screen; the others are in the page and in ``stemma claims``."""

FEW_STORIES = 3
"""Stories up to which ``MAX_CLAIMS`` are shown of each; of more stories ``MIN_CLAIMS`` each."""

MIN_CLAIMS = 3
"""Shared claims shown of a story among many."""

MAX_SHORT = 3
"""Lines of the answer in short."""

MAX_SINGLE = 5
"""Claims of one report shown of one story."""

MAX_FINDINGS = 5
"""Findings shown of one claim."""

MAX_STORIES = 12
"""Stories shown at full length; a news day has more, and nobody scrolls through them on a terminal."""

MIN_SAID = 16
"""Characters of cited words that a sentence must have for them not to be quoted again behind it."""

MAX_BRIEF = 2
"""Findings shown of a story that one report tells."""


def render(case: Case, *, about: str | None = None, width: int = 100, color: bool = False) -> str:
    """Return the dossier of ``case`` as text, ending in a line end; ``about`` puts the nearest claims first."""
    outline = arrange(case, about=about)
    page = Screen(width=max(32, width), color=color)
    _head(page, outline)
    _short(page, outline)
    shown = [c for c in outline.chapters if len(c.documents) > 1 or c.shared][:MAX_STORIES]
    limit = MAX_CLAIMS if len(shown) <= FEW_STORIES else MIN_CLAIMS
    for chapter in shown:
        _chapter(page, outline, chapter, limit)
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
    unread = [d for d in case.documents if d.language not in READERS]
    if unread:
        page.line(
            f"{display.count(len(unread), 'report')} in a language whose statements are not read yet: "
            f"{names(outline, [d.id for d in unread])}"
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
        told = f"{display.count(len(entry.told), 'report')}, {display.origin_range(entry.claim)}: "
        who = f" — {origins(entry, 2)}"
        page.line(
            (told, "bold"), display.shorten(entry.claim.text, 110), who, (f" · story {chapter.number}", "dim"), indent=2
        )


def _chapter(page: Screen, outline: Outline, chapter: Chapter, limit: int) -> None:
    story = chapter.story
    page.gap()
    size = f"{display.count(len(chapter.documents), 'report')} · {display.period(chapter.documents)}"
    page.line((f"STORY {chapter.number}  ", "bold cyan"), (display.shorten(story.title, 120), "bold"))
    page.line(size, indent=2)
    where = places_named(chapter)
    if where:
        page.line(where, indent=2)
    for advice in chapter.advice[:3]:
        page.line(("Read the original: ", "bold yellow"), advice, "; it is not among these reports.", indent=2)
    for number, entry in enumerate(chapter.shared[:limit], 1):
        _claim(page, outline, chapter, entry, number)
    if len(chapter.shared) > limit:
        page.gap()
        page.line(
            (f"… {display.count(len(chapter.shared) - limit, 'more shared claim')} (stemma claims)", "dim"),
            indent=2,
        )
    print_lineage(page, outline, chapter)
    _loose(page, outline, chapter)
    if outline.pictures.get(chapter.story.id):
        page.gap()
        _pictures(page, outline, chapter)
    _single(page, outline, chapter)


def _claim(page: Screen, outline: Outline, chapter: Chapter, entry: Entry, number: int) -> None:
    claim = entry.claim
    page.gap()
    page.item(f"{number:>2}", (display.shorten(claim.text, 280), "bold"))
    told = display.count(len(entry.told), "report")
    page.line(f"{told} · ", (display.origin_range(claim), "bold"), ": " + origins(entry), indent=4)
    page.line((_status(entry), "bold yellow"), " " + display.status_sentence(claim, len(entry.told)), indent=4)
    page.row("told by", names(outline, [d.id for d in entry.told]))
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
    known = [display.shorten(o.name, 70) + display.party(o) for o in items[:limit]]
    more = [f"{len(items) - limit} more"] if len(items) > limit else []
    channels = display.channels(entry.statements)
    through = f", {display.joined(channels[:3])}" if channels else ""
    return "; ".join([*known, *more]) + through


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
    """Return a finding's sentence; where it does not quote the words that differ, these behind it."""
    sentence = display.without_lead(finding.sentence)
    unsaid = [d for d in dict.fromkeys(s.document for s in finding.spans) if outline.label(d) not in sentence]
    sides = _sides(outline, _ordered(outline, finding))
    quoted = any(words.strip('“”"')[:MIN_SAID] in sentence for words in sides)
    told = len({s.document for s in finding.spans}) - len(unsaid) > 1
    if len(sides) < 2 or quoted or told:
        return [sentence, (f"  ({names(outline, unsaid)})" if unsaid else "", "dim")]
    parts: list[Words] = [sentence]
    for words, reports in list(sides.items())[:3]:
        parts += [
            " " if len(parts) == 1 else " / ",
            display.quoted(words, 90),
            (f" ({names(outline, reports)})", "dim"),
        ]
    return parts


def _ordered(outline: Outline, finding: Finding) -> Sequence[DocumentSpan]:
    """Return the spans of a finding by publication."""
    when = {d.id: n for n, d in enumerate(in_time(list(outline.documents.values())))}
    return sorted(finding.spans, key=lambda s: when.get(s.document, len(when)))


def _sides(outline: Outline, spans: Sequence[DocumentSpan]) -> Mapping[str, list[str]]:
    """Return the first words cited of each document, with the documents that have them."""
    sides: dict[str, list[str]] = {}
    seen: set[str] = set()
    for span in spans:
        document = outline.documents.get(span.document)
        if document and span.document not in seen:
            seen.add(span.document)
            sides.setdefault(display.printable(span.span.within(document.text)), []).append(span.document)
    return sides


def _caveats(page: Screen, outline: Outline, chapter: Chapter, entry: Entry) -> None:
    """Print who kept, weakened, dropped or invented the caveat."""
    fates: dict[str, list[str]] = {}
    for copy in ledger.copies(entry, chapter.links):
        fates.setdefault(copy.caveat, []).append(copy.document.id)
    told = [f"{fate}: {names(outline, fates[fate])}" for fate in ledger.FATES if fate in fates and fate != "none"]
    if told:
        page.row("caveat", " · ".join(told))


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


def _pictures(page: Screen, outline: Outline, chapter: Chapter) -> None:
    """Print which pictures the reports of a story share with each other or with another story."""
    shared = outline.pictures.get(chapter.story.id, ())
    for sentence in shared[:MAX_FINDINGS]:
        page.row("picture", sentence)
    if len(shared) > MAX_FINDINGS:
        page.row("", (f"… {display.count(len(shared) - MAX_FINDINGS, 'more picture')} (pictures.jsonl)", "dim"))


def _single(page: Screen, outline: Outline, chapter: Chapter) -> None:
    """Print what one report alone says."""
    if not chapter.single:
        return
    page.gap()
    page.line(("IN ONE REPORT ONLY", "bold"), indent=2)
    for entry in chapter.single[:MAX_SINGLE]:
        told = names(outline, [d.id for d in entry.documents])
        page.line(display.shorten(entry.claim.text, 150), (f"  {told}; {origins(entry)}", "dim"), indent=4)
    if len(chapter.single) > MAX_SINGLE:
        page.line(
            (f"… {display.count(len(chapter.single) - MAX_SINGLE, 'more claim')} (stemma claims)", "dim"), indent=4
        )


def _others(page: Screen, outline: Outline, rest: Sequence[Chapter]) -> None:
    """Print the other stories, most told by one report: a line each, and what an editor must see in it."""
    if not rest:
        return
    page.gap()
    several = sum(len(chapter.documents) > 1 for chapter in rest)
    more = [f"{display.count(several, 'more story', 'more stories')} told by several reports"] if several else []
    if len(rest) > several:
        more.append(f"{display.count(len(rest) - several, 'story', 'stories')} told by one report")
    page.line((", ".join(more), "bold"))
    for chapter in rest[:MAX_STORIES]:
        told = names(outline, [d.id for d in chapter.documents])
        claims = f"  {display.count(len(chapter.single), 'claim')}" if chapter.single else ""
        title = f"{told}: {display.shorten(chapter.story.title, 90)}"
        page.row(f"STORY {chapter.number}", title, (claims, "dim"), indent=0)
        for finding in chapter.findings[:MAX_BRIEF]:
            page.row(display.FINDING[finding.kind], display.without_lead(finding.sentence))
        _pictures(page, outline, chapter)
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
