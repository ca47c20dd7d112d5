"""Which names of a story's reports mean one party: what the reports say in passing, and whom a short name fits."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_scene

from stemma.claims.identities import Identities, find_identities
from stemma.claims.names import best_name
from stemma.claims.parties import body_of, is_no_party
from stemma.model import ChainLink, SourceKind


def identities(text: str) -> Identities:
    """Return what the reports of a scene tell of names."""
    scene = read_scene(text)
    return find_identities(scene.documents, scene.statements)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("The Front of Harbour Crews (FHC) met. The FHC said it struck.", "FHC", "Front of Harbour Crews"),
        ("The Grey Heron, also known as Ivo Brandt, sang.", "Grey Heron", "Ivo Brandt"),
        ("Quay Union, formerly called the Dock League, met.", "Dock League", "Quay Union"),
        ("Rosa Lenk said it rained. Rosa said it snowed.", "Rosa", "Rosa Lenk"),
        ("Rosa Lenkmeier said it rained. Lenkmaier said it snowed.", "Lenkmaier", "Rosa Lenkmeier"),
        ("The Finnish President Rosa Lenk said it rained. The Finnish president said it snowed.", "Finnish president",
         "Rosa Lenk"),
    ],
    ids=["initials", "also known", "formerly called", "first name", "slip of the pen", "office"],
)  # fmt: skip
def test_one_party(text: str, left: str, right: str) -> None:
    lines = text.split(". ", 1)
    scene = "\n".join(f"[{'AB'[n]} Post] {line.rstrip('.')}." for n, line in enumerate(lines))
    assert identities(scene).one(left, right)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Rosa Lenk said it rained. Rosa Brandt said it snowed. Rosa said it hailed.", "Rosa", "Rosa Lenk"),
        ("Ida Lenk said it rained. Ivo Lens said it snowed.", "Ida Lenk", "Ivo Lens"),
        ("The Finnish President Rosa Lenk said it rained. The Polish president snored.", "Polish president",
         "Rosa Lenk"),
        ("The Front of Harbour Crews (2014) met.", "Front of Harbour Crews", "2014"),
    ],
    ids=["fits two", "two names", "another office", "a year"],
)  # fmt: skip
def test_two_parties(text: str, left: str, right: str) -> None:
    assert not identities(f"[A Post] {text}").one(left, right)


@pytest.mark.parametrize(
    ("name", "role", "affiliation", "body"),
    [
        ("Harbour Board spokesman", None, None, "Harbour Board"),
        ("spokeswoman for the Harbour Board", None, None, "Harbour Board"),
        ("Harbour Board’s press secretary", None, None, "Harbour Board"),
        ("spokesman", None, "Harbour Board", "Harbour Board"),
        ("Rosa Lenk", "spokesperson of the Harbour Board", None, "Harbour Board"),
        ("former spokesman for the Harbour Board", None, None, None),
        ("Rosa Lenk", "owner of the ferry", "Obersee Lines", None),
    ],
)
def test_a_spokesperson_speaks_for_a_body(
    name: str, role: str | None, affiliation: str | None, body: str | None
) -> None:
    assert body_of(name, role, affiliation) == body


@pytest.mark.parametrize(
    ("name", "kind", "thing"),
    [
        ("new video posted by a group", "document", True),
        ("Reports", "document", True),
        ("report", "document", False),
        ("ceasefire", "unknown", True),
        ("Finnish", "unknown", True),
        ("quaymart.com", "unknown", False),
        ("harbour news site", "unknown", False),
        ("residents", "group", False),
    ],
)
def test_things_are_no_parties(name: str, kind: SourceKind, thing: bool) -> None:
    assert is_no_party(ChainLink(name=name, kind=kind, named=False)) is thing


@pytest.mark.parametrize(
    ("names", "kind", "best"),
    [
        (["Lenk", "Rosa Lenk", "Finnish President"], "person", "Rosa Lenk"),
        (["Republican Rosa Lenk", "Rosa Lenk"], "person", "Rosa Lenk"),
        (["Rosa Lenkmaier", "Rosa Lenkmeier", "Rosa Lenkmeier"], "person", "Rosa Lenkmeier"),
        (["unknown", "FHC", "Front of Harbour Crews"], "organization", "Front of Harbour Crews"),
    ],
)
def test_the_fullest_name_is_shown(names: list[str], kind: SourceKind, best: str) -> None:
    assert best_name(names, kind, named=True) == best


def test_a_surname_alone_fits_the_one_person_it_is_told_of_in_several_ways() -> None:
    scene = identities(
        "[A Post] Rosa B. Lenk said it rained.\n[B Post] Mayor Rosa Lenk said it snowed.\n[C Post] Rosa said it hailed."
    )
    assert scene.one("Rosa", "Rosa Lenk")
