"""A comparison on a terminal: two columns where there is room, one below the other where not.

Enters: a ``Comparison``. Leaves: text, with colours only where asked for. Refuses: to print anything from a report
that ``Screen`` has not made harmless.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.export import display
from stemma.export.comparison import Comparison, Passage, Reason, Row, stretches
from stemma.export.screen import Screen, Words
from stemma.model import Document

WIDE = 90
"""Columns from which the documents stand side by side; below, a column has under 43 letters, five words."""

MAX_REASONS = 6
"""Reasons shown, the weightiest first; an editor checks six in a minute. The page has the others folded."""

SHARED = "cyan"
"""How words that both have are shown where there are colours."""


def render(comparison: Comparison, *, width: int = 100, color: bool = False, columns: bool = False) -> str:
    """Return the comparison as text, ending in a line end; ``columns`` lays it out in two where it is wide enough."""
    page = Screen(width=max(32, width), color=color)
    beside = columns and width >= WIDE
    _head(page, comparison)
    _reasons(page, comparison)
    _differences(page, comparison)
    _texts(page, comparison, beside=beside, color=color)
    return page.text()


def _head(page: Screen, comparison: Comparison) -> None:
    for mark, label, document in zip("AB", comparison.labels, comparison.documents, strict=True):
        title = f"  {document.title}" if document.title else ""
        page.line((f"{mark}  ", "dim"), (label, "bold"), (f" · {_facts(document)}", "dim"), title)
    page.gap()
    page.line((comparison.verdict, "bold"), (f" ({comparison.probability:.2f}). ", "dim"), comparison.order)
    page.line(extent(comparison))


def _facts(document: Document) -> str:
    return f"{display.moment(document.published)}, language {document.language or 'unknown'}"


def extent(comparison: Comparison) -> str:
    """Return how much of each document the other has."""
    (first, second), ((met, whole), (also, all_there)) = comparison.labels, comparison.met
    here = f"{met} of {display.count(whole, 'sentence')} of {first}"
    return f"{here} and {also} of {all_there} of {second} share words or a statement with the other."


def _reasons(page: Screen, comparison: Comparison) -> None:
    shown = comparison.reasons[:MAX_REASONS]
    for title, mine in (
        ("WHAT SPEAKS FOR IT", [r for r in shown if r.weight > 0]),
        ("WHAT SPEAKS AGAINST IT", [r for r in shown if r.weight < 0]),
    ):
        if mine:
            page.gap()
            page.line((title, "bold"))
            for reason in mine:
                page.item("- ", *_reason(reason))
    if len(comparison.reasons) > MAX_REASONS:
        more = len(comparison.reasons) - MAX_REASONS
        page.line((f"{display.count(more, 'more reason')} in the page (--out FILE.html)", "dim"))


def _reason(reason: Reason) -> tuple[Words, ...]:
    return reason.sentence, (f" ({reason.rule.replace('_', ' ')} {reason.weight:+.1f})", "dim")


def _differences(page: Screen, comparison: Comparison) -> None:
    if comparison.differences:
        page.gap()
        page.line(("WHAT DIFFERS", "bold"))
        for difference in comparison.differences:
            page.item("- ", (difference.label + ": ", "bold"), difference.sentence)
    if not comparison.grammar:
        page.gap()
        page.line(
            ("Statements are read in English, Russian and Ukrainian only: who says what is not compared here.", "dim")
        )


def _texts(page: Screen, comparison: Comparison, *, beside: bool, color: bool) -> None:
    if not comparison.rows:
        return
    page.gap()
    legend = "in colour" if color else "in [brackets]"
    page.line(("THE TEXTS", "bold"), (f"  words that both have stand {legend}", "dim"))
    if beside:
        page.columns([("A  " + comparison.labels[0], "bold")], [("B  " + comparison.labels[1], "bold")])
    for row in comparison.rows:
        if beside:
            left, right = (_cell(comparison, side, row, color) for side in (0, 1))
            page.gap()
            page.columns(left, right)
        else:
            page.gap()
            _stack(page, comparison, row, color=color)


def _stack(page: Screen, comparison: Comparison, row: Row, *, color: bool) -> None:
    """Print a row one below the other: "A = B" over counterparts, "A only" and "B only" over the rest."""
    for side, (mark, passages) in enumerate((("A", row.left), ("B", row.right))):
        if passages:
            other = "B" if mark == "A" else "A"
            page.line((f"{mark} (also {other}): " if row.shared else f"{mark} alone: ", "dim"), indent=0)
            page.line(*_cell(comparison, side, row, color), indent=2)


def _cell(comparison: Comparison, side: int, row: Row, color: bool) -> list[Words]:
    """Return the words of one side of a row; a sentence whose counterpart stands elsewhere opens with "~"."""
    text = comparison.documents[side].text
    words: list[Words] = []
    for passage in (row.left, row.right)[side]:
        if words:
            words.append(" ")
        if passage.met and not row.shared:
            words.append(("~ ", "dim"))
        words.extend(_marked(text, passage, color))
    return words


def _marked(text: str, passage: Passage, color: bool) -> Iterator[Words]:
    for words, shared in stretches(text, passage):
        if not shared:
            yield words
        else:
            yield (words, SHARED) if color else f"[{words}]"
