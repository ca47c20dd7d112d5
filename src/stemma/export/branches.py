"""Lay a story's lineage out in rows, so that it can be drawn with lines beside a list.

Enters: the documents, links and unseen sources of one story. Leaves: one ``Row`` for each node, families together
and, inside a family, lenders above borrowers and earlier above later; each row with its lane, counted from 0.
Refuses: nothing; a cycle, which no lineage should have, is cut where it meets the earliest report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.model import Document, Link, UnseenSource

MAX_LANE = 9
"""Lanes to the right of the first; deeper retellings share the last lane, so that a phone still shows the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A node of the lineage. ``above`` are the links in which it borrows or shares, the strongest first."""

    id: str
    unseen: bool
    lane: int
    above: tuple[Link, ...]
    linked: bool


def rows(documents: Sequence[Document], links: Sequence[Link], unseen: Sequence[UnseenSource]) -> tuple[Row, ...]:
    """Return the rows of a story's lineage from top to bottom; ``documents`` are in the wished order."""
    order = {identity: n for n, identity in enumerate([*(u.id for u in unseen), *(d.id for d in documents)])}
    known = [k for k in links if k.borrower in order and k.lender in order and k.borrower != k.lender]
    above: dict[str, list[Link]] = {identity: [] for identity in order}
    for link in sorted(known, key=lambda k: (-k.probability, k.kind == "cites", k.id)):
        above[_lower(link, order)].append(link)
    sequence = _sequence(order, above, {u.id for u in unseen})
    lanes = _lanes(sequence, above)
    touched = {i for k in known for i in (k.borrower, k.lender)}
    hidden = {u.id for u in unseen}
    return tuple(
        Row(id=i, unseen=i in hidden, lane=lanes[i], above=tuple(above[i]), linked=i in touched) for i in sequence
    )


def upper(link: Link, row: str) -> str:
    """Return the node at the other end of a link of ``row``."""
    return link.lender if row == link.borrower else link.borrower


def _lower(link: Link, order: Mapping[str, int]) -> str:
    """Return the end of a link that stands lower: the borrower, or the later of two where it is undecided."""
    if link.direction == "decided" or link.kind != "retells":
        return link.borrower if not link.borrower.startswith("src_") else link.lender
    return max(link.borrower, link.lender, key=lambda i: order[i])


def _sequence(order: Mapping[str, int], above: Mapping[str, Sequence[Link]], hidden: set[str]) -> list[str]:
    """Return all nodes: families by size, in each the lenders before their borrowers."""
    families = _families(order, above)
    rank = {i: (n if i not in hidden else -1) for i, n in order.items()}
    families.sort(key=lambda f: (len(f) == 1, -len(f), min(rank[i] for i in f), min(f)))
    sequence: list[str] = []
    for family in families:
        sequence.extend(_downwards(family, order, above, hidden))
    return sequence


def _families(order: Mapping[str, int], above: Mapping[str, Sequence[Link]]) -> list[list[str]]:
    root = {i: i for i in order}

    def top(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for links in above.values():
        for link in links:
            root[top(link.borrower)] = top(link.lender)
    families: dict[str, list[str]] = {}
    for i in order:
        families.setdefault(top(i), []).append(i)
    return list(families.values())


def _downwards(
    family: Sequence[str], order: Mapping[str, int], above: Mapping[str, Sequence[Link]], hidden: set[str]
) -> list[str]:
    """Return a family so that what is borrowed from stands above; among equals the earlier first.

    An unseen source comes right before the first report under it.
    """
    waiting = {i: {upper(k, i) for k in above[i]} for i in family}
    below: dict[str, list[int]] = {}
    for i in family:
        for source in waiting[i] & hidden:
            below.setdefault(source, []).append(order[i])
    done: dict[str, None] = {}
    left = sorted(family, key=lambda i: (min(below.get(i, [0])) - 0.5 if i in hidden else order[i], i))
    while left:
        ready = next((i for i in left if waiting[i] <= done.keys()), left[0])
        done[ready] = None
        left.remove(ready)
    return list(done)


def _lanes(sequence: Sequence[str], above: Mapping[str, Sequence[Link]]) -> dict[str, int]:
    """Give each node the first lane right of its lender's that no line is still using at its row."""
    place = {i: n for n, i in enumerate(sequence)}
    last = {i: place[i] for i in sequence}
    for i in sequence:
        for link in above[i]:
            other = upper(link, i)
            last[other] = max(last[other], place[i])
    lanes: dict[str, int] = {}
    drawn: list[str] = []
    for n, i in enumerate(sequence):
        lenders = [upper(link, i) for link in above[i] if upper(link, i) in lanes]
        lane = lanes[lenders[0]] + 1 if lenders else 0
        drawn = [o for o in drawn if last[o] >= n]
        busy = {lanes[o] for o in drawn}
        while lane in busy and lane < MAX_LANE:
            lane += 1
        lanes[i] = min(lane, MAX_LANE)
        drawn.append(i)
    return lanes
