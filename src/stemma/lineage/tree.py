"""Draw the lineage of a story: who is next to whom, and where a source is missing.

Enters: edges between documents that share a source, how near each two are, what two share that others lack, and which
were published before which. Leaves: a ``Skeleton``: edges between documents, and groups below an unseen source.
Refuses: nothing; where nothing speaks for an unseen source or a second parent, the edges stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

UNSEEN = 30.0
"""Bits that each two of three documents must share and the third must lack, before a source is assumed that no
input shows: a sentence, or three words beyond those that two rewriters change alike. On the fitting half 13 of 24
unseen sources are found, the same at 20 and 12 at 50 (python -m bench quality.lineage)."""

EVEN = 0.4
"""The least of these three as a share of the middle one. Two copies of one text agree by chance in some changes, so
that each two of three always share a little; a source that the input shows has the least of the three near nothing.
Sources invented on the fitting half: 13 of 144 at 0.2, 10 at 0.4."""

PART, PORTION = 4.0, 0.25
"""Words by which a document's beginning must be nearer to one lender and its end to another, and their share of all
words that tell the two apart, before a second parent is drawn. In copies of one text about as many words speak for
each all the way through; where it was put together from two, the turn has 0.25 to 0.45 of them on either side."""

CLOSEST = 12
"""Neighbours of one document that are looked at for an unseen source or a second parent; a post with 1,000 reprints has
a million pairs of neighbours, and the closest say enough."""

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
    near: Callable[[str, str], float],
    without: Callable[[str, str, str, Collection[str]], float],
    says_so: Callable[[str, str], bool],
    origin: Callable[[str, str], str | None],
) -> Skeleton:
    """Return the skeleton: where two neighbours of a document share what it lacks, an unseen source comes in.

    ``near(a, b)`` is larger for nearer documents; ``without(a, b, c, others)`` gives the bits that two share and ``c``
    and the others lack. ``says_so(a, b)``: ``b`` says that it has it from ``a``, which leaves nothing to assume.
    ``origin(a, b)`` names a source that both say they have it from, where neither is known to have it from the other.
    """
    named: dict[str, set[str]] = {}
    for a, b in edges:
        source = origin(a, b)
        if source is not None:
            named.setdefault(source, set()).update((a, b))
    groups = [group for _, group in sorted(named.items())]
    closest = _closest(edges, near)
    for middle in sorted(closest):
        for a, b in combinations(sorted(closest[middle]), 2):
            if not (says_so(middle, a) or says_so(middle, b)) and _missing(without, closest, (middle, a, b)):
                groups.append({middle, a, b})
    joined = _joined(groups)
    left = tuple(e for e in edges if not any(set(e) <= group for group in joined))
    return Skeleton(edges=left, groups=tuple(sorted(tuple(sorted(group)) for group in joined)))


def second_parents(
    skeleton: Skeleton,
    allowed: Iterable[Edge],
    near: Callable[[str, str], float],
    parts: Callable[[str, str, str], tuple[float, float]],
    before: Callable[[str, str], bool],
) -> tuple[Edge, ...]:
    """Return further edges, at most one a document, to a second parent of which one end of the document is made.

    ``parts(borrower, first, second)`` gives the margin of the weaker part, in words, and of both parts together.
    Documents below an unseen source are left alone, and those with a common neighbour: the neighbour explains both.
    """
    grouped = {d for group in skeleton.groups for d in group}
    closest, partners = _closest(skeleton.edges, near), _neighbours(allowed)
    neighbours = _neighbours(skeleton.edges)
    found: set[Edge] = set()
    for document in sorted(neighbours.keys() - grouped):
        margins = [(0.0, "")]
        for other in sorted(partners.get(document, set()) - neighbours[document] - grouped):
            if not (neighbours[document] & neighbours.get(other, set()) or before(document, other)):
                weaker, both = min(parts(document, first, other) for first in closest[document])
                if weaker >= max(PART, PORTION * both):
                    margins.append((weaker, other))
        other = max(margins)[1]
        if other:
            found.add((min(document, other), max(document, other)))
    return tuple(sorted(found))


def _closest(edges: Iterable[Edge], near: Callable[[str, str], float]) -> dict[str, list[str]]:
    """Return for each document its closest neighbours."""
    found: dict[str, list[str]] = {}
    for document, others in _neighbours(edges).items():
        many = len(others) > CLOSEST
        found[document] = sorted(others, key=lambda o: (-near(document, o) if many else 0.0, o))[:CLOSEST]
    return found


def _neighbours(edges: Iterable[Edge]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    return near


def _missing(
    without: Callable[[str, str, str, Collection[str]], float],
    closest: Mapping[str, Sequence[str]],
    three: tuple[str, str, str],
) -> bool:
    """Tell whether each two of three documents share what the third lacks, and the neighbours of the two as well."""
    found: list[float] = []
    for place, third in enumerate(three):
        a, b = three[:place] + three[place + 1 :]
        others = {*closest[a], *closest[b]}.difference(three)
        found.append(without(a, b, third, sorted(others)))
    least, middle, _ = sorted(found)
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
