"""Write the lineage down: links with direction, evidence and rival explanations, and unseen sources.

Enters: a story, its compared pairs and the skeleton drawn from them. Leaves: ``Link`` and ``UnseenSource`` records
that keep the contract of DESIGN §5. Refuses: a link below 0.5, unless the input was declared to be one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.ids import make_id
from stemma.lineage.credits import common_origin, refers
from stemma.lineage.direction import DECIDED, direct
from stemma.lineage.evidence import probability
from stemma.lineage.mentions import Cited
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.lineage.tree import Edge, Skeleton
from stemma.model import Direction, Document, Evidence, Link, LinkKind, UnseenSource

BEYOND = 0.8
"""Probability without the source that both name, from which the later of two is taken to retell the earlier.
Below it both are taken at their word: they retell the post that they name. Breaks without: two columns on one
channel's rumour, the second a day later, would make the first the origin of the rumour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A pair with its weighed evidence, its probability, and what speaks for a direction."""

    pair: Pair
    evidence: tuple[Evidence, ...]
    probability: float
    direction: tuple[Evidence, ...]

    @property
    def lean(self) -> float:
        """Log odds that the left is the lender; negative for the right."""
        return sum(e.score for e in self.direction)

    @property
    def origin(self) -> str | None:
        """A source that both say they have it from, unless one is shown to have it from the other.

        Where only the days tell that one could, the two must share enough beyond naming that source and its words.
        """
        if any(e.rule == "reference" for e in self.direction):
            return None
        alone = probability(tuple(e for e in self.evidence if e.rule not in ("shared_source", "shared_words")))
        if abs(self.lean) >= DECIDED and alone >= BEYOND:
            return None
        return common_origin(self.pair.left, self.pair.right)


def compared(pair: Pair, evidence: tuple[Evidence, ...], probability: float) -> Compared:
    """Return a pair together with what speaks for a direction."""
    return Compared(pair=pair, evidence=evidence, probability=probability, direction=direct(pair))


def retellings(story: str, edges: Sequence[Edge], pairs: Mapping[Edge, Compared]) -> Iterator[Link]:
    """Yield a ``retells`` link for each edge between two documents."""
    for edge in edges:
        held = pairs[edge]
        left, right = held.pair.left.document, held.pair.right.document
        decided = abs(held.lean) >= DECIDED
        lender, borrower = (left, right) if held.lean > 0 else (right, left)
        if not decided:
            borrower, lender = left, right
        evidence = (*held.evidence, *_signed(held.direction, lender is left))
        turned = () if decided else (f"{name(lender)} retells {name(borrower)}",)
        rivals = (*turned, f"both retell an unseen source: {name(left)}, {name(right)}")
        yield _link(story, borrower.id, lender.id, "retells", decided, held.probability, evidence, rivals)


def common_sources(
    story: str, drawing: Skeleton, pairs: Mapping[Edge, Compared], witnesses: Mapping[str, Witness]
) -> tuple[list[UnseenSource], list[Link]]:
    """Return the unseen sources, one ``common_source`` link for each document below one, and links between them."""
    sources: list[UnseenSource] = []
    links: list[Link] = []
    around = _around(drawing)
    for place, group in enumerate(drawing.groups):
        told = (f"~{place}",) if len(group) < 2 else ()  # two sources may stand above one document each
        source = UnseenSource(
            id=make_id("src", story, *group, *told), name=credited([witnesses[d] for d in group]), documents=group
        )
        sources.append(source)
        for document in group:
            held = _nearest(document, group, around[place], pairs)
            own, other = name(witnesses[document].document), name(_other(held, document))
            rivals = (f"{own} retells {other}", f"{other} retells {own}")
            links.append(
                _link(story, document, source.id, "common_source", True, held.probability, held.evidence, rivals)
            )
    for a, b in drawing.joined:
        borrower, lender = sorted((sources[a].id, sources[b].id))
        held = _nearest_of(around[a], around[b], pairs)
        links.append(_link(story, borrower, lender, "retells", False, held.probability, held.evidence, ()))
    return sources, links


def _around(drawing: Skeleton) -> list[tuple[str, ...]]:
    """Return for each unseen source the documents below it; where it has none, those below its neighbours."""
    around = [set(group) for group in drawing.groups]
    for _ in drawing.groups:
        for a, b in drawing.joined:
            for one, other in ((a, b), (b, a)):
                if len(drawing.groups[one]) < 2:
                    around[one] |= around[other]
    return [tuple(sorted(group)) for group in around]


