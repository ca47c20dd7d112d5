"""Draw the skeleton of a story's lineage from its compared pairs.

Enters: witnesses and compared pairs. Leaves: a ``Skeleton``. Refuses: nothing.

Each document hangs on the one from which it is cheapest to make (``derivation``, ``arborescence``). Under
``--one-story``, near-identical copies of one text are drawn by where they differ (``collation``, ``copytree``). Both
make one forest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.lineage.arborescence import arborescence
from stemma.lineage.collation import collate
from stemma.lineage.copytree import CopyTree, copy_tree
from stemma.lineage.derivation import Derivations
from stemma.lineage.direction import DECIDED, before
from stemma.lineage.evidence import LIKELY
from stemma.lineage.gaps import Gaps
from stemma.lineage.links import Compared
from stemma.lineage.readings import Witness
from stemma.lineage.translation import languages_differ
from stemma.lineage.tree import Edge, Skeleton, components, draw, second_parents, span

COPIED = 0.3
"""Share of words in shared runs from which two documents are copies of one text, and their changes tell the tree. Of
pairs of independent accounts in ECB+ 5 in 100 exceed 0.18 and none 0.38; manuscripts with wild spelling reach 0.4 with
their nearest."""

FEWEST, MOST = 3, 150
"""Copies of one text that are collated: two have no tree; the work grows with the square."""

TRANSLATED = 5.0
"""Bits that one unit (natural-log odds) of evidence of a translation saves: less than a sentence taken over word for
word, so that a report in one's own language is the nearer lender. By hand; at 0 translations hang on any of them."""

INSIDE = 1e9
"""Bits by which copies of one text are nearer to each other than to any other document, so that they hang together."""

LARGE = 400
"""Documents that hang together above which the closest pairs are joined instead, whichever was made from which: the
work on the cheapest tree grows with the square (1,000 documents take two seconds)."""

NO_LENDER = 1e12
"""Bits of having no lender: more than all the rest, so that documents that may hang together do."""


def skeleton(witnesses: Mapping[str, Witness], pairs: Mapping[Edge, Compared], *, everything: bool) -> Skeleton:
    """Return the lineage as edges and groups; with ``everything`` unlikely pairs are joined too."""
    likely = [edge for edge, held in pairs.items() if everything or held.probability >= LIKELY]
    table = _Table(witnesses, pairs)
    groups_of = {d: n for n, group in enumerate(components(witnesses, likely)) for d in group}
    inside: dict[int, list[Edge]] = {}
    for edge in likely:
        inside.setdefault(groups_of[edge[0]], []).append(edge)
    parts = [table.drawn(allowed, nested=everything) for allowed in inside.values()]
    return _together(parts)


