"""Short reports in pages without paragraphs, block by block. The pages here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from stemma.documents.blocks import read_blocks
from stemma.documents.html import read_page

FIRST = "Паром «Альма» сел на мель у Вассербурга во вторник, сообщила водная полиция."
SECOND = "Всех сорок пассажиров доставили на берег два катера спасателей."
MENU = '<div class="menu"><a href="/">Главная</a> <a href="/n">Новости</a></div>'
AROUND = '<div class="share">Поделиться</div><div><a href="/2">В Линдау закрыли набережную до осени</a></div>'


def lines(body: str) -> list[str]:
    return [block.text for block in read_blocks(document_fromstring(f"<html><body>{body}</body></html>"))]


def test_a_brief_in_boxes() -> None:
    body = f"{MENU}<div>09:30</div><h1>Паром на мели</h1><div><div>{FIRST}</div><div>{SECOND}</div></div>{AROUND}"
    assert lines(body) == [FIRST, SECOND]
    page = f"<html><head><title>Паром на мели</title></head><body>{body}</body></html>"
    assert read_page(page, url="https://lake.example/1").text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}<br><br>{SECOND}",
        f"<div>{FIRST}<p>{SECOND}</p></div>",
        f"<table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
        f"<article><span>{FIRST}</span><div>{SECOND}</div></article><div>Другая новость</div>",
        f"<div><strong>{FIRST[:20]}</strong>{FIRST[20:]}<div class='promo'>Рекламный текст</div>{SECOND}</div>",
        f"<main><!-- x --><section>{FIRST}</section><script>x</script><section>{SECOND}</section></main>",
    ],
    ids=range(6),
)
def test_borders_of_blocks_end_a_line(body: str) -> None:
    assert lines(body) == [FIRST, SECOND]


def test_links_are_those_of_the_lines() -> None:
    body = (
        f'{MENU}<h1>Паром</h1><div>{FIRST} Пишет <a href="https://pier.example/7">газета</a>.</div><div>{SECOND}</div>'
    )
    found = read_page(f"<html><body>{body}</body></html>", url="https://lake.example/1")
    assert found.links == ("https://pier.example/7",)
    assert found.text.count("\n") == 1


@given(st.lists(st.sampled_from(["word", FIRST, "<div>", "</div>", "<br>", "<span>", "</span>", "<p>"]), max_size=12))
def test_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    page = f"<html><body><section>{' '.join(pieces)}</section></body></html>"
    found = [block.text for block in read_blocks(document_fromstring(page))]
    assert " ".join(found).split() == document_fromstring(page).text_content().split()
