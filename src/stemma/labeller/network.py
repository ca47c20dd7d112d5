"""The trained network: from word pieces to spans.

Enters: a text, its parse, and the spans that the rules found. Leaves: a ``Reading``. Refuses: nothing;
``open_labeller`` says why a network cannot be loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stemma.labeller.clues import SIZES, clues, parsed
from stemma.labeller.labels import Floats, Role, best_path, fits, runs
from stemma.labeller.pieces import Speller, cut, read_vocabulary
from stemma.model import Parse, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, RunOptions

WINDOW = 254
"""Word pieces of one window, as in training; with the two marks at its ends, 256."""

STRIDE = 127
"""Word pieces from one window to the next: each piece is read where it lies deepest, at least 63 from a border. With
214, two fifths of the time saved, exact triples on PolNeAR dev fall from 0.559 to 0.547."""

BATCH = 8
"""Windows read at once. The network rounds by the largest number of its input, so a batch never mixes documents:
what is said of a text must not depend on its neighbours."""

NETWORK, VOCABULARY = "attribution.onnx", "vocabulary.txt"
"""Files beside this module. The vocabulary is that of BERT (uncased; Apache-2.0)."""

_BEGIN, _END = 101, 102


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Spans in text order, none over another, and how well each fits each cue among them.

    ``fits`` has shape (spans, spans): row n, column c is the natural-log score of span n belonging to cue c; minus
    infinity where c is no cue or further than a window.
    """

    spans: tuple[tuple[Role, Span], ...]
    fits: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """Pieces ``start`` to ``end`` are read together; ``first`` to ``last`` lie deepest in this window."""

    start: int
    end: int
    first: int
    last: int


class Labeller:
    """The network with its vocabulary."""

    def __init__(self, session: InferenceSession, vocabulary: Mapping[str, int], options: RunOptions) -> None:
        self._session, self._options = session, options
        self._speller = Speller(vocabulary)

    def read(self, text: str, parse: Parse, ruled: Iterable[tuple[Role, int, int]]) -> Reading:
        """Return what the network reads in a text; ``ruled`` are the spans that the rules found."""
        pieces = parsed(cut(text, self._speller), parse)
        if not len(pieces.ids):
            return Reading(spans=(), fits=np.zeros((0, 0), dtype=np.float32))
        features = np.concatenate([pieces.features, clues(pieces, parse, ruled)], axis=1)
        scores, queries, keys, transitions = self._scores(pieces.ids, features)
        found = runs(best_path(scores, transitions))
        spans = ((r, Span(start=int(pieces.starts[a]), end=int(pieces.ends[b - 1]))) for r, a, b in found)
        return Reading(spans=tuple(spans), fits=fits(found, queries, keys))

    def _scores(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Floats, Floats, Floats, Floats]:
        """Return scores (n, 7), queries and keys (n, 64), and transitions (7, 7)."""
        kept: tuple[list[Floats], ...] = ([], [], [])
        windows = list(_windows(len(ids)))
        transitions = np.zeros((0, 0), dtype=np.float32)
        for n in range(0, len(windows), BATCH):
            group = windows[n : n + BATCH]
            *read, transitions = self._session.run(None, _inputs(group, ids, features), self._options)
            for row, window in enumerate(group):
                inner = slice(1 + window.first - window.start, 1 + window.last - window.start)
                for kind, array in zip(kept, read, strict=True):
                    kind.append(array[row, inner])
        scores, queries, keys = (np.concatenate(kind) for kind in kept)
        return scores, queries, keys, transitions


@cache
def open_labeller() -> Labeller | str:
    """Return the labeller that ships with the package, or why it cannot be loaded; the rules then serve alone."""
    folder = files("stemma.labeller")
    try:
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1  # documents share out the processors
        settings.log_severity_level = 3
        network = folder.joinpath(NETWORK).read_bytes()
        session = onnxruntime.InferenceSession(network, settings, providers=["CPUExecutionProvider"])
        vocabulary = read_vocabulary(folder.joinpath(VOCABULARY).read_text(encoding="utf-8"))
        options = onnxruntime.RunOptions()  # memory goes back after each document: 230 MB, for an eighth of its time
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    except Exception as error:  # whatever is wrong with it, the rules can serve
        return f"{type(error).__name__}: {error}"
    return Labeller(session, vocabulary, options)


def _windows(length: int) -> Iterator[_Window]:
    """Yield the windows over ``length`` pieces; where two overlap, each has the half that lies deeper in it."""
    starts = range(0, max(1, length - WINDOW + STRIDE), STRIDE)
    margin = (WINDOW - STRIDE) // 2
    for start in starts:
        end = min(start + WINDOW, length)
        first = start + margin if start else 0
        last = start + STRIDE + margin if start != starts[-1] else length
        yield _Window(start=start, end=end, first=first, last=last)


def _inputs(
    group: Sequence[_Window], ids: NDArray[np.int64], features: NDArray[np.int64]
) -> dict[str, NDArray[np.int64]]:
    """Return the network's inputs for windows, padded to the longest."""
    longest = max(window.end - window.start for window in group) + 2
    shown = np.zeros((len(group), longest), dtype=np.int64)
    beside = np.zeros((len(group), longest, len(SIZES)), dtype=np.int64)
    mask = np.zeros_like(shown)
    for row, window in enumerate(group):
        size = window.end - window.start
        shown[row, 0], shown[row, size + 1] = _BEGIN, _END
        shown[row, 1 : size + 1] = ids[window.start : window.end]
        beside[row, 1 : size + 1] = features[window.start : window.end]
        mask[row, : size + 2] = 1
    return {"ids": shown, "features": beside, "mask": mask}
