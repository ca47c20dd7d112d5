"""``--meta``: which row belongs to which input."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.captures import read
from stemma.config import Config
from stemma.errors import InputError, StemmaError, UsageError
from stemma.model import Capture, Metadata, Reject


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b.txt", "in/x/c.txt", "in/y/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The ferry ran aground.")
    (tmp_path / "in" / "r.jsonl").write_text('{"id": "1", "text": "x", "outlet": "own"}\n{"text": "y"}\n')
    return tmp_path


def outlets(table: str, *paths: str) -> dict[str, str | None]:
    items = read(paths or ["in"], meta=table, config=Config())
    return {i.locator: i.metadata.outlet if isinstance(i, Capture) else i.detail for i in items}


def test_rows_are_matched_as_given_or_beside_the_table_or_by_a_unique_name(folder: Path) -> None:
    (folder / "in" / "meta.csv").write_text(
        "Outlet,path,title\nA,in/a.txt,TA\nB,b.txt,\nC,x/c.txt,\nR,in/r.jsonl#1,\n", encoding="utf-8-sig"
    )
    assert outlets("in/meta.csv") == {
        "in/a.txt": "A",
        "in/b.txt": "B",
        "in/r.jsonl#1": "R",
        "in/r.jsonl#line-2": None,
        "in/x/c.txt": "C",
        "in/y/c.txt": None,
    }
    first = next(i for i in read(["in"], meta="in/meta.csv", config=Config()) if isinstance(i, Capture))
    assert first.metadata == Metadata(outlet="A", title="TA")


def test_a_name_that_two_files_have_names_neither(folder: Path) -> None:
    (folder / "meta.csv").write_text("path,outlet\nc.txt,C\na.txt,A\nin/y/c.txt,Y\nno.txt,N\n")
    found = outlets("meta.csv")
    assert (found["in/x/c.txt"], found["in/y/c.txt"], found["in/a.txt"]) == (None, "Y", "A")
    assert found["meta.csv"] == "2 of 4 rows match no input: c.txt, no.txt"


def test_a_row_of_a_file_speaks_for_its_records_and_before_them(folder: Path) -> None:
    (folder / "meta.csv").write_text("path,outlet,title\nin/r.jsonl,R,\n")
    captures = [i for i in read(["in/r.jsonl"], meta="meta.csv", config=Config()) if isinstance(i, Capture)]
    assert [(c.metadata.outlet, c.metadata.title, c.metadata.record) for c in captures] == [
        ("R", None, "1"),
        ("R", None, None),
    ]


def test_many_rows_left_over_are_one_reject(folder: Path) -> None:
    (folder / "meta.csv").write_text("path\n" + "".join(f"{n}.txt\n" for n in range(12)))
    *_, last = read(["in/a.txt"], meta="meta.csv", config=Config())
    assert isinstance(last, Reject)
    assert last.reason == "unmatched_metadata"
    assert last.detail == "12 of 12 rows match no input: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 7 more"


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        (None, InputError, "No such file"),
        (b"name,outlet\na,b\n", UsageError, "no “path” column"),
        (b"", UsageError, "no “path” column"),
        (b"path,outlet\na.txt,A\na.txt,B\n", UsageError, "line 3: “a.txt” stands there twice"),
        (b"path,outlet\n\xff.txt,A\n", UsageError, "not UTF-8"),
        (b'path,outlet\n"' + b"x" * 200_000 + b'",A\n', UsageError, "no readable CSV"),
    ],
    ids=range(6),
)
def test_what_is_no_table_is_refused(folder: Path, table: bytes | None, error: type[StemmaError], message: str) -> None:
    if table is not None:
        (folder / "meta.csv").write_bytes(table)
    with pytest.raises(error, match=message):
        read(["in"], meta="meta.csv", config=Config())
