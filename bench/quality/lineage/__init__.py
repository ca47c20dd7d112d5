"""Lineage on synthetic news traditions with known truth: ``python -m bench quality.lineage``.

Only the half of the base texts that nothing was chosen on is measured here (``traditions``); the operators in
``HELD_OUT`` were never used for fitting either. The naive baseline beside ours is the cosine of TF-IDF vectors
(same-source ranking) and its spanning tree (edges).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bench.measure import Measurement, data_file, digest_files
from bench.quality.lineage.baseline import cosines, spanning_edges
from bench.quality.lineage.outcomes import (
    Outcome,
    drawn_arcs,
    drawn_edges,
    found_unseen,
    labelled,
    traced,
    true_arcs,
    true_edges,
)
from bench.quality.lineage.rewriting import HEAVY, HELD_OUT, OPERATORS
from bench.quality.lineage.scores import area, brier, f1, reliability
from bench.quality.lineage.traditions import JUDGED, SHAPES, traditions

SEED, COUNT = 3, 100
"""Ten operators by five shapes, twice. A run parses some 700 short texts: under a minute."""

TRACELESS = frozenset({"verbatim", "cut"})
"""Operators whose copies of one text do not tell which of them was made from which; they count for ranking only."""


def measure() -> Measurement:
    """Return ranking, calibration, edges and unseen sources over the traditions."""
    ecb = data_file("stories", "ecbplus_1_35.jsonl")
    war = data_file("war_articles", "war_articles.jsonl")
    outcomes = [traced(t) for t in traditions(ecb, war, half="reporting", seed=SEED, count=COUNT)]
    figures, peers = _figures(outcomes)
    pairs = [s for o in outcomes for s in labelled(o, o.scores())]
    table = [f"said {low:.1f}-{high:.1f}: {n:5} pairs, true {share:.2f}" for low, high, n, share in reliability(pairs)]
    return Measurement(
        figures=figures,
        peers={"tf-idf": peers},
        inputs=digest_files([ecb, war, JUDGED]),
        notes=(
            "same source or not, said against true (same-source pairs are 1 in 5 here)",
            *table,
            "edges F1 by shape: light, heavy rewriting, and the spanning tree of TF-IDF for each",
            *_by_shape(outcomes),
        ),
        cases={f"{o.tradition.name} {o.tradition.operator} {o.tradition.shape}": _told(o) for o in outcomes},
    )


def _by_shape(outcomes: Sequence[Outcome]) -> list[str]:
    rows = []
    for shape in SHAPES:
        told = []
        for heavy in (False, True):
            some = [o for o in outcomes if o.tradition.shape == shape and (o.tradition.operator in HEAVY) == heavy]
            some = [o for o in some if o.tradition.operator not in TRACELESS]
            told.append(f1((drawn_edges(o.undated), true_edges(o)) for o in some))
            told.append(f1((spanning_edges(o.tradition), true_edges(o)) for o in some))
        rows.append(f"{shape:8} {told[0]:.3f} {told[2]:.3f}   tf-idf {told[1]:.3f} {told[3]:.3f}")
    return rows


def _figures(outcomes: Sequence[Outcome]) -> tuple[dict[str, float], dict[str, float]]:
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for name, chosen in (("heavy", HEAVY), ("light", frozenset(OPERATORS) - HEAVY)):
        some = [o for o in outcomes if o.tradition.operator in chosen]
        ours[f"same source AUC, {name} rewriting"] = area([s for o in some for s in labelled(o, o.scores())])
        theirs[f"same source AUC, {name} rewriting"] = area(
            [s for o in some for s in labelled(o, cosines(o.tradition))]
        )
        some = [o for o in some if o.tradition.operator not in TRACELESS]
        ours[f"edges F1, {name} rewriting"] = f1((drawn_edges(o.undated), true_edges(o)) for o in some)
        theirs[f"edges F1, {name} rewriting"] = f1((spanning_edges(o.tradition), true_edges(o)) for o in some)
        ours[f"directed edges F1 with days, {name} rewriting"] = f1((drawn_arcs(o.dated), true_arcs(o)) for o in some)
    for operator in sorted(HEAVY | HELD_OUT):
        some = [o for o in outcomes if o.tradition.operator == operator]
        ours[f"same source AUC, {operator}"] = area([s for o in some for s in labelled(o, o.scores())])
    pairs = [s for o in outcomes for s in labelled(o, o.scores())]
    ours["1 - Brier"] = 1 - brier(pairs)
    apart = [score for true, score in pairs if not true]
    ours["independent pairs kept apart"] = sum(score < 0.5 for score in apart) / len(apart)
    hidden = [o for o in outcomes if o.tradition.unseen and o.tradition.operator not in TRACELESS]
    ours["unseen sources found"] = sum(found_unseen(o) for o in hidden) / len(hidden)
    shown = [o for o in outcomes if not o.tradition.unseen]
    ours["no unseen source invented"] = sum(not o.undated.unseen for o in shown) / len(shown)
    return ours, theirs


def _told(found: Outcome) -> str:
    drawn, true = drawn_edges(found.undated), true_edges(found)
    counts: dict[str, int] = defaultdict(int)
    for edge in drawn | true:
        counts["right" if edge in drawn & true else "extra" if edge in drawn else "missed"] += 1
    return ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
