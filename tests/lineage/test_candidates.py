from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from itertools import permutations
from random import Random

import pytest
from tests.lineage.builders import witness

from stemma.lineage.candidates import CROWD, FOLLOWERS, PARTNERS, SMALL, candidates
from stemma.lineage.readings import GRAM, Witness
from stemma.lineage.usage import adapt


def test_in_a_small_story_every_pair_is_compared() -> None:
    witnesses = [witness(f"Bread number {n} burnt.", "xx", f"doc_{n}") for n in range(5)]
    assert len(candidates(adapt(witnesses)[1])) == 10


def test_in_a_large_story_only_pairs_that_share_something_rare() -> None:
    texts = [f"kaljaa{n} juuvat{n} hevoset{n} laulaen{n} yhdessä{n}" for n in range(SMALL + 10)]
    texts[3] = texts[7] = "hinaaja saapui iltahämärässä satamaan laulaen"
    witnesses = [witness(text, "xx", f"doc_{n:03}") for n, text in enumerate(texts)]
    assert candidates(adapt(witnesses)[1]) == ((3, 7),)


def test_a_thousand_reprints_do_not_cost_a_million_pairs() -> None:
    witnesses = [witness("hinaaja saapui iltahämärässä satamaan laulaen", "xx", f"doc_{n:04}") for n in range(300)]
    found = candidates(adapt(witnesses)[1])
    assert len(found) <= 300 * PARTNERS
    assert {n for pair in found for n in pair} == set(range(300))


def test_the_index_finds_what_counting_every_shared_feature_finds() -> None:
    """Two partners a document, each sharing some rare words with it, in texts drawn from one small vocabulary."""
    random = Random(4)
    vocabulary = [f"{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}uimaranta" for n in range(100)]
    texts = [" ".join(random.choice(vocabulary) for _ in range(12)) for _ in range(SMALL + 40)]
    witnesses = adapt([witness(text, "xx", f"doc_{n:03}") for n, text in enumerate(texts)])[1]
    assert candidates(witnesses) == counted(witnesses)


def counted(witnesses: Sequence[Witness]) -> tuple[tuple[int, int], ...]:
    holders: dict[tuple[str, ...], list[int]] = {}
    for n, w in enumerate(witnesses):
        grams = [w.words[k : k + GRAM] for k in range(len(w.words) - GRAM + 1)]
        for feature in {*grams, *w.neighbours}:
            holders.setdefault(feature, []).append(n)
    votes: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        votes.update((a, b) for a, b in permutations(found, 2) if len(found) <= CROWD or near(found, a, b))
    best: dict[int, list[tuple[int, int]]] = {}
    for (a, b), count in votes.items():
        best.setdefault(a, []).append((-count, b))
    return tuple(sorted({(min(a, b), max(a, b)) for a, some in best.items() for _, b in sorted(some)[:PARTNERS]}))


def near(holders: Sequence[int], a: int, b: int) -> bool:
    return abs(holders.index(a) - holders.index(b)) <= FOLLOWERS


def test_features_looked_up_in_many_blocks_give_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = [first + second for first in "abcdefgh" for second in "klmnop" for _ in range(3)][: SMALL + 10]
    texts = [f"kaljaa{mark} juuvat{mark} hevoset{mark} laulaen{mark} yhdessä" for mark in marks]
    witnesses = adapt([witness(text, "xx", f"doc_{n:03}") for n, text in enumerate(texts)])[1]
    whole = candidates(witnesses)
    monkeypatch.setattr(import_module("stemma.lineage.candidates"), "BLOCK", 7)
    monkeypatch.setattr("stemma.lineage.fingerprints.BATCH", 11)
    assert candidates(witnesses) == whole
    assert (0, 1) in whole
    assert (0, 3) not in whole


def test_a_large_story_without_words_or_without_anything_shared() -> None:
    empty = adapt([witness("", "xx", f"doc_{n:03}") for n in range(SMALL + 2)])[1]
    assert candidates(empty) == ()
    alone = [witness(f"kaljaa{n} juuvat{n} hevoset{n}", "xx", f"doc_{n:03}") for n in range(SMALL + 2)]
    assert candidates(adapt(alone)[1]) == ()
