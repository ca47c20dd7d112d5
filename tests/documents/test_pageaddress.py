"""Addresses of pages: canonical ones, those of programs that saved them, those of web archives."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.pageaddress import Saved, find_canonical, find_saved, same_site, unwrap, web_address
from stemma.documents.pagedata import read_page_data

OWN = "https://lake.example/2031/ferry"


def canonical(head: str) -> str | None:
    tree = document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>")
    return find_canonical(tree, read_page_data(tree), "https://m.lake.example/a/b")


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{OWN}"><meta property="og:url" content="https://lake.example/x">',
        '<link rel="Canonical nofollow" href="//lake.example/2031/ferry">',
        f'<link rel="canonical" href="https://lake.example/"><meta property="og:url" content="{OWN}">',
        f'<meta property="og:url" content=" {OWN} ">',
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "mainEntityOfPage": "{OWN}"}}</script>',
        f'<script type="application/ld+json">{{"@type": "Article", "mainEntityOfPage": {{"@id": "{OWN}"}}}}</script>',
        f'<link rel="canonical" href="https://web.archive.org/web/20310514093000/{OWN}">',
    ],
)
def test_canonical_addresses(head: str) -> None:
    assert canonical(head) == OWN


@pytest.mark.parametrize("href", ["", "javascript:1", "http://[", "https://lake.example", "mailto:a@lake.example"])
def test_what_is_no_address_of_a_page(href: str) -> None:
    assert canonical(f'<link rel="canonical" href="{href}">') in (None, "https://m.lake.example/a/b")


@pytest.mark.parametrize(
    ("comment", "saved"),
    [
        (f"<!-- saved from url=(0031){OWN} -->", Saved(url=OWN)),
        (f"<!--\n Page saved with SingleFile \n url: {OWN} \n saved date: Wed May 14 2031 11:30:00 GMT+0200 (X)\n-->",
         Saved(url=OWN, time="2031-05-14T09:30:00Z")),
        ("<!-- Mirrored from lake.example/2031/ferry by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 14 May 2031 "
         "09:30:00 GMT -->", Saved(url="http://lake.example/2031/ferry", time="2031-05-14T09:30:00Z")),
        ("<!-- saved from url=(0014)about:internet -->", Saved()),
        ("<!-- " + "saved from url=(" * 2_000, Saved()),
        ("", Saved()),
    ],
)  # fmt: skip
def test_comments_of_programs_that_save_pages(comment: str, saved: Saved) -> None:
    assert find_saved(f"<!DOCTYPE html>\n{comment}\n<html><p>x</p></html>") == saved


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"https://web.archive.org/web/20310514093000/{OWN}", (OWN, "20310514093000")),
        (f"http://web.archive.org/web/20310514093000id_/{OWN}", (OWN, "20310514093000")),
        ("https://web.archive.org/web/2031/https:/lake.example/2031/ferry", (OWN, "2031")),
        (f"https://archive.ph/20310514093000/{OWN}", (OWN, "20310514093000")),
        ("https://archive.ph/aBcDe", ("https://archive.ph/aBcDe", None)),
        (OWN, (OWN, None)),
    ],
)
def test_addresses_of_web_archives(address: str, found: tuple[str, str | None]) -> None:
    assert unwrap(address) == found


def test_sites() -> None:
    assert same_site("https://www.lake.example/1", "https://m.lake.example/2")
    assert same_site("https://amp.lake.example/1", "http://lake.example/2")
    assert not same_site("https://lake.example/1", "https://pier.example/1")


def test_relative_addresses_need_a_base() -> None:
    assert web_address("../x", "https://lake.example/a/b/") == "https://lake.example/a/x"
    assert web_address("../x") is None
