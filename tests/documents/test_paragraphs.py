"""A report in several boxes is not cut off; a whole one is left alone."""

from __future__ import annotations

import trafilatura

from stemma.documents.paragraphs import replace_cut_text

PARTS = [
    "The ferry Alma ran aground off Wasserburg on Tuesday morning, the water police of the lake said.",
    "All of its 40 passengers were brought ashore by two boats, and none of them had to go to hospital.",
    "The operator said that the engine had failed twice in the week before, and that it would be replaced.",
]
BOXES = "".join(f"<div><p>{part}</p></div>" for part in PARTS)
ASIDES = f'<div class="comments"><p>{"A comment. " * 60}</p></div><aside><p>{"An aside. " * 60}</p></aside><!-- x -->'
PAGE = f"<html><body><nav><p>{'Menu ' * 60}</p></nav><article>{BOXES}{ASIDES}</article></body></html>"


def test_a_cut_text_is_replaced_by_the_paragraphs_of_the_article() -> None:
    assert replace_cut_text(PARTS[0], trafilatura.load_html(PAGE)) == "\n".join(PARTS)


def test_a_whole_text_stays() -> None:
    text = " ".join(PARTS[:2])
    assert replace_cut_text(text, trafilatura.load_html(PAGE)) == text


def test_a_page_without_article_is_looked_at_whole() -> None:
    page = trafilatura.load_html(f"<html><body><div>{BOXES}</div></body></html>")
    assert replace_cut_text("", page) == "\n".join(PARTS)
