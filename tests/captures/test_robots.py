"""Rules of robots.txt: which group holds, which rule decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.captures.robots import read_rules

ROBOTS = b"""\xef\xbb\xbf# a comment
User-agent: OtherBot
User-Agent: AnotherBot
Disallow: /

user-agent : *   # everybody
Disallow: /closed/
Allow: /closed/open/
Disallow: /*.pdf$
Disallow: /*?print=
Disallow: /a*/b
Disallow:
Crawl-delay: 2.5
Sitemap: https://lake.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/robots.txt", True),
        ("/closed", True),
        ("/closed/", False),
        ("/closed/open/1", True),
        ("/paper.pdf", False),
        ("/paper.pdf?page=2", True),
        ("/news?print=1", False),
        ("/abc/d/b", False),
        ("/abc/d", True),
        ("/clos%65d/1", False),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    assert read_rules(ROBOTS).allow(path) is allowed


def test_delay() -> None:
    assert read_rules(ROBOTS).delay == 2.5
    assert read_rules(b"User-agent: *\nCrawl-delay: soon").delay == 0


def test_the_group_of_our_name_goes_before_that_of_all() -> None:
    rules = read_rules(b"User-agent: *\nDisallow: /\n\nUser-agent: Stemma/1.0\nDisallow: /x\n")
    assert rules.allow("/1")
    assert not rules.allow("/x")
    assert not read_rules(b"User-agent: stemma\nUser-agent: b\nDisallow: /").allow("/1")
    assert read_rules(b"User-agent: stemmata\nDisallow: /").allow("/1")


def test_of_two_rules_as_long_the_one_that_allows_decides() -> None:
    assert read_rules(b"User-agent: *\nDisallow: /x\nAllow: /x").allow("/x")


def test_letters_beyond_ascii_match_in_either_writing() -> None:
    rules = read_rules("User-agent: *\nDisallow: /новини".encode())
    assert not rules.allow("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1")


def test_no_rules_allow_everything() -> None:
    for data in (b"", b"<html>not here</html>", b"Disallow: /"):
        assert read_rules(data).allow("/")


def test_patterns_cannot_make_it_slow() -> None:
    rules = read_rules(b"User-agent: *\n" + (b"Disallow: " + b"/a*" * 150 + b"b$\n") * 3000)
    assert rules.allow("/a" * 1000)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_anything_can_be_asked(data: bytes, path: str) -> None:
    assert read_rules(b"User-agent: *\n" + data).allow("/" + path) in (True, False)
