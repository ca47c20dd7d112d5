"""Articles that stand in a page as data. The pages here are invented."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.html import read_page
from stemma.documents.pagedata import read_page_data
from stemma.documents.pagestate import text_in_data

FIRST = "The ferry Alma ran aground off Wasserburg on Tuesday, the water police said in the evening."
SECOND = "All of its forty passengers were brought ashore by two boats of the lifeguards, and nobody was hurt."
THIRD = "The operator said that the engine had failed twice before, and that the ship would now be examined."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"

STATES = [
    {"props": {"pageProps": {"article": {"title": "Ferry", "body": BODY}}}},
    {
        "story": {
            "content": [{"type": "p", "text": FIRST}, {"type": "p", "text": SECOND}, {"type": "ad"}, {"text": THIRD}]
        }
    },
    {"article": {"paragraphs": [FIRST, SECOND, THIRD]}},
    {"blocks": [{"data": {"text": FIRST}}, {"data": {"text": SECOND}}, {"data": {"text": THIRD}}]},
    [{"rendered": BODY, "excerpt": FIRST}],
]


def scripts(state: object) -> list[str]:
    written = json.dumps(state)
    return [
        f'<script id="__NEXT_DATA__" type="application/json">{written}</script>',
        f"<script>window.__INITIAL_STATE__ = {written};</script>",
        f'<script>window["__STATE__"]={written}; start();</script>',
    ]


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_an_article_in_data_is_the_text_of_an_empty_page(state: object) -> None:
    for script in scripts(state):
        page = f'<html><head><title>Ferry</title></head><body><div id="root"></div>{script}</body></html>'
        assert read_page(page, url=None).text.replace("\n\n", "\n") == TEXT


def test_the_body_in_linked_data() -> None:
    record = json.dumps({"@type": "NewsArticle", "articleBody": f"{FIRST} {SECOND} {THIRD}"})
    script = f'<script type="application/ld+json">{record}</script>'
    page = f"<html>{script}<body><p>Please enable JavaScript.</p></body></html>"
    assert read_page(page, url=None).text == f"{FIRST} {SECOND} {THIRD}"


def test_a_page_that_shows_its_report_is_read_as_shown() -> None:
    shown = "".join(f"<p>{sentence} {number}.</p>" for number in range(3) for sentence in (FIRST, SECOND, THIRD))
    page = f"<html><body><article>{shown}</article>{scripts({'body': BODY * 20})[0]}</body></html>"
    assert read_page(page, url=None).text.startswith(f"{FIRST} 0.")


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.x = {" + "[" * 50_000 + "</script>",
        "<script>var x = 1; window.y = function () { return {}; };</script>",
        '<script type="application/json">' + '{"body":' * 5_000 + "</script>",
        '<script type="application/json">{"body": "' + "<p>" * 20_000 + '"}</script>',
        '<script type="application/json">{"labels": ["Home", "News", "Sport", "Lake", "Weather"]}</script>',
        f'<script type="application/json">{json.dumps({"id": "x" * 3000, "css": "a { b: c; }" * 99})}</script>',
    ],
    ids=range(6),
)
def test_data_without_an_article(script: str) -> None:
    tree = document_fromstring(f"<html><body><p>x</p>{script}</body></html>")
    assert text_in_data(tree, read_page_data(tree)) == ""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["body", "text", "x"]), inner, max_size=3)
    ),
)


@given(VALUES)
def test_any_data_is_looked_through(state: object) -> None:
    tree = document_fromstring(f"<html><body><p>x</p>{scripts(state)[0]}</body></html>")
    assert text_in_data(tree, read_page_data(tree)) == ""
