"""How much of the truth about the invented demonstration collection a trace recovers.

The truth (``src/stemma/demo/truth.toml``) was written before any trace of the collection. Each figure is the share
found of one question; ``wrong`` counts what was said and is not so, as the share of questions without such an item.
"""

from __future__ import annotations

from pathlib import Path

from bench.measure import Measurement, digest_files

from stemma import demo, trace
from stemma.config import Config


def measure() -> Measurement:
    """Trace the collection and score it."""
    folder = Path(demo.reports())
    score = demo.score(trace([str(folder)], config=Config(jobs=1)))
    figures = {line.name: line.found / line.total for line in score if line.total}
    figures["questions without a wrong answer"] = sum(not line.wrong for line in score) / len(score)
    truth = folder.parent / "truth.toml"
    return Measurement(
        figures=figures,
        inputs=digest_files([truth, *sorted(p for p in folder.iterdir() if p.is_file())]),
        cases={f"{line.name}: {missed}": "missed" for line in score for missed in line.missed}
        | {f"{line.name}: {wrong}": "wrong" for line in score for wrong in line.wrong},
    )
