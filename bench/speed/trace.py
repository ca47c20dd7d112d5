"""What a whole ``trace`` costs, as a multiple of the bare parse of the same texts.

``python -m bench.speed.trace [--gate] [--profile]``: at two sizes, runs of the bare spaCy pipeline (all its pipes,
one ``nlp.pipe`` over the texts) and of ``stemma.trace`` (one process, no case file), by rules alone and with the
labeller, alternate; the figure is the median of the paired ratios. Loading of libraries and models is left out on all
sides. ``--gate`` fails above ``CEILING``, which holds without the labeller's own cost (DESIGN 7).
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.measure import Measurement, data_file, digest_files

if TYPE_CHECKING:
    from spacy.language import Language

SIZES = {50: 3, 200: 1}
"""Numbers of texts, and how often each is run: the cost of a stage that grows faster than the input shows between
them, and the median of three is not moved by one disturbance. A text costs 0.7 s in all: 4 minutes together."""

CEILING = 1.25
"""Times the bare parse that a trace may cost, the labeller left out."""


def measure() -> Measurement:
    """Measure all sizes; a figure is 1 where a trace costs at most ``CEILING`` times the parse, else 0.

    The ratios themselves stand in the notes: as floors they would fail with the weather of the machine.
    """
    path = data_file("war_articles", "war_articles.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    warm_up(lines[:5])
    rows = [(size, *compare(lines[:size], times)) for size, times in SIZES.items()]
    notes = tuple(
        f"{size:4} texts: parse {bare:.1f} s of processor time, ÷ parse: trace by rules {rules:.2f}, whole {whole:.2f}"
        for size, bare, rules, whole in rows
    )
    figures = {f"within_{CEILING}_at_{size}": float(rules <= CEILING) for size, _, rules, _ in rows}
    return Measurement(figures=figures, inputs=digest_files([path]), notes=notes)


def compare(lines: Sequence[str], times: int = 1) -> tuple[float, float, float]:
    """Return the median seconds of the parse, and the median ratios of a trace by rules and of a whole one to it."""
    texts = [json.loads(line)["text"] for line in lines]
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for done in range(times):
            print(f"{len(lines)} texts, run {done + 1} of {times}", file=sys.stderr)
            bare = clock(lambda: parse(texts))
            pairs.append((bare, clock(lambda: trace(path, labeller=False)) / bare, clock(lambda: trace(path)) / bare))
    bare, rules, whole = (statistics.median(side) for side in zip(*pairs, strict=True))
    return bare, rules, whole


def parse(texts: Sequence[str]) -> None:
    """Run every pipe of the shipped pipeline over the texts."""
    for _ in _pipeline().pipe(texts):
        pass


@cache
def _pipeline() -> Language:
    import spacy

    from stemma.language.english import PIPELINE

    return spacy.load(PIPELINE)


def trace(path: Path, *, labeller: bool = True) -> None:
    """Run the whole pipeline over a file, in this process."""
    import stemma
    from stemma.config import Config

    stemma.trace([str(path)], config=Config(jobs=1, labeller=labeller))


def warm_up(lines: Sequence[str]) -> None:
    """Load all libraries, models and tables on both sides."""
    compare(lines)


def clock(work: Callable[[], None]) -> float:
    """Return the seconds of processor time that ``work`` takes; what else the machine does hardly moves them."""
    start = process_time()
    work()
    return process_time() - start


def profile(lines: Sequence[str]) -> None:
    """Print where a trace of the texts spends its time."""
    warm_up(lines[:5])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        profiler = cProfile.Profile()
        profiler.runcall(trace, path)
    pstats.Stats(profiler).sort_stats("tottime").print_stats("stemma", 40)


def main() -> int:
    """Print the table; 1 above the ceiling where ``--gate`` is given."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed.trace", description=__doc__)
    parser.add_argument("--gate", action="store_true", help=f"exit 1 above {CEILING}")
    parser.add_argument("--profile", action="store_true", help="show where the time of 50 texts goes instead")
    options = parser.parse_args()
    if options.profile:
        path = data_file("war_articles", "war_articles.jsonl")
        profile(path.read_text(encoding="utf-8").splitlines()[: min(SIZES)])
        return 0
    measured = measure()
    print("\n".join(measured.notes))
    return int(options.gate and not all(measured.figures.values()))


if __name__ == "__main__":
    sys.exit(main())
