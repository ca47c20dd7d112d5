"""How candidates and alignment grow with the number of documents: ``python -m bench speed.lineage``.

Real texts (``war_articles``), multiplied by the rewriting operators, stand in one story, which is the worst case:
stories of a real collection are small. Timed: finding the pairs worth comparing, and aligning them. The exponent is the
slope of the logarithm of time over the logarithm of documents between two sizes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from math import log
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time

from bench.measure import Measurement, data_file, digest_files
from bench.quality.lineage.rewriting import OPERATORS, split

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage.align import runs
from stemma.lineage.candidates import candidates
from stemma.lineage.readings import Witness, read
from stemma.lineage.usage import adapt
from stemma.model import Document

SIZES = (1_000, 4_000, 16_000)
WORDS = 120
"""Words of a text; longer ones only multiply all times."""

LANGUAGE = "xx"
"""No grammar: parsing is no part of what is timed."""


def measure() -> Measurement:
    """Return documents a second and exponents of growth."""
    path = data_file("war_articles", "war_articles.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    timed = [(size, *_timed(texts, size)) for size in SIZES]
    figures: dict[str, float] = {}
    notes: list[str] = []
    for size, finding, aligning, pairs in timed:
        figures[f"documents a second, {size}"] = size / (finding + aligning)
        peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
        seconds = f"candidates {finding:.1f} s, alignment {aligning:.1f} s"
        notes.append(f"{size:6} documents: {seconds}, {pairs} pairs, peak {peak:.0f} MB")
    for (a, *first), (b, *second) in pairwise(timed):
        slope = log(sum(second[:2]) / sum(first[:2])) / log(b / a)
        notes.append(f"time exponent {a} to {b}: {slope:.2f}")
        figures[f"2 - time exponent, {a} to {b}"] = 2 - slope
    return Measurement(figures=figures, inputs=digest_files([path]), notes=tuple(notes))


def _timed(texts: Sequence[str], size: int) -> tuple[float, float, int]:
    witnesses = _witnesses(texts, size)
    start = process_time()
    pairs = candidates(witnesses)
    found = process_time()
    for a, b in pairs:
        runs(witnesses[a], witnesses[b])
    return found - start, process_time() - found, len(pairs)


def _witnesses(texts: Sequence[str], size: int) -> tuple[Witness, ...]:
    random = Random(size)
    operators = [OPERATORS[name] for name in ("light", "reordered", "paraphrased")]
    made: list[Witness] = []
    for number in range(size):
        sentences = split(" ".join(texts[random.randrange(len(texts))].split()[:WORDS]))
        text = "\n".join(random.choice(operators)(sentences, random))
        name = f"doc_{number:06}"
        document = Document(id=name, capture="", path=name, text=text, language=LANGUAGE)
        made.append(read(document, grow(text, parse(name, text, LANGUAGE))))
    return adapt(made)[1]
