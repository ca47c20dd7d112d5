from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stemma import demo
from stemma.demo.truth import truth

REPORTS = sorted(Path(demo.reports()).iterdir())


def body(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        inner = text.split("<article>", 1)[1].split("</article>", 1)[0]
        return re.sub(r"<[^>]+>", " ", inner)
    return text.split("---\n", 2)[2]


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_report_says_that_it_is_invented(path: Path) -> None:
    assert "invented" in path.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_report_is_short_and_lies_in_the_future(path: Path) -> None:
    assert 120 <= len(body(path).split()) <= 350
    days = re.findall(r"published: (\S{10})|published_time\" content=\"(\S{10})", path.read_text(encoding="utf-8"))
    assert days
    for found in days:
        assert date(2031, 5, 1) <= date.fromisoformat(found[0] or found[1]) <= date(2031, 6, 30)


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_addresses_cannot_be_reached(path: Path) -> None:
    for host in re.findall(r"https?://([^/\s\"]+)", path.read_text(encoding="utf-8")):
        assert host.endswith(".example")


def test_there_are_sixteen_and_all_are_known() -> None:
    assert {path.stem for path in REPORTS} == {name for story in truth().stories for name in story.documents}


def test_the_tabloid_shares_no_sentence_with_the_agency_but_the_mistake() -> None:
    def sentences(name: str) -> set[str]:
        text = next(body(p) for p in REPORTS if p.stem == name)
        return {s.strip(' “”"') for s in re.split(r"(?<=[.!?])[\"”]?\s+", text) if len(s.split()) > 3}

    agency, tabloid = sentences("alpine-wire-accident"), sentences("shore-daily-accident")
    assert not agency & tabloid
    assert all("Thur " in s or "the Thur" in " ".join(found) for found in (agency, tabloid) for s in [" ".join(found)])


def test_every_anchor_stands_in_its_report() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in REPORTS}
    for claim in truth().claims:
        for name, phrase in claim.anchors.items():
            assert phrase in texts[name], (claim.name, name)
    for removal in truth().removed:
        for phrase in removal.phrases:
            assert phrase in texts[removal.document]
