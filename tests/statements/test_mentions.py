"""The wiring: places, times and quantities of a document, found together."""

from __future__ import annotations

import pytest

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Published, Span
from stemma.places import open_gazetteer
from stemma.statements.mentions import Mentions, find_mentions

TEXT = "On Monday over 1,200 passengers left Bregenz. Cookies: Paris, 5 May, 40 days. The ferry will return on June 2."
DAY = Published(earliest="2031-05-14", latest="2031-05-14", basis="declared")


def mentions(
    text: str, *, language: str = "en", published: Published | None = DAY, skip: tuple[Span, ...] = ()
) -> Mentions:
    document = Document(id="doc_case", capture="", path="", text=text, language=language, published=published)
    return find_mentions(document, grow(text, parse("doc_case", text, language, skip=skip)), open_gazetteer())


def amounts(found: Mentions) -> list[tuple[float | None, float | None, str | None]]:
    return [(q.low, q.high, q.counted) for q in found.quantities]


def test_all_three_are_found_in_text_order() -> None:
    found = mentions(TEXT)
    assert [p.name for p in found.places] == ["Bregenz", "Paris"]
    assert [t.earliest for t in found.times] == ["2031-05-12", "2031-05-05", "2031-06-02"]
    assert amounts(found)[0] == (1200, None, "passengers")
    for spans in ([p.span for p in found.places], [t.span for t in found.times], [q.span for q in found.quantities]):
        assert spans == sorted(spans)


def test_nothing_is_found_in_what_was_removed() -> None:
    start, end = TEXT.index("Cookies"), TEXT.index("The ferry")
    found = mentions(TEXT, skip=(Span(start=start, end=end),))
    assert [p.name for p in found.places] == ["Bregenz"]
    assert len(found.times) == 2
    assert len(found.quantities) == 1


def test_an_unknown_publication_time_invents_no_day() -> None:
    found = mentions(TEXT, published=None)
    assert [(t.earliest, t.relation) for t in found.times] == [(None, "Monday"), (None, "5 May"), (None, "June 2")]


@pytest.mark.parametrize("language", ["uk", "ru", "xx"])
def test_another_language_gets_what_the_gazetteer_knows(language: str) -> None:
    found = mentions("Харків 2031.", language=language)
    assert found.times == ()
    assert found.quantities == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\x00\u202e", "9" * 4000, "of of of " * 300, "$" * 500, "A-" * 500, "5-5-" * 400]
)
def test_hostile_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(mentions(text), Mentions)


PARTIES = ("Russian", "Ukrainian"), ("Moscow", "Kyiv"), ("Russia", "Ukraine")


def test_the_parties_can_be_swapped() -> None:
    text = "Moscow said over 300 Russian drones were lost on Monday in Ukraine. Kyiv did not confirm this; Russia did."
    swapped = text
    for n, (left, right) in enumerate(PARTIES):
        swapped = swapped.replace(left, f"\x01{n}").replace(right, left).replace(f"\x01{n}", right)
    one, other = mentions(text), mentions(swapped)
    assert [(q.low, q.high, q.counted) for q in one.quantities] == [
        (q.low, q.high, q.counted) for q in other.quantities
    ]
    assert [(t.earliest, t.latest) for t in one.times] == [(t.earliest, t.latest) for t in other.times]
    assert [p.kind for p in one.places] == [p.kind for p in other.places]