def _nearest(document: str, group: Sequence[str], around: Sequence[str], pairs: Mapping[Edge, Compared]) -> Compared:
    """Return the best compared pair of a document below a source with another below it, or else near it."""
    for wanted in (group, around):
        mine = [pairs[e] for e in sorted(pairs) if document in e and set(e) <= set(wanted)]
        if mine:
            return max(mine, key=lambda held: held.probability)
    return max((pairs[e] for e in sorted(pairs) if document in e), key=lambda held: held.probability)


def _nearest_of(left: Sequence[str], right: Sequence[str], pairs: Mapping[Edge, Compared]) -> Compared:
    """Return the best compared pair with a document on either side."""
    both = [h for e, h in sorted(pairs.items()) if (e[0] in left and e[1] in right) or (e[1] in left and e[0] in right)]
    near = both or [h for e, h in sorted(pairs.items()) if set(e) & {*left, *right}]
    return max(near, key=lambda held: held.probability)


def _other(held: Compared, document: str) -> Document:
    return held.pair.right.document if held.pair.left.document.id == document else held.pair.left.document


def citations(story: str, linked: Sequence[Edge], pairs: Mapping[Edge, Compared]) -> Iterator[Link]:
    """Yield a ``cites`` link where a document names an outlet of which no report is its neighbour already.

    Of several reports of the outlet the one that shares most is meant. Later reports cannot be meant.
    """
    named: dict[tuple[str, str], list[tuple[float, str, Compared]]] = {}
    for _, held in sorted(pairs.items()):
        for borrower, lender, lean in (
            (held.pair.left, held.pair.right, -held.lean),
            (held.pair.right, held.pair.left, held.lean),
        ):
            if refers(borrower, lender) is not None and lean >= DECIDED:
                key = borrower.document.id, lender.document.outlet or ""
                named.setdefault(key, []).append((_shared(held), lender.document.id, held))
    for (borrower_id, _), found in sorted(named.items()):
        found.sort(key=lambda f: (-f[0], f[1]))
        if not any(tuple(sorted((borrower_id, lender))) in linked for _, lender, _ in found):
            _, lender_id, held = found[0]
            signed = _signed(held.direction, held.pair.left.document.id == lender_id)
            evidence = tuple(e for e in held.evidence if e.rule == "credit") + signed
            yield _link(story, borrower_id, lender_id, "cites", True, max(CITED, held.probability), evidence, ())


CITED = 0.9
"""Probability that a document which names an outlet used this report of it. It is named, but may have had other
reports of that outlet; in the demonstration collection every report that was so named had been used."""


def without_circles(links: Sequence[Link], further: Iterable[Link]) -> list[Link]:
    """Return ``links`` and those of ``further`` that lead to no circle of documents, taken in the order given."""
    kept = list(links)
    lenders: dict[str, list[str]] = {}
    for link in kept:
        lenders.setdefault(link.borrower, []).append(link.lender)
    for link in further:
        reached, todo = set[str](), [link.lender]
        while todo:
            node = todo.pop()
            if node not in reached:
                reached.add(node)
                todo.extend(lenders.get(node, ()))
        if link.borrower not in reached:
            kept.append(link)
            lenders.setdefault(link.borrower, []).append(link.lender)
    return kept


def credited(witnesses: Sequence[Witness]) -> str | None:
    """Return the name of the agency, or else of the post or channel, that all documents credit, if there is one."""
    for found in ([w.mentions.agencies for w in witnesses], [w.mentions.channels for w in witnesses]):
        keys = set(found[0]).intersection(*found[1:]) if found else set()
        if keys:
            return _fullest([cited[min(keys)] for cited in found])
    return None


def name(document: Document) -> str:
    """Return what a reader calls a document: outlet, title, or the end of its path."""
    return document.outlet or document.title or document.path.rsplit("/", 1)[-1] or document.id


def _fullest(cited: Sequence[Cited]) -> str:
    return max((c.name for c in cited), key=lambda n: (len(n), n))


def _shared(held: Compared) -> float:
    return sum(e.score for e in held.evidence if e.rule != "credit")


def _signed(direction: Sequence[Evidence], lender_is_left: bool) -> tuple[Evidence, ...]:
    """Return the evidence of direction with positive scores where it supports the link as written."""
    return tuple(direction) if lender_is_left else tuple(replace(e, score=-e.score) for e in direction)


def _link(
    story: str,
    borrower: str,
    lender: str,
    kind: LinkKind,
    decided: bool,
    probability: float,
    evidence: tuple[Evidence, ...],
    rivals: tuple[str, ...],
) -> Link:
    direction: Direction = "decided" if decided else "undecided"
    return Link(
        id=make_id("lnk", story, borrower, lender, kind),
        story=story,
        borrower=borrower,
        lender=lender,
        kind=kind,
        direction=direction,
        probability=probability,
        evidence=evidence,
        rivals=rivals,
    )
