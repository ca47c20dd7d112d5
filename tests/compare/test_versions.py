"""Versions of one page: known by address, in the order of their captures."""

from __future__ import annotations

import pytest

from stemma.compare.labels import label_documents
from stemma.compare.versions import body_of, page_of, superseded, versions
from stemma.model import Document, Removed, Span


def document(
    name: str, *, url: str | None = None, captured: str | None = None, path: str = "x", text: str = ""
) -> Document:
    return Document(
        id=name, capture="cap_1", path=path, text=text or name, url=url, captured=captured, outlet="Gazette"
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("https://lake.example/1", "http://www.lake.example/1/#top", True),
        ("https://lake.example/1", "https://lake.example/2", False),
        ("https://lake.example/1?utm_source=rss&utm_medium=feed", "https://lake.example/1", True),
        ("https://lake.example/1?id=2&fbclid=x", "https://lake.example/1?id=2", True),
        ("https://lake.example/?p=1", "https://lake.example/?p=2", False),
        ("https://lake.example/", "https://lake.example", False),  # a front page is no report
        ("https://[broken/1", "https://[broken/1", False),
        (None, None, False),
    ],
)
def test_a_page_is_known_by_host_path_and_query(left: str | None, right: str | None, same: bool) -> None:
    found = page_of(document("a", url=left, path="a.txt")), page_of(document("b", url=right, path="b.txt"))
    assert (found[0] == found[1]) is same


def test_only_what_was_captured_earlier_is_superseded() -> None:
    url = "https://lake.example/1"
    old, new = (
        document("old", url=url, captured="2031-03-04T10:00:00Z"),
        document("new", url=url, captured="2031-03-05T10:00:00Z"),
    )
    unknown, other = document("unknown", url=url), document("other", url=url + "2", captured="2031-03-06T10:00:00Z")
    at_once = document("at_once", url=url, captured="2031-03-05T10:00:00Z")
    assert superseded([new, unknown, old, other]) == {"old"}
    assert superseded([new, at_once]) == set()
    assert superseded([]) == set()
    assert [[d.id for d in group] for group in versions([new, old])] == [["old", "new"]]


def test_an_earlier_version_is_labelled_as_one() -> None:
    url = "https://lake.example/1"
    old, new = document("old", url=url, captured="2031-03-04"), document("new", url=url, captured="2031-03-05")
    assert label_documents([old, new]) == {"new": "Gazette", "old": "Gazette (earlier version)"}


def test_a_body_is_the_text_without_what_was_removed() -> None:
    text = "A crane fell.  Twice.\n\nSubscribe now!\nNobody was hurt."
    at = text.index("Subscribe")
    removed = (Removed(span=Span(start=at, end=at + 14), reason="advertising"),)
    found = Document(id="a", capture="c", path="x", text=text, removed=removed)
    assert body_of(found) == "A crane fell. Twice.\nNobody was hurt."
