"""Dates: what is read, at which precision, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.dates import BASES, choose, date_in_text, date_in_url, parse_date
from stemma.model import Published

WRITTEN = [
    ("2031-05-14", "2031-05-14", "2031-05-14"),
    ("2031-05", "2031-05-01", "2031-05-31"),
    ("2032-02", "2032-02-01", "2032-02-29"),
    ("2031", "2031-01-01", "2031-12-31"),
    ("20310514", "2031-05-14", "2031-05-14"),
    ("2031-05-14T09:30:00Z", "2031-05-14T09:30:00Z", "2031-05-14T09:30:00Z"),
    ("2031-05-14T09:30:00.123+02:00", "2031-05-14T07:30:00Z", "2031-05-14T07:30:00Z"),
    ("2031-05-14T23:30-05:00", "2031-05-15T04:30Z", "2031-05-15T04:30Z"),
    ("2031-05-14T09:30:00", "2031-05-14", "2031-05-14"),
    ("Wed, 14 May 2031 09:30:00 GMT", "2031-05-14T09:30:00Z", "2031-05-14T09:30:00Z"),
    ("14 May 2031", "2031-05-14", "2031-05-14"),
    ("14th of May, 2031", "2031-05-14", "2031-05-14"),
    ("May 14, 2031", "2031-05-14", "2031-05-14"),
    ("Wednesday, May 14, 2031 at 9:30 p.m. GMT", "2031-05-14T21:30Z", "2031-05-14T21:30Z"),
    ("Sept. 3, 2031 10:15 EST", "2031-09-03", "2031-09-03"),
    ("May 2031", "2031-05-01", "2031-05-31"),
    ("14.05.2031", "2031-05-14", "2031-05-14"),
    ("07.08.2031", "2031-08-07", "2031-08-07"),
    ("07/08/2031", "2031-07-08", "2031-08-07"),
    ("14/05/2031", "2031-05-14", "2031-05-14"),
    ("05/14/2031", "2031-05-14", "2031-05-14"),
    ("2031/05/14", "2031-05-14", "2031-05-14"),
]

REFUSED = [
    "yesterday",
    "two days ago",
    "last Monday",
    "14 May",
    "May 14",
    "Monday",
    "31 February 2031",
    "2031-13-01",
    "2031-02-30",
    "99/99/2031",
    "14 May 1731",
    "in 2031 the harbour was closed",
    "",
    "x" * 10_000,
    "1" * 10_000,
]


@pytest.mark.parametrize(("written", "earliest", "latest"), WRITTEN, ids=[w[0] for w in WRITTEN])
def test_precision_is_that_of_the_writing(written: str, earliest: str, latest: str) -> None:
    assert parse_date(written, "declared") == Published(earliest=earliest, latest=latest, basis="declared")


@pytest.mark.parametrize("written", REFUSED, ids=[w[:20] for w in REFUSED])
def test_nothing_is_invented(written: str) -> None:
    assert parse_date(written, "declared", "en") is None


def test_other_languages_need_a_whole_date() -> None:
    assert parse_date("14 мая 2031", "text", "ru") == Published(
        earliest="2031-05-14", latest="2031-05-14", basis="text"
    )
    assert parse_date("14. März 2031", "text", "de") is not None
    assert parse_date("мая 2031", "text", "ru") is None
    assert parse_date("вчера", "text", "ru") is None


@pytest.mark.parametrize(
    ("url", "earliest"),
    [
        ("https://lake.example/2031/05/14/ferry", "2031-05-14"),
        ("https://lake.example/news-2031-05-14.html", "2031-05-14"),
        ("https://lake.example/world/2031/may/14/ferry", "2031-05-14"),
        ("https://lake.example/20310514/ferry", "2031-05-14"),
        ("https://lake.example/2031/05/ferry", "2031-05-01"),
        ("https://lake.example/ferry-2031", None),
        ("https://lake.example/2031/13/45/ferry", None),
        ("https://lake.example/id/120310514999", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, earliest: str | None) -> None:
    found = date_in_url(url)
    assert (found.earliest if found else None) == earliest


def test_dates_in_text_stand_alone_and_above_the_report() -> None:
    body = "The ferry Alma ran aground off Wasserburg, and the water police brought all of its passengers ashore. " * 2
    assert date_in_text(["A title", "Published: 14 May 2031", body]) is not None
    assert date_in_text(["A title", "By Ada Moser", "May 14, 2031", body]) is not None
    assert date_in_text(["KONSTANZ, May 14, 2031 (AP) — A ferry ran aground.", body]) is not None
    assert date_in_text(["A title", "By: Ada Moser | Bregenz | Posted: May 14, 2031 2:10 pm", body]) is not None
    assert date_in_text(["The harbour was closed on 14 May 2031.", body]) is None
    assert date_in_text([body, "14 May 2031", "The crew left."]) is None
    assert date_in_text(["Updated 14 May 2031", body]) is None
    assert date_in_text(["22", "2031", body]) is None


def _date(day: str, basis: str) -> Published:
    return Published(earliest=day, latest=day, basis=basis)


def test_the_surest_basis_wins_and_is_narrowed_from_inside() -> None:
    month = Published(earliest="2031-05-01", latest="2031-05-31", basis="declared")
    inside, outside = _date("2031-05-14", "url"), _date("2031-06-02", "json-ld")
    instant = _date("2031-05-14T09:30:00Z", "json-ld")
    assert choose([]) is None
    assert choose([outside, month]) == month
    assert choose([outside, month, inside]) == inside
    assert choose([_date("2031-05-14", "declared"), instant]) == instant
    assert choose([_date("2031-05-14", "text"), _date("2031-05-15", "url")]) == _date("2031-05-15", "url")


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "de", None, "xx"]))
def test_any_text_gives_an_interval_or_nothing(written: str, language: str | None) -> None:
    found = parse_date(written, "text", language)
    assert found is None or found.earliest <= found.latest


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_iso_days_come_back_as_they_are(day: date) -> None:
    assert parse_date(str(day), BASES[0]) == Published(earliest=str(day), latest=str(day), basis=BASES[0])


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Опубликовано: 14 мая 2031, 11:30", "ru"),
        ("Дата публикации 14.05.2031", "ru"),
        ("Опубліковано 14 травня 2031 року", "uk"),
        ("Дата публікації: 14 травня 2031", "uk"),
    ],
)
def test_labels_of_dates_in_russian_and_ukrainian(line: str, language: str) -> None:
    found = date_in_text(["Паром", line], language)
    assert found is not None
    assert (found.earliest, found.latest) == ("2031-05-14", "2031-05-14")
