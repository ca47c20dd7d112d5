"""Story grouping on whole articles with titles and days: 100 reports of business news, all pairs judged by two coders.

Enters: ``stories/newschains_articles.jsonl`` and ``newschains_pairs.jsonl`` of the labelled data (Gedikli, Stockem Novo
and Jannach 2021). Leaves: precision, recall and F1 of the pairs in one story, against each coder, and the same for two
peers: one coder against the other, and TF-IDF with average link, its threshold chosen on ECB+ (odd topics). Nothing of
``stemma.stories`` was chosen on these articles. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from bench.measure import Measurement, data_file, digest_files
from bench.quality.stories import cut, features_of, fitted_threshold, ours, read_rows, tfidf_merges

Pair = frozenset[str]


def measure() -> Measurement:
    """Group the articles as one collection and hold the pairs against each coder."""
    paths = [data_file("stories", name) for name in ("newschains_articles.jsonl", "newschains_pairs.jsonl")]
    ecb = data_file("stories", "ecbplus_1_35.jsonl")
    articles, judged = read_rows(paths[0]), read_rows(paths[1])
    coders = [{frozenset((str(p["a"]), str(p["b"]))) for p in judged if p[c]} for c in ("coder1", "coder2")]
    names = [str(row["id"]) for row in articles]
    found = _together(ours([features_of(row) for row in articles]))
    peer = _together(cut(tfidf_merges(articles, names), names, fitted_threshold(read_rows(ecb))))
    return Measurement(
        figures=_against(coders, found),
        peers={
            "the other coder": {**_named("coder 1", coders[1], coders[0]), **_named("coder 2", coders[0], coders[1])},
            "TF-IDF, average link": _against(coders, peer),
        },
        cases={" ".join(sorted(pair)): _told(pair, coders, found) for pair in sorted(found.union(*coders), key=sorted)},
        inputs=digest_files([*paths, ecb]),
    )


def _together(labels: dict[str, str]) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(sorted(labels), 2) if labels[pair[0]] == labels[pair[1]]}


def _against(coders: Iterable[set[Pair]], found: set[Pair]) -> dict[str, float]:
    scores = (_named(f"coder {n}", gold, found) for n, gold in enumerate(coders, 1))
    return {name: value for one in scores for name, value in one.items()}


def _named(coder: str, gold: set[Pair], found: set[Pair]) -> dict[str, float]:
    right = len(gold & found)
    return {
        f"{coder} precision": right / len(found),
        f"{coder} recall": right / len(gold),
        f"{coder} pair F1": 2 * right / (len(gold) + len(found)),
    }


def _told(pair: Pair, coders: Iterable[set[Pair]], found: set[Pair]) -> str:
    said = ", ".join("together" if pair in gold else "apart" for gold in coders)
    return f"coders {said}; found {'together' if pair in found else 'apart'}"
