"""Comparisons: every sentence of both documents stands once and in order; the page and the terminal are safe."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.test_dossier import Reader

from stemma.config import Config
from stemma.errors import InputError
from stemma.export import juxtaposition, sidebyside
from stemma.export.comparison import Comparison, compare, stretches
from stemma.export.counterparts import heaviest_chain
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Case, Metadata
from stemma.pipeline import trace_captures

FIRST = (
    "A tanker leaked grease into the canal at Linz, the port authority said. Greta Ebner, a passenger, saw it from the "
    "footbridge. Forty swans were cleaned with rapeseed oil in a disused tram depot."
)
SECOND = (
    "Forty swans were cleaned with rapeseed oil in a disused tram depot. The leak at Linz may have come from a tanker. "
    "The position was 48.30694, 14.28583. Anglers were sent home."
)


def traced(*texts: str, language: str = "en") -> tuple[Case, list[str]]:
    captures = [
        Capture(
            id=make_id("cap", str(n), text),
            locator=f"{n}.txt",
            media_type="text/plain",
            data=text.encode(),
            digest=digest_bytes(text.encode()),
            metadata=Metadata(outlet=f"Paper {n}", language=language),
        )
        for n, text in enumerate(texts)
    ]
    case = trace_captures(captures, config=Config(one_story=True, jobs=1))
    by_path = {d.path: d.id for d in case.documents}
    return case, [by_path[c.locator] for c in captures]


@pytest.fixture(scope="module")
def case() -> tuple[Case, list[str]]:
    return traced(FIRST, SECOND)


@pytest.fixture(scope="module")
def found(case: tuple[Case, list[str]]) -> Comparison:
    return compare(case[0], *case[1])


def test_every_sentence_stands_once_and_in_order(found: Comparison) -> None:
    for side, text in enumerate((FIRST, SECOND)):
        passages = [p for row in found.rows for p in (row.left, row.right)[side]]
        assert [p.span for p in passages] == sorted({p.span for p in passages})
        assert " ".join(p.span.within(text) for p in passages) == text


def test_the_stretches_of_a_passage_are_its_text(found: Comparison) -> None:
    for row in found.rows:
        for passage in row.left:
            assert "".join(words for words, _ in stretches(FIRST, passage)) == passage.span.within(FIRST)


def test_what_stands_elsewhere_is_marked_and_said(found: Comparison) -> None:
    shown = " ".join(sidebyside.render(found).split())
    assert "[Forty swans were cleaned with rapeseed oil in a disused tram depot]" in shown
    assert found.met[0][0] >= 1
    assert found.met[0][1] == 3
    assert found.met[1][1] == 4


def test_two_columns_only_where_there_is_room(found: Comparison) -> None:
    wide = sidebyside.render(found, width=120, columns=True)
    narrow = sidebyside.render(found, width=60, columns=True)
    assert "A alone" not in wide
    assert "A alone" in narrow
    assert all(len(line) <= 120 for line in wide.splitlines())
    assert all(len(line) <= 60 for line in narrow.splitlines())
    assert "\x1b" in sidebyside.render(found, color=True)


def test_the_page_is_whole_and_shares_what_may_be_shared(case: tuple[Case, list[str]]) -> None:
    page = Reader(juxtaposition.render(case[0], *case[1]))
    assert not page.stack
    assert not page.strays
    anchors = page.attribute("id")
    assert len(anchors) == len(set(anchors))
    assert {h[1:] for h in page.attribute("href") if h.startswith("#")} <= set(anchors)
    assert all(h.startswith("#") for h in page.attribute("href"))
    assert "48.30694" not in page.text
    assert "••" in page.text
    assert "Forty swans were cleaned" in page.text


def test_the_policy_admits_the_style_sheet_only(case: tuple[Case, list[str]]) -> None:
    page = unescape(juxtaposition.render(case[0], *case[1]))
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    assert b64encode(sha256(style[1].encode()).digest()).decode() in page
    assert "default-src 'none'" in page
    assert "<script" not in page


def test_two_renderings_are_equal(case: tuple[Case, list[str]]) -> None:
    again, ids = traced(FIRST, SECOND)
    assert juxtaposition.render(*case[:1], *case[1]) == juxtaposition.render(again, *ids)


def test_a_source_in_common_is_said_and_not_sworn(case: tuple[Case, list[str]]) -> None:
    unlike, ids = traced(FIRST, "Lindau opened a school of music on Wednesday. Mayor Jonas Kern cut a ribbon.")
    assert compare(unlike, *ids).verdict == "A source in common is not shown"
    copied, ids = traced(FIRST, f"{FIRST} Anglers were sent home.")
    assert compare(copied, *ids).verdict.startswith("Probably")


def test_differences_have_their_sentence() -> None:
    one = "The clinic in Enns treated 19 people after the grease fire on the ferry, the clinic said."
    other = "The clinic in Enns treated 24 people after the grease fire on the ferry, the clinic said."
    case, ids = traced(one, other)
    differences = compare(case, *ids).differences
    assert any("19" in d.sentence and "24" in d.sentence for d in differences), differences


def test_one_document_is_no_comparison(case: tuple[Case, list[str]]) -> None:
    with pytest.raises(InputError, match="two documents that differ"):
        compare(case[0], case[1][0], case[1][0])


@pytest.mark.parametrize("text", ["", "…", "один два три.", "一二三四五。", "word " * 400, "a. " * 300])
def test_any_text_is_compared(text: str) -> None:
    case, ids = traced("The mill burned. Nobody was hurt.", f"The mill. {text}", language="xx")
    assert sidebyside.render(compare(case, *ids))
    assert juxtaposition.render(case, *ids)


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=9))
def test_the_heaviest_chain_is_the_heaviest(weights: dict[tuple[int, int], int]) -> None:
    chain = heaviest_chain({k: float(v) for k, v in weights.items()}, 6)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(chain))
    pairs = sorted(weights)
    best = 0
    for chosen in product((False, True), repeat=len(pairs)):
        taken = [p for p, c in zip(pairs, chosen, strict=True) if c]
        if all(a[1] <= b[1] for a, b in pairwise(taken)):
            best = max(best, sum(weights[p] for p in taken))
    assert sum(weights[p] for p in chain) == best
