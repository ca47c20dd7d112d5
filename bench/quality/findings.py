"""Noise of the findings on real news: of those that a person read, how many are wrong or trivial.

Enters: news of many collections, and the labels beside this file (``findings.tsv``: digest of a finding, kind, sample,
label, reason; no word of any article). Leaves: the share of right ones among the findings of this run that carry a
label, how many right ones are made, how many carry no label, and what the last two samples were when they were first
read. Refuses: nothing. A finding is known again by its kind and places; one whose places moved counts as
unlabelled until it is labelled anew.

Each sample was drawn from news that nobody had looked at, and read once; older ones (``before`` to ``fifth``) preceded
earlier rules and stand on other news too. ``sixth``: bodies of FNC-1 (``findings_bodies.txt``), ECB+ topics 18-35,
MEANTIME, GeoWebNews and an eighth of PolNeAR's training articles. ``seventh``: another eighth of these and a sixth of
LGL, after the cuts that the sixth led to. ``eighth``: two more eighths, another sixth of LGL, and 90 texts about the
war, after the next cuts, read by a second, stricter reader who knew no rule. ``ninth``: the last eighth of PolNeAR and
the other half of two thirds of LGL, after the cuts that the eighth led to, read by a third such reader. ``tenth``:
PolNeAR's dev articles, the English texts of the Telegram contest and half of the web pages, after the cuts that the
ninth led to. ``eleventh``: the last third of LGL and the other web pages, after the next. These two were read by such
readers, but for a third of the tenth by the one who made the cuts. ``twelfth``: the 312 reports of the war, whose
stories had been seen for the order of their claims, and few of whose findings had been read since ``fifth``; read by
five such readers. ``thirteenth``: 100 articles of business news with days, of which nothing had been read before; read
by the one who made the rules. Their shares as first read are the honest figures; that of what is still made is not, for
the rules were cut after each sample. All findings of a sample were read, those of one report with them. ``moved``:
findings of the same texts whose places moved with a later parse, or that came with it, judged by the one who made the
change; they are in no sample's share.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bench.measure import Measurement, data_file, digest_files

from stemma.config import Config
from stemma.model import Finding
from stemma.pipeline import trace

LABELS = Path(__file__).with_suffix(".tsv")
BODIES = Path(__file__).with_name("findings_bodies.txt")
"""Numbers of the bodies of FNC-1 in the sixth sample: whole stories that hardly any earlier sample touched (6 of their
findings stand in the fifth)."""

SOURCES = (
    ("stance", "fnc1_train_bodies.jsonl"),
    ("stories", "ecbplus_1_35.jsonl"),
    ("times", "meantime.jsonl"),
    ("places", "geowebnews.jsonl"),
    ("attribution", "polnear_train.jsonl"),
    ("places", "lgl.jsonl"),
    ("war_articles", "ukraine_news_bias.jsonl"),
    ("attribution", "polnear_dev.jsonl"),
    ("stories", "tgcontest_pairs.jsonl"),
    ("war_articles", "war_articles.jsonl"),
    ("stories", "newschains_articles.jsonl"),
)

PAGES = ("pages", "html")
"""Folder of the web pages of which the tenth sample takes one half, the eleventh the other."""

FRESH = ("sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth")
"""The samples read last, each after cuts that the one before had led to."""

FIRST_TOPIC = 18
"""Topics of ECB+ from here on stand in the sixth sample; the others served to make the rules."""

Row = dict[str, Any]
Labels = Mapping[str, str]

SIZE = 6
"""Bytes of a finding's digest: two of a thousand findings meet once in 10^8 runs."""


def measure() -> Measurement:
    """Trace the collections and hold the findings against the labels."""
    labels = read_labels()
    sources = [data_file(*parts) for parts in SOURCES]
    found = {digest_finding(f): f for path in _collections() for f in _traced(path)}
    known = {d: labels[d] for d in found if d in labels}
    first = {sample: [row for row in labels.values() if row["sample"] == sample] for sample in FRESH}
    return Measurement(
        figures={
            "still made: right": _right(list(known.values())),
            "right ones still made, of 100": sum(row["label"] == "right" for row in known.values()) / 100,
        },
        peers={sample: {"still made: right": _right(rows)} for sample, rows in first.items()},
        cases={d: f"{labels[d]['kind']} {labels[d]['label']} {labels[d]['reason']}" for d in sorted(known)},
        inputs=digest_files([*sources, *_every_page(), LABELS, BODIES]),
        notes=tuple(_notes(found, labels, first)),
    )


def digest_finding(finding: Finding) -> str:
    """Return what a finding is known by: its kind and its places."""
    places = sorted({(s.document, s.span.start, s.span.end) for s in finding.spans})
    return blake2b(json.dumps([finding.kind, places]).encode(), digest_size=SIZE).hexdigest()


def read_labels() -> Mapping[str, Labels]:
    """Return the labels by digest."""
    head, *rows = LABELS.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return {cells[0]: dict(zip(names, cells, strict=True)) for cells in (row.split("\t") for row in rows)}


def _right(rows: Sequence[Labels]) -> float:
    return sum(row["label"] == "right" for row in rows) / len(rows) if rows else 0.0


