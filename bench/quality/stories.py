"""Story grouping on ECB+ topics 1–35, two look-alike events a topic, and on the snippets of GoogleNews-TS.

Enters: ``stories/ecbplus_1_35.jsonl`` and ``stories/googlenews_ts.jsonl`` of the labelled data. Leaves: BCubed
precision, recall and F1 on the even topics (weights and thresholds of ``stemma.stories`` were chosen on the odd ones),
and the same for two peers: TF-IDF with average link, its threshold chosen on the odd topics, and one story a topic; of
GoogleNews-TS every ``STEP``-th text of the stories with an even number. Refuses: nothing.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from bench.measure import Measurement, data_file, digest_files

from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Published
from stemma.stories import Features, extract, group

Labels = dict[str, str]
"""Document id → label."""

Merge = tuple[float, str, str]
"""Height, the group that is kept (the smaller id), and the one that goes into it."""

THRESHOLDS = [n / 100 for n in range(4, 40, 2)]
"""Cosines tried for the TF-IDF peer."""


STEP = 6
"""Every how-manieth text of GoogleNews-TS is grouped: some 900 of 5,500, for the time that the peer takes."""


def measure() -> Measurement:
    """Group all documents of the even topics and of the odd ones, each half by itself."""
    path, other = data_file("stories", "ecbplus_1_35.jsonl"), data_file("stories", "googlenews_ts.jsonl")
    rows = read_rows(path)
    features = {str(row["id"]): features_of(row) for row in rows}
    gold = {str(row["id"]): str(row["story"]) for row in rows}
    topics = {str(row["id"]): str(row["topic"]) for row in rows}
    even = [d for d in gold if int(topics[d]) % 2 == 0]
    odd = [d for d in gold if int(topics[d]) % 2]
    found = {half: ours([features[d] for d in ids]) for half, ids in (("even", even), ("odd", odd))}
    threshold, merged = fitted_threshold(rows), tfidf_merges(rows, even)
    snippets = [row for row in read_rows(other) if int(str(row["story"])) % 2 == 0][::STEP]
    true, told = {str(r["id"]): str(r["story"]) for r in snippets}, [str(r["id"]) for r in snippets]
    peer = _named("snippets", bcubed(true, cut(tfidf_merges(snippets, told), told, threshold)))
    return Measurement(
        figures={
            **_named("snippets", bcubed(true, ours([features_of(r) for r in snippets]))),
            **_named("even", bcubed(_some(gold, even), found["even"])),
            **_named("odd (fitted)", bcubed(_some(gold, odd), found["odd"])),
        },
        peers={
            "TF-IDF, average link": {
                **_named("even", bcubed(_some(gold, even), cut(merged, even, threshold))),
                **peer,
            },
            "one story a topic": _named("even", bcubed(_some(gold, even), _some(topics, even))),
        },
        cases={d: f"{gold[d]} in a story of {_company(d, found, even, gold)}" for d in sorted(gold)},
        inputs=digest_files([path, other]),
        notes=("topics 36 to 45 are kept apart and were never read",),
    )


def read_rows(path: Path) -> list[Mapping[str, object]]:
    """Return the documents of the data set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bcubed(gold: Labels, found: Labels) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 (Bagga and Baldwin 1998)."""
    by_gold, by_found = _inverted(gold), _inverted(found)
    precision = recall = 0.0
    for document in gold:
        right = len(by_gold[gold[document]] & by_found[found[document]])
        precision += right / len(by_found[found[document]])
        recall += right / len(by_gold[gold[document]])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def fitted_threshold(rows: Sequence[Mapping[str, object]]) -> float:
    """Return the cosine at which the TF-IDF peer is best on the odd topics of ECB+."""
    gold = {str(row["id"]): str(row["story"]) for row in rows if int(str(row["topic"])) % 2}
    merges, odd = tfidf_merges(rows, [*gold]), [*gold]
    return max(THRESHOLDS, key=lambda t: bcubed(gold, cut(merges, odd, t))[2])


def tfidf_merges(rows: Sequence[Mapping[str, object]], chosen: Sequence[str]) -> list[Merge]:
    """Merge by TF-IDF cosine with average link, weights from the collection itself; heights fall."""
    wanted = set(chosen)
    bags = {str(r["id"]): Counter(str(r["text"]).lower().split()) for r in rows if str(r["id"]) in wanted}
    frequency = Counter(term for bag in bags.values() for term in bag)
    weigh = {t: math.log(len(bags) / n) for t, n in frequency.items()}
    vectors = {d: _unit({t: (1 + math.log(n)) * weigh[t] for t, n in b.items()}) for d, b in sorted(bags.items())}
    size = dict.fromkeys(vectors, 1)
    sums: dict[str, dict[str, float]] = {d: {} for d in vectors}
    for a, b in combinations(vectors, 2):
        sums[a][b] = sums[b][a] = _dot(vectors[a], vectors[b])
    queue = [(-s, a, b) for a, row in sums.items() for b, s in row.items() if a < b]
    heapq.heapify(queue)
    merges: list[Merge] = []
    while queue:
        height, a, b = heapq.heappop(queue)
        if a not in size or b not in size or -height != sums[a][b] / (size[a] * size[b]):
            continue
        merges.append((-height, a, b))
        size[a] += size.pop(b)
        sums[a].pop(b)
        for other, gone in sums.pop(b).items():
            if other != a:
                sums[other].pop(b)
                sums[a][other] = sums[other][a] = sums[a][other] + gone
                heapq.heappush(queue, (-sums[a][other] / (size[a] * size[other]), min(a, other), max(a, other)))
    return merges


def cut(merges: Sequence[Merge], documents: Sequence[str], threshold: float) -> Labels:
    """Return the groups that the merges at or above a height make."""
    groups = {d: [d] for d in documents}
    for height, a, b in merges:
        if height >= threshold:
            groups[a] += groups.pop(b)
    return {d: name for name, members in groups.items() for d in members}


def features_of(row: Mapping[str, object]) -> Features:
    """Return the features of one document of the data set."""
    identity, text, day = str(row["id"]), str(row["text"]), row.get("date")
    published = Published(earliest=str(day), latest=str(day), basis="declared") if day else None
    title = str(row["title"]) if "title" in row else None
    document = Document(
        id=identity, capture="", path=identity, text=text, language="en", title=title, published=published
    )
    return extract(document, grow(text, parse(identity, text, "en")))


def ours(features: Sequence[Features]) -> Labels:
    """Return the story of each document."""
    return {d: story[0] for story in group(features, config=Config()) for d in story}


def _company(document: str, found: Mapping[str, Labels], even: Sequence[str], gold: Labels) -> str:
    labels = found["even" if document in set(even) else "odd"]
    mates = Counter(gold[d] for d, label in labels.items() if label == labels[document])
    return ", ".join(f"{n} {story}" for story, n in sorted(mates.items()))


def _named(half: str, scores: tuple[float, float, float]) -> dict[str, float]:
    return {f"{half} {name}": value for name, value in zip(("precision", "recall", "BCubed F1"), scores, strict=True)}


def _some(labels: Labels, chosen: Iterable[str]) -> Labels:
    return {d: labels[d] for d in chosen}


def _inverted(labels: Labels) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document, label in labels.items():
        found[label].add(document)
    return found


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {t: w / length for t, w in vector.items()}


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(w * right[t] for t, w in left.items() if t in right)
