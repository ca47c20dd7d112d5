"""What changed in an edited page, sentence by sentence."""

from __future__ import annotations

import pytest

from stemma.export.edits import find_changes

COUNT = "The office said that 19 containers were lost."
OLD = f"A crane fell on Tuesday. {COUNT} Nobody was hurt, said Mr. Kern of St. Gallen."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (OLD.upper().replace(". ", ".\n"), []),
        (OLD.replace("19", "22"), ["number updated: “The office said that [19 → 22] containers were lost.”"]),
        (OLD.replace("said th", "denied th"), ["changed: “The office [said → denied] that 19 containers were lost.”"]),
        (OLD + " Divers searched.", ["added: “Divers searched.”"]),
        (OLD.replace("A crane fell on Tuesday. ", ""), ["removed: “A crane fell on Tuesday.”"]),
        (f"{COUNT} {OLD.replace(COUNT, '')}", []),
        (
            OLD.replace("fell on Tuesday", "fell into the harbour on Tuesday"),
            ["changed: “A crane fell [+into the harbour] on Tuesday.”"],
        ),
    ],
)  # fmt: skip
def test_changes(new: str, expected: list[str]) -> None:
    assert [str(change) for change in find_changes(OLD, new)] == expected


def test_other_scripts() -> None:
    old = "Кран упал в гавань во вторник. Потеряно 19 контейнеров. Никто не пострадал."
    assert [str(c) for c in find_changes(old, old.replace("19", "22"))] == [
        "number updated: “Потеряно [19 → 22] контейнеров.”"
    ]


@pytest.mark.parametrize("piece", [".", ".”", ". ", "!", "a. ", "A. B ", "\n", "“"])
def test_texts_made_to_be_slow(piece: str) -> None:
    assert len(find_changes(piece * 50_000, "Nobody was hurt.")) <= 4
