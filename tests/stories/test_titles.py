"""Titles, places and days of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stories.conftest import report

from stemma.model import Place, Removed, Span
from stemma.stories import describe
from stemma.stories.titles import MAX_TITLE, choose_title

LONG = (
    "The harbour office of Bilbao said on Monday that the ferry, which had been built in 1987 and repaired twice, "
    "would not sail again before the inspectors had looked at every rivet of its hull and every pump. It rained."
)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Exclusive: Ferry rams barge off Romanshorn in the rain", "Ferry rams barge off Romanshorn in the rain"),
        ("UPDATE 2 - Ferry rams barge off Romanshorn", "Ferry rams barge off Romanshorn"),
        ("Ferry rams barge off Romanshorn | Harbour Post", "Ferry rams barge off Romanshorn"),
        ("– Ferry rams barge off Romanshorn –", "Ferry rams barge off Romanshorn"),
        ("  Ferry rams\n barge off Romanshorn. ", "Ferry rams barge off Romanshorn"),
    ],
)
def test_a_headline_is_cleaned(title: str, shown: str) -> None:
    assert choose_title([report("a", "A ferry rammed a barge.", title=title)]) == shown


def test_the_headline_that_says_most_of_what_all_tell() -> None:
    reports = [
        report("a", "A ferry rammed a barge off Romanshorn. People were hurt.", title="What a day on the lake it was"),
        report("b", "The ferry hit a barge off Romanshorn.", title="Ferry rams barge off Romanshorn"),
        report("c", "Off Romanshorn, a ferry struck a barge.", title="Our summer guide to the best lakes"),
    ]
    assert choose_title(reports) == "Ferry rams barge off Romanshorn"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("KONSTANZ, May 14 (Alpine Wire) – A ferry rammed a barge. It rained.", "A ferry rammed a barge"),
        ("According to the port police, a ferry rammed a barge. It rained.", "A ferry rammed a barge"),
        (
            "A ferry rammed a barge off Romanshorn, according to a statement of the police.",
            "A ferry rammed a barge off Romanshorn",
        ),
        (
            "On its official channel, the harbour office said a ferry sank. It rained.",
            "The harbour office said a ferry sank",
        ),
        ("A ferry (built in 1987) rammed a barge. It rained.", "A ferry rammed a barge"),
    ],
)
def test_an_opening_sentence_becomes_a_title(text: str, shown: str) -> None:
    assert choose_title([report("a", text)]) == shown


def test_a_title_is_never_long() -> None:
    title = choose_title([report("a", LONG)])
    assert len(title) <= MAX_TITLE
    assert title.startswith("The harbour office of Bilbao")


def test_an_empty_text_is_called_by_its_path() -> None:
    assert choose_title([report("a", "")]) == "a.txt"


def test_removed_lines_are_no_title() -> None:
    cookies = "We use cookies to improve your experience on this site."
    one = replace(
        report("a", f"{cookies}\nA ferry rammed a barge off Romanshorn. It rained."),
        removed=(Removed(span=Span(start=0, end=len(cookies)), reason="cookie notice"),),
    )
    assert choose_title([one]) == "A ferry rammed a barge off Romanshorn"


def test_places_meet_by_id_with_all_their_names() -> None:
    def place(name: str, shown: str, text: str) -> Place:
        start = text.index(shown)
        return Place(
            span=Span(start=start, end=start + len(shown)),
            name=name,
            geonames_id=2885679,
            kind="settlement",
            names=("Costanza",),
        )

    first, second = "A ferry left Konstanz.", "A ferry left Constance."
    story = describe(
        [
            replace(report("a", first, "2031-05-14"), places=(place("Konstanz", "Konstanz", first),)),
            replace(report("b", second, "2031-05-16"), places=(place("Konstanz", "Constance", second),)),
        ]
    )
    assert len(story.places) == 1
    assert set(story.places[0].names) == {"Konstanz", "Constance", "Costanza"}
    assert (story.earliest, story.latest) == ("2031-05-14", "2031-05-16")


def test_no_day_is_an_answer() -> None:
    story = describe([report("a", "A ferry sank.")])
    assert (story.earliest, story.latest) == (None, None)
    assert story.documents == (report("a", "A ferry sank.").id,)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "You can now listen to our articles! A ferry rammed a barge off Romanshorn.",
            "A ferry rammed a barge off Romanshorn",
        ),
        (
            "“We heard nothing,” a sailor said. A ferry rammed a barge off Romanshorn.",
            "A ferry rammed a barge off Romanshorn",
        ),
        ("Key points\nA ferry rammed a barge off Romanshorn.", "A ferry rammed a barge off Romanshorn"),
        (
            "Two ferries - like many others - stayed in port. It rained.",
            "Two ferries - like many others - stayed in port",
        ),
        ("A ferry rammed a barge off Romanshorn.People were hurt.", "A ferry rammed a barge off Romanshorn"),
        (
            "The harbour office of Bilbao has promised the largest repair of its quay in many years as it warned that "
            "storms come more often.",
            "The harbour office of Bilbao has promised the largest repair of its quay in many years",
        ),
        ("BILBAO PORT, 14 May The ferry sank in the night. It rained.", "The ferry sank in the night"),
        (
            "The harbour office of Bilbao has promised the largest repair of its northern quay since the great storm "
            "as it opened a new lighthouse.",
            "The harbour office of Bilbao has promised the largest repair of its northern quay",
        ),
        (
            "The old harbour office of Bilbao has called the smallest ferry of its fleet “much too old for the "
            "crossing in such seas” again.",
            "The old harbour office of Bilbao has called the smallest ferry of its fleet “much too old for…",
        ),
    ],
)
def test_a_title_is_what_a_person_would_give(text: str, shown: str) -> None:
    assert choose_title([report("a", text)]) == shown


def test_a_label_is_no_headline() -> None:
    reports = [
        report("a", "A ferry rammed a barge off Romanshorn.", title="Commentary and Key Takeaways"),
        report("b", "The ferry hit a barge.", title="Commentary and Key Takeaways"),
    ]
    assert choose_title(reports) == "A ferry rammed a barge off Romanshorn"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "As the storm that broke the northern quay of the old harbour in Bilbao moves on to the east, the port has "
            "closed two of its three bridges to lorries. It rained.",
            "The port has closed two of its three bridges to lorries",
        ),
        (
            "The harbour office of Bilbao has warned the crews of the danger of crossing the bay in such seas before "
            "the end of the week. It rained.",
            "The harbour office of Bilbao has warned the crews of the danger of crossing the bay in such seas",
        ),
        (
            "The pier of the old harbour will be open to visitors in the summer only if the council of Bilbao sells "
            "its two northern bridges and the ferry. It rained.",
            "The pier of the old harbour will be open to visitors in the summer only if the council of…",
        ),
        (
            "But the harbour office of Bilbao closed the pier. It rained.",
            "The harbour office of Bilbao closed the pier",
        ),
    ],
)
def test_a_sentence_that_is_too_long_becomes_a_shorter_sentence(text: str, shown: str) -> None:
    assert choose_title([report("a", text)]) == shown
