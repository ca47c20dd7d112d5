"""Noise of the findings on real news: of those that a person read, how many are wrong or trivial.

Enters: the war articles, ECB+ topics 1–35, the news chains and PolNeAR's development part of the labelled data, and
the labels beside this file (``findings.tsv``: digest of a finding, kind, sample, label, reason; no word of any
article). Leaves: the share of right ones, over all and by kind, on findings of this run that carry a label, and how
many carry none. Refuses: nothing. A finding is known again by its kind and places; one whose places moved counts as
unlabelled.

``before`` was read before the rules were cut: it says what was removed, and is no estimate. ``between`` was read after
the first cut and led to the second. ``fresh`` was drawn and read after the last, from articles that nobody had looked
at. ``second`` (FNC-1 train bodies, articles on the war of 2013–14, PolNeAR train) was read after a third cut and led to
a fourth; ``third`` (other stories of the same, and MEANTIME) after that: the figure to quote.
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
    """Trace all collections and hold the findings against the labels."""
    war, ecb = data_file("war_articles", "war_articles.jsonl"), data_file("stories", "ecbplus_1_35.jsonl")
    chains = data_file("stories", "newschains_articles.jsonl")
    polnear = data_file("attribution", "polnear_dev.jsonl")
    labels = read_labels()
    found = {digest_finding(f): f for path in _collections(war, ecb, chains, polnear) for f in _traced(path)}
    fresh = {d: labels[d] for d in found if d in labels and labels[d]["sample"] == "fresh"}
    known = {d: labels[d] for d in found if d in labels}
    kinds = sorted({row["kind"] for row in fresh.values()})
    return Measurement(
        figures={
            "labelled and still made: right": _right(list(known.values())),
            "third: right": _right([r for r in known.values() if r["sample"] == "third"]),
            "fresh: right": _right(list(fresh.values())),
            **{f"fresh: right, {kind}": _right([r for r in fresh.values() if r["kind"] == kind]) for kind in kinds},
        },
        peers={
            "before the rules were cut": {
                "fresh: right": _right([r for r in labels.values() if r["sample"] == "before"])
            }
        },
        cases={d: f"{labels[d]['kind']} {labels[d]['label']} {labels[d]['reason']}" for d in sorted(known)},
        inputs=digest_files([war, ecb, chains, polnear, LABELS]),
        notes=tuple(_notes(found, labels, fresh)),
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
    return trace([str(path)], config=Config(jobs=1)).findings


def _collections(war: Path, ecb: Path, chains: Path, polnear: Path) -> Iterator[Path]:
    """Yield the files to trace, written anew without their marks; ECB+ in odd and even topics apart."""
    yield war
    with tempfile.TemporaryDirectory() as folder:
        for half in (0, 1):
            some = [r for r in _rows(ecb) if int(r["topic"]) % 2 == half]
            yield _write(Path(folder) / f"ecb{half}.jsonl", [{"id": r["id"], "text": r["text"]} for r in some])
        fresh = [{"id": r["id"], "title": r["title"], "published": r["date"], "text": r["text"]} for r in _rows(chains)]
        for row in _rows(polnear):
            one = {"id": f"p{row['id']}"[:41], "title": row["title"], "published": row["date"], "text": row["text"]}
            fresh.append({**one, "outlet": row["publisher"]})
        yield _write(Path(folder) / "fresh.jsonl", fresh)
        for name, rows in (("second", _second()), ("third", _third())):
            yield _write(Path(folder) / f"{name}.jsonl", rows)


def _second() -> list[dict[str, str]]:
    """Return articles on the war of 2013–14, 110 of PolNeAR's training part, and 131 bodies of FNC-1's."""
    war = [{"id": r["id"], "text": r["text"]} for r in _rows(data_file("war_articles", "ukraine_news_bias.jsonl"))]
    return [*war, *_polnear_train(0), *_bodies(_stories(130))]


def _third() -> list[dict[str, str]]:
    """Return the next of the same, of no story that the second sample touched, and sixty articles of MEANTIME."""
    heads, before = _heads(), set(_stories(130))
    touched = {b for bodies in heads.values() if before & set(bodies) for b in bodies}
    bodies = [b for b in _stories(300) if b not in touched][:130]
    times = _rows(data_file("times", "meantime.jsonl"))[:60]
    dated = [{"id": r["id"][:40], "published": r["created"], "text": r["text"]} for r in times]
    return [*_polnear_train(PART), *_bodies(bodies), *dated]


PART = 110
"""Articles of PolNeAR's training part in each sample."""


def _polnear_train(first: int) -> list[dict[str, str]]:
    rows = sorted(_rows(data_file("attribution", "polnear_train.jsonl")), key=lambda r: _order(r["id"]))
    return [
        {"id": "t" + _order(r["id"]), "title": r["title"], "published": r["date"], "outlet": r["publisher"]}
        | {"text": r["text"]}
        for r in rows[first : first + PART]
    ]


def _heads() -> dict[str, list[str]]:
    """Return, for each headline of FNC-1, the bodies that speak of it."""
    found: dict[str, list[str]] = {}
    for row in _rows(data_file("stance", "fnc1_train_pairs.jsonl")):
        if row["stance"] != "unrelated" and row["body_id"] not in found.setdefault(row["headline"], []):
            found[row["headline"]].append(row["body_id"])
    return found


def _stories(least: int) -> list[str]:
    """Return bodies of whole headlines of 4 to 14 bodies, in a fixed mixed order, until there are ``least``."""
    heads, took = _heads(), list[str]()
    for head in sorted(heads, key=_order):
        if 4 <= len(heads[head]) <= 14 and len(took) < least:
            took += [b for b in heads[head] if b not in took]
    return took


def _bodies(some: Sequence[str]) -> list[dict[str, str]]:
    texts = {r["body_id"]: r["text"] for r in _rows(data_file("stance", "fnc1_train_bodies.jsonl"))}
    return [{"id": f"f{b}", "text": texts[b]} for b in some]


def _order(text: str) -> str:
    return blake2b(text.encode(), digest_size=SIZE).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    path.write_text("".join(json.dumps({**row, "language": "en"}) + "\n" for row in rows), encoding="utf-8")
    return path


def _notes(
    found: Mapping[str, Finding], labels: Mapping[str, Mapping[str, str]], fresh: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    told = Counter(row["label"] for row in fresh.values())
    yield f"fresh sample: {told['right']} right, {told['trivial']} trivial, {told['wrong']} wrong"
    yield f"{sum(d not in labels for d in found)} of {len(found)} findings of this run carry no label"
    earlier = [row for row in labels.values() if row["sample"] == "before"]
    kept = Counter(row["label"] for d, row in labels.items() if row["sample"] == "before" and d in found)
    whole = Counter(row["label"] for row in earlier)
    yield "read before, still there: " + ", ".join(
        f"{kept[k]} of {whole[k]} {k}" for k in ("right", "trivial", "wrong")
    )
