"""Datelines: what stands before the first words of a report."""

from __future__ import annotations

import pytest

from stemma.language.blocks import split_blocks
from stemma.language.datelines import find_datelines


@pytest.mark.parametrize(
    "dateline",
    [
        "BREGENZ — ",
        "BREGENZ, Austria, May 14 (Agency) – ",
        "NEW BREGENZ (AB) — ",
        "BREGENZ/LINDAU Austria (Agency) - ",
        "BREGENZ. May 2 (Agency) - ",
        "St. GALLEN, May 2 - ",
        "Bregenz, United Lakes (ABC)- ",
        "Bregenz, May.2 (AB) — ",
        "(ABC) - ",
        "BREGENZ (Agency) -",
        "May 14 (Agency) - ",
        "(Updates with a second ship) BREGENZ, May 14 (Agency) - ",
    ],
)
def test_a_dateline_is_found_and_is_a_block(dateline: str) -> None:
    text = f"Ferry sinks\n\n{dateline}The ferry sank, the mayor said.\n"
    assert [span.within(text) for span in find_datelines(text)] == [dateline]
    assert [block.within(text).strip() for block in split_blocks(text)] == [
        "Ferry sinks",
        dateline.strip(),
        "The ferry sank, the mayor said.",
    ]


def test_behind_a_sentence_a_dateline_that_an_agency_signs_is_a_block() -> None:
    text = "* Divers search * Harbour closed. BREGENZ, May 14 (Agency) - The ferry sank in LINDAU - it said. OLD - A."
    assert [span.within(text) for span in find_datelines(text)] == ["BREGENZ, May 14 (Agency) - "]
    assert [block.within(text).strip() for block in split_blocks(text)] == [
        "* Divers search * Harbour closed.",
        "BREGENZ, May 14 (Agency) -",
        "The ferry sank in LINDAU - it said. OLD - A.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee (Independent) – who sails – won.",
        "Ann Lee (L-Ohio) — Announced on May 2",
        "OPEC – which met – agreed.",
        "The ferry - an old one - sank.",
        "FERRY SINKS OFF BREGENZ",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_datelines(text) == ()
