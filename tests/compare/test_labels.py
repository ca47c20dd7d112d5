from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.compare.labels import label_documents, outlet_name
from stemma.model import Document, Published


def document(path: str, outlet: str | None = None, when: str | None = None) -> Document:
    published = Published(earliest=when, latest=when, basis="declared") if when else None
    return Document(id=f"doc_{path}", capture="cap", path=path, text="", outlet=outlet, published=published)


def test_a_label_is_the_outlet_or_the_file_name() -> None:
    assert outlet_name(document("in/a.txt", " The \n Paper ")) == "The Paper"
    assert outlet_name(document("in/000_df747d0beec7850d.txt")) == "000"
    assert outlet_name(document("in\\long-name.md")) == "long-name"
    assert outlet_name(document("x.jsonl#rec-7.a")) == "rec-7.a"


def test_documents_of_one_outlet_are_told_apart() -> None:
    days = [document("a", "P", "2031-05-14"), document("b", "P", "2031-05-15")]
    assert label_documents(days) == {"doc_a": "P 14 May", "doc_b": "P 15 May"}
    minutes = [document("a", "P", "2031-05-14T06:05:00Z"), document("b", "P", "2031-05-14T16:20:00Z")]
    assert label_documents(minutes) == {"doc_a": "P 14 May 06:05", "doc_b": "P 14 May 16:20"}
    assert label_documents([document("b", "P"), document("a", "P")]) == {"doc_a": "P 1", "doc_b": "P 2"}


@given(st.lists(st.sampled_from(["P", "Q", "P 1", "P 2", ""]), max_size=8))
def test_labels_differ_and_order_does_not_matter(outlets: list[str]) -> None:
    documents = [document(f"{n}.txt", outlet or None) for n, outlet in enumerate(outlets)]
    found = label_documents(documents)
    assert len(set(found.values())) == len(documents)
    assert label_documents(documents[::-1]) == found
