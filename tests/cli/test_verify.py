"""``stemma verify``: holds, or says exactly what does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Stemma = Callable[..., Result]


@pytest.fixture
def out(stemma: Stemma, reports: Path, tmp_path: Path) -> Path:
    assert stemma("trace", reports, "--out", "out", "--jobs", 1).exit_code == 0
    return tmp_path / "out"


def test_an_untouched_output_holds(stemma: Stemma, out: Path) -> None:
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("holds: 3 documents")


def test_an_output_with_rejects_metadata_and_added_reports_holds(stemma: Stemma, reports: Path, tmp_path: Path) -> None:
    (reports / "binary.bin").write_bytes(bytes(range(256)) * 10)
    (reports / "twin.txt").write_bytes((reports / "courier.txt").read_bytes())
    (tmp_path / "meta.csv").write_text(f"path,outlet\n{reports / 'herald.txt'},Another Herald\n")
    parts = [reports / "gazette.txt", reports / "herald.txt", reports / "binary.bin", reports / "twin.txt"]
    assert stemma("trace", *parts, "--meta", "meta.csv", "--out", "o", "--jobs", 1).exit_code == 3
    assert stemma("add", reports / "courier.txt", "--case", "o/case.stemma", "--out", "o", "--jobs", 1).exit_code == 3
    done = stemma("verify", "o", "--jobs", 1)
    assert done.exit_code == 0, done.output


def test_a_changed_source_is_named(stemma: Stemma, out: Path, reports: Path) -> None:
    (reports / "herald.txt").write_text((reports / "herald.txt").read_text().replace("240", "260"))
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert f"{reports / 'herald.txt'}: has other bytes than the ones traced" in done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_a_lost_source_is_named(stemma: Stemma, out: Path, reports: Path) -> None:
    (reports / "herald.txt").unlink()
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert f"{reports / 'herald.txt'}: cannot be read again" in done.stdout


def test_what_was_piped_in_is_read_from_the_case_file(stemma: Stemma, tmp_path: Path) -> None:
    record = json.dumps({"id": "1", "text": "A crane fell into the harbour of Bregenz on Tuesday, the police said."})
    assert stemma("trace", "-", "--out", "o", "--jobs", 1, stdin=record).exit_code == 0
    done = stemma("verify", "o", "--jobs", 1)
    assert done.exit_code == 0, done.output
    (tmp_path / "o" / "case.stemma").rename(tmp_path / "kept.stemma")
    assert stemma("verify", "o", "--case", "kept.stemma", "--jobs", 1).exit_code == 0
    done = stemma("verify", "o", "--jobs", 1)
    assert done.exit_code == 1
    assert "-#1: cannot be read again" in done.stdout


def change(path: Path, old: str, new: str) -> str:
    """Change the first record that has ``old``, and return its id."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if old in line)
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("".join(lines), encoding="utf-8")
    return str(json.loads(lines[number])["id"])


def test_a_changed_word_of_a_span_is_named(stemma: Stemma, out: Path) -> None:
    name = change(out / "statements.jsonl", "240 pupils", "250 pupils")
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert "statements.jsonl: changed since it was written" in done.stdout
    assert f"statements.jsonl: {name}: content.text is “" in done.stdout
    assert "in its text" in done.stdout


def test_a_changed_judgement_is_named(stemma: Stemma, out: Path) -> None:
    name = change(out / "claims.jsonl", '"status":"one_report"', '"status":"independent"')
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert f"claims.jsonl: {name}: status is “independent”, in a new trace “one_report”" in done.stdout


def test_a_lost_record_is_named(stemma: Stemma, out: Path) -> None:
    path = out / "claims.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(rest), encoding="utf-8")
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert f"claims.jsonl: lacks {json.loads(first)['id']}, which is in a new trace" in done.stdout


def test_a_lost_file_is_named(stemma: Stemma, out: Path) -> None:
    (out / "findings.jsonl").unlink()
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert "findings.jsonl: missing" in done.stdout


def test_a_broken_line_is_named(stemma: Stemma, out: Path) -> None:
    path = out / "claims.jsonl"
    path.write_text("{broken\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert "claims.jsonl: line 1 is no record" in done.stdout


def test_a_changed_page_is_named(stemma: Stemma, out: Path) -> None:
    page = out / "dossier.html"
    page.write_text(page.read_text(encoding="utf-8").replace("240", "250", 1), encoding="utf-8")
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert done.stdout == "dossier.html: differs from what its records give\n"


def test_documents_that_are_gone_are_told(stemma: Stemma, out: Path) -> None:
    (out / "documents.jsonl").write_text("")
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 1
    assert "lacks the document doc_" in done.stdout


@pytest.mark.parametrize(
    "text", ["{", '{"stemma": 1, "inputs": [{"locator": 7}]}', '{"stemma": 1, "settings": {"jobs": "x"}}']
)
def test_a_broken_run_file_is_refused(text: str, stemma: Stemma, out: Path) -> None:
    (out / "run.json").write_text(text)
    done = stemma("verify", out, "--jobs", 1)
    assert done.exit_code == 2
    assert "broken" in done.stderr
