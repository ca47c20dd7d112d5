"""``stemma trace`` and ``add``: what is printed, what is written, what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from stemma.pipeline import work

Stemma = Callable[..., Result]


def records(folder: Path, noun: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{noun}.jsonl").read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_dossier_goes_to_standard_output_and_nothing_else(stemma: Stemma, reports: Path) -> None:
    done = stemma("trace", reports, "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("3 reports · 2 stories")
    assert done.stderr == ""


def test_out_writes_every_file(stemma: Stemma, reports: Path) -> None:
    done = stemma("trace", reports, "--out", "out", "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert sorted(contents(Path("out"))) == [
        "case.stemma",
        "claims.jsonl",
        "documents.jsonl",
        "dossier.html",
        "findings.jsonl",
        "links.jsonl",
        "pairs.jsonl",
        "pictures.jsonl",
        "places.geojson",
        "rejects.jsonl",
        "run.json",
        "statements.jsonl",
        "stories.jsonl",
    ]
    assert "out/dossier.html" in done.stderr


def test_only_run_json_differs_between_two_runs(stemma: Stemma, reports: Path) -> None:
    for out in ("one", "two"):
        assert stemma("trace", reports, "--out", out, "--jobs", 1).exit_code == 0
    one, two = contents(Path("one")), contents(Path("two"))
    assert [name for name in one if one[name] != two[name]] in ([], ["run.json"])


def test_add_gives_the_files_that_tracing_all_gives(stemma: Stemma, reports: Path) -> None:
    last = reports / "courier.txt"
    others = [path for path in sorted(reports.iterdir()) if path != last]
    assert stemma("trace", *others, "--out", "steps", "--jobs", 1).exit_code == 0
    done = stemma("add", last, "--case", "steps/case.stemma", "--out", "steps", "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert "recomputed 1 of 3 documents and 1 of 2 stories" in done.stderr
    assert "1 report joined: " in done.stderr
    changes = json.loads(Path("steps/run.json").read_bytes())["changes"]
    assert [(c["kind"], len(c["documents"])) for c in changes] == [("joined", 1)]
    assert stemma("trace", reports, "--out", "whole", "--jobs", 1).exit_code == 0
    for noun in ("documents", "statements", "links", "findings", "rejects"):
        assert records(Path("steps"), noun) == records(Path("whole"), noun)
    for noun in ("stories", "claims"):
        after, whole = records(Path("steps"), noun), records(Path("whole"), noun)
        assert [{**r, "replaces": []} for r in after] == whole


def test_the_case_can_be_kept_elsewhere(stemma: Stemma, reports: Path) -> None:
    assert stemma("trace", reports, "--case", "kept.stemma", "--out", "out", "--jobs", 1).exit_code == 0
    assert Path("kept.stemma").exists()
    assert not Path("out/case.stemma").exists()


def test_rejects_are_told_and_the_rest_goes_on(stemma: Stemma, reports: Path) -> None:
    (reports / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    (reports / "twin.txt").write_bytes((reports / "herald.txt").read_bytes())
    (reports / "lines.jsonl").write_text('{"text": "A ferry sank near Lindau, the mayor said."}\n{broken\n')
    done = stemma("trace", reports, "--out", "out", "--jobs", 1)
    assert done.exit_code == 3
    assert done.stdout.startswith("4 reports")
    assert {r["reason"] for r in records(Path("out"), "rejects")} == {"binary", "duplicate", "broken_json"}
    assert len(done.stderr.splitlines()) == 4


def test_many_rejects_do_not_bury_the_rest(stemma: Stemma, reports: Path) -> None:
    for number in range(40):
        (reports / f"{number}.txt").write_bytes(b"")
    done = stemma("trace", reports, "--jobs", 1)
    assert done.exit_code == 3
    assert len(done.stderr.splitlines()) == 11
    assert "30 more inputs" in done.stderr


def test_a_sentence_puts_the_nearest_claims_first(stemma: Stemma, reports: Path) -> None:
    done = stemma("trace", reports, "--about", "240 pupils enrolled", "--jobs", 1)
    assert done.exit_code == 0
    assert 0 < done.stdout.index("240 pupils") < done.stdout.index("19 containers")


def test_json_lines_come_from_standard_input(stemma: Stemma) -> None:
    line = json.dumps({"id": "7", "text": "A ferry sank near Lindau on Friday, the mayor said."})
    done = stemma("trace", "-", "--out", "out", "--jobs", 1, stdin=line + "\n")
    assert done.exit_code == 0, done.output
    assert [d["path"] for d in records(Path("out"), "documents")] == ["-#7"]


def test_one_story_takes_all(stemma: Stemma, reports: Path) -> None:
    assert stemma("trace", reports, "--one-story", "--out", "out", "--jobs", 1).exit_code == 0
    assert [len(story["documents"]) for story in records(Path("out"), "stories")] == [3]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trace"], "no input"),
        (["trace", "nothing.txt"], "nothing.txt: no such file"),
        (["trace", "empty"], "empty"),
        (["trace", "reports", "--out", "full"], "not empty"),
        (["trace", "reports", "--out", "full/diary.txt"], "full/diary.txt"),
        (["trace", "reports", "--case", "full/diary.txt"], "not a case file"),
        (["trace", "reports", "--case", "full"], "a folder"),
        (["trace", "reports", "--case", "none/case.stemma"], "no such folder"),
        (["trace", "reports", "--meta", "nothing.csv"], "nothing.csv"),
        (["trace", "reports", "--jobs", "-1"], "--jobs"),
        (["trace", "reports", "--colour"], "--colour"),
        (["trase", "reports"], "trase"),
        (["add", "reports", "--case", "none.stemma"], "no such case file"),
        (["add", "reports"], "--case"),
        (["export", "--case", "full/diary.txt", "--out", "x"], "not a case file"),
        (["claims"], "--case FILE"),
        (["claims", "reports", "--case", "none.stemma"], "either paths"),
        (["claims", "reports", "--json", "--csv"], "--json and --csv"),
        (["verify", "reports"], "run.json"),
        (["verify", "nothing"], "run.json"),
    ],
)
def test_a_bad_call_is_refused_in_one_line(
    arguments: list[str], says: str, stemma: Stemma, reports: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "diary.txt").write_text("Dear diary, this is mine. " * 100)
    done = stemma(*arguments)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr
    assert (tmp_path / "full" / "diary.txt").read_text().startswith("Dear diary")


def test_a_defect_is_told_in_one_line(stemma: Stemma, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("stemma.pipeline.run.group", fail)
    done = stemma("trace", reports, "--jobs", 1)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "please report it: RuntimeError: a defect (test_trace.py:" in done.stderr


def test_an_interrupt_ends_with_130(stemma: Stemma, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "weigh", interrupt)
    done = stemma("trace", reports, "--jobs", 1, "--case", "case.stemma")
    assert done.exit_code == 130
    assert "interrupted" in done.stderr
    assert stemma("documents", "--case", "case.stemma").exit_code == 1


def test_a_text_cannot_steer_the_terminal(stemma: Stemma, reports: Path) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07The mayor of \x9b31mLindau said \u202ethat 13 boats sank\u202c on Friday.\n"
    (reports / "hostile\x1b[31m.txt").write_text(hostile, encoding="utf-8")
    (reports / "hostile\x1b[31m.bin").write_bytes(bytes(range(256)) * 10)
    stemma("trace", reports, "--case", "case.stemma", "--jobs", 1)
    calls = [
        ["trace", str(reports), "--jobs", "1"],
        *([noun, "--case", "case.stemma"] for noun in ("documents", "claims")),
    ]
    for call in [*calls, ["statements", "--case", "case.stemma", "--csv"]]:
        done = stemma(*call)
        shown = done.stdout + done.stderr
        assert "boats" in shown or "Lindau" in shown or "hostile" in shown
        assert not set(shown) & set("\x1b\x07\x9b\u202e\u202c")


def start(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "stemma", *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # behind "&" it is ignored
    )


def test_a_closed_pipe_is_no_error(reports: Path, tmp_path: Path) -> None:
    process = start("trace", str(reports), "--jobs", "1", cwd=tmp_path)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(120) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()


def test_ctrl_c_ends_all_processes_and_leaves_the_case(reports: Path, tmp_path: Path) -> None:
    for number in range(400):
        (reports / f"{number}.txt").write_text(f"The mayor of Lindau said that {number} boats sank on Friday. " * 60)
    process = start("trace", str(reports), "--jobs", "2", "--case", "case.stemma", cwd=tmp_path)
    for _ in range(600):
        if (tmp_path / "case.stemma").exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert told.splitlines() == ["stemma: interrupted; a case file keeps its last complete run"]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    done = start("documents", "--case", "case.stemma", cwd=tmp_path)
    assert done.communicate(timeout=120) == ("", "")
    assert done.returncode == 1
