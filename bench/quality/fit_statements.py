"""Fit the weights of ``compare.statements`` on the odd ECB+ topics: ``python -m bench.quality.fit_statements``.

Logistic regression (Newton steps, ridge ``RIDGE``) over the rules; pairs as ``alignment.proposition_pairs`` makes them,
and for each story up to ``BACKGROUND`` pairs of propositions of sentences without a common event, so that the bias fits
any two propositions of a story. Prints what to round and paste; weights in ``KEPT`` are set by hand.
"""

from __future__ import annotations

import numpy as np
from bench.measure import data_file
from bench.quality.alignment import of_one_story, turning_points
from bench.quality.ecb import Sentence, compatible, read_sentences
from bench.quality.stories import read_rows
from numpy.typing import NDArray

from stemma.compare.readings import Reading
from stemma.compare.statements import RULES, shared_words

RIDGE = 2.0
STEPS = 60
BACKGROUND = 400
SPARSE = 5
"""One in so many such pairs is taken, so that they come from all documents of a story."""

RETOLD = 0.5
"""Value of ``shared_words`` from which a background pair is left out: copies retell unmarked sentences too."""

KEPT = frozenset(
    ("both_deny", "object_alone", "other_evidence", "other_places", "other_things", "other_times", "same_amount")
) | frozenset(
    ("same_beside", "same_count", "same_evidence", "same_quote", "same_sentence", "says_little", "swapped_roles")
)

Array = NDArray[np.float64]


def main() -> None:
    """Print the fitted weights beside those in use."""
    rows = [row for row in read_rows(data_file("stories", "ecbplus_1_35.jsonl")) if int(str(row["topic"])) % 2]
    seen, wanted = collect(list(read_sentences(rows, unchecked=True)))
    names = [rule.__name__ for rule, _ in RULES]
    free = [n for n, name in enumerate(names) if name not in KEPT]
    kept = [n for n, name in enumerate(names) if name in KEPT]
    offset = seen[:, kept] @ np.array([RULES[n][1] for n in kept])
    weights = fit(seen[:, free], wanted, offset)
    print(f"BIAS {weights[0]:.2f}")
    for n, weight in zip(free, weights[1:], strict=True):
        print(f"{names[n]:16s} {weight:6.2f}  in use {RULES[n][1]}")


def collect(sentences: list[Sentence]) -> tuple[Array, Array]:
    """Return the values of the rules for each pair, and whether it is one."""
    seen: list[list[float]] = []
    wanted: list[bool] = []
    background: dict[str, int] = {}
    turning = {id(s): list(turning_points(s)) if s.marked else [] for s in sentences}
    for a, b in of_one_story(sentences):
        for _, x, m in turning[id(a)]:
            for _, y, n in turning[id(b)]:
                if m.chain != n.chain or compatible(a, b, x.statement.content, y.statement.content):
                    seen.append(values(x, y))
                    wanted.append(m.chain == n.chain)
        known = (a.marked and b.marked) or a.events & b.events
        if known or background.get(a.story, 0) >= BACKGROUND or (a.span.start + b.span.end) % SPARSE:
            continue
        x, y = a.readings[0], b.readings[-1]
        hit = shared_words(x, y)
        if hit is None or hit[0] < RETOLD:
            background[a.story] = background.get(a.story, 0) + 1
            seen.append(values(x, y))
            wanted.append(False)
    return np.array(seen), np.array(wanted, dtype=np.float64)


def values(left: Reading, right: Reading) -> list[float]:
    """Return how fully each rule holds of a pair."""
    return [0.0 if (hit := rule(left, right)) is None else hit[0] for rule, _ in RULES]


def fit(seen: Array, wanted: Array, offset: Array) -> Array:
    """Return bias and weights by Newton steps."""
    inputs = np.c_[np.ones(len(seen)), seen]
    ridge = np.r_[1e-9, np.full(seen.shape[1], RIDGE)]
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(inputs @ weights + offset)))
        slope = inputs.T @ (chance - wanted) + ridge * weights
        weights -= np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(ridge), slope)
    return weights


if __name__ == "__main__":
    main()
