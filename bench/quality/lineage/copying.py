"""Weighing sources that copy one another: ``python -m bench quality.lineage.copying``.

Population and Weather (``data/truth``): which value is chosen. Plain voting counts sources; the other counts
each source by its accuracy and less where it probably copies one that was counted already (Dong, Berti-Équille and
Srivastava, VLDB 2009: sharing a *wrong* value is what betrays copying). The truth is used for the score alone.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import exp, log
from pathlib import Path

from bench.measure import Measurement, data_file, digest_files

Item = tuple[str, str]
Claims = Mapping[Item, Mapping[str, str]]
"""For each item what each source says."""

WRONG = 10
"""Wrong values that an item is taken to have."""

COPYING, COPIED = 0.2, 0.8
"""Prior probability that one of two sources copies the other, and the share of values that a copier takes over. Both as
in the paper."""

ROUNDS = 5
FEWEST = 5
"""Items that two sources must have in common before copying is asked about."""


def measure() -> Measurement:
    """Return the share of right values by plain voting and by copy-aware weighing."""
    figures: dict[str, float] = {}
    plain: dict[str, float] = {}
    weighed: dict[str, float] = {}
    files: list[Path] = []
    for name, truths in (("population", "population_truth.jsonl"), ("weather", "weather_truth.jsonl.gz")):
        paths = data_file("truth", f"{name}_claims.jsonl.gz"), data_file("truth", truths)
        files.extend(paths)
        truth: dict[Item, set[str]] = defaultdict(set)
        for record in _records(paths[1]):
            truth[record["object"], record["property"]].add(record["value"])
        claims: dict[Item, dict[str, str]] = defaultdict(dict)
        for record in _records(paths[0]):
            item = record["object"], record["property"]
            if name == "population" or item in truth:
                claims[item][record["source"]] = record["value"]
        figure = f"right values, {name}"
        plain[figure] = _right(vote(claims), truth)
        weighed[figure] = _right(weigh(claims, copying=False), truth)
        figures[figure] = _right(weigh(claims, copying=True), truth)
    return Measurement(
        figures=figures, peers={"voting": plain, "accuracy": weighed}, inputs=digest_files(files), cases={}
    )


def vote(claims: Claims) -> dict[Item, str]:
    """Return the commonest value of each item; ties go to the smaller string."""
    return {item: min(Counter(said.values()).items(), key=lambda v: (-v[1], v[0]))[0] for item, said in claims.items()}


def weigh(claims: Claims, *, copying: bool) -> dict[Item, str]:
    """Return the value of each item by accuracy of its sources, discounted for copying where asked."""
    chosen = vote(claims)
    accuracy: dict[str, float] = defaultdict(lambda: 0.8)
    for _ in range(ROUNDS):
        depends = dependence(claims, chosen, accuracy) if copying else {}
        chosen = {item: _best(said, accuracy, depends) for item, said in claims.items()}
        right: Counter[str] = Counter()
        count: Counter[str] = Counter()
        for item, said in claims.items():
            for source, value in said.items():
                count[source] += 1
                right[source] += value == chosen[item]
        for source, number in count.items():
            accuracy[source] = min(0.99, max(0.05, (right[source] + 4) / (number + 5)))
    return chosen


def dependence(claims: Claims, chosen: Mapping[Item, str], accuracy: Mapping[str, float]) -> dict[Item, float]:
    """Return for each two sources the probability that one copies the other."""
    seen: dict[Item, list[int]] = defaultdict(lambda: [0, 0, 0])
    for item, said in claims.items():
        if len(said) > 1:
            for a, b in combinations(sorted(said), 2):
                kind = 2 if said[a] != said[b] else 0 if said[a] == chosen[item] else 1
                seen[a, b][kind] += 1
    found: dict[Item, float] = {}
    for (a, b), counts in seen.items():
        if sum(counts) >= FEWEST:
            found[a, b] = _copies(counts, accuracy[a], accuracy[b])
    return found


def _copies(counts: Sequence[int], a: float, b: float) -> float:
    """Return the probability of copying from how often two sources agree rightly, agree wrongly, and differ."""
    right, wrong = a * b, (1 - a) * (1 - b) / WRONG
    alone = (right, wrong, 1 - right - wrong)
    mean = (a + b) / 2
    copied = (
        mean * COPIED + right * (1 - COPIED),
        (1 - mean) * COPIED + wrong * (1 - COPIED),
        alone[2] * (1 - COPIED),
    )
    odds = log(COPYING / (1 - COPYING)) + sum(n * log(c / i) for n, c, i in zip(counts, copied, alone, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _best(said: Mapping[str, str], accuracy: Mapping[str, float], depends: Mapping[Item, float]) -> str:
    votes: dict[str, float] = defaultdict(float)
    counted: dict[str, list[str]] = defaultdict(list)
    for source in sorted(said, key=lambda s: (-accuracy[s], s)):
        weight = log(WRONG * accuracy[source] / (1 - accuracy[source]))
        for other in counted[said[source]]:
            weight *= 1 - COPIED * depends.get((min(source, other), max(source, other)), 0.0)
        votes[said[source]] += weight
        counted[said[source]].append(source)
    return min(votes.items(), key=lambda v: (-v[1], v[0]))[0]


def _right(chosen: Mapping[Item, str], truth: Mapping[Item, set[str]]) -> float:
    known = [item for item in truth if item in chosen]
    return sum(chosen[item] in truth[item] for item in known) / len(known)


def _records(path: Path) -> list[dict[str, str]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in text.decode("utf-8").splitlines()]
