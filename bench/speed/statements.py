"""What the statements stage costs: parse, mentions and attribution, as a multiple of the bare parse; and the labeller.

``python -m bench speed.statements``: over the same texts, alternating, the bare spaCy pipeline (all its pipes), the
stage by rules alone, and the stage with the labeller; processor time of one process, median of paired runs.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import replace

from bench.measure import DataAbsent, Measurement, data_file, digest_files
from bench.speed.trace import SIZES, clock
from bench.speed.trace import parse as parse_bare

from stemma.ids import make_id
from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

TEXTS = 100
"""Texts of the sample: 70,000 words, some 15 s a row."""

CEILING = 1.25
"""Times the bare parse that the stage without the labeller may cost."""

LEAST = 1_500
"""Words a second and core that the labeller must read."""


def measure() -> Measurement:
    """Measure; a figure is 1 where the bound is kept, the numbers themselves stand in the notes."""
    path = data_file("war_articles", "war_articles.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:TEXTS]]
    labeller = open_labeller()
    if isinstance(labeller, str):
        raise DataAbsent(f"the labeller cannot be loaded: {labeller}")
    for warm in (parse_bare, read_by_rules):
        warm(texts[:3])
    read(texts[:3], labeller)
    rows = [
        (clock(lambda: parse_bare(texts)), clock(lambda: read_by_rules(texts)), clock(lambda: read(texts, labeller)))
        for _ in range(max(SIZES.values()))
    ]
    ratio = statistics.median(rules / bare for bare, rules, _ in rows)
    words = sum(len(text.split()) for text in texts)
    speed = words / statistics.median(whole - rules for _, rules, whole in rows)
    return Measurement(
        figures={f"within {CEILING} of the parse": float(ratio <= CEILING), f"{LEAST} words/s": float(speed >= LEAST)},
        inputs=digest_files([path]),
        notes=(
            f"{len(texts)} texts, {words} words: stage by rules ÷ bare parse {ratio:.2f}",
            f"labeller {speed:,.0f} words a second on one core",
        ),
    )


def read_by_rules(texts: Sequence[str]) -> None:
    """Run the stage without the labeller."""
    read(texts, None)


def read(texts: Sequence[str], labeller: Labeller | None) -> None:
    """Run the stage as the pipeline does."""
    for text in texts:
        document = Document(id=make_id("doc", text), capture="", path="", text=text, language="en")
        tree = grow(text, parse(document.id, text, "en"))
        found = find_mentions(document, tree, open_gazetteer())
        document = replace(document, places=found.places, times=found.times, quantities=found.quantities)
        attribute(document, tree, labeller=labeller)
