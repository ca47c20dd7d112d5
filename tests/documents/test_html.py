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
 "author": {"name": "Jane Roe", "url": "https://lake.example/jane"},
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
    assert draft.metadata.author == "Jane Roe"
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
    assert read_page(PAGE, url="https://lake.example/amp/1").metadata.url == "https://lake.example/amp/1"


def test_where_a_page_was_found_gives_way_to_its_own_address_on_the_same_site() -> None:
    own = "https://lake.example/2031/05/14/ferry"
    found = read_page(PAGE, url="https://m.lake.example/amp/1?utm_source=x", fetched=True)
    assert found.metadata.url == own
    copy = read_page(PAGE, url="https://mirror.example/1", fetched=True)
    assert copy.metadata.url == "https://mirror.example/1"
    assert own in copy.links


def test_a_page_out_of_a_web_archive_has_its_address_and_the_time_of_the_archive() -> None:
    found = read_page(PAGE, url="https://web.archive.org/web/20310601120000/https://lake.example/x", fetched=True)
    assert found.metadata.url == "https://lake.example/2031/05/14/ferry"
    assert [(d.basis, d.earliest) for d in found.dates][-1] == ("archive", "2031-06-01T12:00:00Z")


def test_a_page_that_a_browser_saved_knows_where_it_was() -> None:
    page = (
        "<!-- saved from url=(0022)https://lake.example/1 -->\n<html><body><p>The ferry ran aground.</p></body></html>"
    )
    assert read_page(page, url=None).metadata.url == "https://lake.example/1"
    assert read_page(page, url="https://pier.example/").metadata.url == "https://pier.example/"


@pytest.mark.parametrize(
    ("tag", "head", "language"),
    [
        ('<html lang="uk">', "", "uk"),
        ('<html xml:lang="uk-UA">', "", "uk-UA"),
        ("<html>", '<meta property="og:locale" content="uk_UA">', "uk_UA"),
        ("<html>", '<meta http-equiv="content-language" content="uk">', "uk"),
        (
            '<html lang="{{lang}}">',
            '<script type="application/ld+json">{"@type":"Article","inLanguage":"uk"}</script>',
            "uk",
        ),
        ("<html>", "", None),
    ],
)
def test_languages(tag: str, head: str, language: str | None) -> None:
    page = f"{tag}<head>{head}</head><body><p>Пором сів на мілину.</p></body></html>"
    assert read_page(page, url=None).language == language


@pytest.mark.parametrize(
    "page",
    [
        "<p>The ferry ran aground.",
        "<body><div><p>The ferry ran aground.</div></p></b></html></html>",
        "<html><p>The ferry ran aground.</p>",
        "<!doctype html><title>x</title><p>The ferry ran aground.",
        "<html amp><head><style amp-boilerplate>x</style></head><body><p>The ferry ran aground.</p></body></html>",
        "<html><head><title>x<body><p>The ferry ran aground.</p></title>",
    ],
    ids=range(6),
)
def test_broken_pages_are_read(page: str) -> None:
    assert "The ferry ran aground." in read_page(page, url=None).text


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


def test_a_server_is_believed_unless_it_says_what_servers_say_by_default() -> None:
    page = b'<meta charset="windows-1251">'
    assert declared_charset(page, server="koi8-u") == "koi8-u"
    assert declared_charset(page, server="ISO-8859-1") == "windows-1251"
    assert declared_charset(b"<p>x</p>", server="ISO-8859-1") == "ISO-8859-1"


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
