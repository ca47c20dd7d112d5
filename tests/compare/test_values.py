"""How amounts, times and places stand to each other."""

from __future__ import annotations

import pytest

from stemma.compare.values import (
    compare_intervals,
    compare_places,
    compare_times,
    counted_key,
    is_large,
)
from stemma.model import Place, Quantity, Span, Time

HERE = Span(start=0, end=1)


def amount(low: float | None, high: float | None, counted: str | None = "people", unit: str | None = None) -> Quantity:
    return Quantity(span=HERE, low=low, high=high, counted=counted, unit=unit)


def place(number: int | None, kind: str = "settlement") -> Place:
    return Place(span=HERE, name="Somewhere", geonames_id=number, kind=kind)  # type: ignore[arg-type]


def time(first: str | None, last: str | None) -> Time:
    return Time(span=HERE, earliest=first, latest=last)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (amount(19, 19), amount(19, 19), "same"),
        (amount(19, 19), amount(22, 22), "differs"),
        (amount(1200, None), amount(1500, 1500), "overlaps"),
        (amount(None, 40), amount(41, None), "differs"),
    ],
)
def test_amounts(left: Quantity, right: Quantity, relation: str) -> None:
    assert compare_intervals(left, right) == relation
    assert compare_intervals(right, left) == relation


def test_a_year_is_no_large_figure_and_an_open_amount_may_be() -> None:
    assert not is_large(amount(2031, 2031, None))
    assert is_large(amount(None, 40))


def test_what_is_counted_meets_in_singular_and_plural() -> None:
    assert counted_key(amount(1, 1, "old houses")) == counted_key(amount(1, 1, "house"))
    assert counted_key(amount(1, 1, None)) is None


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ([time("2031-05-14", "2031-05-14")], [time("2031-05-14", "2031-05-14")], "same"),
        ([time("2031-05-14", "2031-05-14")], [time("2031-05-12", "2031-05-18")], "overlaps"),
        ([time("2031-05-14", "2031-05-14")], [time("2031-05-16", "2031-05-16")], "differs"),
        ([time(None, None)], [time("2031-05-16", "2031-05-16")], "unknown"),
        ([time("2031-05-14T18:00:00Z", "2031-05-14T18:00:00Z")], [time("2031-05-14", "2031-05-14")], "overlaps"),
        ([], [], "unknown"),
    ],
)
def test_times(left: list[Time], right: list[Time], relation: str) -> None:
    assert compare_times(left, right) == relation
    assert compare_times(right, left) == relation


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ([place(1)], [place(1)], "same"),
        ([place(1)], [place(2)], "differs"),
        ([place(1)], [place(3, "region")], "unknown"),
        ([place(1)], [place(None)], "unknown"),
        ([place(4, "country")], [place(4, "country")], "unknown"),
        ([place(1), place(2)], [place(2)], "same"),
    ],
)
def test_places(left: list[Place], right: list[Place], relation: str) -> None:
    assert compare_places(left, right) == relation
    assert compare_places(right, left) == relation
