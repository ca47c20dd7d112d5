"""Several people at one desk, and a run at the same time: nothing is lost, and nobody sees a lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import addresses, twin

from stemma import add
from stemma.model import Judgement
from stemma.store import Store

PEOPLE = ("Ana Lind", "Ben Ost", "Cora Au", "Dov Rist")
EACH = 4
"""Judgements of each person."""

LATE = "---\ntitle: Crane\noutlet: {}\n---\n\nA crane fell into the harbour of Bregenz, the {} has learnt.\n"


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Return what the calls give that are made in threads of their own; what one raises is raised."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def kept(case_file: Path) -> tuple[Judgement, ...]:
    with Store(str(case_file)) as store:
        return store.view().judgements()


def judge(desk: TestClient, person: str, case_file: Path) -> Callable[[], object]:
    """Return what makes the judgements of a person, looks at the list after each, and gives the statuses."""
    with Store(str(case_file)) as store:
        (link,) = store.view().links()

    def act() -> object:
        found = set()
        for number in range(EACH):
            form = {"noun": "link", "subject": f"{link.borrower} {link.lender}", "verdict": "reject"}
            found.add(desk.post("/review", data={**form, "person": person, "reason": f"call {number}"}).status_code)
            found.add(desk.get("/review.json").status_code)
        return found

    return act


def everyone(judgements: tuple[Judgement, ...]) -> list[tuple[str, str]]:
    return sorted((j.person, j.reason) for j in judgements)


ALL = sorted((person, f"call {number}") for person in PEOPLE for number in range(EACH))


def test_people_judge_at_the_same_time(desk: TestClient, case_file: Path) -> None:
    found = at_once([judge(desk, person, case_file) for person in PEOPLE])
    assert found == [{303, 200}] * len(PEOPLE)
    assert everyone(kept(case_file)) == ALL


def test_people_judge_while_reports_are_added(desk: TestClient, case_file: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    late.write_text(LATE.format("Late News", "Late News"), encoding="utf-8")
    run = lambda: len(add(str(case_file), [str(late)], jobs=1).documents)  # noqa: E731
    *found, documents = at_once([*(judge(desk, person, case_file) for person in PEOPLE), run])
    assert found == [{303, 200}] * len(PEOPLE)
    assert documents == 5
    assert everyone(kept(case_file)) == ALL


def test_reports_that_two_add_at_the_same_time_are_all_there(case_file: Path, tmp_path: Path) -> None:
    def run(outlet: str) -> Callable[[], object]:
        path = tmp_path / f"{outlet}.txt"
        path.write_text(LATE.format(outlet, outlet), encoding="utf-8")
        return lambda: len(add(str(case_file), [str(path)], jobs=1).documents)

    assert sorted(map(str, at_once([run("Late News"), run("Evening Post"), run("Port Radio")]))) == ["5", "6", "7"]
    with Store(str(case_file)) as store:
        outlets = {d.outlet for d in store.view().documents()}
    assert {"Late News", "Evening Post", "Port Radio"} <= outlets


def test_a_judgement_waits_for_a_run_that_is_written(
    desk: TestClient, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process writes for longer than a command would wait."""
    monkeypatch.setattr("stemma.store.connection.BUSY_SECONDS", 0.0)
    act = judge(desk, PEOPLE[0], case_file)
    other = sqlite3.connect(case_file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.execute, ("COMMIT",)).start()
    assert act() == {303, 200}
    other.close()
    assert len(kept(case_file)) == EACH


def test_every_page_is_shown_while_a_run_is_written(desk: TestClient, case_file: Path) -> None:
    assert judge(desk, PEOPLE[0], case_file)() == {303, 200}
    with Store(str(case_file)) as store:
        store._connection.execute("DELETE FROM work WHERE key LIKE 'standing %' OR key LIKE 'judged %'")
    known = addresses(desk)
    with Store(str(case_file)) as store:
        store._connection.execute("DELETE FROM work WHERE key LIKE 'standing %' OR key LIKE 'judged %'")
    other = sqlite3.connect(case_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for address in known:
        assert desk.get(address).status_code == 200, address
        assert desk.get(twin(address)).status_code == 200, address
    other.close()