def _traced(path: Path) -> tuple[Finding, ...]:
    return trace([str(path)], config=Config()).findings


def _collections() -> Iterator[Path]:
    """Yield the files to trace, each a collection of its own, written anew without marks."""
    with tempfile.TemporaryDirectory() as folder:
        yield _write(Path(folder) / "bodies.jsonl", _bodies())
        yield _write(Path(folder) / "sixth.jsonl", [*_sixth()])
        yield _write(Path(folder) / "seventh.jsonl", [*_seventh()])
        yield _write(Path(folder) / "eighth.jsonl", [*_eighth()])
        yield _write(Path(folder) / "ninth.jsonl", [*_ninth()])
        yield _write(Path(folder) / "tenth.jsonl", [*_tenth()])
        yield _pages(Path(folder) / "pages", half=0)
        yield _write(Path(folder) / "eleventh.jsonl", [*_local(0, half=0), *_local(0, half=1)])
        yield _pages(Path(folder) / "more_pages", half=1)
        yield data_file(*SOURCES[9])
        yield _write(Path(folder) / "thirteenth.jsonl", [*_thirteenth()])


def _bodies() -> list[Row]:
    texts = {row["body_id"]: row["text"] for row in _rows(data_file(*SOURCES[0]))}
    chosen = map(int, BODIES.read_text(encoding="utf-8").split())
    return [{"id": f"f{number}", "text": texts[number]} for number in chosen]


def _sixth() -> Iterator[Row]:
    for row in _rows(data_file(*SOURCES[1])):
        if row["topic"] >= FIRST_TOPIC:
            yield {"id": f"ecb{row['id']}", "text": row["text"]}
    for row in _rows(data_file(*SOURCES[2])):
        yield {"id": f"mt{row['id']}", "text": row["text"], "published": row["created"], "url": row["url"]}
    for row in _rows(data_file(*SOURCES[3])):
        yield {"id": f"gwn{row['id']}", "text": row["text"], "title": row["title"], "url": row["url"]}
    yield from _politics(0)


def _seventh() -> Iterator[Row]:
    yield from _politics(5)
    yield from _local(2, half=0)


def _eighth() -> Iterator[Row]:
    yield from (*_politics(6), *_politics(7), *_local(1, half=0))
    for number, row in enumerate(_rows(data_file(*SOURCES[6]))):
        yield {"id": f"unb{number}", "text": row["text"]}


def _ninth() -> Iterator[Row]:
    yield from (*_politics(4), *_local(1, half=1), *_local(2, half=1))


def _tenth() -> Iterator[Row]:
    for row in _rows(data_file(*SOURCES[7])):
        yield {"id": f"pnd{row['id']}", "text": row["text"], "published": row["date"]}
    pairs = [row for row in _rows(data_file(*SOURCES[8])) if row["lang"] == "en"]
    texts = {text["url"]: text for pair in pairs for text in (pair["first"], pair["second"])}
    for number, (url, text) in enumerate(texts.items(), 1):
        yield {"id": f"tg{number}", "text": text["text"], "title": text["title"], "url": url}


def _thirteenth() -> Iterator[Row]:
    for row in _rows(data_file(*SOURCES[10])):
        published, url = row["date"], row["url"]
        yield {"id": f"nc{row['id']}", "text": row["text"], "title": row["title"], "published": published, "url": url}


def _pages(folder: Path, *, half: int) -> Path:
    folder.mkdir()
    for page in _every_page():
        if _part(page.name.split(".")[0], 2) == half:
            shutil.copy(page, folder)
    return folder


def _every_page() -> list[Path]:
    return sorted(data_file(*PAGES).iterdir())


def _local(part: int, *, half: int) -> Iterator[Row]:
    for row in _rows(data_file(*SOURCES[5])):
        if _part(row["id"], 3) == part and _part(row["id"] + "x", 2) == half:
            yield {"id": f"lgl{row['id']}", "text": row["text"], "title": row["title"], "published": row["date"]}


def _politics(part: int) -> Iterator[Row]:
    for row in _rows(data_file(*SOURCES[4])):
        if _part(row["id"], 8) == part:
            yield {"id": f"pn{row['id']}", "text": row["text"], "published": row["date"]}


def _part(text: str, parts: int) -> int:
    return blake2b(text.encode(), digest_size=4).digest()[0] % parts


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _write(path: Path, rows: Sequence[Row]) -> Path:
    texts = ({key: value for key, value in row.items() if value} | {"language": "en"} for row in rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in texts), encoding="utf-8")
    return path


def _notes(
    found: Mapping[str, Finding], labels: Mapping[str, Labels], first: Mapping[str, Sequence[Labels]]
) -> Iterator[str]:
    for sample, rows in first.items():
        told = Counter(row["label"] for row in rows)
        yield f"{sample}, first read: {told['right']} right, {told['trivial']} trivial, {told['wrong']} wrong"
        for kind in sorted({row["kind"] for row in rows}):
            own = [row for row in rows if row["kind"] == kind]
            yield f"of these {kind}: {sum(row['label'] == 'right' for row in own)} of {len(own)} right"
    yield f"{sum(d not in labels for d in found)} of {len(found)} findings of this run carry no label"
