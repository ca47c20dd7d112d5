"""What a benchmark takes and gives.

A benchmark is a module with ``measure(data) -> Measurement``; ``bench/__main__.py`` lists them, holds their figures
against the pinned floors, and keeps the result of each case so that a diff shows what flipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path


class DataAbsent(Exception):
    """The labelled data of a benchmark is not on this machine; the benchmark is skipped, with this message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The outcome of one benchmark.

    ``figures``: ours, name → value, higher is better. ``peers``: the same figures of a naive baseline or of
    another tool, measured in the same run. ``cases``: case → outcome. ``inputs``: digest of what was read.
    """

    figures: Mapping[str, float]
    inputs: str
    peers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def data_file(*parts: str) -> Path:
    """Return a file of the labelled data: below ``$STEMMA_DATA``, else ``../shared/data`` beside the project."""
    given = os.environ.get("STEMMA_DATA")
    root = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    path = root.joinpath(*parts)
    if not path.exists():
        raise DataAbsent(f"{'/'.join(parts)} is not below {root}; set STEMMA_DATA to the folder of the labelled data")
    return path


def digest_files(paths: Iterable[Path]) -> str:
    """Return one digest over the bytes of the files, in the order given."""
    digest = blake2b(digest_size=8)
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
