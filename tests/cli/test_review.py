"""``stemma review``, and judgements in what is exported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from stemma.export.judged import STALE
from stemma.model import Judgement
from stemma.review import anchor
from stemma.store import Store

Stemma = Callable[..., Result]


@pytest.fixture
def case_file(stemma: Stemma, reports: Path, tmp_path: Path) -> Path:
    assert stemma("trace", reports, "--out", "out", "--jobs", 1).exit_code == 0
    return tmp_path / "out" / "case.stemma"


def keep(case_file: Path, person: str, verdict: str, number: int) -> Judgement:
    """Keep a judgement of the statement that 19 containers were lost."""
    with Store(str(case_file)) as store:
        view = store.view()
        documents = {d.id: d for d in view.documents()}
        statement = next(
            s for s in view.statements() if "19 containers were" in s.content.within(documents[s.document].text)
        )
        judgement = Judgement(
            id=f"jdg_{number}",
            at=f"2031-03-0{number}T08:00:00Z",
            person=person,
            noun="statement",
            verdict=verdict,  # type: ignore[arg-type]
            subject=(statement.id,),
            shown="19 containers were lost",
            value=None,
            reason="the office never said so, at 47.50431, 9.74712",
            anchors=(anchor(statement.id, documents[statement.document], statement.content),),
        )
        with store.writer() as writer:
            writer.judge(judgement)
    return judgement


def test_a_case_without_judgements_has_none_to_list(stemma: Stemma, case_file: Path) -> None:
    done = stemma("review", case_file)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    assert not (case_file.parent / "judgements.jsonl").exists()


def test_judgements_are_listed_with_standing_and_the_latest_run(stemma: Stemma, case_file: Path) -> None:
    keep(case_file, "Ana Lind", "reject", 1)
    done = stemma("review", case_file.parent)
    (line,) = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert (line["person"], line["verdict"], line["standing"], line["latest"]) == (
        "Ana Lind",
        "reject",
        "counts",
        "differs",
    )
    assert line["anchors"][0]["words"] == "that 19 containers were lost"
    keep(case_file, "Ben Ost", "accept", 2)
    head, *rows = csv.reader(io.StringIO(stemma("review", case_file, "--csv").stdout))
    assert [dict(zip(head, row, strict=True))["standing"] for row in rows] == ["disputed", "disputed"]
    assert stemma("review", case_file, "--differs").exit_code == 1
    assert stemma("review", case_file, "--csv", "--json").exit_code == 2


def test_judgements_are_exported_beside_the_records_which_stay_as_they_are(
    stemma: Stemma, case_file: Path, tmp_path: Path
) -> None:
    out = case_file.parent
    before = {path.name: path.read_bytes() for path in out.glob("*.jsonl")}
    judgement = keep(case_file, "Ana Lind", "reject", 1)
    assert stemma("export", "--case", case_file, "--out", "again").exit_code == 0
    again = tmp_path / "again"
    assert {name: (again / name).read_bytes() for name in before} == before
    (kept,) = map(json.loads, (again / "judgements.jsonl").read_text().splitlines())
    assert (kept["id"], kept["person"]) == (judgement.id, "Ana Lind")
    (story,) = map(json.loads, (again / "judged.jsonl").read_text().splitlines())
    assert story["judgements"] == [judgement.id]
    (changed,) = (claim for claim in story["claims"] if claim["changed"])
    claims = {c["id"]: c for c in map(json.loads, (again / "claims.jsonl").read_text().splitlines())}
    assert kept["subject"][0] in claims[changed["claim"]]["statements"]
    assert changed["judged"] is None or kept["subject"][0] not in changed["judged"]["statements"]
    page = (again / "dossier.html").read_text(encoding="utf-8")
    assert "as judged by Ana Lind" in page or "What people judged" in page
    assert "47.50431" not in page, "what must not be shared is masked in a reason, too"
    assert stemma("verify", "again", "--case", case_file).stdout.startswith("holds")


def test_a_re_run_into_the_same_case_keeps_and_writes_judgements(
    stemma: Stemma, case_file: Path, tmp_path: Path
) -> None:
    judgement = keep(case_file, "Ana Lind", "reject", 1)
    late = tmp_path / "late.txt"
    late.write_text("---\ntitle: Crane\noutlet: Late News\n---\n\nA crane fell into the harbour of Bregenz.\n")
    assert stemma("add", late, "--case", case_file, "--out", "out", "--jobs", 1).exit_code == 0
    assert judgement.id in (tmp_path / "out" / "judgements.jsonl").read_text()
    assert "jdg_1" in (tmp_path / "out" / "judged.jsonl").read_text()


def test_an_export_says_where_what_was_judged_needs_a_new_run(
    stemma: Stemma, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case_file, "Ana Lind", "reject", 1)
    monkeypatch.setattr("stemma.pipeline.keys.fingerprint", lambda: "another version")
    done = stemma("export", "--case", case_file, "--out", "again")
    assert done.exit_code == 0
    assert STALE in done.stderr
    folder = case_file.parent.parent / "again"
    (judged,) = (json.loads(line) for line in (folder / "judged.jsonl").read_text(encoding="utf-8").splitlines())
    assert (judged["stale"], judged["claims"]) == (True, [])
    assert STALE.partition(" (")[0] in (folder / "dossier.html").read_text(encoding="utf-8")
    assert stemma("review", case_file).exit_code == 0
