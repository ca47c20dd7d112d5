"""What most reports open with comes first, whichever country it is about."""

from __future__ import annotations

from dataclasses import replace

from tests.claims.conftest import read_scene

OPENINGS = (
    "[A Post] A ferry struck a barge off Bilbao on Monday. The barge carried gravel from Gijón. "
    "The harbour of Bilbao has three cranes. The pilots of Bilbao train in Santander.\n"
    "[B Mail] On Monday a ferry struck a barge near Bilbao. Rescuers brought the passengers of the ferry ashore. "
    "The harbour of Bilbao has three cranes. The pilots of Bilbao train in Santander.\n"
    "[C Wire] Divers will search the wreck. The ferry struck a barge off Bilbao, the port office said. "
    "The wind was weak in Santander."
)


def ranks(text: str) -> list[str]:
    """Return the texts of the claims of a scene, the foremost first."""
    return [c.text for c in read_scene(text).weigh()[0]]


def test_what_the_reports_open_with_comes_first() -> None:
    found = ranks(OPENINGS)
    assert "struck a barge" in found[0]
    assert next(n for n, t in enumerate(found) if "cranes" in t) > 0


def test_countries_do_not_change_the_order() -> None:
    def swapped(text: str) -> str:
        return text.replace("Spain", "X").replace("Belgium", "Spain").replace("X", "Belgium")

    reports = (
        "[A Post] Spain closed the canal on Monday. Belgium recalled its envoy.\n"
        "[B Mail] Spain closed the canal on Monday. Belgium sold three ships."
    )
    assert [swapped(t) for t in ranks(reports)] == ranks(swapped(reports))


def test_one_report_is_told_in_its_own_order() -> None:
    found = ranks(
        "[A Post] A cable car with twelve skiers stopped above Bohinj on Sunday. Rescuers lowered the skiers on ropes. "
        "The owner has ordered a new engine. The lake near Bohinj is popular. "
        "The cable car above Bohinj carries skiers to the summit on every Sunday in winter."
    )
    assert "stopped above Bohinj" in found[0]
    assert "every Sunday" not in " ".join(found[:2])


def test_what_a_headline_tells_comes_first() -> None:
    scene = read_scene(
        "[A Post] The pilots of Bilbao train in Santander. The harbour of Bilbao has three cranes. A new hall is on "
        "the pier. The port office says that a storm sank the ferry Gijón off Bilbao."
    )
    (report,) = scene.documents
    headed = replace(scene, documents=(replace(report, title="Storm sinks ferry Gijón off Bilbao"),))
    assert "three cranes" in scene.weigh()[0][0].text
    assert "sank the ferry" in headed.weigh()[0][0].text


def test_what_only_repeats_a_claim_stands_behind_what_tells_something_else() -> None:
    found = ranks(
        "[A Post] The mayor of Bilbao has promised that the harbour of Bilbao will get three cranes in June. "
        "The harbour of Bilbao will get three cranes in June. Crews met the mayor on the pier of Bilbao."
    )
    repeats = [n for n, text in enumerate(found) if "three cranes" in text]
    assert repeats[:1] == [0]
    assert all(n == len(found) - 1 for n in repeats[1:])


def test_a_piece_of_a_sentence_of_one_report_is_no_claim() -> None:
    found = ranks(
        "[A Post] According to Ana Gil: the closure of the harbour of Bilbao. The crews of Bilbao met on Monday."
    )
    assert found == ["The crews of Bilbao met on Monday"]


def test_what_somebody_relays_is_told_by_who_says_it() -> None:
    said = "No one can win by sanctions or a cold war, Minister Ana Gil said at a press conference in Bilbao on 16 May"
    found = ranks(f"[A Post] {said}, the Bay Agency has learned.")
    assert found[0] == "Ana Gil: no one can win by sanctions or a cold war"
