"""Headline, outlet and authors of a page. The pages here are invented."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.pagedata import read_page_data
from stemma.documents.pagenames import find_author, find_headline, find_outlet

URL = "https://www.lake-gazette.example/2031/ferry"


def names(head: str = "", body: str = "") -> tuple[str | None, str | None, str | None]:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>")
    data = read_page_data(tree)
    outlet = find_outlet(data, URL)
    return find_headline(tree, data, outlet, URL), outlet, find_author(tree, data, outlet)


def linked(record: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {record}}}</script>'


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry aground off Wasserburg - Lake Gazette", "Ferry aground off Wasserburg"),
        ("Ferry aground off Wasserburg | News | Lake Gazette", "Ferry aground off Wasserburg | News"),
        ("Lake Gazette: Ferry aground off Wasserburg", "Lake Gazette: Ferry aground off Wasserburg"),
        ("Lake Gazette » Ferry aground off Wasserburg", "Ferry aground off Wasserburg"),
        ("Ferry aground :: The Lake Gazette", "Ferry aground"),
        ("Ferry aground – lake-gazette.example", "Ferry aground"),
        ("Wasserburg - Bregenz ferry aground", "Wasserburg - Bregenz ferry aground"),
        ("Ferry “Alma” | what we know — Lake Gazette", "Ferry “Alma” | what we know"),
        ("Lake Gazette", "Lake Gazette"),
    ],
)
def test_headlines_without_the_name_of_the_site(title: str, headline: str) -> None:
    assert names(f'<title>{title}</title><meta property="og:site_name" content="Lake Gazette">')[0] == headline


def test_the_heading_of_the_page_ends_what_sections_add() -> None:
    head = "<title>Ferry aground off Wasserburg | Lake | News</title>"
    assert names(head, "<h1>Ferry aground off Wasserburg</h1>")[0] == "Ferry aground off Wasserburg"


def test_a_title_that_only_names_the_site_gives_way() -> None:
    head = '<title>Lake Gazette</title><meta property="og:site_name" content="Lake Gazette">'
    assert names(head, "<h1>Ferry aground</h1>")[0] == "Ferry aground"


def test_no_title_at_all() -> None:
    assert names() == (None, None, None)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="@LakeGazette">', "LakeGazette"),
        ('<meta property="og:site_name" content="https://lake-gazette.example">', "lake-gazette.example"),
        (linked('"publisher": {"@type": "Organization", "name": "Lake Gazette"}'), "Lake Gazette"),
        ('<meta name="application-name" content="Lake Gazette">', "Lake Gazette"),
        (f'<meta property="og:site_name" content="{"x" * 200}">', None),
        ("", None),
    ],
)
def test_outlets(head: str, outlet: str | None) -> None:
    assert names(head)[1] == outlet


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (linked('"author": {"@type": "Person", "name": "Jane Roe"}'), "Jane Roe"),
        (linked('"author": ["By Jane Roe", {"name": "John Doe and Ann Lee"}]'), "John Doe, Ann Lee, Jane Roe"),
        (linked('"author": {"name": "https://lake.example/authors/7"}'), None),
        (linked('"author": {"name": "Lake Gazette"}, "publisher": {"name": "Lake Gazette"}'), None),
        (linked('"author": {"name": "admin"}'), None),
        ('<meta name="author" content="JANE ROE, AP National Writer">', "JANE ROE"),
        ('<meta property="article:author" content="https://social.example/jane">', None),
        ('<meta name="author" content="Автор: Олена Граф">', "Олена Граф"),
        ('<meta name="author" content="desk@lake.example">', None),
    ],
)
def test_declared_authors(head: str, author: str | None) -> None:
    assert names(head)[2] == author


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ('<p class="byline">By Jane Roe and John Doe | 14 May 2031</p>', "Jane Roe, John Doe"),
        ('<span class="byline">By <a rel="author" href="/x">Jane Roe</a></span>', "Jane Roe"),
        ('<div><a rel="author">Jane Roe</a>, <a rel="author">John Doe</a></div>', "Jane Roe, John Doe"),
        ('<form><p class="author">Name *</p></form>', None),
        ('<div class="comments"><span class="author">Jane Roe</span></div>', None),
        ('<ul class="related"><li><span class="author-name">Jane Roe</span></li></ul>', None),
        (f'<div class="author">{"Jane Roe writes about the lake. " * 9}</div>', None),
        ('<div class="authors-note">Jane Roe</div>', None),
    ],
)
def test_bylines(body: str, author: str | None) -> None:
    assert names("", body)[2] == author
