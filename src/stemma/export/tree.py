"""The lineage of a story as a tree of lines on a terminal.

Enters: an arranged story and the screen to print on. Leaves: a line for each report and unseen source, with what ties
it to those above. Refuses: to hide a second lender; it is named under the report with "also".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.export import branches, display
from stemma.export.outline import Chapter, Outline
from stemma.export.screen import Screen, Words
from stemma.model import Evidence, Link

MAX_TIES = 3
"""Lenders shown of one report; more than two are rare."""

QUIET = ("time", "alike")
"""Rules whose evidence says how much two reports share, not what; named only where there is nothing to point at."""

FEW = 8
"""Rows of a lineage up to which each tie tells two reasons at length; a larger one must fit a screen."""

MAX_NAMES = 6
"""Report labels shown in one row."""


def print_lineage(page: Screen, outline: Outline, chapter: Chapter) -> None:
    """Print who retells whom in a story, each report below the one that it draws on most."""
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
        page.line(("no link found: ", "dim"), names(outline, alone), indent=4)


def _legend(chapter: Chapter) -> str:
    undated = all(d.published is None for d in chapter.documents)
    return "order unknown; ○ not among these reports" if undated else "● report  ○ not among these reports"


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
            mark, ("○ ", "bold"), (outline.label(row.id), "bold"), (" (not among these reports)", "dim"), indent=indent
        )
    else:
        document = outline.documents[row.id]
        when = f" · {display.moment(document.published)}" if document.published else ""
        page.line(mark, ("● ", "cyan"), (display.name(document), "bold"), (when, "dim"), indent=indent)
    for place, link in enumerate(row.above[:MAX_TIES]):
        brief = sum(map(len, below.values())) > FEW
        page.line("also " if place else "", *tie(outline, link, row.id, brief=brief), indent=indent + 4)
    lower = below.get(row.id, ())
    for place, each in enumerate(lower, 1):
        _branch(page, outline, each, below, mark="└ " if place == len(lower) else "├ ", depth=depth + 1)


def tie(outline: Outline, link: Link, borrower: str, *, brief: bool = False) -> list[Words]:
    """Return what a link says, seen from its lower end: relation, other end, likelihood, reasons; ``brief``: short."""
    other = outline.label(branches.upper(link, borrower))
    if link.direction == "undecided" and link.kind == "retells" and brief:
        relation = f"shares evidence with {other}, undecided"
    elif link.direction == "undecided" and link.kind == "retells":
        relation = f"shares evidence with {other}; who took from whom is undecided"
    else:
        relation = f"{display.LINK[link.kind]} {other}" if link.kind != "common_source" else f"draws on {other}"
    best = sorted(link.evidence, key=lambda e: (e.rule in QUIET, -abs(e.score), e.rule))
    why = "; ".join(list(dict.fromkeys(e.rule.replace("_", " ") if brief else reason(e) for e in best))[:2])
    parts: list[Words] = [relation, (f" ({link.probability:.2f})", "dim")]
    if why:
        parts += [" — ", why]
    return parts


def reason(evidence: Evidence) -> str:
    """Return an evidence in one phrase: the rule's name in words, and its detail."""
    rule = evidence.rule.replace("_", " ")
    return f"{rule}: {display.shorten(evidence.detail, 150)}" if evidence.detail else rule


def names(outline: Outline, documents: Sequence[str]) -> str:
    """Return the labels of documents in one row, the last of many as a number."""
    names = [outline.label(d) for d in documents]
    more = f", {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more
