"""Lineage: who retells whom inside a story, even where every sentence was rewritten.

Enters: a story, its documents, their trees, and the statements of the case (none is fine). Leaves: a ``Lineage``:
the compared pairs with evidence and probability, the links of the chosen lineage, and unseen sources. Refuses:
nothing; documents without dates, in any language, of any length, are compared by what is there.

Read ``readings`` (a document as a witness), ``align`` (shared runs of words), ``rules``, ``facts`` and ``credits``
(what speaks for a common source), ``evidence`` (weights), ``direction``, ``tree`` (the drawing) and ``links``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.config import Config
from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.lineage.align import Alignment, align
from stemma.lineage.candidates import candidates
from stemma.lineage.direction import DECIDED, before
from stemma.lineage.evidence import LIKELY, probability, weigh
from stemma.lineage.links import Compared, citations, common_source, compared, retellings
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Usage, Witness, adapt, read
from stemma.lineage.shares import Shares, share
from stemma.lineage.tree import Edge, Skeleton, components, draw, span
from stemma.model import Document, Lineage, Link, PairScore, Statement, Story, UnseenSource

__all__ = ["Alignment", "align", "trace"]


def trace(
    story: Story,
    documents: Sequence[Document],
    trees: Mapping[str, Tree],
    statements: Sequence[Statement],
    *,
    config: Config,
) -> Lineage:
    """Return the lineage of one story; only the documents that ``story`` names are looked at."""
    usage, witnesses = _witnesses(story, documents, trees, statements)
    pairs = _compare(witnesses, usage)
    scores = tuple(_score(story.id, edge, held) for edge, held in sorted(pairs.items()))
    skeleton = _skeleton(witnesses, pairs, everything=config.one_story)
    links: list[Link] = list(retellings(story.id, skeleton.edges, pairs))
    unseen: list[UnseenSource] = []
    for group in skeleton.groups:
        source, below = common_source(story.id, group, pairs, witnesses)
        unseen.append(source)
        links.extend(below)
    links.extend(citations(story.id, skeleton.edges, pairs))
    return Lineage(
        story=story.id,
        links=tuple(sorted(links, key=lambda link: link.id)),
        unseen=tuple(sorted(unseen, key=lambda source: source.id)),
        pairs=tuple(sorted(scores, key=lambda score: score.id)),
    )


def _witnesses(
    story: Story, documents: Sequence[Document], trees: Mapping[str, Tree], statements: Sequence[Statement]
) -> tuple[Usage, dict[str, Witness]]:
    wanted = set(story.documents)
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document, []).append(statement)
    chosen = sorted((d for d in documents if d.id in wanted), key=lambda d: d.id)
    usage, found = adapt([read(d, trees[d.id], said.get(d.id, ())) for d in chosen])
    return usage, {w.document.id: w for w in found}


def _compare(witnesses: Mapping[str, Witness], usage: Usage) -> dict[Edge, Compared]:
    """Compare the pairs that are worth it; keys are ids, the smaller first."""
    ordered = list(witnesses.values())
    found: dict[Edge, Compared] = {}
    for n, m in candidates(ordered):
        pair = Pair(left=ordered[n], right=ordered[m], usage=usage)
        evidence = weigh(pair)
        found[pair.left.document.id, pair.right.document.id] = compared(pair, evidence, probability(evidence))
    return found


def _skeleton(witnesses: Mapping[str, Witness], pairs: Mapping[Edge, Compared], *, everything: bool) -> Skeleton:
    likely = [edge for edge, held in pairs.items() if everything or held.probability >= LIKELY]
    shares = Shares(witnesses, {edge: share(held.pair) for edge, held in pairs.items()})
    edges: list[Edge] = []
    groups: list[tuple[str, ...]] = []

    def earlier(a: str, b: str) -> bool:
        return before(witnesses[a].document.published, witnesses[b].document.published)

    def is_source(a: str, b: str) -> bool:
        held = pairs[min(a, b), max(a, b)]
        return (held.lean if a < b else -held.lean) >= DECIDED

    def origin(a: str, b: str) -> str | None:
        return pairs[min(a, b), max(a, b)].origin

    for component in components(witnesses, likely):
        inside = [e for e in likely if e[0] in component and e[1] in component]
        joined = span(component, inside, shares.closeness, earlier)
        drawn = draw(component, joined, shares.without, is_source, origin)
        edges.extend(drawn.edges)
        groups.extend(drawn.groups)
    return Skeleton(edges=tuple(sorted(edges)), groups=tuple(sorted(groups)))


def _score(story: str, edge: Edge, held: Compared) -> PairScore:
    return PairScore(
        id=make_id("pair", story, *edge),
        story=story,
        left=edge[0],
        right=edge[1],
        probability=held.probability,
        evidence=held.evidence,
    )
