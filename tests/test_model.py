"""The invariants that records refuse to break."""

from __future__ import annotations

import pytest

from stemma.config import Config
from stemma.model import Link, Origins, Published, Quantity, Span


def test_spans_are_half_open() -> None:
    assert Span(start=1, end=3).within("abcd") == "bc"
    assert not Span(start=0, end=2).overlaps(Span(start=2, end=3))
    assert Span(start=0, end=4).covers(Span(start=1, end=4))
    with pytest.raises(ValueError, match="half-open"):
        Span(start=3, end=2)
    with pytest.raises(ValueError, match="half-open"):
        Span(start=-1, end=2)


def test_intervals_are_ordered() -> None:
    with pytest.raises(ValueError, match="turned round"):
        Quantity(span=Span(start=0, end=1), low=3, high=2)
    with pytest.raises(ValueError, match="turned round"):
        Published(earliest="2031-05-15", latest="2031-05-14", basis="declared")
    with pytest.raises(ValueError, match="origins range"):
        Origins(low=2, high=1, items=())
    with pytest.raises(ValueError, match="origins range"):
        Origins(low=0, high=1, items=())


def test_a_probability_is_one() -> None:
    with pytest.raises(ValueError, match="outside"):
        Link(
            id="lnk_1",
            story="sto_1",
            borrower="doc_1",
            lender="doc_2",
            kind="retells",
            direction="decided",
            probability=1.1,
            evidence=(),
        )


def test_the_configuration_digest_leaves_out_what_cannot_change_a_result() -> None:
    assert Config(jobs=1).digest() == Config(jobs=8).digest()
    assert Config(one_story=True).digest() != Config().digest()
