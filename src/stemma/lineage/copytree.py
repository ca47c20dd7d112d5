"""The least-cost tree of near-identical copies, with unseen sources where they make the whole cheaper.

Enters: a ``Collation`` and which copies were published before which. Leaves: edges between copies and unseen
sources (numbers from ``len(names)`` on). Refuses: a cycle.

Cost is the number of changes along all edges (parsimony), plus ``SOURCE`` for each unseen source. The tree begins as a
minimum spanning tree of the copies. Then, until nothing changes: three neighbours whose majority reading saves more
than a source costs get it as an unseen source; readings of unseen sources are chosen anew (Sankoff 1975); sources that
save too little are taken out; the spanning tree is drawn anew over copies and sources. So a copy may stand inside the
tree, as in Roos and Zou (2011), and not only at its ends, as in neighbour joining.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from stemma.lineage.collation import Collation
from stemma.lineage.tree import span

Table = NDArray[np.int16]
Numbers = NDArray[np.float64]

SOURCE = 6.0
"""Changes that an unseen source must save. Average sign score on 36 synthetic manuscript traditions: 0.857 at 4, 0.859
at 6, 0.853 at 9; at 0.5 three points worse, because two scribes make the same slip (bench quality.lineage)."""

LOST = 6
"""Words in a row that one copy has and another lacks, from which they count as one change, however many they are."""

CLOSEST = 12
"""Neighbours of one node among which an unseen source is looked for."""

ROUNDS = 8
"""Times the tree is drawn anew at most; nearly all settle in three."""

ABSENT, UNKNOWN = 0, -1
Link = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTree:
    """``edges`` between nodes; the first are the copies in the order of ``names``, the others unseen sources."""

    names: tuple[str, ...]
    edges: tuple[Link, ...]
    readings: Table


def copy_tree(collation: Collation, before: Callable[[str, str], bool]) -> CopyTree:
    """Return the least-cost tree of the copies; where days are known, none hangs on a later one."""
    names = collation.names
    table = variants(collation)
    dated = any(before(a, b) or before(b, a) for a, b in combinations(names, 2))

    def earlier(a: int, b: int) -> bool:
        return max(a, b) < len(names) and before(names[a], names[b])

    draft = _Draft(table, len(names), earlier)
    draft.span()
    best = (float("inf"), draft.edges, draft.table)
    for _ in range(1 if dated else ROUNDS):
        draft.insert()
        draft.remove()
        cost = draft.cost()
        if cost >= best[0]:
            break
        best = cost, draft.edges, draft.table.copy()
        if not dated:
            draft.span()
    return CopyTree(names=names, edges=tuple(sorted(best[1])), readings=best[2])


def variants(collation: Collation) -> Table:
    """Return the readings as numbers, a row for each copy: only places where copies differ."""
    table = np.zeros((len(collation.names), len(collation.columns)), dtype=np.int16)
    for place, column in enumerate(collation.columns):
        known: dict[str, int] = {}
        for row, name in enumerate(collation.names):
            if name in column:
                table[row, place] = known.setdefault(column[name], len(known) + 1)
    table = np.hstack([table, _omissions(table)])
    differ = [len(set(table[:, n].tolist()) - {UNKNOWN}) > 1 for n in range(table.shape[1])]
    return table[:, np.array(differ, dtype=bool)]


def _omissions(table: Table) -> Table:
    """Mark the words of long gaps as unknown; return a column for each gap: who has it (0) and who has words (1).

    However many words were left out together, that is one change.
    """
    present = table > 0
    gaps: dict[Link, list[int]] = {}
    for row, here in enumerate(present):
        ends = [-1, *np.flatnonzero(here).tolist(), table.shape[1]]
        for last, following in pairwise(ends):
            if following - last > LOST and present[:, last + 1 : following].sum(axis=1).max() >= LOST:
                gaps.setdefault((last + 1, following), []).append(row)
    columns = np.full((len(table), len(gaps)), UNKNOWN, dtype=np.int16)
    for place, ((first, end), rows) in enumerate(sorted(gaps.items())):
        words = present[:, first:end].sum(axis=1)
        columns[2 * words >= words.max(), place] = 1
        columns[rows, place] = ABSENT
    for (first, end), rows in gaps.items():
        table[rows, first:end] = UNKNOWN
    return columns


class _Draft:
    """A tree while it is being improved: readings of all nodes, and edges. Nodes from ``copies`` on are unseen."""

    def __init__(self, table: Table, copies: int, before: Callable[[int, int], bool]) -> None:
        self.table = table
        self._before = before
        self.copies = copies
        self.edges: tuple[Link, ...] = ()
        self._usual = 0.0
        apart, known = self._apart(range(copies))
        if copies > 1:
            others = ~np.eye(copies, dtype=bool)
            self._usual = float((apart / np.maximum(known, 1))[others].mean())

    def cost(self) -> float:
        """Return the changes along all edges and the cost of the unseen sources."""
        return sum(self._distance(self.table[a], self.table[b]) for a, b in self.edges) + SOURCE * (
            len(self.table) - self.copies
        )

    def span(self) -> None:
        """Draw the minimum spanning tree over all nodes; sources that have become useless go."""
        apart, known = self._apart(range(len(self.table)))
        far = apart + (self.table.shape[1] - known) * self._usual
        nodes = range(len(self.table))
        self.edges = span(nodes, combinations(nodes, 2), lambda a, b: -float(far[a, b]), self._before)
        near = self._near()
        while useless := [n for n in range(self.copies, len(self.table)) if len(near[n]) < 3]:
            self._take_out(useless[-1], near[useless[-1]][0])
            near = self._near()
        self._read()

    def insert(self) -> None:
        """Put unseen sources between three neighbours, the most worth first, until none is worth it."""
        while True:
            near, taken = self._near(), set[int]()
            worth = [found for node in near for found in self._sources(node, near[node])]
            for _, node, a, b in sorted(worth, reverse=True):
                if not taken & {node, a, b}:
                    taken |= {node, a, b}
                    new = len(self.table)
                    self.table = np.vstack([self.table, self._median(node, a, b)])
                    left = [e for e in self.edges if set(e) not in ({node, a}, {node, b})]
                    self.edges = (*left, (node, new), (a, new), (b, new))
            if not taken:
                return
            self._read()

    def remove(self) -> None:
        """Take out unseen sources that save less than they cost; their neighbours hang on the best of them."""
        while True:
            near = self._near()
            for node in range(len(self.table) - 1, self.copies - 1, -1):
                star, best = min(self._heirs(near[node]), default=(float("inf"), 0))
                if star - self._star(node, near[node]) <= SOURCE:
                    self._take_out(node, best)
                    self._read()
                    break
            else:
                return

    def _heirs(self, near: Sequence[int]) -> Iterator[tuple[float, int]]:
        """Yield (cost, node) for the neighbours of a source that can take its place: one that is later cannot."""
        for node in near:
            if sum(self._before(other, node) for other in near) < 2:
                yield self._star(node, near), node

    def _near(self) -> dict[int, list[int]]:
        near: dict[int, list[int]] = {n: [] for n in range(len(self.table))}
        for a, b in self.edges:
            near[a].append(b)
            near[b].append(a)
        return {node: sorted(others) for node, others in near.items()}

    def _take_out(self, node: int, heir: int) -> None:
        """Take a source out; its neighbours hang on ``heir``, one of them."""
        moved = {node: heir}
        edges = {tuple(sorted(moved.get(n, n) for n in edge)) for edge in self.edges} - {(heir, heir)}
        self.edges = tuple(sorted((a - (a > node), b - (b > node)) for a, b in edges))
        self.table = np.delete(self.table, node, axis=0)

    def _sources(self, node: int, near: Sequence[int]) -> Iterator[tuple[float, int, int, int]]:
        """Yield (saving, node, neighbour, neighbour) for each unseen source that would save more than it costs."""
        table = self.table
        ways = {other: self._distance(table[node], table[other]) for other in near}
        closest = sorted(near, key=lambda other: (ways[other], other))[:CLOSEST]
        for a, b in combinations(closest, 2):
            middle = self._median(node, a, b)
            saved = ways[a] + ways[b] - sum(self._distance(middle, table[n]) for n in (node, a, b))
            if saved > SOURCE:
                yield saved, node, a, b

    def _median(self, a: int, b: int, c: int) -> Table:
        """Return the majority reading of three nodes, of the first where all differ, of any where others are lost."""
        first: Table = self.table[a]
        second, third = self.table[b], self.table[c]
        found = np.where((second == third) & (second >= 0), second, first)
        found = np.where(found < 0, second, found)
        median: Table = np.where(found < 0, third, found)
        return median

    def _star(self, middle: int, near: Sequence[int]) -> float:
        return sum(self._distance(self.table[middle], self.table[n]) for n in near)

    def _distance(self, a: Table, b: Table) -> float:
        """Return the changes between two readings; where one is lost, as many as are usual between two copies."""
        known = (a >= 0) & (b >= 0)
        return float(((a != b) & known).sum() + (len(a) - known.sum()) * self._usual)

    def _apart(self, nodes: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Return for each two nodes how many readings differ, and how many are known of both."""
        table: Table = self.table[list(nodes)]
        known = table >= 0
        both = np.array([(known & row).sum(axis=1) for row in known], dtype=float)
        apart = [((table != row) & known & here).sum(axis=1) for row, here in zip(table, known, strict=True)]
        return np.array(apart, dtype=float), both

    def _read(self) -> None:
        """Choose the readings of unseen sources so that the edges cost least (Sankoff 1975, equal costs)."""
        near = self._near()
        order, above = [0], {0: -1}
        for node in order:
            for other in near[node]:
                if other not in above:
                    above[other] = node
                    order.append(other)
        readings = np.arange(int(self.table.max(initial=0)) + 1, dtype=np.int16)[:, None]
        cost = np.zeros((len(self.table), len(readings), self.table.shape[1]), dtype=np.float32)
        for node in range(self.copies):
            cost[node] = np.where((self.table[node] >= 0) & (readings != self.table[node]), np.float32(1e6), 0)
        for node in reversed(order[1:]):
            cost[above[node]] += np.minimum(cost[node], cost[node].min(axis=0) + 1)
        chosen: dict[int, Table] = {0: cost[0].argmin(axis=0).astype(np.int16)}
        for node in order[1:]:
            mine, theirs = cost[node], chosen[above[node]]
            stays = np.take_along_axis(mine, theirs[None].astype(np.intp), axis=0)[0] <= mine.min(axis=0) + 1
            chosen[node] = np.where(stays, theirs, mine.argmin(axis=0)).astype(np.int16)
        for node in range(self.copies, len(self.table)):
            self.table[node] = chosen[node]
