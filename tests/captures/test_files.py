"""Reading files and folders: everything that goes in comes out, as a capture or as a reject with its reason."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.captures import read
from stemma.config import Config
from stemma.errors import InputError, NotYetError, StemmaError, UsageError
from stemma.ids import digest_bytes
from stemma.model import Capture, Reject

TEXT = "The ferry Alma ran aground off Wasserburg.\n"


def found(*paths: Path | str, max_bytes: int = 8_000_000) -> list[Capture | Reject]:
    return list(read([str(p) for p in paths], meta=None, config=Config(max_bytes=max_bytes)))


def shown(items: list[Capture | Reject], root: Path) -> list[tuple[str, str]]:
    """Return (locator below ``root``, media type or reason)."""
    prefix = f"{root.as_posix()}/"
    return [
        (item.locator.removeprefix(prefix), item.media_type if isinstance(item, Capture) else item.reason)
        for item in items
    ]


def write(root: Path, **files: str | bytes) -> None:
    for name, data in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def test_a_capture_is_the_exact_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nText\x00.\r\n"
    write(tmp_path, a_txt=data)
    (capture,) = found(tmp_path / "a.txt")
    assert isinstance(capture, Capture)
    assert (capture.data, capture.digest) == (data, digest_bytes(data))
    assert capture.locator == str(tmp_path / "a.txt")
    assert capture.id.startswith("cap_")


def test_kinds_of_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt=TEXT, b_text=TEXT, c_md=TEXT, d_markdown=TEXT, e_html="<p>x</p>", f_HTM="<p>x</p>", g_xhtml="<p>x</p>",
        h=TEXT, i_txt="<!DOCTYPE html><html><p>x</p></html>", j_jsonl='{"text": "x"}\n', k_ndjson='{"html": "<p>x"}\n',
        l_csv="a,b\n", m_png=b"\x89PNG\r\n\x1a\n" + bytes(64), n=bytes(range(256)), o_txt=bytes(range(256)) * 9,
        p_doc=b"\xd0\xcf\x11\xe0",
    )  # fmt: skip
    assert shown(found(tmp_path), tmp_path) == [
        ("a.txt", "text/plain"),
        ("b.text", "text/plain"),
        ("c.md", "text/markdown"),
        ("d.markdown", "text/markdown"),
        ("e.html", "text/html"),
        ("f.HTM", "text/html"),
        ("g.xhtml", "text/html"),
        ("h", "text/plain"),
        ("i.txt", "text/html"),
        ("j.jsonl#line-1", "text/plain"),
        ("k.ndjson#line-1", "text/html"),
        ("l.csv", "unsupported"),
        ("m.png", "binary"),
        ("n", "binary"),
        ("o.txt", "binary"),
        ("p.doc", "not_yet"),
    ]


def test_folders_are_read_by_name_without_hidden_files_and_papers(tmp_path: Path) -> None:
    write(tmp_path, b__2_txt=TEXT, b__1_txt=TEXT, a_txt=TEXT, c_txt=TEXT, README_md=TEXT, LICENSE=TEXT)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text(TEXT)
    (tmp_path / ".x.txt").write_text(TEXT)
    assert [name for name, _ in shown(found(tmp_path), tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert [name for name, _ in shown(found(tmp_path / "README.md"), tmp_path)] == ["README.md"]


def test_a_file_named_twice_is_read_once_and_equal_files_twice(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, b_txt=TEXT)
    items = found(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt")
    assert [name for name, _ in shown(items, tmp_path)] == ["a.txt", "b.txt"]
    first, second = items
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.digest == second.digest
    assert first.id != second.id


def test_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    write(tmp_path, a__1_txt=TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a" / "1.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    assert shown(found(tmp_path), tmp_path) == [("a/1.txt", "text/plain"), ("c.txt", "not_found")]


def test_what_cannot_be_opened_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt=TEXT, c__d_txt=TEXT)
    os.mkfifo(tmp_path / "b.txt")
    listdir = os.listdir

    def refuse(path: str) -> list[str]:
        if path.endswith("c"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert shown(found(tmp_path), tmp_path) == [("a.txt", "text/plain"), ("b.txt", "unreadable"), ("c", "unreadable")]


def test_size_is_bounded_without_reading_it_all(tmp_path: Path) -> None:
    write(tmp_path, a_txt=b"x" * 1000, b_txt=b"x" * 1001)
    with (tmp_path / "c.txt").open("wb") as stream:
        stream.write(b"text ")
        stream.truncate(10_000_000_000)
    items = found(tmp_path, max_bytes=1000)
    assert shown(items, tmp_path)[:2] == [("a.txt", "text/plain"), ("b.txt", "too_large")]
    assert isinstance(items[2], Reject)


def test_stray_nuls_are_no_binary(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT * 4 + "\0", b_txt=TEXT.encode("utf-16"), c_txt=TEXT.encode("utf-16-le"), d_txt=b"")
    assert {reason for _, reason in shown(found(tmp_path), tmp_path)} == {"text/plain"}


def test_a_missing_path_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    (tmp_path / "empty").mkdir()
    items = found(tmp_path / "no", tmp_path / "a.txt", tmp_path / "empty", "ftp://lake.example/1", "a\0b")
    assert [reason for _, reason in shown(items, tmp_path)] == [
        "not_found",
        "text/plain",
        "empty_folder",
        "unsupported",
        "not_found",
    ]


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        ([], UsageError, "no input"),
        (["no.txt"], InputError, "no.txt: no such file or folder"),
        (["empty"], InputError, "empty: nothing to read in this folder"),
        (["no.txt", "empty"], InputError, "no.txt: no such file or folder; empty: nothing"),
        (["a.doc"], NotYetError, "a.doc: a Word document; this version does not read it yet"),
        (["ftp://lake.example/1"], InputError, "only http and https addresses are fetched"),
        (["a.doc", "no.txt"], InputError, "a.doc: a Word document"),
    ],
)
def test_a_call_without_any_input_raises_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], error: type[StemmaError], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_doc=b"\xd0\xcf\x11\xe0")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").touch()
    with pytest.raises(error) as raised:
        read(names, meta=None, config=Config())
    assert message in str(raised.value)
    assert type(raised.value) is error


def test_names_are_shown_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\x1b[31m\xff.txt")
    (tmp_path / name).write_text(TEXT)
    (item,) = found(tmp_path)
    assert item.locator.endswith(r"a\x1b[31m\udcff.txt")


def test_standard_input_is_read_as_json_lines() -> None:
    stdin = io.BytesIO(b'{"id": "7", "text": "x"}\nno json\n')
    capture, reject = read(["-", "-"], meta=None, config=Config(), stdin=stdin)
    assert isinstance(capture, Capture)
    assert (capture.locator, capture.metadata.record) == ("-#7", "7")
    assert isinstance(reject, Reject)
    assert (reject.locator, reject.reason) == ("-:line 2", "broken_json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=80), min_size=1, max_size=6))
def test_as_much_comes_out_as_goes_in(tmp_path: Path, contents: list[bytes]) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    for number, data in enumerate(contents):
        (folder / f"{number}.txt").write_bytes(data)
    items = found(folder)
    assert len(items) == len(contents)
    assert [i.locator for i in items] == [f"{folder.as_posix()}/{n}.txt" for n in range(len(contents))]
