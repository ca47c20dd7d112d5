"""What a page declares for machines. The pages here are invented."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.pagedata import MAX_DATA, PageData, read_page_data


def data(*blocks: str, head: str = "") -> PageData:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return read_page_data(document_fromstring(f"<html><head>{head}{scripts}</head><body><p>x</p></body></html>"))


def test_records_of_the_article_come_first() -> None:
    found = data(
        '{"@type": "WebPage", "name": "page"}',
        '{"@graph": [{"@type": "Organization", "name": "site"}, {"@type": ["NewsArticle"], "name": "article"}]}',
        '{"name": "untyped"}',
    )
    assert list(found.strings("name")) == ["article", "page", "untyped"]


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "headline": "Ferry"}',
        '[[{"@type": "NewsArticle", "headline": "Ferry"}]]',
        '{"@type": "WebSite", "mainEntity": {"@type": "Article", "headline": "Ferry"}}',
        '{"@type": "WebPage", "mainEntityOfPage": {"@graph": [{"@type": "BlogPosting", "headline": "Ferry"}]}}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry"}\n//]]>',
        '{"@type": "http://schema.org/ReportageNewsArticle", "headline": "Ferry",}',
        '{"@type": "NewsArticle", "headline": "Ferry", "description": "two\nlines"};',
    ],
)
def test_blocks_in_the_forms_that_pages_have(block: str) -> None:
    assert list(data(block).strings("headline")) == ["Ferry"]


@pytest.mark.parametrize(
    "block",
    ["", "no json", "{", "[" * 50_000, '{"@graph":' * 5_000, '"' + "x" * MAX_DATA + '"', "null", "7", '["a"]'],
)
def test_blocks_that_say_nothing(block: str) -> None:
    assert data(block).records == ()


def test_strings_are_found_through_lists_and_objects() -> None:
    found = data('{"@type": "Article", "author": [{"name": "Jane Roe"}, {"name": ["John Doe", 7]}, "Ann Lee"]}')
    assert list(found.strings("author", "name")) == ["Jane Roe", "John Doe"]
    assert list(found.strings("author")) == ["Ann Lee"]


def test_metas_by_property_name_and_item() -> None:
    found = data(
        head='<meta property="OG:Title" content=" A "><meta name="x" content=""><meta itemprop="y" content="B">'
    )
    assert list(found.meta("y", "og:title", "x")) == ["B", "A"]


def test_articles_at_other_addresses_are_not_the_page() -> None:
    def article(name: str, more: str = "") -> str:
        return f'{{"@type": "NewsArticle", "name": "{name}"{more}}}'

    other, own = article("other", ', "url": "https://a.example/2"'), article("own", ', "url": "https://a.example/1/"')
    head = '<link rel="canonical" href="https://a.example/1">'
    assert list(data(other, own, head=head).strings("name")) == ["own"]
    assert list(data(other, article("bare"), head=head).strings("name")) == ["bare"]
    assert list(data(other, head=head).strings("name")) == ["other"]
    assert list(data(other, own).strings("name")) == ["other", "own"]
    entity = article("own", ', "mainEntityOfPage": {"@id": "https://www.a.example/1?x=1"}')
    assert list(data(other, entity, head=head).strings("name")) == ["own"]