def _together(parts: Iterable[Skeleton]) -> Skeleton:
    """Return several skeletons as one, groups in order."""
    edges: list[Edge] = []
    seconds: list[Edge] = []
    groups: list[tuple[str, ...]] = []
    joined: list[tuple[int, int]] = []
    for part in parts:
        edges.extend(part.edges)
        seconds.extend(part.seconds)
        joined.extend((a + len(groups), b + len(groups)) for a, b in part.joined)
        groups.extend(part.groups)
    return Skeleton(
        edges=tuple(sorted(edges)), groups=tuple(groups), seconds=tuple(sorted(seconds)), joined=tuple(joined)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copies:
    """Copies of one text, drawn: edges between documents, unseen sources, and which of these are neighbours."""

    edges: tuple[Edge, ...]
    groups: tuple[tuple[str, ...], ...]
    joined: tuple[tuple[int, int], ...]


class _Table:
    """What the compared pairs say to the drawing."""

    def __init__(self, witnesses: Mapping[str, Witness], pairs: Mapping[Edge, Compared]) -> None:
        self._witnesses, self._pairs = witnesses, pairs
        self._derivations = Derivations(witnesses)
        self._gaps = Gaps(self._derivations)

    def drawn(self, allowed: Sequence[Edge], *, nested: bool) -> Skeleton:
        """Return the skeleton of documents that hang together by ``allowed``."""
        near = [edge for edge in allowed if self._pairs[edge].pair.copied >= COPIED] if nested else []
        documents = sorted({d for edge in allowed for d in edge})
        texts = [group for group in components(documents, near) if FEWEST <= len(group) <= MOST]
        text_of = {d: n for n, group in enumerate(texts) for d in group}

        def together(*names: str) -> bool:
            return len({text_of.get(name, name) for name in names}) == 1

        def without(a: str, b: str, c: str, others: Collection[str]) -> tuple[float, float]:
            return (0.0, 0.0) if together(a, b, c) else self._gaps.without(a, b, c, others)

        copies = [self._copies(group, near, nested=nested) for group in texts]
        edges = [edge for edge in self._cheapest(allowed, together) if not together(*edge)]
        edges.extend(edge for found in copies for edge in found.edges)
        drawn = draw(sorted(edges), self._derivations.saved, without, self._says_so, self._origin)
        whole = Skeleton(edges=drawn.edges, groups=tuple(g for found in copies for g in found.groups) + drawn.groups)
        apart = [edge for edge in allowed if not together(*edge)]
        gaps, saved = self._gaps, self._derivations.saved
        whole = second_parents(whole, apart, saved, gaps.parts, gaps.spliced, self._earlier)
        joined, start = list[tuple[int, int]](), 0
        for found in copies:
            joined.extend((a + start, b + start) for a, b in found.joined)
            start += len(found.groups)
        return replace(whole, joined=tuple(joined))

    def _cheapest(self, allowed: Sequence[Edge], together: Callable[..., bool]) -> list[Edge]:
        """Return the forest in which each document is made from another as cheaply as the whole allows."""
        documents = sorted({d for edge in allowed for d in edge})
        if len(documents) > LARGE:
            near = self._derivations.saved
            return list(span(documents, allowed, lambda a, b: INSIDE if together(a, b) else near(a, b), self._earlier))
        costs: dict[Edge, float] = {}
        for edge in allowed:
            for borrower, lender in (edge, edge[::-1]):
                if not self._earlier(borrower, lender):
                    cost = -INSIDE if together(*edge) else self._cost(edge, borrower, lender)
                    costs[borrower, lender] = cost
        lenders = arborescence(documents, costs, NO_LENDER)
        return [(min(a, b), max(a, b)) for a, b in lenders.items() if b is not None]

    def _cost(self, edge: Edge, borrower: str, lender: str) -> float:
        """Return the bits of making one document from another; a translation saves what its evidence shows."""
        held = self._pairs[edge]
        saved = TRANSLATED * sum(e.score for e in held.evidence) if languages_differ(held.pair) else 0.0
        return self._derivations.cost(borrower, lender) - saved

    def _copies(self, names: Sequence[str], near: Sequence[Edge], *, nested: bool) -> _Copies:
        """Return copies of one text drawn by their changes; an unseen source goes where one says whom he retells."""
        witnesses = {name: self._witnesses[name] for name in names}
        runs = {edge: self._pairs[edge].pair.runs for edge in near if edge[0] in witnesses}
        found = copy_tree(collate(witnesses, runs), self._earlier)
        return _named(found, self._says_so, nested=nested)

    def _earlier(self, a: str, b: str) -> bool:
        return before(self._witnesses[a].document.published, self._witnesses[b].document.published)

    def _says_so(self, a: str, b: str) -> bool:
        held = self._pairs.get((min(a, b), max(a, b)))
        named = sum(e.score for e in held.direction if e.rule == "reference") if held else 0.0
        return (named if a < b else -named) >= DECIDED

    def _origin(self, a: str, b: str) -> str | None:
        held = self._pairs.get((min(a, b), max(a, b)))
        return held.origin if held else None


def _named(found: CopyTree, says_so: Callable[[str, str], bool], *, nested: bool) -> _Copies:
    """Return the tree with names; sources next to each other become one unless ``nested``."""
    edges = set(found.edges)
    size = len(found.names)
    for source in sorted({n for edge in edges for n in edge if n >= size}):
        near = sorted({n for edge in edges if source in edge for n in edge} - {source})
        heirs = [n for n in near if n >= size and not nested]
        seen = [n for n in near if n < size]
        heirs += [a for a in seen if any(says_so(found.names[a], found.names[b]) for b in seen if b != a)]
        if heirs:
            edges = {tuple(sorted(heirs[0] if n == source else n for n in edge)) for edge in edges}  # type: ignore[misc]
            edges.discard((heirs[0], heirs[0]))
    sources = sorted({n for edge in edges for n in edge if n >= size})
    below = [tuple(found.names[a] for a, b in sorted(edges) if b == source and a < size) for source in sources]
    return _Copies(
        edges=tuple((found.names[a], found.names[b]) for a, b in sorted(edges) if b < size),
        groups=tuple(below),
        joined=tuple((sources.index(a), sources.index(b)) for a, b in sorted(edges) if a >= size),
    )
