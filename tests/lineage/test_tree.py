from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from stemma.lineage.tree import Skeleton, Without, components, draw, second_parents, span

Edge = tuple[str, str]


def near(weights: Mapping[Edge, float]) -> Callable[[str, str], float]:
    return lambda a, b: weights.get((a, b), weights.get((b, a), 0.0))


def never(a: str, b: str) -> bool:
    return False


def nothing(a: str, b: str) -> None:
    return None


def test_the_closest_pairs_are_joined() -> None:
    weights = {("a", "b"): 9.0, ("b", "c"): 8.0, ("a", "c"): 7.0}
    assert span("abc", list(weights), near(weights), never) == (("a", "b"), ("b", "c"))


def test_a_document_hangs_on_the_closest_of_those_before_it() -> None:
    weights = {("a", "b"): 5.0, ("a", "c"): 4.0, ("b", "c"): 9.0}
    days = {"a": 1, "b": 3, "c": 2}
    assert span("abc", list(weights), near(weights), lambda x, y: days[x] < days[y]) == (("a", "c"), ("b", "c"))


def lacking(bits: float, *, words: float = 0.0, third: str = "") -> Without:
    return lambda a, b, c, others: (0.0, 0.0) if c == third else (bits, words)


def test_what_each_two_share_and_the_third_lacks_shows_an_unseen_source() -> None:
    edges = (("a", "b"), ("b", "c"))
    drawn = draw(edges, near({}), lacking(90.0), never, nothing)
    assert drawn == Skeleton(edges=(), groups=(("a", "b", "c"),))


def test_a_phrase_that_a_third_lacks_shows_no_unseen_source() -> None:
    edges = (("a", "b"), ("b", "c"))
    drawn = draw(edges, near({}), lacking(20.0), never, nothing)
    assert drawn == Skeleton(edges=edges, groups=())


def test_a_middle_text_that_holds_all_is_the_source() -> None:
    edges = (("a", "b"), ("b", "c"))
    drawn = draw(edges, near({}), lacking(90.0, third="b"), never, nothing)
    assert drawn == Skeleton(edges=edges, groups=())


def test_what_another_neighbour_has_shows_no_unseen_source() -> None:
    edges = (("a", "b"), ("b", "c"), ("c", "d"))
    drawn = draw(edges, near({}), lambda a, b, c, others: (0.0, 0.0) if others else (90.0, 0.0), never, nothing)
    assert drawn == Skeleton(edges=edges, groups=())


def test_who_says_whom_he_retells_needs_no_unseen_source() -> None:
    edges = (("a", "b"), ("b", "c"))
    drawn = draw(edges, near({}), lacking(90.0), lambda a, b: a == "b", nothing)
    assert drawn.groups == ()


def test_a_source_that_both_name() -> None:
    edges = (("a", "b"), ("b", "c"))
    origin = lambda a, b: "quay talk" if (a, b) == ("a", "b") else None  # noqa: E731
    drawn = draw(edges, near({}), lacking(0.0), never, origin)
    assert drawn == Skeleton(edges=(("b", "c"),), groups=(("a", "b"),))


def test_words_that_are_even_show_an_unseen_source_where_sentences_are_not() -> None:
    edges = (("a", "b"), ("b", "c"))

    def without(a: str, b: str, c: str, others: Collection[str]) -> tuple[float, float]:
        return 30.0 + 300.0 * (c != "b"), 30.0

    assert draw(edges, near({}), without, never, nothing).groups == (("a", "b", "c"),)
    assert draw(edges, near({}), lambda *four: (without(*four)[0], 0.0), never, nothing).groups == ()


SQUARE = (("a", "b"), ("a", "c"), ("b", "d"))
STAR = (("a", "b"), ("a", "c"), ("a", "d"))
CORNERS = (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"))


def parts(weaker: float, both: float) -> Callable[[str, str, str], tuple[float, float]]:
    return lambda borrower, first, second: (weaker, both) if (borrower, second) == ("d", "c") else (0.0, 50.0)


def whole(borrower: str, first: str, second: str, third: str) -> float:
    return 0.0


def test_a_second_parent_where_one_end_of_a_document_is_nearer_to_it() -> None:
    skeleton = Skeleton(edges=SQUARE, groups=())

    def seconds(weaker: float, both: float, before: Callable[[str, str], bool] = never) -> tuple[Edge, ...]:
        return second_parents(skeleton, CORNERS, near({}), parts(weaker, both), whole, before).seconds

    assert seconds(9.0, 20.0) == (("c", "d"),)
    assert seconds(3.0, 6.0) == ()
    assert seconds(9.0, 50.0) == ()
    assert seconds(9.0, 20.0, lambda a, b: (a, b) == ("d", "c")) == ()


def test_a_common_neighbour_explains_what_two_documents_share() -> None:
    skeleton = Skeleton(edges=STAR, groups=())
    assert second_parents(skeleton, CORNERS, near({}), parts(9.0, 20.0), whole, never) == skeleton


def test_a_document_whose_ends_are_nearer_to_two_siblings_hangs_on_them() -> None:
    def spliced(borrower: str, first: str, second: str, third: str) -> float:
        return 5.0 if (borrower, first, second, third) == ("d", "b", "c", "a") else 0.0

    drawn = second_parents(Skeleton(edges=STAR, groups=()), CORNERS, near({}), parts(0.0, 9.0), spliced, never)
    assert drawn == Skeleton(edges=SQUARE, groups=(), seconds=(("c", "d"),))


names = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=2)


@given(names, st.randoms(use_true_random=False), st.booleans())
def test_the_drawing_is_a_forest_over_the_components(documents: list[str], random: Random, dated: bool) -> None:
    draws = random.random
    weights = {pair: draws() for pair in combinations(sorted(documents), 2) if draws() < 0.6}
    days = {d: int(draws() * 3) for d in documents}

    def before(a: str, b: str) -> bool:
        return dated and days[a] < days[b]

    edges = span(documents, list(weights), near(weights), before)
    groups = components(documents, weights)
    assert len(edges) == len(documents) - len(groups)
    assert components(documents, edges) == groups
    assert span(list(reversed(documents)), list(reversed(list(weights))), near(weights), before) == edges
