"""Pages: text, what a page says of itself, and pages made to break the reader."""

from __future__ import annotations

import pytest

from stemma.documents.html import MAX_ELEMENTS, PageError, declared_charset, read_page

PAGE = """<!doctype html>
<html lang="en-GB"><head>
<title>Ferry aground off Wasserburg - Lake Gazette</title>
<meta property="og:site_name" content="Lake Gazette">
<meta property="article:published_time" content="2031-05-14T11:30:00+02:00">
<link rel="canonical" href="https://lake.example/2031/05/14/ferry">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2031-05-14T09:30:00Z",
 "dateModified": "2031-05-20"}]}</script>
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry aground off Wasserburg</h1>
<time class="published" datetime="2031-05-14">14 May</time>
<p>The ferry Alma ran aground off Wasserburg on Tuesday, the <a href="/police">water police</a> said. All of its 40
passengers were brought ashore.</p>
<p>The operator <a href="https://line.example/post#1">said in a post</a> that the engine had failed twice before.</p>
<p>Advertisement</p>
<p>The harbour office will look into the matter, and expects a first report by the end of the month.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_whole_page() -> None:
    draft = read_page(PAGE, url=None)
    assert draft.metadata.title == "Ferry aground off Wasserburg"
    assert draft.metadata.outlet == "Lake Gazette"
    assert draft.metadata.url == "https://lake.example/2031/05/14/ferry"
    assert draft.language == "en-GB"
    assert "said. All of its 40 passengers" in draft.text
    assert "Sport" not in draft.text
    assert "](" not in draft.text
    assert draft.links == ("https://lake.example/police", "https://line.example/post#1")


def test_dates_come_with_their_basis_and_changes_are_none() -> None:
    found = [(date.basis, date.earliest) for date in read_page(PAGE, url=None).dates]
    assert found == [
        ("json-ld", "2031-05-14T09:30:00Z"),
        ("meta", "2031-05-14T09:30:00Z"),
        ("time-tag", "2031-05-14"),
    ]


def test_unmarked_times_of_several_days_are_no_date() -> None:
    times = '<time datetime="2031-05-14"></time><time datetime="2031-05-15"></time>'
    assert read_page(f"<html><body>{times}<p>The ferry ran aground.</p></body></html>", url=None).dates == ()
    assert len(read_page(f"<html><body>{times[:40]}<p>The ferry ran aground.</p></body></html>", url=None).dates) == 1


def test_a_given_address_is_kept() -> None:
    assert read_page(PAGE, url="https://mirror.example/1").metadata.url == "https://mirror.example/1"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "data:text/html,x", ""])
def test_links_that_are_no_web_addresses_are_left_out(link: str) -> None:
    page = PAGE.replace("https://line.example/post#1", link)
    assert read_page(page, url="https://lake.example/").links in (
        ("https://lake.example/police",),
        ("https://lake.example/police", "https://lake.example/"),
    )


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "ISO-8859-1"),
        (b"<p>charset=utf-8</p>", None),
        (b"", None),
    ],
)
def test_declared_charset(data: bytes, charset: str | None) -> None:
    assert declared_charset(data) == charset


def test_a_fragment_is_read() -> None:
    assert read_page("<p>The ferry ran aground.</p>", url=None).text == "The ferry ran aground."


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "<p>The ferry ran aground.</p>",
        "<table><tr><td>" * 3_000,
        "<b>" * 20_000 + "x",
        "<!--" + "-" * 500_000,
        '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>The ferry ran aground.</p>",
        '<script type="application/ld+json">' + '{"@graph":' * 5_000 + "1" + "}" * 5_000 + "</script><p>x</p>",
        '<meta name="date" content="' + "1 " * 100_000 + '"><p>The ferry ran aground.</p>',
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>The ferry ran aground.</p></body></html>',
        "<svg>" * 5_000,
        "<" * 50_000,
        "&#" * 50_000,
    ],
    ids=range(11),
)
def test_pages_made_to_break_the_reader_end_in_a_draft_or_an_error(page: str) -> None:
    try:
        dates = read_page(page, url=None).dates
    except PageError:
        dates = ()
    assert dates == ()


def test_too_large_a_tree_is_refused() -> None:
    with pytest.raises(PageError, match="elements"):
        read_page("<html><body>" + "<p>x</p>" * (MAX_ELEMENTS + 1) + "</body></html>", url=None)
