"""Labels of word pieces, and the way from spans to labels and back.

Enters: spans with roles, or a labeller's scores. Leaves: label arrays, or spans with roles and the cue of each.
Refuses: paths that no text can have (an inside piece without its beginning).

Seven labels (BIO): 0 outside; 1, 2 source; 3, 4 cue; 5, 6 content; odd begins, even goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from stemma.labeller.pieces import Pieces

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
LABELS = 1 + 2 * len(ROLES)

FURTHEST = 254
"""Word pieces between a source or content and its cue: the pieces of one window, beyond which no link was learned."""

_NEVER = -1e4
"""Added to the score of a path that cannot be."""

Floats = NDArray[np.float32]
Run = tuple[Role, int, int]


def paint(pieces: Pieces, spans: Iterable[tuple[Role, int, int]]) -> NDArray[np.int64]:
    """Return the label of every piece; where spans overlap, the later one covers the earlier."""
    labels = np.zeros(len(pieces.ids), dtype=np.int64)
    for role, start, end in spans:
        first, last = np.searchsorted(pieces.ends, start, "right"), np.searchsorted(pieces.starts, end, "left")
        if first < last:
            begins = 1 + 2 * ROLES.index(role)
            labels[first:last] = begins + 1
            labels[first] = begins
    return labels


def best_path(scores: Floats, transitions: Floats) -> NDArray[np.int64]:
    """Return the labels of the best path (Viterbi): scores of shape (n, 7), transitions of shape (7, 7), from by to."""
    goes_on = np.arange(2, LABELS, 2)
    allowed = transitions.astype(np.float64)
    for label in goes_on:
        allowed[[n for n in range(LABELS) if n not in (label, label - 1)], label] += _NEVER
    path = np.zeros(len(scores), dtype=np.int64)
    if not len(scores):
        return path
    best = scores[0].astype(np.float64)
    best[goes_on] += _NEVER
    came_from = np.zeros(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        every = best[:, None] + allowed
        came_from[n] = every.argmax(0)
        best = every.max(0) + scores[n]
    path[-1] = best.argmax()
    for n in range(len(scores) - 1, 0, -1):
        path[n - 1] = came_from[n, path[n]]
    return path


def runs(path: NDArray[np.int64]) -> list[Run]:
    """Return the spans of a path as (role, first piece, piece after the last)."""
    found: list[Run] = []
    for n, label in enumerate(path.tolist()):
        if label % 2:
            found.append((ROLES[label // 2], n, n + 1))
        elif label:
            role, first, _ = found[-1]
            found[-1] = (role, first, n + 1)
    return found


def fits(found: Sequence[Run], queries: Floats, keys: Floats) -> Floats:
    """Return how well each span (row) belongs to each as its cue (column): natural-log scale; only cues are columns."""
    shape = (len(found), len(found))
    table = np.full(shape, -np.inf, dtype=np.float32)
    cues = [n for n, (role, _, _) in enumerate(found) if role == "cue"]
    if cues:
        firsts = np.array([first for _, first, _ in found])
        near = np.abs(firsts[:, None] - firsts[None, cues]) < FURTHEST
        scores = queries[firsts] @ keys[firsts[cues]].T / np.sqrt(queries.shape[1])
        table[:, cues] = np.where(near, scores, -np.inf)
    return table
