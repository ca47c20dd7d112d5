"""The list commands, ``explain`` and ``export``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Stemma = Callable[..., Result]

NOUNS = {
    "documents": "documents",
    "statements": "statements",
    "stories": "stories",
    "lineage": "links",
    "claims": "claims",
    "findings": "findings",
}
"""Command → record file."""


@pytest.fixture
def out(stemma: Stemma, reports: Path, tmp_path: Path) -> Path:
    assert stemma("trace", reports, "--out", "out", "--jobs", 1).exit_code == 0
    return tmp_path / "out"


@pytest.mark.parametrize("command", NOUNS)
def test_json_lines_are_the_record_file(command: str, stemma: Stemma, out: Path, reports: Path) -> None:
    expected = (out / f"{NOUNS[command]}.jsonl").read_text(encoding="utf-8")
    for done in (stemma(command, "--case", out / "case.stemma"), stemma(command, reports, "--jobs", 1, "--json")):
        assert done.stdout == expected
        assert done.exit_code == (0 if expected else 1)
        assert done.stderr == ""


@pytest.mark.parametrize("command", NOUNS)
def test_csv_has_a_row_a_record(command: str, stemma: Stemma, out: Path) -> None:
    head, *rows = csv.reader(io.StringIO(stemma(command, "--case", out / "case.stemma", "--csv").stdout))
    expected = (out / f"{NOUNS[command]}.jsonl").read_text(encoding="utf-8").splitlines()
    assert head[0] == "id"
    assert sorted(row[0] for row in rows) == [json.loads(line)["id"] for line in expected]
    assert all(len(row) == len(head) for row in rows)


def test_a_terminal_gets_a_table(stemma: Stemma, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.cli.listing.on_terminal", lambda: True)
    shown = stemma("documents", "--case", out / "case.stemma").stdout.splitlines()
    assert shown[0].split() == ["id", "label", "published", "title"]
    assert len(shown) == 4


def test_lineage_with_out_writes_the_dossier(stemma: Stemma, reports: Path) -> None:
    done = stemma("lineage", "--one-story", reports, "--out", "tree", "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert Path("tree/links.jsonl").exists()
    assert stemma("lineage", "--case", "tree/case.stemma", "--out", "other").exit_code == 2
    assert stemma("lineage", reports, "--out", "tree", "--csv").exit_code == 2


@pytest.mark.parametrize("noun", ["documents", "statements", "stories", "claims"])
def test_every_record_can_be_explained(noun: str, stemma: Stemma, out: Path) -> None:
    for line in (out / f"{noun}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        done = stemma("explain", record["id"], "--case", out / "case.stemma")
        assert done.exit_code == 0, done.output
        assert record["id"] in done.stdout.splitlines()[0]
        assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_claim_is_explained_by_its_statements_in_context(stemma: Stemma, out: Path) -> None:
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    (claim,) = (c for c in claims if "240 pupils" in c["text"])
    shown = stemma("explain", claim["id"], "--case", out / "case.stemma").stdout
    assert "ORIGINS" in shown
    assert "Kern" in shown
    assert "⟦" in shown
    assert claim["wording"].split()[0] in shown


def test_the_beginning_of_an_id_will_do(stemma: Stemma, out: Path) -> None:
    (first, *_) = (json.loads(line)["id"] for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    assert stemma("explain", first[:14], "--case", out / "case.stemma").exit_code == 0


@pytest.mark.parametrize("name", ["clm_0000000000000000", "x", "doc_", ""])
def test_an_unknown_id_is_not_found(name: str, stemma: Stemma, out: Path) -> None:
    done = stemma("explain", name, "--case", out / "case.stemma")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_export_gives_the_same_files(stemma: Stemma, out: Path) -> None:
    done = stemma("export", "--case", out / "case.stemma", "--out", "again")
    assert done.exit_code == 0, done.output
    for path in out.iterdir():
        if path.name not in ("run.json", "case.stemma"):
            assert (Path("again") / path.name).read_bytes() == path.read_bytes(), path.name


def test_export_of_an_earlier_run(stemma: Stemma, out: Path, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("A ferry sank near Lindau on Friday, said the mayor of Lindau.\n")
    assert stemma("add", "late.txt", "--case", out / "case.stemma", "--jobs", 1).exit_code == 0
    for run, documents in ((1, 3), (2, 4)):
        assert stemma("export", "--case", out / "case.stemma", "--out", f"run{run}", "--as-of", run).exit_code == 0
        assert len((tmp_path / f"run{run}" / "documents.jsonl").read_text().splitlines()) == documents
