"""From page to text: 4-word shingles of the cleaned text against the true article bodies of 181 saved pages.

Scored as the authors of the set do (scrapinghub/article-extraction-benchmark): per page true positives, false
positives and false negatives over shingles; precision and recall averaged over pages; F1 of the two averages.
``exact`` is the share of pages whose words are all and only the true ones. Beside ours, in the same run: trafilatura
alone, and the plain text of the whole page. What Stemma lists as removed is not counted as its text.

Rules and phrases are chosen on the half of the pages whose name has an even first digit in its digest; ``held_f1`` is
the figure on the other half.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import trafilatura
from bench.measure import Measurement, data_file, digest_files

from stemma.config import Config
from stemma.documents import clean
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Reject

SHINGLE = 4
"""Words of a shingle, as the authors chose."""

Counts = tuple[int, int, int]


def measure(*, every: int = 1) -> Measurement:
    """Measure on every page, or on each ``every``-th one."""
    truth_file = data_file("pages", "ground-truth.json")
    truth: dict[str, dict[str, str]] = json.loads(truth_file.read_text(encoding="utf-8"))
    names = sorted(truth)[::every]
    files = [data_file("pages", "html", f"{name}.html.gz") for name in names]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    bodies = [truth[name]["articleBody"] for name in names]
    held = [_is_held(name) for name in names]
    ours = _score(bodies, map(_cleaned, pages))
    alone = _score(bodies, ((trafilatura.extract(page, include_comments=False) or "") for page in pages))
    whole = _score(bodies, (trafilatura.html2txt(page) for page in pages))
    return Measurement(
        figures=_all_figures(ours, held),
        peers={"trafilatura": _all_figures(alone, held), "whole page": _all_figures(whole, held)},
        inputs=digest_files([truth_file, *files]),
        cases={name[:16]: f"{tp} {fp} {fn}" for name, (tp, fp, fn) in zip(names, ours, strict=True)},
        notes=(f"{len(names)} pages; a case is: shingles right, too many, missing",),
    )


def _cleaned(page: bytes) -> str:
    """Return the text of a page without what was removed."""
    digest = digest_bytes(page)
    capture = Capture(id=make_id("cap", digest), locator="page.html", media_type="text/html", data=page, digest=digest)
    document = clean(capture, config=Config())
    if isinstance(document, Reject):
        return ""
    kept, cursor = [], 0
    for hole in document.removed:
        kept.append(document.text[cursor : hole.span.start])
        cursor = hole.span.end
    return "\n".join([*kept, document.text[cursor:]])


def _score(truth: Sequence[str], found: Iterable[str]) -> list[Counts]:
    return [_compare(_shingles(true), _shingles(text)) for true, text in zip(truth, found, strict=True)]


def _compare(true: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> Counts:
    return (true & found).total(), (found - true).total(), (true - found).total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    count = max(1, len(tokens) - SHINGLE + 1) if tokens else 0
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(count))


def _is_held(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest()[0], 16) % 2 == 1


def _all_figures(counts: Sequence[Counts], held: Sequence[bool]) -> dict[str, float]:
    """Return the figures over all pages, and F1 over those that nothing was chosen on."""
    other = [count for count, kept in zip(counts, held, strict=True) if kept]
    return _figures(counts) | ({"held_f1": _figures(other)["f1"]} if other else {})


def _figures(counts: Sequence[Counts]) -> dict[str, float]:
    precision = statistics.mean(tp / (tp + fp) for tp, fp, _ in counts if tp + fp)
    recall = statistics.mean(tp / (tp + fn) for tp, _, fn in counts if tp + fn)
    exact = statistics.mean(float(fp == fn == 0) for _, fp, fn in counts)
    return {
        "f1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "exact": exact,
    }
