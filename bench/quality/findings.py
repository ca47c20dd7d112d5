"""Noise of the findings on real news: of those that a person read, how many are wrong or trivial.

Enters: the war articles, 250 bodies of FNC-1's training part, and the labels beside this file (``findings.tsv``: digest
of a finding, kind, sample, label, reason; no word of any article). Leaves: the share of right ones, over all and by
kind, on findings of this run that carry a label, how many right ones are made, and how many carry no label. Refuses:
nothing. A finding is known again by its kind and places; one whose places moved counts as unlabelled.

Each sample was drawn from stories that nobody had looked at, and read once; ``before`` to ``third`` preceded earlier
cuts of the rules and stand on other collections too. ``fifth`` (120 findings: half of the war stories by digest, FNC-1,
parts of PolNeAR's training articles, of LGL and of the news chains) was read after the last, in three turns with cuts
between them: its share as first read is the honest figure, that of what is still made is not. ``after``: made since.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from bench.measure import Measurement, data_file, digest_files

from stemma.config import Config
from stemma.model import Finding
from stemma.pipeline import trace

LABELS = Path(__file__).with_suffix(".tsv")
SIZE = 6
"""Bytes of a finding's digest: two of a thousand findings meet once in 10^8 runs."""


def measure() -> Measurement:
    """Trace both collections and hold the findings against the labels."""
    war, bodies = data_file("war_articles", "war_articles.jsonl"), data_file("stance", "fnc1_train_bodies.jsonl")
    pairs = data_file("stance", "fnc1_train_pairs.jsonl")
    labels = read_labels()
    found = {digest_finding(f): f for path in _collections(war, bodies, pairs) for f in _traced(path)}
    known = {d: labels[d] for d in found if d in labels}
    first = [row for row in labels.values() if row["sample"] == "fifth"]
    return Measurement(
        figures={
            "still made: right": _right(list(known.values())),
            "right ones still made, of 100": sum(row["label"] == "right" for row in known.values()) / 100,
        },
        peers={"as first read": {"still made: right": _right(first)}},
        cases={d: f"{labels[d]['kind']} {labels[d]['label']} {labels[d]['reason']}" for d in sorted(known)},
        inputs=digest_files([war, bodies, pairs, LABELS]),
        notes=tuple(_notes(found, labels, first)),
    )


def digest_finding(finding: Finding) -> str:
    """Return what a finding is known by: its kind and its places."""
    places = sorted({(s.document, s.span.start, s.span.end) for s in finding.spans})
    return blake2b(json.dumps([finding.kind, places]).encode(), digest_size=SIZE).hexdigest()


def read_labels() -> Mapping[str, Mapping[str, str]]:
    """Return the labels by digest."""
    head, *rows = LABELS.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return {cells[0]: dict(zip(names, cells, strict=True)) for cells in (row.split("\t") for row in rows)}


def _right(rows: Sequence[Mapping[str, str]]) -> float:
    return sum(row["label"] == "right" for row in rows) / len(rows) if rows else 0.0


def _traced(path: Path) -> tuple[Finding, ...]:
    return trace([str(path)], config=Config()).findings


def _collections(war: Path, bodies: Path, pairs: Path) -> Iterator[Path]:
    """Yield the files to trace: the war articles, and the bodies written anew without their marks."""
    yield war
    texts = {row["body_id"]: row["text"] for row in _rows(bodies)}
    with tempfile.TemporaryDirectory() as folder:
        yield _write(Path(folder) / "bodies.jsonl", [{"id": f"f{b}", "text": texts[b]} for b in _bodies(pairs)])


READ, LATER, MOST = 300, (900, 200), 250
"""Bodies of FNC-1 that earlier samples read, those of the next (how far it looked, how many it took), and these."""


def _bodies(pairs: Path) -> list[str]:
    """Return bodies of whole headlines, of no story that an earlier sample touched."""
    heads = _heads(pairs)
    touched = _touched(heads, _stories(heads, READ))
    far, took = LATER
    later = [b for b in _stories(heads, far) if b not in touched][:took]
    gone = touched | set(later) | _touched(heads, later)
    return [b for b in _stories(heads, sum(map(len, heads.values()))) if b not in gone][:MOST]


def _touched(heads: Mapping[str, Sequence[str]], some: Sequence[str]) -> set[str]:
    return {b for bodies in heads.values() if set(some) & set(bodies) for b in bodies}


def _heads(pairs: Path) -> dict[str, list[str]]:
    """Return, for each headline of FNC-1, the bodies that speak of it."""
    found: dict[str, list[str]] = {}
    for row in _rows(pairs):
        if row["stance"] != "unrelated" and row["body_id"] not in found.setdefault(row["headline"], []):
            found[row["headline"]].append(row["body_id"])
    return found


def _stories(heads: Mapping[str, Sequence[str]], least: int) -> list[str]:
    """Return bodies of whole headlines of 4 to 14 bodies, in a fixed mixed order, until there are ``least``."""
    took: list[str] = []
    for head in sorted(heads, key=_order):
        if 4 <= len(heads[head]) <= 14 and len(took) < least:
            took += [b for b in heads[head] if b not in took]
    return took


def _order(text: str) -> str:
    return blake2b(text.encode(), digest_size=SIZE).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    path.write_text("".join(json.dumps({**row, "language": "en"}) + "\n" for row in rows), encoding="utf-8")
    return path


def _notes(
    found: Mapping[str, Finding], labels: Mapping[str, Mapping[str, str]], first: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    told = Counter(row["label"] for row in first)
    yield f"fifth sample as first read: {told['right']} right, {told['trivial']} trivial, {told['wrong']} wrong"
    for kind in sorted({row["kind"] for row in first}):
        rows = [row for row in first if row["kind"] == kind]
        yield f"of these {kind}: {sum(row['label'] == 'right' for row in rows)} of {len(rows)} right"
    yield f"{sum(d not in labels for d in found)} of {len(found)} findings of this run carry no label"
