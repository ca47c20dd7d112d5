from __future__ import annotations

from dataclasses import replace

from stemma.export.gazette import places_named
from stemma.export.outline import Chapter, arrange
from stemma.model import Case, StoryPlace


def chapter(case: Case, *places: StoryPlace) -> Chapter:
    stories = (replace(case.stories[0], places=places), *case.stories[1:])
    return arrange(replace(case, stories=stories)).chapters[0]


def place(name: str, *names: str, kind: str = "settlement", identity: int | None = None) -> StoryPlace:
    assert kind in ("settlement", "country", "region")
    return StoryPlace(name=name, names=names, kind=kind, geonames_id=identity)  # type: ignore[arg-type]


def test_only_names_that_reports_use_are_shown(case: Case) -> None:
    assert (
        places_named(chapter(case, place("Lindovia", "Lindau", "Lindava", "LINDAU", identity=1))) == "Lindovia (Lindau)"
    )


def test_a_name_inside_a_word_is_no_name(case: Case) -> None:
    assert places_named(chapter(case, place("Lindau", "Lind", identity=1))) == "Lindau"


def test_countries_and_side_remarks_are_left_out(case: Case) -> None:
    shown = places_named(
        chapter(case, place("Lindau", identity=1), place("port", kind="country"), place("Hafenstrasse"))
    )
    assert shown == "Lindau"


def test_many_places_are_counted(case: Case) -> None:
    many = tuple(place(f"P{n}", "crane") for n in range(9))
    assert places_named(chapter(case, *many)).endswith("and 3 more")
