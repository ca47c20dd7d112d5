"""How candidates and alignment grow with the number of documents: ``python -m bench speed.lineage``.

Passages of real texts (``war_articles``), multiplied by the rewriting operators, stand in one story, which is the worst
case: stories of a real collection are small. Timed, in processor time: finding the pairs worth comparing, and aligning
them. The exponent is the slope of the logarithm of time over the logarithm of documents between two sizes. Each passage
stands in ``COPIES`` documents at every size, so that a pair is no longer to align in the larger story than in the
smaller. Memory: the peak of the process with the documents read, and after.

Beside it, the seed texts from file to probabilities; the notes say which pairs come out above a half.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import log
from random import Random
from resource import RUSAGE_SELF, getrusage
from sys import intern
from time import process_time

from bench.measure import Measurement, data_file, digest_files
from bench.quality.lineage.rewriting import OPERATORS, split

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage.align import runs
from stemma.lineage.candidates import candidates
from stemma.lineage.evidence import probability, weigh
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness, read
from stemma.lineage.usage import adapt
from stemma.model import Document

SIZES = (1_000, 10_000, 100_000)
WORDS = 120
"""Words of a text; longer ones only multiply all times."""

COPIES = 100
"""Documents of one passage: ten passages at the smallest size, 1,000 at the largest; the texts hold 1,225."""

LANGUAGE = "xx"
"""No grammar: parsing is no part of what is timed."""


def measure() -> Measurement:
    """Return documents a second and exponents of growth."""
    path = data_file("war_articles", "war_articles.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, float] = {}
    notes = [_seeds()]
    timed: list[tuple[int, float]] = []
    for size in SIZES:
        witnesses = _witnesses(_passages(texts)[: max(1, size // COPIES)], size)
        read_in = _peak()
        finding, aligning, pairs = _timed(witnesses)
        figures[f"documents a second, {size}"] = size / (finding + aligning)
        timed.append((size, finding + aligning))
        seconds = f"candidates {finding:.2f} s, alignment {aligning:.2f} s of processor time"
        notes.append(
            f"{size:6} documents: {seconds}, {pairs} pairs, peak {read_in:.0f} MB read, {_peak():.0f} MB after"
        )
    for (a, first), (b, second) in pairwise(timed):
        slope = log(second / first) / log(b / a)
        notes.append(f"time exponent {a} to {b}: {slope:.2f}")
        figures[f"2 - time exponent, {a} to {b}"] = 2 - slope
    return Measurement(figures=figures, inputs=digest_files([path]), notes=tuple(notes))


def _timed(witnesses: Sequence[Witness]) -> tuple[float, float, int]:
    start = process_time()
    pairs = candidates(witnesses)
    found = process_time()
    for a, b in pairs:
        runs(witnesses[a], witnesses[b])
    return found - start, process_time() - found, len(pairs)


def _passages(texts: Sequence[str]) -> list[str]:
    """Return all passages of ``WORDS`` words in an order that mixes the texts."""
    worded = [text.split() for text in texts]
    found = [" ".join(w[n : n + WORDS]) for w in worded for n in range(0, len(w) - WORDS + 1, WORDS)]
    Random(0).shuffle(found)
    return found


def _witnesses(passages: Sequence[str], size: int) -> tuple[Witness, ...]:
    """Return copies of the passages in turn, their parses left out, which candidates and alignment do not ask for."""
    random = Random(size)
    operators = [OPERATORS[name] for name in ("light", "reordered", "paraphrased")]
    sentences = [split(passage) for passage in passages]
    none = grow("", parse("", "", LANGUAGE))
    made: list[Witness] = []
    for number in range(size):
        text = "\n".join(random.choice(operators)(sentences[number % len(sentences)], random))
        name = f"doc_{number:06}"
        document = Document(id=name, capture="", path=name, text="", language=LANGUAGE)
        witness = read(document, grow(text, parse(name, text, LANGUAGE)))
        words, stems = tuple(map(intern, witness.words)), tuple(map(intern, witness.stems))
        made.append(replace(witness, tree=none, words=words, stems=stems))
    return adapt(made)[1]


def _peak() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _seeds() -> str:
    """Return what the seed texts cost and which pairs of them come out above a half."""
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(data_file("seeds").glob("*.txt"))}
    grow("", parse("", "A first sentence.", "en"))
    start = process_time()
    trees = {name: grow(text, parse(name, text, "en")) for name, text in texts.items()}
    parsed = process_time()
    documents = [Document(id=name, capture="", path=name, text=text, language="en") for name, text in texts.items()]
    usage, witnesses = adapt([read(document, trees[document.id]) for document in documents])
    pairs = [Pair(left=a, right=b, usage=usage) for a, b in combinations(witnesses, 2)]
    likely = [f"{p.left.document.id}–{p.right.document.id}" for p in pairs if probability(weigh(p)) >= 0.5]
    spent = f"parse {parsed - start:.2f} s, lineage {process_time() - parsed:.2f} s of processor time"
    return f"seed texts: {spent}; above a half: {', '.join(likely)} (passim: 32 s, three pairs)"
