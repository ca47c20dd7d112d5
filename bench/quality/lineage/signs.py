"""Trees of synthetic manuscript traditions: ``python -m bench quality.lineage.signs``.

Average sign score of the tree that ``stemma lineage --one-story`` draws, unseen sources included, for each setting of
``manuscripts``; neighbour joining and RHM beside it. ``SOURCE`` and the rest of the drawing were chosen on other seeds.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from statistics import mean

from bench.measure import Measurement
from bench.quality.lineage.graphs import Edge, average_sign
from bench.quality.lineage.joining import neighbour_joining
from bench.quality.lineage.manuscripts import Manuscripts, manuscripts
from bench.quality.lineage.rhm import rhm

from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage import trace
from stemma.model import Document, Story

SEED, COUNT = 40, 2


def measure() -> Measurement:
    """Return the score in each setting, ours and the peers'."""
    ours: dict[str, list[float]] = defaultdict(list)
    peers: dict[str, dict[str, list[float]]] = {"nj": defaultdict(list), "rhm": defaultdict(list)}
    cases: dict[str, str] = {}
    digest = blake2b(digest_size=8)
    for number, tradition in enumerate(manuscripts(seed=SEED, count=COUNT)):
        names = sorted(tradition.texts)
        digest.update("".join(tradition.texts[name] for name in names).encode())
        drawn = {
            "ours": our_edges(tradition),
            "nj": neighbour_joining(tradition.texts),
            "rhm": rhm(tradition.texts),
        }
        scores = {name: average_sign(tradition.edges, edges, names) for name, edges in drawn.items()}
        ours[tradition.setting].append(scores["ours"])
        for peer in peers:
            peers[peer][tradition.setting].append(scores[peer])
        told = " ".join(f"{name} {score:.3f}" for name, score in scores.items())
        cases[f"{number:02} {tradition.setting} {tradition.language}"] = told
    return Measurement(
        figures=_means(ours),
        peers={p: _means(found) for p, found in peers.items()},
        inputs=digest.hexdigest(),
        cases=cases,
    )


def our_edges(tradition: Manuscripts) -> list[Edge]:
    """Return the links that are drawn when the texts are declared to be one story."""
    documents = [
        Document(id=f"doc_{name}", capture="", path=name, text=text, language=tradition.language)
        for name, text in sorted(tradition.texts.items())
    ]
    trees = {d.id: grow(d.text, parse(d.id, d.text, tradition.language)) for d in documents}
    story = Story(id="sto_bench", title="", documents=tuple(d.id for d in documents))
    found = trace(story, documents, trees, (), config=Config(one_story=True))
    return [(k.borrower.removeprefix("doc_"), k.lender.removeprefix("doc_")) for k in found.links if k.kind != "cites"]


def _means(scores: dict[str, list[float]]) -> dict[str, float]:
    figures = {f"average sign, {setting}": mean(found) for setting, found in scores.items()}
    return {**figures, "average sign, all": mean(figures.values())}
