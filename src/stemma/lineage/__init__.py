"""Lineage: who retells whom inside a story, even where every sentence was rewritten.

Enters: a story, its documents, their trees, and the statements of the case (none is fine). Leaves: a ``Lineage``:
the compared pairs with evidence and probability, the links of the chosen lineage, and unseen sources. Refuses:
nothing; documents without dates, in any language, of any length, are compared by what is there.

Read ``readings`` (a document as a witness), ``align`` (shared runs of words), ``rules``, ``facts`` and ``credits``
(what speaks for a common source), ``evidence`` (weights), ``direction``, ``tree`` (the drawing) and ``links``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemma.config import Config
from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.lineage.align import Alignment, align
from stemma.lineage.candidates import candidates
from stemma.lineage.evidence import probability, weigh
from stemma.lineage.links import Compared, citations, common_sources, compared, retellings, without_circles
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness, read
from stemma.lineage.skeleton import skeleton
from stemma.lineage.tree import Edge, components
from stemma.lineage.usage import Usage, adapt
from stemma.model import Document, Lineage, Link, PairScore, Statement, Story

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
    usages, witnesses = _witnesses(story, documents, trees, statements)
    pairs = _compare(witnesses, usages, everything=config.one_story)
    scores = tuple(_score(story.id, edge, held) for edge, held in sorted(pairs.items()))
    drawing = skeleton(witnesses, pairs, everything=config.one_story)
    drawn = (*drawing.edges, *drawing.seconds)
    pairs |= _compared(witnesses, usages, sorted(set(drawn) - pairs.keys()))
    links: list[Link] = list(retellings(story.id, drawing.edges, pairs))
    links = without_circles(links, retellings(story.id, drawing.seconds, pairs))
    unseen, below = common_sources(story.id, drawing, pairs, witnesses)
    links.extend(below)
    links = without_circles(links, citations(story.id, drawn, pairs))
    return Lineage(
        story=story.id,
        links=tuple(sorted(links, key=lambda link: link.id)),
        unseen=tuple(sorted(unseen, key=lambda source: source.id)),
        pairs=tuple(sorted(scores, key=lambda score: score.id)),
    )


def _witnesses(
    story: Story, documents: Sequence[Document], trees: Mapping[str, Tree], statements: Sequence[Statement]
) -> tuple[dict[str | None, Usage], dict[str, Witness]]:
    """Return how the story uses its words, language by language, and its witnesses by document id."""
    wanted = set(story.documents)
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document, []).append(statement)
    chosen = sorted((d for d in documents if d.id in wanted), key=lambda d: d.id)
    usages: dict[str | None, Usage] = {}
    found: list[Witness] = []
    for language in dict.fromkeys(d.language for d in chosen):
        own = [read(d, trees[d.id], said.get(d.id, ())) for d in chosen if d.language == language]
        usages[language], adapted = adapt(own)
        found.extend(adapted)
    return usages, {w.document.id: w for w in sorted(found, key=lambda w: w.document.id)}


def _compare(
    witnesses: Mapping[str, Witness], usages: Mapping[str | None, Usage], *, everything: bool
) -> dict[Edge, Compared]:
    """Compare the pairs that are worth it; keys are ids, the smaller first.

    With ``everything`` no document stays without a pair to any other: groups are joined at their first documents.
    """
    ordered = list(witnesses.values())
    ids = list(witnesses)
    wanted = [(ids[n], ids[m]) for n, m in candidates(ordered)]
    if everything:
        first, *rest = [group[0] for group in components(ids, wanted)] or [""]
        wanted.extend((first, other) for other in rest)
    return _compared(witnesses, usages, wanted)


def _compared(
    witnesses: Mapping[str, Witness], usages: Mapping[str | None, Usage], wanted: Iterable[Edge]
) -> dict[Edge, Compared]:
    found: dict[Edge, Compared] = {}
    for left, right in wanted:
        pair = Pair(left=witnesses[left], right=witnesses[right], usage=usages[witnesses[left].document.language])
        evidence = weigh(pair)
        found[left, right] = compared(pair, evidence, probability(evidence))
    return found


def _score(story: str, edge: Edge, held: Compared) -> PairScore:
    return PairScore(
        id=make_id("pair", story, *edge),
        story=story,
        left=edge[0],
        right=edge[1],
        probability=held.probability,
        evidence=held.evidence,
    )
