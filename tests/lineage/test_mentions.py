from __future__ import annotations

import pytest
from tests.lineage.builders import document, tree_of

from stemma.lineage.mentions import find_mentions, outlet_key
from stemma.model import Credit, Span


def channels(text: str) -> list[str]:
    return [cited.name for cited in find_mentions(document("doc_a", text), tree_of(text), ()).channels.values()]


def bare(text: str) -> list[str]:
    persons = find_mentions(document("doc_a", text), tree_of(text), ()).persons
    return [role for role, person in persons.items() if person.bare]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Shore Daily", "shoredaily"),
        ("www.shoredaily.example", "shoredaily"),
        ("Shore-Daily", "shoredaily"),
        (None, ""),
    ],
)
def test_outlets_meet_under_one_key(name: str | None, key: str) -> None:
    assert outlet_key(name) == key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Forty drums are gone, the Telegram channel Quay Talk claims.", "Quay Talk (Telegram)"),
        ("The Ministry of Ports wrote on its official Telegram channel that it rains.", "Ministry of Ports (Telegram)"),
    ],
)
def test_whose_channel_it_is(text: str, name: str) -> None:
    assert channels(text) == [name]


def test_a_call_to_subscribe_is_no_source() -> None:
    assert channels("JOIN US ON TELEGRAM! Follow our coverage.") == []


def test_an_agency_is_credited_unless_it_is_the_outlet_itself() -> None:
    text = "Eels rose. (Baltic Wire)"
    credit = Credit(span=Span(start=12, end=23), kind="agency", name="Baltic Wire")
    paper = document("doc_a", text, outlet="Saaremaa News", credits=(credit,))
    wire = document("doc_b", text, outlet="Baltic Wire", credits=(credit,))
    assert [c.name for c in find_mentions(paper, tree_of(text), ()).agencies.values()] == ["Baltic Wire"]
    assert not find_mentions(wire, tree_of(text), ()).agencies


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The expert wants it shut.", ["expert"]),
        ("An expert came. The expert wants it shut.", []),
        ("The expert Jane Roe wants it shut.", []),
        ("The expert from Lyon wants it shut.", []),
        ("The expert who came wants it shut.", []),
    ],
)
def test_who_is_spoken_of_as_known(text: str, roles: list[str]) -> None:
    assert bare(text) == roles


def test_a_language_without_lists_has_no_roles_and_no_channels() -> None:
    text = "The expert wrote on the Telegram channel Quay Talk."
    found = find_mentions(document("doc_a", text), tree_of(text, "xx"), ())
    assert not found.persons
    assert not found.channels
