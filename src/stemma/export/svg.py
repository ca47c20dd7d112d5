"""Draw two pictures as SVG: reports that hang on origins, and the lineage of a story.

Enters: what to draw, already arranged. Leaves: an SVG element as a string, with colours from the page's style sheet
and a ``<title>`` on everything that can be pointed at. Refuses: markup from outside; every string is escaped.

Both pictures are drawn at the size they are read at, at most 340 units wide: a phone shows them unscaled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from stemma.export import branches
from stemma.export.display import printable, shorten
from stemma.model import Link

WIDTH = 340
"""Units of the widest picture; a phone of 375 pixels has room for 343."""

ROW = 58
"""Units from one report of a lineage to the next; the list beside the picture has the same line height."""

LANE = 20
"""Units from one lane of a lineage to the next."""

EDGE = 14
"""Units from the border to the first node."""

LETTER = 8.4
"""Units of an average letter of an origin's name, for cutting it to its room."""

MAX_GROUPS = 4
"""Origins drawn one by one; five names do not fit side by side on a phone."""

SHEET = 28
"""Units from one report to the next under an origin."""

MAX_SHEETS = 44
"""Reports drawn under the origins; the rest is a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report under an origin. ``denies``: it brings the claim to deny it."""

    label: str
    href: str
    denies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An origin with the reports that hang on it. ``distinct``: it counts for the lower end of the range."""

    name: str
    distinct: bool
    sheets: tuple[Sheet, ...]


def hang(groups: Sequence[Group], *, caption: str) -> str:
    """Return the picture of reports hanging on origins: filled dots are shown distinct, hollow ones are not."""
    shown = _fold(groups)
    columns = _columns(shown)
    rows = max((-(-len(g.sheets) // c) for g, c in zip(shown, columns, strict=True)), default=1)
    lines = 2 if len(shown) > 2 else 1
    top = 12 + 18 * lines
    widths = _widths(shown, columns)
    left = (WIDTH - sum(widths)) / 2
    middles = [left + sum(widths[:n]) + width / 2 for n, width in enumerate(widths)]
    parts: list[str] = []
    for n, (group, column) in enumerate(zip(shown, columns, strict=True)):
        before, after = middles[n - lines] if n >= lines else None, middles[n + lines : n + lines + 1]
        low = 0.0 if before is None else (before + middles[n]) / 2
        high = (middles[n] + after[0]) / 2 if after else float(WIDTH)
        parts.append(_label(group.name, middles[n], 12 + 16 * (n % lines), (low, high)))
        parts.append(_group(group, middles[n], column, top))
    return _element("hang", WIDTH, top + 46 + rows * 34, caption, parts)


def lineage(
    rows: Sequence[branches.Row],
    labels: Mapping[str, str],
    *,
    caption: str,
    names: bool = False,
    address: Callable[[Link], str] = lambda link: f"#{link.id}",
) -> tuple[str, int]:
    """Return the lines and nodes of a lineage, and its width; with ``names`` also the labels, to stand alone.

    ``address``: where a line leads.

    ``rows`` are drawn from top to bottom, ``ROW`` units each. Solid with an arrow: decided; dashed: undecided.
    """
    place = {row.id: n for n, row in enumerate(rows)}
    spot = {row.id: (EDGE + LANE * row.lane, ROW * n + 20) for n, row in enumerate(rows)}
    gutter = EDGE * 2 + LANE * max((row.lane for row in rows), default=0)
    parts: list[str] = []
    for row in rows:
        for order, link in enumerate(row.above):
            other = branches.upper(link, row.id)
            if other in place:
                parts.append(_line(link, spot[other], spot[row.id], labels, address(link), first=order == 0))
    parts += [_node(row, spot[row.id], labels) for row in rows]
    if names:
        parts += [_name(labels.get(row.id, row.id), spot[row.id][0] + 14, spot[row.id][1]) for row in rows]
    width = WIDTH if names else gutter
    return _element("lineage", width, ROW * max(1, len(rows)), caption, parts), width


def dots(low: int, high: int) -> str:
    """Return the range of origins as dots: filled for those shown distinct, hollow for those only possible."""
    shown = min(high, 8)
    parts = [f'<circle cx="{7 + 14 * n}" cy="7" r="5" class="{"full" if n < low else "open"}"/>' for n in range(shown)]
    caption = f"{low} of up to {high} origins shown distinct" if low != high else f"origins: {low}"
    return _element("dots", 14 * shown, 14, caption, parts)


def _fold(groups: Sequence[Group]) -> list[Group]:
    """Return at most ``MAX_GROUPS`` groups, the rest taken together, and at most ``MAX_SHEETS`` sheets in all."""
    shown = list(groups[:MAX_GROUPS])
    rest = groups[MAX_GROUPS:]
    if rest:
        last = shown[-1]
        sheets = (*last.sheets, *(s for g in rest for s in g.sheets))
        shown[-1] = Group(name=f"{len(rest) + 1} more", distinct=last.distinct, sheets=sheets)
    share = max(1, MAX_SHEETS // max(1, len(shown)))
    return [
        Group(name=g.name, distinct=g.distinct, sheets=g.sheets[:share])
        if len(g.sheets) <= share
        else Group(name=f"{g.name} ({len(g.sheets)})", distinct=g.distinct, sheets=g.sheets[:share])
        for g in shown
    ]


def _columns(groups: Sequence[Group]) -> list[int]:
    """Return how many sheets stand side by side under each origin; no name gets less room than four sheets."""
    most = WIDTH // SHEET if len(groups) < 2 else WIDTH // SHEET // len(groups)
    return [max(min(4, most), min(most, len(g.sheets))) for g in groups]


def _widths(groups: Sequence[Group], columns: Sequence[int]) -> list[float]:
    """Return the room of each origin: what its sheets need, and what is left shared out by the length of names."""
    need = [float(c * SHEET) for c in columns]
    wish = [max(0.0, len(g.name) * LETTER + 14 - n) for g, n in zip(groups, need, strict=True)]
    left = WIDTH - sum(need)
    share = min(1.0, left / sum(wish)) if sum(wish) else 0.0
    return [n + share * w for n, w in zip(need, wish, strict=True)]


def _group(group: Group, middle: float, columns: int, top: float) -> str:
    """Draw an origin with the sheets below it: the first row on threads of its own, the others below these."""
    parts: list[str] = []
    across = min(columns, len(group.sheets)) or 1
    for n, sheet in enumerate(group.sheets):
        x = middle + (n % columns - (across - 1) / 2) * SHEET
        y = top + 62 + (n // columns) * 34
        start = f"M{middle:.1f} {top:.1f}C{middle:.1f} {top + 32:.1f} {x:.1f} {top + 20:.1f} {x:.1f}"
        thread = f"{start} {y - 10:.1f}" if n < across else f"M{x:.1f} {y - 22:.1f}V{y - 10:.1f}"
        parts.append(f'<path d="{thread}" class="thread"/>{_sheet(sheet, x, y)}')
    title = f"<title>{escape(printable(group.name))}</title>"
    style = "full" if group.distinct else "open"
    parts.append(f'<circle cx="{middle:.1f}" cy="{top:.1f}" r="10" class="{style}">{title}</circle>')
    return "".join(parts)


def _sheet(sheet: Sheet, x: float, y: float) -> str:
    style = "sheet denies" if sheet.denies else "sheet"
    title = escape(printable(sheet.label) + (" (denies it)" if sheet.denies else ""))
    at = f'x="{x - 9:.1f}" y="{y - 10:.1f}" width="18" height="22" rx="2"'
    return f'<a href="{escape(sheet.href)}"><rect {at} class="{style}"><title>{title}</title></rect></a>'


def _label(text: str, x: float, y: float, room: tuple[float, float]) -> str:
    """Draw a name above its origin, cut to its room, from left to right, and kept inside it."""
    low, high = room
    shown = shorten(text, max(6, int((high - low - 8) / LETTER)))
    half = len(shown) * LETTER / 2
    inside = min(max(x, low + half), high - half) if half * 2 < high - low else (low + high) / 2
    return f'<text x="{inside:.1f}" y="{y}" text-anchor="middle">{escape(shown)}</text>'


def _name(text: str, x: int, y: int) -> str:
    return f'<text x="{x}" y="{y + 4}">{escape(shorten(text, 40))}</text>'


def _line(
    link: Link, start: tuple[int, int], end: tuple[int, int], labels: Mapping[str, str], href: str, *, first: bool
) -> str:
    """Draw a link as a line that goes down its lender's lane and turns into the borrower's row."""
    (x1, y1), (x2, y2) = start, end
    decided = link.direction == "decided" or link.kind == "common_source"
    style = f"{link.kind} {'decided' if decided else 'undecided'}{'' if first else ' further'}"
    bend = 9 if x2 > x1 else -9
    down = 9 if y2 > y1 else -9
    path = f"M{x1} {y1}V{y2}" if x1 == x2 else f"M{x1} {y1}V{y2 - down}Q{x1} {y2} {x1 + bend} {y2}H{x2}"
    title = escape(f"{_end(link.borrower, labels)} {verb(link)} {_end(link.lender, labels)} ({link.probability:.2f})")
    tip = ""
    if decided and x1 != x2:
        head = x2 - 7 if x2 > x1 else x2 + 7
        back = head - 6 if x2 > x1 else head + 6
        tip = f'<path d="M{head} {y2}L{back} {y2 - 4}V{y2 + 4}Z" class="tip"/>'
    elif decided:
        head = y2 - 7 if y2 > y1 else y2 + 7
        back = head - 6 if y2 > y1 else head + 6
        tip = f'<path d="M{x2} {head}L{x2 - 4} {back}H{x2 + 4}Z" class="tip"/>'
    line = f'<path d="{path}" class="line"/><path d="{path}" class="reach"/>'
    return f'<a href="{escape(href)}" class="{style}"><title>{title}</title>{line}{tip}</a>'


def verb(link: Link) -> str:
    """Return a link as a verb: what the borrower does to the lender."""
    if link.kind == "common_source":
        return "draws on"
    if link.direction == "undecided":
        return "shares evidence with"
    return "cites" if link.kind == "cites" else "retells"


def _end(identity: str, labels: Mapping[str, str]) -> str:
    return printable(labels.get(identity, identity))


def _node(row: branches.Row, spot: tuple[int, int], labels: Mapping[str, str]) -> str:
    style = "unseen" if row.unseen else ("node" if row.linked else "node alone")
    title = escape(_end(row.id, labels) + (" (not among these reports)" if row.unseen else ""))
    at = f'cx="{spot[0]}" cy="{spot[1]}" r="{6 if row.unseen else 5}"'
    return f'<circle {at} class="{style}"><title>{title}</title></circle>'


def _element(style: str, width: int, height: int, caption: str, parts: Sequence[str]) -> str:
    title = f"<title>{escape(printable(caption))}</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{style}" role="group" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{title}{"".join(parts)}</svg>'
    )
