"""Mapping over processes: order, crashes, errors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.errors import StemmaError
from stemma.pipeline import processes
from stemma.pipeline.processes import Processes


def died(item: object, status: int) -> str:
    return f"{item} died with {status}"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even two items go to processes."""
    monkeypatch.setattr(processes, "FEWEST", 2)


def test_results_stand_in_the_order_of_the_items() -> None:
    with Processes(2) as pool:
        assert list(pool.map(abs, range(-40, 0), crashed=died, count=40)) == list(range(40, 0, -1))


def test_items_are_taken_only_a_little_ahead_of_the_work() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(-500, 0):
            taken.append(number)
            yield number

    with Processes(2) as pool:
        results = pool.map(abs, items(), crashed=died, count=500)
        assert next(results) == 500
        assert len(taken) <= 2 * processes.AHEAD + 1
        assert len(list(results)) == 499


def test_it_is_done_elsewhere() -> None:
    with Processes(2) as pool:
        assert os.getpid() not in set(pool.map(eval, ["__import__('os').getpid()"] * 4, crashed=died, count=4))


@pytest.mark.parametrize(("jobs", "items"), [(1, 20), (4, 1)])
def test_little_work_stays_here(jobs: int, items: int) -> None:
    with Processes(jobs) as pool:
        assert set(pool.map(eval, ["__import__('os').getpid()"] * items, crashed=died, count=items)) == {os.getpid()}


def test_a_dead_process_costs_only_its_item() -> None:
    items = ["1 + 1", "__import__('os')._exit(7)", "2 + 2", "__import__('os').kill(__import__('os').getpid(), 9)", "5"]
    with Processes(2) as pool:
        found = list(pool.map(eval, items, crashed=died, count=len(items)))
    assert found == [2, f"{items[1]} died with 7", 4, f"{items[3]} died with -9", 5]


def test_what_a_library_prints_is_no_answer() -> None:
    with Processes(2) as pool:
        noisy = ["print('noise') or 1", "__import__('os').system('echo noise')"]
        assert list(pool.map(eval, noisy, crashed=died, count=2)) == [1, 0]


def test_an_error_of_the_function_is_raised_here() -> None:
    with Processes(2) as pool, pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(pool.map(eval, ["1", "1 / 0", "2"], crashed=died, count=3))


def test_a_second_round_uses_the_same_processes() -> None:
    with Processes(2) as pool:
        first = set(pool.map(eval, ["__import__('os').getpid()"] * 20, crashed=died, count=20))
        second = set(pool.map(eval, ["__import__('os').getpid()"] * 20, crashed=died, count=20))
    assert first & second


def test_processes_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_BOOT", "raise SystemExit(3)")
    with Processes(2) as pool, pytest.raises(StemmaError, match="--jobs 1"):
        list(pool.map(abs, [1, 2, 3], crashed=died, count=3))


def test_a_script_without_a_main_guard_works(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from stemma.pipeline import processes\n"
        "processes.FEWEST = 2\n"
        "with processes.Processes(2) as pool:\n"
        "    print(sum(pool.map(abs, [-1, -2, -3], crashed=lambda item, status: 0, count=3)))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("6\n", 0), done.stderr
