"""Verbatim reuse against MinHash: ``python -m bench quality.lineage.passages``.

Real reports (``war_articles``), each cut to ``SENTENCES``; into every second one a passage of two sentences of an
earlier one is set, word for word, lightly edited, or reworded. A passage is found where a shared stretch touches it on
both sides; found pairs of documents with no passage in common are wrong; the reports are of one war, so some
share words. ``datasketch`` runs in an environment of its own: ``STEMMA_PEERS`` names its Python.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time

from bench.measure import Measurement, data_file, digest_files
from bench.quality.lineage.rewriting import OPERATORS, split

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage.align import runs
from stemma.lineage.candidates import candidates
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import read
from stemma.lineage.usage import adapt
from stemma.model import Document

SEED, SENTENCES = 9, 12
KINDS = ("verbatim", "light", "paraphrased")

Place = tuple[int, int]
Reuse = tuple[Place, Place, str]
"""(document, first sentence) of the lender and of the borrower, and how it was copied."""


def measure() -> Measurement:
    """Return recall by kind of copy, precision, seconds and memory."""
    path = data_file("war_articles", "war_articles.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    documents, reused = _planted(texts)
    pairs, seconds, memory = _ours(documents)
    figures = _figures(pairs, reused)
    peers: dict[str, dict[str, float]] = {}
    notes = [f"ours {seconds:.1f} s, peak {memory:.0f} MB (with the parse)"]
    python = os.environ.get("STEMMA_PEERS")
    if python:
        script = str(Path(__file__).parent / "minhash.py")
        done = subprocess.run([python, script], input=json.dumps(documents), capture_output=True, text=True, check=True)
        told = json.loads(done.stdout)
        peers["datasketch"] = _figures([(tuple(a), tuple(b)) for a, b in told["pairs"]], reused)
        notes.append(f"datasketch {told['seconds']:.1f} s, peak {told['mb']:.0f} MB")
    return Measurement(figures=figures, peers=peers, inputs=digest_files([path]), notes=tuple(notes))


def _planted(texts: Sequence[str]) -> tuple[list[list[str]], list[Reuse]]:
    random = Random(SEED)
    documents: list[list[str]] = []
    reused: list[Reuse] = []
    for text in texts:
        sentences = [s for s in split(text) if 8 <= len(s.split()) <= 60][:SENTENCES]
        if len(sentences) < 6:
            continue
        if len(documents) % 2:
            lender, kind = random.randrange(len(documents)), random.choice(KINDS)
            first, at = random.randrange(len(documents[lender]) - 1), random.randrange(len(sentences))
            copy = OPERATORS[kind](tuple(documents[lender][first : first + 2]), random)[:2]
            reused.append(((lender, first), (len(documents), at), kind))
            sentences[at:at] = copy
        documents.append(sentences)
    return documents, reused


def _ours(documents: Sequence[Sequence[str]]) -> tuple[list[tuple[Place, Place]], float, float]:
    """Return the sentences that telling runs join, and what that cost; parsing is not timed."""
    made = []
    for n, sentences in enumerate(documents):
        text, name = "\n".join(sentences), f"doc_{n:04}"
        document = Document(id=name, capture="", path=name, text=text, language="en")
        made.append((document, grow(text, parse(name, text, "en")), sentences))
    start = process_time()
    usage, witnesses = adapt([read(document, tree) for document, tree, _ in made])
    found: list[tuple[Place, Place]] = []
    for a, b in candidates(witnesses):
        pair = Pair(left=witnesses[a], right=witnesses[b], usage=usage)
        if runs(pair.left, pair.right):
            for _, run in pair.telling:
                left = pair.left.span(run.left, run.left + run.length).start
                right = pair.right.span(run.right, run.right + run.length).start
                found.append(((a, _line(made[a][2], left)), (b, _line(made[b][2], right))))
    return found, process_time() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _line(sentences: Sequence[str], offset: int) -> int:
    end = 0
    for number, sentence in enumerate(sentences):
        end += len(sentence) + 1
        if offset < end:
            return number
    return len(sentences) - 1


def _figures(pairs: Sequence[tuple[Place, Place]], reused: Sequence[Reuse]) -> dict[str, float]:
    found = {tuple(sorted(pair)) for pair in pairs}
    figures: dict[str, float] = {}
    for kind in KINDS:
        some = [r for r in reused if r[2] == kind]
        figures[f"passages found, {kind}"] = sum(_is_found(r, found) for r in some) / len(some)
    true = {(a[0], b[0]) for a, b, _ in reused}
    drawn = {(a[0], b[0]) for a, b in found}
    figures["found pairs of documents that are planted"] = len(drawn & true) / max(1, len(drawn))
    return figures


def _is_found(reuse: Reuse, found: set[tuple[Place, ...]]) -> bool:
    (lender, first), (borrower, at), _ = reuse
    return any(
        tuple(sorted(((lender, first + n), (borrower, at + m)))) in found for n in range(-1, 3) for m in range(-1, 3)
    )
