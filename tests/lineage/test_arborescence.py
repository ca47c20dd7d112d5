from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from stemma.lineage.arborescence import arborescence

Costs = Mapping[tuple[str, str], float]


def total(lenders: Mapping[str, str | None], costs: Costs, afresh: float) -> float:
    return sum(afresh if lender is None else costs[name, lender] for name, lender in lenders.items())


def has_circle(lenders: Mapping[str, str | None]) -> bool:
    for name in lenders:
        seen, node = set[str](), name
        while (lender := lenders[node]) is not None:
            if lender in seen:
                return True
            seen.add(lender)
            node = lender
    return False


def test_a_circle_is_cut_where_it_costs_least() -> None:
    costs = {("a", "b"): 1.0, ("b", "a"): 2.0, ("c", "b"): 5.0, ("a", "c"): 4.0}
    assert arborescence("abc", costs, 100.0) == {"a": "b", "b": None, "c": "b"}


def test_what_no_pair_joins_stays_apart() -> None:
    assert arborescence("abc", {("a", "b"): 3.0}, 100.0) == {"a": "b", "b": None, "c": None}


def test_ties_go_to_the_smaller_ids() -> None:
    costs = dict.fromkeys(permutations("abcd", 2), 1.0)
    assert arborescence("dcba", costs, 9.0) == arborescence("abcd", costs, 9.0)


numbers = st.integers(min_value=0, max_value=9)


@given(st.dictionaries(st.sampled_from(list(permutations("abcd", 2))), numbers), numbers)
def test_no_other_choice_of_lenders_is_cheaper(costs: dict[tuple[str, str], int], afresh: int) -> None:
    found = arborescence("abcd", costs, afresh)
    assert not has_circle(found)
    choices = product(*([None, *(b for a, b in sorted(costs) if a == name)] for name in "abcd"))
    others = (dict(zip("abcd", lenders, strict=True)) for lenders in choices)
    cheapest = min(total(other, costs, afresh) for other in others if not has_circle(other))
    assert total(found, costs, afresh) == cheapest
