"""From capture to document: precedence, removal, language, ids, rejects, and no capture that breaks it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.config import Config
from stemma.documents import clean
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Document, Metadata, Reject

REPORT = (
    "---\ntitle: Ferry aground\noutlet: Lake Gazette\npublished: 2031-05-14\n---\n\n"
    "Ferry aground off Wasserburg\n\n"
    "WASSERBURG (Reuters) - The ferry Alma ran aground off Wasserburg on Tuesday, the water police said.\n\n"
    "Advertisement\n\n"
    "All of its 40 passengers were brought ashore. Details: https://lake.example/40\n\n"
    "Edited by Lena Graf\n"
)

Media = Literal["text/plain", "text/markdown", "text/html"]


def capture(data: str | bytes, media: Media = "text/plain", metadata: Metadata | None = None) -> Capture:
    raw = data.encode() if isinstance(data, str) else data
    digest = digest_bytes(raw)
    return Capture(
        id=make_id("cap", "a.txt", digest),
        locator="a.txt",
        media_type=media,
        data=raw,
        digest=digest,
        metadata=metadata or Metadata(),
    )


def cleaned(data: str | bytes, media: Media = "text/plain", metadata: Metadata | None = None) -> Document:
    document = clean(capture(data, media, metadata), config=Config())
    assert isinstance(document, Document)
    return document


def test_a_whole_report() -> None:
    document = cleaned(REPORT)
    assert document.title == "Ferry aground"
    assert document.outlet == "Lake Gazette"
    assert document.language == "en"
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2031-05-14", "declared")
    assert document.text.startswith("Ferry aground off Wasserburg\n\nWASSERBURG")
    assert [(r.reason, r.span.within(document.text)) for r in document.removed] == [
        ("credit", "(Reuters) -"),
        ("advertising", "Advertisement"),
        ("credit", "Edited by Lena Graf"),
    ]
    assert [(c.kind, c.name) for c in document.credits] == [
        ("agency", "Reuters"),
        ("link", "https://lake.example/40"),
        ("editor", "Lena Graf"),
    ]
    assert document.links == ("https://lake.example/40",)


def test_what_a_call_says_goes_before_what_the_input_says() -> None:
    document = cleaned(REPORT, metadata=Metadata(outlet="Alpine Courier", published="2031-05-15", language="English"))
    assert (document.outlet, document.title, document.language) == ("Alpine Courier", "Ferry aground", "en")
    assert document.published is not None
    assert document.published.earliest == "2031-05-15"


def test_a_text_without_anything_declared() -> None:
    document = cleaned("The ferry Alma ran aground off Wasserburg on Tuesday, the water police said.")
    assert (document.title, document.outlet, document.url, document.published) == (None, None, None, None)
    assert document.dates == ()


def test_the_host_stands_for_an_unnamed_outlet() -> None:
    document = cleaned("The ferry ran aground.", metadata=Metadata(url="https://www.lake.example/2031/05/14/a"))
    assert document.outlet == "lake.example"
    assert document.published is not None
    assert document.published.basis == "url"


def test_markdown_and_pages_become_text() -> None:
    markdown = cleaned(
        "# Ferry aground\n\nThe **ferry** ran aground off [Wasserburg](https://w.example).", "text/markdown"
    )
    assert (markdown.title, markdown.links) == ("Ferry aground", ("https://w.example",))
    assert markdown.text == "Ferry aground\n\nThe ferry ran aground off Wasserburg."
    page = cleaned("<html><body><p>The ferry ran aground.</p></body></html>", "text/html")
    assert page.text == "The ferry ran aground."


def test_a_page_that_was_fetched() -> None:
    page = (
        '<html lang="uk"><head><title>Пором сів на мілину | Озерна правда</title><meta charset="windows-1251">'
        '<meta property="og:site_name" content="Озерна правда"><link rel="canonical" href="/2031/porom"></head><body>'
        '<h1>Пором сів на мілину</h1><div class="date">14 травня 2031, 11:30</div><div class="author">Олена Граф</div>'
        "<article><p>Пором «Альма» сів на мілину біля Вассербурга у вівторок, повідомила водна поліція.</p>"
        '<p>Усіх пасажирів доставили на берег, пише <a href="https://lake.example/7">Озерна газета</a>.</p>'
        "<p>Джерело: Укрінформ</p><p>Поділитися</p></article></body></html>"
    )
    found = cleaned(
        page.encode("cp1251"),
        "text/html",
        Metadata(url="https://www.pravda.example/2031/porom?from=x", captured="2031-05-15T08:00:00Z", charset="latin1"),
    )
    assert (found.title, found.outlet, found.author) == ("Пором сів на мілину", "Озерна правда", "Олена Граф")
    assert (found.language, found.url, found.captured) == (
        "uk",
        "https://www.pravda.example/2031/porom",
        "2031-05-15T08:00:00Z",
    )
    assert found.published is not None
    assert (found.published.earliest, found.published.basis) == ("2031-05-14", "text")
    assert found.links == ("https://lake.example/7",)
    assert [(c.kind, c.name) for c in found.credits] == [("agency", "Ukrinform")]
    assert "sharing" in {item.reason for item in found.removed}


def test_ids_cover_text_outlet_address_and_record() -> None:
    text = "The ferry ran aground."
    same = Metadata(outlet="A", url="https://a.example/1", record="1")
    first = cleaned(text, metadata=same)
    assert cleaned(text, metadata=same).id == first.id
    assert cleaned(text, metadata=Metadata(outlet="A", url="https://a.example/1", record="1", title="T")).id == first.id
    others = [
        cleaned(text + " Nobody was hurt.", metadata=same),
        cleaned(text, metadata=Metadata(outlet="B", url="https://a.example/1", record="1")),
        cleaned(text, metadata=Metadata(outlet="A", url="https://a.example/2", record="1")),
        cleaned(text, metadata=Metadata(outlet="A", url="https://a.example/1", record="2")),
    ]
    assert len({first.id, *(o.id for o in others)}) == 5


@pytest.mark.parametrize(
    ("data", "media", "reason"),
    [
        ("", "text/plain", "empty"),
        (" \n\t\n ", "text/plain", "empty"),
        ("\x1b[31m\x00", "text/plain", "empty"),
        ("---\ntitle: Ferry\n---\n", "text/plain", "empty"),
        ("![x](y.png)", "text/markdown", "empty"),
        ("", "text/html", "empty"),
        ("<html><body><nav></nav></body></html>", "text/html", "empty"),
        ("word " * 100_000, "text/plain", "too_large"),
        ("<p>" + "x</p><p>" * 70_000, "text/html", "unreadable_page"),
    ],
    ids=range(9),
)
def test_rejects_name_their_reason(data: str, media: Media, reason: str) -> None:
    found = clean(capture(data, media), config=Config())
    assert isinstance(found, Reject)
    assert (found.stage, found.locator, found.reason) == ("documents", "a.txt", reason)
    assert found.detail


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(["text/plain", "text/markdown", "text/html"]),
    st.builds(
        Metadata,
        title=st.none() | st.text(max_size=30),
        url=st.none() | st.text(max_size=30),
        outlet=st.none() | st.text(max_size=30),
        published=st.none() | st.text(max_size=30),
        language=st.none() | st.text(max_size=10),
    ),
)
def test_no_bytes_break_it(data: bytes, media: Media, metadata: Metadata) -> None:
    found = clean(capture(data, media, metadata), config=Config())
    if isinstance(found, Reject):
        assert found.reason in ("empty", "unreadable_page")
        return
    spans = [*(item.span for item in found.removed), *(item.span for item in found.credits)]
    assert all(0 <= span.start < span.end <= len(found.text) for span in spans)
    shown = [found.text, found.title or "", found.outlet or "", found.url or ""]
    assert [c for text in shown for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"] == []


@given(
    st.lists(
        st.sampled_from(["The ferry sank.", "Advertisement", "By Ada Moser", "(AFP)", "\n", " ", "\x00"]), max_size=30
    )
)
def test_removed_stretches_do_not_overlap(pieces: list[str]) -> None:
    found = clean(capture("".join(pieces)), config=Config())
    if isinstance(found, Document):
        removed = [item.span for item in found.removed]
        assert removed == sorted(removed)
        assert all(not a.overlaps(b) for a, b in pairwise(removed))
