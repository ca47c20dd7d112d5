"""``stemma compare``: what is printed, what is written, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Stemma = Callable[..., Result]

HOSTILE = (
    "<script>alert(1)</script> The \x1b[31mred\x1b[0m barge \u202egnihton\u202c sank off Bregenz with 19 containers of "
    'paint on Monday. "><img src=x onerror=alert(2)> The harbour office closed the quay for a week.'
)


@pytest.fixture
def pair(reports: Path) -> tuple[Path, Path]:
    return reports / "gazette.txt", reports / "courier.txt"


def test_both_texts_are_shown_with_what_they_share(stemma: Stemma, pair: tuple[Path, Path]) -> None:
    done = stemma("compare", *pair)
    assert done.exit_code == 0, done.output
    assert "Lake Gazette" in done.stdout
    assert "Alpine Courier" in done.stdout
    assert re.search(r"\(0\.\d\d\)", done.stdout)
    assert "A (also B):" in done.stdout
    assert "B alone:" in done.stdout
    assert "[" in done.stdout.split("THE TEXTS")[1]
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_the_order_of_the_two_decides_who_stands_left(stemma: Stemma, pair: tuple[Path, Path]) -> None:
    one, other = stemma("compare", *pair).stdout, stemma("compare", *reversed(pair)).stdout
    assert one.startswith("A Lake Gazette")
    assert other.startswith("A Alpine Courier")
    said = re.compile(r"\(\d\.\d\d\)")
    assert said.findall(one)[:1] == said.findall(other)[:1]


def test_a_page_is_written(stemma: Stemma, pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = stemma("compare", *pair, "--out", "page.html")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<mark class="shared">' in page
    assert "Content-Security-Policy" in page
    assert "page.html" in done.stderr


def test_documents_of_a_case_are_named_by_id_or_path(stemma: Stemma, reports: Path, pair: tuple[Path, Path]) -> None:
    assert stemma("trace", reports, "--out", "out", "--jobs", 1).exit_code == 0
    rows = [json.loads(line) for line in Path("out/documents.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = {row["outlet"]: row["id"] for row in rows}
    by_id = stemma("compare", ids["Lake Gazette"][:10], ids["Alpine Courier"], "--case", "out/case.stemma")
    assert by_id.exit_code == 0, by_id.output
    by_path = stemma("compare", *pair, "--case", "out/case.stemma")
    assert by_path.stdout == by_id.stdout
    scores = [json.loads(line) for line in Path("out/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {ids["Lake Gazette"], ids["Alpine Courier"]}
    known = [s["probability"] for s in scores if {s["left"], s["right"]} == told]
    assert not known or f"({known[0]:.2f})" in by_id.stdout


def test_a_record_of_a_file_of_records(stemma: Stemma, tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"The mill in Ulm burned on day {n}. Nobody was hurt."} for n in (1, 2, 3)]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = stemma("compare", "all.jsonl#1", "all.jsonl#3")
    assert done.exit_code == 0, done.output
    whole = stemma("compare", "all.jsonl", "all.jsonl#3")
    assert whole.exit_code == 2
    assert "holds 3 documents; name one, as in" in whole.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("absent.txt", "absent.txt"), 2, "absent.txt"),
        (("gazette.txt", "gazette.txt"), 2, "differ"),
        (("a", "b", "--case", "absent.stemma"), 2, "absent.stemma"),
    ],
)
def test_what_cannot_be_compared_is_said(
    stemma: Stemma, reports: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    given = [reports / a if a == "gazette.txt" else a for a in arguments]
    done = stemma("compare", *given)
    assert done.exit_code == status, done.output
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_document_of_a_case(stemma: Stemma, reports: Path) -> None:
    assert stemma("trace", reports, "--out", "out", "--jobs", 1).exit_code == 0
    done = stemma("compare", "doc_nothing", "doc_", "--case", "out/case.stemma")
    assert done.exit_code == 1
    assert "no document “doc_nothing”" in done.stderr
    several = stemma("compare", "doc_", "doc_nothing", "--case", "out/case.stemma")
    assert several.exit_code == 1
    assert "begins the ids of 3 documents" in several.stderr


def test_hostile_text_breaks_neither_terminal_nor_page(stemma: Stemma, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(HOSTILE + " A tug is on its way.", encoding="utf-8")
    done = stemma("compare", "one.txt", "two.txt", "--out", "page.html")
    assert done.exit_code == 0, done.output
    assert not {"\x1b", "\u202e"} & set(done.stdout)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_a_language_without_grammar_is_aligned(stemma: Stemma, tmp_path: Path) -> None:
    shared = "Die Brücke von Altmühl wurde am Dienstag nach einem Riss im dritten Pfeiler gesperrt."
    (tmp_path / "eins.txt").write_text(f"{shared} Der Bürgermeister sprach von Leichtsinn beim Bau.", encoding="utf-8")
    (tmp_path / "zwei.txt").write_text(f"Nachrichten vom Abend. {shared} Busse fahren über Kelheim.", encoding="utf-8")
    done = stemma("compare", "eins.txt", "zwei.txt")
    assert done.exit_code == 0, done.output
    assert "Statements are read in English, Russian and Ukrainian only" in done.stdout
    assert f"[{shared.removesuffix('.')}" in " ".join(done.stdout.split())
