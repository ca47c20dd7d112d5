"""What lineage finds on a tradition, held against its truth: pairs, edges, unseen sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.quality.lineage.traditions import Tradition

from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.lineage import trace
from stemma.model import Document, Lineage, Published, Story

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found on one tradition, without and with known days of publication."""

    tradition: Tradition
    undated: Lineage
    dated: Lineage

    def scores(self) -> Mapping[Pair, float]:
        """Return the probability of every compared pair."""
        return {(p.left, p.right): p.probability for p in self.undated.pairs}


def traced(tradition: Tradition) -> Outcome:
    """Trace a tradition as one story, without dates and with a day for each text in the order it was made."""
    documents = [
        Document(id=f"doc_{name}", capture="", path=name, text=text, language="en")
        for name, text in sorted(tradition.texts.items())
    ]
    trees = {d.id: grow(d.text, parse(d.id, d.text, "en")) for d in documents}
    dated = [replace(d, published=_day(number)) for number, d in enumerate(_made_order(documents))]
    return Outcome(tradition=tradition, undated=_lineage(documents, trees), dated=_lineage(dated, trees))


def _lineage(documents: Sequence[Document], trees: Mapping[str, Tree]) -> Lineage:
    story = Story(id="sto_bench", title="", documents=tuple(sorted(d.id for d in documents)))
    return trace(story, documents, trees, (), config=Config())


def _made_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda d: (not d.path.startswith("copy"), d.path))


def _day(number: int) -> Published:
    day = f"2031-03-{number + 1:02}"
    return Published(earliest=day, latest=day, basis="declared")


def labelled(found: Outcome, scores: Mapping[Pair, float]) -> list[tuple[bool, float]]:
    """Return (true, score) for the pairs whose truth is known."""
    tradition = found.tradition
    known = [(pair, True) for pair in sorted(tradition.same)] + [(pair, False) for pair in sorted(tradition.apart)]
    return [(true, scores.get(_ids(pair), 0.0)) for pair, true in known]


def _ids(pair: Pair) -> Pair:
    a, b = sorted(f"doc_{name}" for name in pair)
    return a, b


def drawn_edges(lineage: Lineage) -> set[Pair]:
    """Return the drawn edges as unordered pairs; all unseen sources go by one name.

    Edges between two accounts are left out: some accounts of ECB+ do retell one another, and nobody knows which.
    """
    return {_edge(k.borrower, k.lender) for k in lineage.links if k.kind != "cites" and "copy" in k.borrower + k.lender}


def _edge(borrower: str, lender: str) -> Pair:
    a, b = sorted("unseen" if end.startswith("src_") else end for end in (borrower, lender))
    return a, b


def drawn_arcs(lineage: Lineage) -> set[Pair]:
    return {
        (link.borrower, "unseen" if link.lender.startswith("src_") else link.lender)
        for link in lineage.links
        if link.direction == "decided" and link.kind != "cites" and "copy" in link.borrower + link.lender
    }


def true_arcs(found: Outcome) -> set[Pair]:
    arcs = {(f"doc_{copy}", f"doc_{source}") for copy, source in found.tradition.edges}
    return arcs | {(f"doc_{copy}", "unseen") for copy in found.tradition.unseen}


def true_edges(found: Outcome) -> set[Pair]:
    return {_edge(a, b) for a, b in true_arcs(found)}


def found_unseen(found: Outcome) -> bool:
    below = {f"doc_{name}" for name in found.tradition.unseen}
    return any(len(below & set(source.documents)) > 1 for source in found.undated.unseen)
