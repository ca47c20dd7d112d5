"""How a story's reports hang on their sources: the sentence, and the trees under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tests.export.test_branches import documents, link

from stemma.export.branches import rows
from stemma.export.page import Hanging, SpreadView
from stemma.export.spread import MAX_DEPTH, spread
from stemma.model import Link, UnseenSource


def show(identity: str) -> Hanging:
    unseen = identity.startswith("src_")
    label = identity.removeprefix("doc_").removeprefix("src_")
    return Hanging(label=label, when="", href=None, unseen=unseen, named=not unseen or label != "u")


def drawn(names: str, links: Sequence[Link], *unseen: UnseenSource) -> SpreadView | None:
    return spread(rows(documents(names), links, unseen), show, lambda found: f"/links/{found.id}")


def told(names: str, links: Sequence[Link], *unseen: UnseenSource) -> list[str]:
    found = drawn(names, links, *unseen)
    assert found
    return [": ".join(filter(None, (how, ", ".join(filter(None, rest))))) for how, *rest in found.told]


def shape(nodes: Sequence[Hanging]) -> str:
    return "".join(n.label + (f"({shape(n.below)})" if n.below else "") for n in nodes)


def below(source: str, names: str) -> list[Link]:
    return [link(name, source, kind="common_source") for name in names]


def test_nine_reports_on_one_unseen_source_are_said_to_hang_on_it() -> None:
    wire = UnseenSource(id="src_Wire", name="Wire", documents=())
    found = told("abcdefghij", below("src_Wire", "abcdefghi"), wire)
    assert found[0] == "9 of 10 reports hang on one source: Wire, which is not among these reports"
    assert found[1].startswith("1 stands apart: no link")
    assert told("ab", below("src_Wire", "ab"), wire)[0].startswith("Both reports hang on one source")
    nameless = UnseenSource(id="src_u", name=None, documents=())
    assert told("ab", below("src_u", "ab"), nameless) == [
        "Both reports hang on one source: it is not among these reports"
    ]


def test_a_report_that_others_retell_is_no_report_that_retells() -> None:
    assert told("abcd", [link("b", "a"), link("c", "b")])[0] == "2 of 4 reports go back to one report: a"
    assert told("ab", [link("b", "a")]) == ["1 of 2 reports retells the other: a"]


def test_what_is_undecided_hangs_on_nothing() -> None:
    pairs = [link("b", "a", direction="undecided"), link("c", "a", direction="undecided")]
    assert told("abcd", pairs)[0].startswith("3 of 4 reports share evidence of one source: who took from whom")
    found = drawn("abcd", pairs)
    assert found
    assert shape(found.sources) == "One source in common(abc)"
    assert found.sources[0].number == 3
    mixed = told("abcd", [link("b", "a"), link("c", "b", direction="undecided")])
    assert mixed[0] == "1 of 4 reports retells one report: a, 1 more shares evidence with it"


def test_every_report_stands_once_as_a_leaf_or_apart_and_the_largest_source_first() -> None:
    found = drawn("abcdefg", [link("b", "a"), link("d", "c"), link("e", "c"), link("f", "d")])
    assert found
    assert shape(found.sources) == "c(d(f)e)a(b)"
    assert [source.number for source in found.sources] == [3, 1]
    assert shape(found.apart) == "g"


def test_a_second_source_is_shown_and_counted_once() -> None:
    links = [link("b", "a", p=0.9), link("b", "c", p=0.6)]
    found = drawn("abc", links)
    assert found
    assert shape(found.sources) == "a(b)c(b)"
    assert told("abc", links) == ["1 of 3 reports retells one report: a", "1 more is also a source for some of these"]


def test_a_long_chain_stays_on_a_phone_and_says_whom_each_retells() -> None:
    names = "abcdefghijkl"
    found = drawn(names, [link(later, earlier) for earlier, later in pairwise(names)])
    assert found
    node, depth = found.sources[0], 0
    assert node.number == len(names) - 1
    while node.below:
        node, depth = node.below[-1], depth + 1
    assert depth == MAX_DEPTH
    assert node.tie
    assert node.tie.text == "retells k"


def test_without_links_nothing_is_called_independent() -> None:
    assert told("ab", []) == ["2 reports. Neither is shown to depend on another: that alone does not show independence"]
    assert drawn("a", []) is None
