"""``stemma demo``: the invented collection, traced and held against its truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Stemma = Callable[..., Result]


def test_the_demo_ends_with_what_was_recovered(stemma: Stemma) -> None:
    done = stemma("demo", "--out", "demo", "--jobs", 1)
    assert done.exit_code == 0, done.output
    dossier, score = done.stdout.split("How much of the truth about this invented collection was recovered:")
    assert dossier.startswith("16 reports · ")
    assert " of " in score
    assert Path("demo/dossier.html").exists()
    assert stemma("stories", "--case", "demo/case.stemma").exit_code == 0
    assert stemma("verify", "demo", "--jobs", 1).exit_code == 0
