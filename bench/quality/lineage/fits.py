"""Fit how evidence becomes a probability: ``python -m bench.quality.lineage.fits``.

Two numbers, a scale and a prior: ``log odds = PRIOR + SCALE × sum of strengths``, by Newton steps on the half of the
base texts that is for ``fitting`` and the operators that are not held out. Prints them, and Brier and log score on
that half and on the other, as said now and as fitted. Leaves nothing behind: what it prints is put in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np
from bench.measure import data_file
from bench.quality.lineage.outcomes import labelled, traced
from bench.quality.lineage.rewriting import HELD_OUT, OPERATORS
from bench.quality.lineage.scores import Labelled, brier, reliability
from bench.quality.lineage.traditions import Half, traditions

SEED = 3
COUNTS: dict[Half, int] = {"fitting": 90, "reporting": 100}
"""Six operators by five shapes, three times; ten by five, twice, as the benchmark has them."""

STEPS = 30
TIGHT = 1e-4
"""A probability is taken between this and one less this, as it is stored with four decimals."""


def main() -> None:
    """Print scale, prior, and the scores before and after on both halves."""
    chosen, others = said("fitting", sorted(OPERATORS.keys() - HELD_OUT)), said("reporting", sorted(OPERATORS))
    scale, shift = fit(chosen)
    print(f"log odds = {shift:.2f} + {scale:.2f} × the log odds said now")
    for name, pairs in (("fitting", chosen), ("reporting", others)):
        mapped = [(true, 1 / (1 + exp(-shift - scale * _odds(score)))) for true, score in pairs]
        for when, some in (("said", pairs), ("fitted", mapped)):
            print(f"{name}, {when}: Brier {brier(some):.4f}, log score {_loss(some):.4f}")
            for low, high, count, share in reliability(some):
                print(f"    {low:.1f}-{high:.1f}: {count:5} pairs, true {share:.2f}")


def said(half: Half, operators: Sequence[str]) -> list[tuple[bool, float]]:
    """Return truth and probability of every pair of one half whose truth is known."""
    ecb = data_file("stories", "ecbplus_1_35.jsonl")
    war = data_file("war_articles", "war_articles.jsonl")
    found = (traced(t) for t in traditions(ecb, war, half=half, seed=SEED, count=COUNTS[half], operators=operators))
    return [pair for outcome in found for pair in labelled(outcome, outcome.scores())]


def fit(pairs: Labelled) -> tuple[float, float]:
    """Return scale and shift of the log odds under which the truth is likeliest."""
    rows = np.array([[1.0, _odds(score)] for _, score in pairs])
    truth = np.array([float(true) for true, _ in pairs])
    weights = np.array([0.0, 1.0])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (truth - told)
        bend = (rows * (told * (1 - told))[:, None]).T @ rows
        weights = weights + np.linalg.solve(bend + np.eye(2) * TIGHT, slope)
    return float(weights[1]), float(weights[0])


def _odds(score: float) -> float:
    kept = min(1 - TIGHT, max(TIGHT, score))
    return log(kept / (1 - kept))


def _loss(pairs: Labelled) -> float:
    kept = [(true, min(1 - TIGHT, max(TIGHT, score))) for true, score in pairs]
    return sum(-log(score if true else 1 - score) for true, score in kept) / max(1, len(kept))


if __name__ == "__main__":
    main()
