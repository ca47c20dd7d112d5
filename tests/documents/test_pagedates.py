"""Dates that a page declares or shows, each with its basis. The pages here are invented."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.pagedata import read_page_data
from stemma.documents.pagedates import archive_date, find_dates


def dates(head: str = "", body: str = "", language: str | None = "en") -> list[tuple[str, str]]:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}<p>The ferry ran aground.</p></body></html>")
    return [(date.basis, date.earliest) for date in find_dates(tree, read_page_data(tree), language)]


def linked(record: str) -> str:
    return f'<script type="application/ld+json">{record}</script>'


def test_every_candidate_with_its_basis_the_surest_first() -> None:
    head = (
        '<meta name="pubdate" content="20310514">'
        '<meta property="article:published_time" content="2031-05-14T11:30:00+02:00">'
        + linked('{"@graph": [{"@type": "NewsArticle", "datePublished": "2031-05-14T09:30:00Z"}]}')
    )
    body = '<h1>Ferry</h1><time class="published" datetime="2031-05-14">14 May</time><p class="date">15 May 2031</p>'
    assert dates(head, body) == [
        ("json-ld", "2031-05-14T09:30:00Z"),
        ("meta", "2031-05-14T09:30:00Z"),
        ("meta", "2031-05-14"),
        ("time-tag", "2031-05-14"),
        ("text", "2031-05-15"),
    ]


@pytest.mark.parametrize(
    "record",
    [
        '{"@type": "VideoObject", "datePublished": "2031-05-14"}',
        '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2031-05-14"}]}',
        '{"@type": "Comment", "datePublished": "2031-05-14"}',
        '{"@type": "NewsArticle", "dateModified": "2031-05-14", "dateCreated": "2031-05-13"}',
    ],
)
def test_dates_of_something_else_are_none(record: str) -> None:
    assert dates(linked(record)) == []


def test_an_article_goes_before_its_page() -> None:
    page, article = (
        '{"@type": "WebPage", "datePublished": "2031-05-13"}',
        '{"@type": "Article", "datePublished": "2031-05-14"}',
    )
    assert dates(linked(f"[{page}, {article}]")) == [("json-ld", "2031-05-14"), ("json-ld", "2031-05-13")]


@pytest.mark.parametrize(
    ("shown", "language", "day"),
    [
        ("14 May 2031", "en", "2031-05-14"),
        ("Published: 14 May 2031, 11:30", "en", "2031-05-14"),
        ("Опубликовано: 14 мая 2031, 11:30", "ru", "2031-05-14"),
        ("14 травня 2031, 11:30", "uk", "2031-05-14"),
        ("Дата публікації: 14.05.2031", "uk", "2031-05-14"),
        ("11:30, 14 мая 2031", "ru-RU", "2031-05-14"),
    ],
)
def test_dates_that_are_shown_beside_the_headline(shown: str, language: str, day: str) -> None:
    for mark in ("date", "news-date", "post_date entry", "published"):
        assert dates("", f'<h1>Ferry</h1><div class="{mark}">{shown}</div>', language) == [("text", day)]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="date">14 May 2031</div><p>no headline</p>',
        '<h1>Ferry</h1><div class="update">14 May 2031</div>',
        '<h1>Ferry</h1><div class="date">Tuesday</div>',
        f'<h1>Ferry</h1><div class="date">14 May 2031 {"and so on " * 20}</div>',
        "<h1>Lists</h1>" + "".join(f'<p class="date">{day} May 2031</p>' for day in range(1, 9)),
        '<div class="date">14 May 2031</div>' + "<p>menu</p>" * 30 + "<h1>Ferry</h1>",
    ],
    ids=range(6),
)
def test_dates_that_are_shown_of_something_else(body: str) -> None:
    assert dates("", body) == []


def test_properties_of_publication() -> None:
    for element in ('<span itemprop="datePublished" content="2031-05-14">x</span>',
                    '<div property="schema:datePublished">14 May 2031</div>'):  # fmt: skip
        assert dates("", element) == [("time-tag", "2031-05-14")]


def test_of_the_times_of_many_teasers_the_first_is_kept() -> None:
    times = "".join(f'<time class="published" datetime="2031-05-{day}"></time>' for day in range(14, 20))
    assert dates("", times) == [("time-tag", "2031-05-14")]


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("20310514093000", "2031-05-14T09:30:00Z"),
        ("20310514", "2031-05-14"),
        ("2031", "2031-01-01"),
        ("20319999999999", None),
        (None, None),
    ],
)
def test_times_of_web_archives(digits: str | None, found: str | None) -> None:
    stamps = [(date.basis, date.earliest) for date in archive_date(digits)]
    assert stamps == ([("archive", found)] if found else [])
