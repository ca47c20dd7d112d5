"""Scores: area under the ROC curve, Brier score, F1 over sets, and a reliability table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

Labelled = Sequence[tuple[bool, float]]


def area(pairs: Labelled) -> float:
    """Return the chance that a true pair scores above a false one; ties count half. 0.5 where one kind is missing."""
    true = [score for label, score in pairs if label]
    false = sorted(score for label, score in pairs if not label)
    if not true or not false:
        return 0.5
    wins = sum(bisect_left(false, score) + bisect_right(false, score) for score in true)
    return wins / 2 / len(true) / len(false)


def brier(pairs: Labelled) -> float:
    """Return the mean squared error of probabilities; lower is better, 0.25 is a coin."""
    return sum((score - label) ** 2 for label, score in pairs) / max(1, len(pairs))


def f1(cases: Iterable[tuple[set[tuple[str, str]], set[tuple[str, str]]]]) -> float:
    """Return F1 of found against true items, counts pooled over all cases."""
    right = found = true = 0
    for drawn, wanted in cases:
        right, found, true = right + len(drawn & wanted), found + len(drawn), true + len(wanted)
    return 2 * right / max(1, found + true)


def reliability(pairs: Labelled, *, steps: int = 5) -> Iterator[tuple[float, float, int, float]]:
    """Yield for each band of said probability: its ends, how many pairs it has, and the share that is true."""
    for step in range(steps):
        low, high = step / steps, (step + 1) / steps
        inside = [label for label, score in pairs if low <= score < high or (step == steps - 1 and score == 1.0)]
        yield low, high, len(inside), sum(inside) / max(1, len(inside))
