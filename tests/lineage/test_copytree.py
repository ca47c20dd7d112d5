from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from stemma.lineage.collation import Collation
from stemma.lineage.copytree import SOURCE, copy_tree, variants

CHANGES = int(SOURCE) + 2
"""Changes on one branch that are worth an unseen source."""


def collation(*readings: Sequence[str]) -> Collation:
    """Return a table of copies ``a``, ``b`` and so on; ``-`` is a word left out."""
    names = "abcdefghij"[: len(readings)]
    columns = tuple(
        {n: w for n, w in zip(names, column, strict=True) if w != "-"} for column in zip(*readings, strict=True)
    )
    return Collation(names=tuple(names), columns=columns)


def never(a: str, b: str) -> bool:
    return False


def branch(at: int, of: int) -> str:
    """Return a text in which one of ``of`` stretches differs from all other texts."""
    return "x" * CHANGES * at + "y" * CHANGES + "x" * CHANGES * (of - at - 1)


def test_a_copy_inside_the_tree_is_the_source_of_the_others() -> None:
    plain = "x" * CHANGES * 2
    assert copy_tree(collation(branch(0, 2), plain, branch(1, 2)), never).edges == ((0, 1), (1, 2))


def test_three_copies_with_changes_of_their_own_have_an_unseen_source() -> None:
    tree = copy_tree(collation(branch(0, 3), branch(1, 3), branch(2, 3)), never)
    assert tree.edges == ((0, 3), (1, 3), (2, 3))
    assert set(tree.readings[3].tolist()) == {1, 2} or len(set(tree.readings[3].tolist())) == 1


def test_a_slip_that_two_share_by_accident_makes_no_source() -> None:
    tree = copy_tree(collation("y" + branch(0, 2), "x" + "x" * CHANGES * 2, "y" + branch(1, 2)), never)
    assert max(n for edge in tree.edges for n in edge) == 2


def test_many_words_left_out_together_are_one_change() -> None:
    long, cut = "abcdefghijklmnopqrst", "abcde----------pqrst"
    assert variants(collation(long, cut)).shape[1] == 1


def test_no_copy_hangs_on_a_later_one() -> None:
    days = {"a": 1, "b": 3, "c": 2}
    plain = "x" * CHANGES * 2
    edges = copy_tree(collation(branch(0, 2), plain, branch(1, 2)), lambda x, y: days[x] < days[y]).edges
    assert (1, 2) not in edges or (0, 1) not in edges


texts = st.lists(st.text("xyz-", min_size=12, max_size=12), min_size=2, max_size=7)


@given(texts)
def test_the_drawing_is_a_tree_and_every_source_has_three_neighbours(readings: list[str]) -> None:
    tree = copy_tree(collation(*readings), never)
    nodes = {n for edge in tree.edges for n in edge}
    assert set(range(len(readings))) <= nodes
    assert len(tree.edges) == len(nodes) - 1
    for source in nodes - set(range(len(readings))):
        assert sum(source in edge for edge in tree.edges) >= 3
    assert copy_tree(collation(*readings), never).edges == tree.edges
