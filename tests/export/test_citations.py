from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.export.citations import Citations, side
from stemma.export.outline import arrange
from stemma.model import Case, DocumentSpan, Span


def marked(own: str, other: str | None) -> str:
    return "".join(f"[{w.text}]" if w.changed else w.text for w in side(own, other))


@pytest.mark.parametrize(
    ("own", "other", "shown"),
    [
        ("the crane fell on Monday", "the crane fell on Tuesday", "the crane fell on [Monday]"),
        ("the crane fell", "the crane fell", "the crane fell"),
        ("Nobody was hurt", "A loose bolt made the crane fall", "Nobody was hurt"),
        ("Nobody was hurt", None, "Nobody was hurt"),
        ("", "Nobody", ""),
    ],
)
def test_differing_words_are_marked(own: str, other: str | None, shown: str) -> None:
    assert marked(own, other) == shown


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_words_stay_whole(own: str, other: str) -> None:
    assert "".join(w.text for w in side(own, other)) == own


def test_a_cited_span_is_marked_once_with_all_its_kinds(case: Case) -> None:
    citations = Citations(arrange(case))
    document = citations.order[0]
    at = DocumentSpan(document=document.id, span=Span(start=0, end=7))
    first, second = citations.cite(at, "finding"), citations.cite(at, "evidence")
    citations.cite(at, "evidence")
    assert first == second
    assert first.href == f"#{citations.key(document.id)}-0-7"
    assert citations.marks(document.id) == {at.span: ["finding", "evidence"]}


def test_spans_of_unknown_documents_are_left_out(case: Case) -> None:
    citations = Citations(arrange(case))
    assert citations.all([DocumentSpan(document="doc_gone", span=Span(start=0, end=1))], "finding") == ()


def test_an_attribution_names_the_chain_and_the_channel(case: Case) -> None:
    citations = Citations(arrange(case))
    post = next(s for s in case.statements if s.source.name == "Dock Post")
    assert citations.attribution(post) == "attributed to Dock Post, on Telegram"
    longer = replace(post, source=replace(post.source, name="a reader"))
    assert citations.attribution(longer) == "attributed to a reader ← Dock Post, on Telegram"
