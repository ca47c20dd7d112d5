from __future__ import annotations

from tests.lineage.case_files import report, traced

from stemma.lineage.links import name, without_circles
from stemma.model import Document, Link

WIRE = (
    "A stork has built its nest on the barrier of the level crossing at Rust. The railway company posts a man with a "
    "flag there, day and night. He has learned to clatter back, he says, and gets on with the bird."
)
OTHER = "Eels rose in the harbour of Delft before dawn, Baden Wire reports. A baker sold them smoked and lukewarm."


def link(borrower: str, lender: str) -> Link:
    return Link(
        id=f"lnk_{borrower}{lender}",
        story="sto_case",
        borrower=borrower,
        lender=lender,
        kind="retells",
        direction="decided",
        probability=0.9,
        evidence=(),
    )


def test_a_link_that_closes_a_circle_is_left_out() -> None:
    kept = without_circles([link("a", "b"), link("b", "c")], [link("c", "a"), link("a", "c")])
    assert [(k.borrower, k.lender) for k in kept] == [("a", "b"), ("b", "c"), ("a", "c")]


def test_naming_an_outlet_for_what_it_says_is_a_citation() -> None:
    documents = (
        report("wire", WIRE, "en", {"outlet": "Baden Wire"}),
        report("paper", OTHER, "en", {"outlet": "Rust Gazette"}),
    )
    (found,) = traced(documents).links
    assert (found.borrower, found.lender, found.kind, found.direction) == ("doc_paper", "doc_wire", "cites", "decided")
    assert found.probability >= 0.5


def test_a_later_report_cannot_be_cited() -> None:
    documents = (
        report("wire", WIRE, "en", {"outlet": "Baden Wire", "published": "2033-03-09"}),
        report("paper", OTHER, "en", {"outlet": "Rust Gazette", "published": "2033-03-08"}),
    )
    assert traced(documents).links == ()


def test_undecided_links_list_the_other_direction_among_the_rivals() -> None:
    documents = (report("one", WIRE, "en", {}), report("two", WIRE, "en", {}))
    (found,) = traced(documents).links
    assert found.direction == "undecided"
    assert found.rivals == ("two.txt retells one.txt", "both retell an unseen source: one.txt, two.txt")


def test_what_a_reader_calls_a_document() -> None:
    bare = Document(id="doc_x", capture="", path="folder/report.txt", text="")
    assert name(bare) == "report.txt"
