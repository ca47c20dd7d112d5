from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.export.branches import MAX_LANE, Row, rows
from stemma.model import Direction, Document, Link, LinkKind, UnseenSource


def documents(names: str) -> list[Document]:
    return [Document(id=f"doc_{n}", capture="cap", path=n, text="") for n in names]


def link(
    borrower: str, lender: str, *, kind: LinkKind = "retells", direction: Direction = "decided", p: float = 0.9
) -> Link:
    ends = [e if e.startswith("src_") else f"doc_{e}" for e in (borrower, lender)]
    return Link(
        id=f"lnk_{borrower}{lender}",
        story="sto",
        borrower=ends[0],
        lender=ends[1],
        kind=kind,
        direction=direction,
        probability=p,
        evidence=(),
    )


def order(found: tuple[Row, ...]) -> str:
    return "".join(row.id[-1] for row in found)


def lanes(found: tuple[Row, ...]) -> list[int]:
    return [row.lane for row in found]


def test_lenders_stand_above_borrowers_even_if_later() -> None:
    found = rows(documents("abc"), [link("a", "c"), link("b", "a")], ())
    assert order(found) == "cab"
    assert lanes(found) == [0, 1, 2]


def test_families_stay_together_and_the_unlinked_come_last() -> None:
    found = rows(documents("abcde"), [link("d", "a"), link("e", "b")], ())
    assert order(found) == "adbec"
    assert [r.linked for r in found] == [True, True, True, True, False]


def test_an_unseen_source_stands_right_above_its_first_report() -> None:
    unseen = UnseenSource(id="src_u", name=None, documents=("doc_b", "doc_c"))
    links = [link("b", "src_u", kind="common_source"), link("c", "src_u", kind="common_source"), link("b", "a")]
    assert order(rows(documents("abc"), links, [unseen])) == "aubc"


def test_an_undecided_link_hangs_the_later_under_the_earlier() -> None:
    found = rows(documents("zy"), [link("y", "z", direction="undecided")], ())
    assert order(found) == "zy"
    assert [len(r.above) for r in found] == [0, 1]


def test_no_two_lines_run_in_one_lane() -> None:
    found = rows(documents("abcd"), [link("c", "a"), link("d", "b"), link("d", "a", p=0.6)], ())
    lane = {row.id: row.lane for row in found}
    assert lane["doc_a"] != lane["doc_b"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.floats(min_value=0.5, max_value=1)),
        max_size=20,
    )
)
def test_every_node_once_whatever_the_links(ends: list[tuple[str, str, float]]) -> None:
    found = rows(documents("abcdefgh"), [link(a, b, p=p) for a, b, p in ends], ())
    assert sorted(order(found)) == list("abcdefgh")
    assert max(lanes(found)) <= MAX_LANE
