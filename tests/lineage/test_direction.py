from __future__ import annotations

import pytest
from tests.lineage.builders import document, pair_of

from stemma.lineage.direction import DECIDED, before, cut, direct, orphan_direction, reference, time
from stemma.model import Published

LONG = (
    "A stork nested on the barrier at Rust. The railway posted a man with a red flag there. "
    "He has learned to clatter back at the bird. The mayor brought him a folding chair and soup. "
    "A painter from Ulm drew the pair in charcoal. The picture hangs in the waiting room now. "
    "Children bring frogs in lunch boxes every noon. The minister of transport sent a telegram."
)
SHORT = (
    "A stork nested on the barrier at Rust. The railway posted a man with a red flag there. "
    "He has learned to clatter back at the bird. The mayor brought him a folding chair and soup."
)


def span(earliest: str, latest: str | None = None) -> Published:
    return Published(earliest=earliest, latest=latest or earliest, basis="declared")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (span("2031-05-14"), span("2031-05-15"), True),
        (span("2031-05-15"), span("2031-05-14"), False),
        (span("2031-05-14"), span("2031-05-14"), False),
        (span("2031-05-14", "2031-05-16"), span("2031-05-15"), False),
        (span("2031-05-14T09:00:00Z"), span("2031-05-14T09:30:00Z"), True),
        (span("2031-05-14T09:00:00Z"), span("2031-05-14"), False),
        (span("2031-05-14T23:30:00+02:00"), span("2031-05-14T22:00:00Z"), True),
        (span("2031-05-14T23:30:00-04:00"), span("2031-05-15T02:00:00Z"), False),
        (None, span("2031-05-15"), False),
    ],
)
def test_before(left: Published | None, right: Published | None, expected: bool) -> None:
    assert before(left, right) is expected


def test_the_earlier_one_lends() -> None:
    pair = pair_of(document("doc_a", SHORT, day="2033-03-07"), document("doc_b", SHORT, day="2033-03-08"))
    assert time(pair)[0].score >= DECIDED
    turned = pair_of(document("doc_a", SHORT, day="2033-03-08"), document("doc_b", SHORT, day="2033-03-07"))
    assert time(turned)[0].score <= -DECIDED


def test_whoever_names_the_other_for_what_it_says_borrows() -> None:
    wire = document("doc_a", SHORT, outlet="Baden Wire")
    paper = document("doc_b", f"{SHORT} The railway is at a loss, Baden Wire reports.", outlet="Rust Gazette")
    assert reference(pair_of(wire, paper))[0].score >= DECIDED


def test_an_outlet_that_only_acts_is_no_source() -> None:
    wire = document("doc_a", SHORT, outlet="Lake Police")
    paper = document("doc_b", f"{SHORT} The Lake Police sent two boats.", outlet="Rust Gazette")
    assert reference(pair_of(wire, paper)) == ()


def test_whoever_links_to_the_other_borrows() -> None:
    wire = document("doc_a", SHORT, url="https://wire.example/stork?x=1")
    paper = document("doc_b", SHORT, links=("http://www.wire.example/stork/",))
    assert reference(pair_of(wire, paper))[0].score >= DECIDED


def test_a_text_without_its_end_is_a_cut() -> None:
    assert cut(pair_of(LONG, SHORT))[0].score >= DECIDED
    assert cut(pair_of(SHORT, LONG))[0].score <= -DECIDED
    assert cut(pair_of(SHORT, SHORT)) == ()


def test_a_part_from_the_middle_decides_nothing_by_itself() -> None:
    middle = LONG.split(". ", 3)[3]
    assert 0 < cut(pair_of(LONG, middle))[0].score < DECIDED


def test_an_orphan_alone_decides_nothing() -> None:
    left = "Luce Maret, an engineer from Lyon, counted loose stones. The engineer wants the bridge shut."
    right = "The engineer wants the bridge shut."
    found = orphan_direction(pair_of(left, right))
    assert 0 < found[0].score < DECIDED


def test_nothing_known_nothing_said() -> None:
    assert direct(pair_of("Bees love lavender.", "The harbour is frozen.")) == ()


def test_every_piece_names_the_function_that_explains_it() -> None:
    wire = document("doc_a", LONG, outlet="Baden Wire", day="2033-03-07")
    paper = document("doc_b", f"{SHORT} Baden Wire reports it.", outlet="Rust Gazette", day="2033-03-08")
    found = direct(pair_of(wire, paper))
    assert {e.rule for e in found} >= {"time", "reference"}
    assert all(e.rule in {f.__name__ for f in (time, reference, orphan_direction, cut)} for e in found)
