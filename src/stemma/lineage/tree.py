"""Draw the lineage of a story: who is next to whom, and where a source is missing.

Enters: the documents that share a source, how close each two are, what two share that a third lacks, and which
were published before which. Leaves: a ``Skeleton``: edges between documents, and groups below an unseen source.
Refuses: a cycle; the skeleton is a forest, so that no choice of directions can make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

UNSEEN = 60.0
"""Bits that each two of three documents must share and the third must lack, before a source is assumed that no
input shows: two sentences, as for a second parent. With 6, one rare phrase, on which two rewriters fall by chance, a
source was invented in 6 of 48 traditions of the fitting half, with 60 in 3; edges F1 of heavy rewriting is 0.67 and
0.74, the same from 40 to 70 (python -m bench quality.lineage)."""

EVEN = 0.4
"""The least of these three as a share of the middle one. Two copies of one text agree by chance in some changes, so
that each two of three always share a little; a source that the input shows has the least of the three near nothing."""

SECOND, PORTION = 60.0, 0.3
"""Bits that a document must share with one that is not its neighbour, all its neighbours lacking them, and their
share of all that the two share, before a second parent is drawn. Two sentences have 60 bits; in a chain of copies
rewriting alone reached 155 bits once in 12, but not a third of what the two shared."""

CLOSEST = 12
"""Neighbours of one document among which an unseen source is looked for; a post with 1,000 reprints has a
million pairs of neighbours, and the closest say enough."""

Edge = tuple[str, str]
Node = TypeVar("Node", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Edges (smaller id first) between documents, and groups of documents below one unseen source each.

    ``edges`` make a forest; ``seconds`` are edges to second parents, which may close a circle; ``joined``: unseen
    sources, by their place in ``groups``, that stand next to each other.
    """

    edges: tuple[Edge, ...]
    groups: tuple[tuple[str, ...], ...]
    seconds: tuple[Edge, ...] = ()
    joined: tuple[tuple[int, int], ...] = ()


def components(documents: Iterable[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return the documents that hang together, each group and the groups in id order."""
    parent = {d: d for d in documents}
    for a, b in edges:
        x, y = sorted((_root(parent, a), _root(parent, b)))
        parent[y] = x
    groups: dict[str, list[str]] = {}
    for document in sorted(parent):
        groups.setdefault(_root(parent, document), []).append(document)
    return tuple(tuple(group) for _, group in sorted(groups.items()))


def span(
    documents: Sequence[Node],
    allowed: Iterable[tuple[Node, Node]],
    closeness: Callable[[Node, Node], float],
    before: Callable[[Node, Node], bool],
) -> tuple[tuple[Node, Node], ...]:
    """Return the forest that joins the documents by the closest allowed pairs.

    Where one of a pair was published first, a document hangs on the closest of those before it. What is still
    apart then is joined by the closest pairs (Kruskal's spanning tree). Ties go to the smaller ids.
    """
    ranked = [edge for _, edge in sorted((-closeness(*edge), edge) for edge in allowed)]
    parent = {d: d for d in documents}
    taken: list[tuple[Node, Node]] = []
    placed: set[Node] = set()
    for first, second in ranked:
        for lender, borrower in ((first, second), (second, first)):
            if borrower not in placed and before(lender, borrower):
                placed.add(borrower)
                taken.append((first, second))
                parent[_root(parent, first)] = _root(parent, second)
    for edge in ranked:
        a, b = _root(parent, edge[0]), _root(parent, edge[1])
        if a != b:
            parent[a] = b
            taken.append(edge)
    return tuple(sorted(taken))


def draw(
    edges: Sequence[Edge],
    shared: Callable[[str, str], float],
    without: Callable[[str, str, str], float],
    says_so: Callable[[str, str], bool],
    origin: Callable[[str, str], str | None],
) -> Skeleton:
    """Return the skeleton: where two neighbours of a document share what it lacks, an unseen source comes in.

    ``shared(a, b)`` gives the bits of all that two documents share, ``without(a, b, c)`` of what ``c`` lacks.
    ``says_so(a, b)``: ``b`` says that it has it from ``a``, which leaves nothing to assume. ``origin(a, b)`` names a
    source that both say they have it from, where neither is known to have it from the other.
    """
    named: dict[str, set[str]] = {}
    for a, b in edges:
        source = origin(a, b)
        if source is not None:
            named.setdefault(source, set()).update((a, b))
    groups = [group for _, group in sorted(named.items())]
    for middle, near in sorted(_neighbours(edges).items()):
        closest = sorted(near, key=lambda other: (-shared(middle, other), other))[:CLOSEST]
        for a, b in combinations(sorted(closest), 2):
            if not (says_so(middle, a) or says_so(middle, b)) and _missing(without, middle, a, b):
                groups.append({middle, a, b})
    joined = _joined(groups)
    left = tuple(e for e in edges if not any(set(e) <= group for group in joined))
    return Skeleton(edges=left, groups=tuple(sorted(tuple(sorted(group)) for group in joined)))


def second_parents(
    skeleton: Skeleton,
    allowed: Iterable[Edge],
    shared: Callable[[str, str], float],
    without: Callable[[str, str, str], float],
) -> tuple[Edge, ...]:
    """Return further edges, at most one a document, where its neighbours leave much of it unexplained.

    Documents below an unseen source are left alone: what their neighbours lack may come from there.
    """
    grouped = {d for group in skeleton.groups for d in group}
    near, partners = _neighbours(skeleton.edges), _neighbours(allowed)
    found: set[Edge] = set()
    for document in sorted(near.keys() - grouped):
        gains = [(0.0, "")]
        for other in sorted(partners[document] - near[document]):
            needed = max(SECOND, PORTION * shared(document, other))
            gain = min(without(document, other, n) for n in sorted(near[document]))
            if gain >= needed:
                gains.append((gain, other))
        other = max(gains)[1]
        if other:
            found.add((min(document, other), max(document, other)))
    return tuple(sorted(found))


def _neighbours(edges: Iterable[Edge]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    return near


def _missing(without: Callable[[str, str, str], float], a: str, b: str, c: str) -> bool:
    """Tell whether each two of three documents share what the third lacks."""
    least, middle, _ = sorted((without(b, c, a), without(a, c, b), without(a, b, c)))
    return least >= max(UNSEEN, EVEN * middle)


def _joined(groups: Iterable[set[str]]) -> list[set[str]]:
    """Join groups that have two documents in common: one source explains both."""
    joined: list[set[str]] = []
    for group in groups:
        merged = set(group)
        for other in [g for g in joined if len(g & merged) > 1]:
            merged |= other
            joined.remove(other)
        joined.append(merged)
    return joined


def _root(parent: dict[Node, Node], document: Node) -> Node:
    while parent[document] != document:
        parent[document] = parent[parent[document]]
        document = parent[document]
    return document
