"""The record files: order, form, and care with the user's folders."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.config import Config
from stemma.errors import UsageError
from stemma.export import records
from stemma.ids import digest_bytes
from stemma.model import Case, Claim, Document, Input, Metadata, Origins, Reject, Run, StageCount


def document(name: str) -> Document:
    return Document(id=name, capture="cap_1", path=f"{name}.txt", text="Nineteen boats sank.")


def claim(name: str, rank: int) -> Claim:
    return Claim(
        id=name,
        story="sto_1",
        rank=rank,
        text="boats sank",
        statements=(),
        documents=("doc_a",),
        origins=Origins(low=1, high=1, items=()),
        status="one_report",
        contested=False,
        caveats=(),
        findings=(),
        wording="The Gazette says that boats sank.",
        would_change=(),
    )


CASE = Case(
    documents=(document("doc_a"), document("doc_b")),
    claims=(claim("clm_z", 1), claim("clm_a", 2)),
    rejects=(
        Reject(stage="captures", locator="b.bin", reason="binary", detail="no text"),
        Reject(stage="documents", locator="a.txt", reason="empty", detail="no text in it"),
    ),
    run=Run(
        id="run_1",
        version="1.2.3",
        config="run_0",
        inputs=(Input(locator="doc_a.txt", digest="blake2b:0", metadata=Metadata(outlet="Gazette")),),
        stages=(StageCount(stage="captures", taken=3, given=2, rejected=1, seconds=0.25),),
    ),
)


def test_every_file_is_there_and_named_in_run_json(tmp_path: Path) -> None:
    written = records.write(CASE, str(tmp_path / "out"), config=Config())
    names = [f"{noun}.jsonl" for noun in records.NOUNS] + ["pictures.jsonl", "places.geojson", "run.json"]
    assert [path.name for path in written] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    about = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert about["files"] == {path.name: digest_bytes(path.read_bytes()) for path in written[:-1]}


def test_run_json_names_what_made_the_records(tmp_path: Path) -> None:
    records.write(CASE, str(tmp_path), config=Config(one_story=True, jobs=7))
    about = json.loads((tmp_path / "run.json").read_bytes())
    assert (about["version"], about["config"], about["private"]) == ("1.2.3", "run_0", True)
    assert about["inputs"][0]["locator"] == "doc_a.txt"
    assert about["inputs"][0]["metadata"]["outlet"] == "Gazette"
    assert about["stages"][0] == {
        "stage": "captures",
        "taken": 3,
        "given": 2,
        "rejected": 1,
        "seconds": 0.25,
        "computed": 0,
    }
    assert about["settings"]["one_story"] is True
    assert "jobs" not in about["settings"]
    assert about["counts"]["documents"] == 2


def test_records_stand_in_id_order() -> None:
    lines = records.render(CASE)["claims.jsonl"].splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["clm_a", "clm_z"]


def test_rejects_stand_by_stage_and_locator() -> None:
    lines = records.render(CASE)["rejects.jsonl"].splitlines()
    assert [json.loads(line)["locator"] for line in lines] == ["b.bin", "a.txt"]


def test_an_earlier_output_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    records.write(CASE, str(tmp_path), config=Config())
    (tmp_path / "notes.txt").write_text("call the harbour office")
    records.write(replace(CASE, claims=()), str(tmp_path), config=Config())
    assert (tmp_path / "claims.jsonl").read_bytes() == b""
    assert (tmp_path / "notes.txt").read_text() == "call the harbour office"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["notes.txt", "run.json", "claims.jsonl"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"name": "my own"}')
    with pytest.raises(UsageError, match="not empty"):
        records.write(CASE, str(tmp_path), config=Config())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="cannot be used"):
        records.prepare(str(tmp_path / "out"))


def test_a_file_is_put_in_place_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = records.put(tmp_path / "page.html", (b"fi", b"rst"))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        records.put(path, (b"second",))
    assert path.read_bytes() == b"first"
