from __future__ import annotations

from tests.lineage.builders import witness

from stemma.lineage.candidates import PARTNERS, SMALL, candidates
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
