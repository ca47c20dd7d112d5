"""The case file: what is kept, what is seen, and what is refused."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.config import Config
from stemma.errors import CaseFileError, NotFoundError
from stemma.ids import digest_bytes
from stemma.model import Capture, Case, Document, Metadata, Reject, Run, StageCount, Story
from stemma.store import Store, sqlite
from stemma.store.migrations import MIGRATIONS

DATA = b"Nineteen boats sank."


def capture(locator: str = "a.txt", data: bytes = DATA) -> Capture:
    return Capture(
        id=f"cap_{locator}",
        locator=locator,
        media_type="text/plain",
        data=data,
        digest=digest_bytes(data),
        metadata=Metadata(outlet="Gazette"),
    )


def document(name: str = "doc_1", text: str = DATA.decode(), outlet: str = "Gazette", language: str = "en") -> Document:
    return Document(id=name, capture="cap_a.txt", path="a.txt", text=text, outlet=outlet, language=language)


def case(*documents: Document, rejects: tuple[Reject, ...] = ()) -> Case:
    stage = StageCount(stage="captures", taken=1, given=1, rejected=0, seconds=1.5)
    run = Run(id="run_1", version="1", config="c", inputs=(), stages=(stage,))
    return Case(documents=documents, rejects=rejects, run=run)


def commit(path: Path, what: Case, *captures: Capture) -> int:
    with Store(str(path), create=True) as store, store.writer() as writer:
        for item in captures:
            writer.keep(item)
        return writer.commit(what, captures, config=Config(one_story=True), work={})


def age(store: Store) -> None:
    """Make the tables those of the version before."""
    for line in ("DROP INDEX members_by_page", "ALTER TABLE members DROP COLUMN page", "PRAGMA user_version = 4"):
        store._connection.execute(line)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.stemma"


def test_what_was_committed_is_seen(path: Path) -> None:
    reject = Reject(stage="captures", locator="b.bin", reason="binary", detail="5 bytes that are no text")
    commit(path, case(document(), rejects=(reject,)), capture())
    with Store(str(path)) as store:
        view = store.view()
        assert view.documents() == (document(),)
        assert view.rejects() == (reject,)
        assert view.config().one_story
        (held,) = view.captures()
        assert held == replace(capture(), data=b"")
        assert view.data(held.digest) == DATA
        assert view.find("doc_1") == document()
        assert view.find("doc_2") is None


def test_bytes_that_are_not_there_are_asked_for_in_vain(path: Path) -> None:
    commit(path, case())
    with Store(str(path)) as store, pytest.raises(NotFoundError, match="no capture"):
        store.view().data("blake2b:0")


def test_rows_are_added_and_earlier_runs_stay(path: Path) -> None:
    assert commit(path, case(document())) == 1
    assert commit(path, case(document(text="Twenty boats sank."), document("doc_2"))) == 2
    assert commit(path, case(document("doc_2"))) == 3
    with Store(str(path)) as store:
        texts = [[d.text for d in store.view(as_of=run).documents()] for run in (0, 1, 2, 3)]
    assert texts == [[], [DATA.decode()], ["Twenty boats sank.", DATA.decode()], [DATA.decode()]]


def test_an_unchanged_record_is_not_written_again(path: Path) -> None:
    commit(path, case(document()))
    commit(path, case(document()))
    rows = sqlite3.connect(path).execute("SELECT run FROM records WHERE noun = 'document'").fetchall()
    assert rows == [(1,)]


def test_seconds_are_not_kept(path: Path) -> None:
    commit(path, case())
    with Store(str(path)) as store:
        run = store.view().run()
    assert run is not None
    assert [stage.seconds for stage in run.stages] == [None]


def test_a_scope_leaves_out_other_outlets_and_languages(path: Path) -> None:
    commit(path, case(document(), document("doc_2", outlet="Courier"), document("doc_3", language="uk")))
    with Store(str(path)) as store:
        assert [d.id for d in store.view(outlets=["Gazette"]).documents()] == ["doc_1", "doc_3"]
        assert [d.id for d in store.view(outlets=["Gazette"], languages=["uk"]).documents()] == ["doc_3"]


def test_words_are_found_in_the_latest_texts_only(path: Path) -> None:
    commit(path, case(document()))
    commit(path, case(document(text="Twenty ferries sank.")))
    with Store(str(path)) as store:
        assert store.view().search("ferries") == (("document", "doc_1"),)
        assert store.view().search("boats") == ()
        assert store.view(as_of=1).search("BOATS sank") == (("document", "doc_1"),)
        assert store.view().search("ferries", noun="claim") == ()


@pytest.mark.parametrize("words", ["", '"', 'a" OR "b', "NEAR(", "boats AND", "*", "noun:document"])
def test_a_search_takes_any_words(path: Path, words: str) -> None:
    commit(path, case(document()))
    with Store(str(path)) as store:
        assert store.view().search(words) == ()


def test_a_file_of_an_earlier_version_gets_its_overview(path: Path) -> None:
    commit(path, replace(case(document()), stories=(Story(id="sto_1", title="Boats", documents=("doc_1",)),)))
    with Store(str(path)) as store:
        before = store.view().story_lines()
        assert [(line.title, line.reports) for line in before] == [("Boats", 1)]
        store._connection.execute("DELETE FROM overview")
        store._connection.execute("DELETE FROM facets")
        assert store.view().story_lines() == ()
        with store.writer() as writer:
            writer.survey()
        assert store.view().story_lines() == before


def test_the_story_of_a_page_is_found_also_in_a_file_of_an_earlier_version(path: Path) -> None:
    page = replace(document(), url="https://www.gazette.example/boats?utm_source=feed")
    story = Story(id="sto_1", title="Boats", documents=("doc_1",))
    commit(path, replace(case(page), stories=(story,)))
    moved = replace(page, url="https://gazette.example/ships")
    with Store(str(path)) as store:
        assert store.view().story_of_page("gazette.example/boats") == "sto_1"
        assert store.view().story_of_page("gazette.example/ships") is None
    commit(path, replace(case(moved), stories=(story,)))
    for version in (len(MIGRATIONS), len(MIGRATIONS) - 1):
        with Store(str(path)) as store:
            assert store.view().story_of_page("gazette.example/ships") == "sto_1", version
            assert store.view().story_of_page("gazette.example/boats") is None, version
            age(store)


def test_finished_work_is_kept_without_a_commit(path: Path) -> None:
    with Store(str(path), create=True) as store:
        with store.writer() as writer:
            writer.remember("key", b"body")
        assert store.view().recall("key") == b"body"
        assert store.view().recall("other") is None
        assert store.view().run() is None


def test_a_document_leads_to_the_work_it_came_from(path: Path) -> None:
    with Store(str(path), create=True) as store, store.writer() as writer:
        writer.remember("key", b"body")
        writer.commit(case(document(), document("doc_2")), [], config=Config(), work={"doc_1": "key"})
        assert store.view().work_of("document", "doc_1") == b"body"
        assert store.view().work_of("document", "doc_2") is None
        assert store.view().work_of("document", "doc_3") is None


def test_an_interrupted_commit_leaves_the_last_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(path, case(document()))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "_bury", interrupt)
        with pytest.raises(KeyboardInterrupt):
            commit(path, case(document("doc_2")))
    with Store(str(path)) as store:
        assert [d.id for d in store.view().documents()] == ["doc_1"]
    assert commit(path, case(document("doc_3"))) == 2


def test_the_same_commits_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        commit(tmp_path / name, case(document()), capture())
        commit(tmp_path / name, case(document("doc_2")), capture("b.txt"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_missing_file_is_made_only_on_demand(path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"no such case file.*--case"):
        Store(str(path))
    assert not path.exists()


def test_a_folder_is_no_case_file(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="a folder"):
        Store(str(tmp_path))


def test_no_folder_no_case_file(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="no such folder"):
        Store(str(tmp_path / "none" / "case.stemma"), create=True)


def test_a_foreign_file_is_refused(path: Path) -> None:
    path.write_text("Dear diary, this is no database at all. " * 200)
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match="not a case file"):
        Store(str(path), create=True)
    assert path.read_bytes() == before


def test_a_foreign_database_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match="no Stemma case file"):
        Store(str(path), create=True)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused(path: Path) -> None:
    commit(path, case())
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(CaseFileError, match="newer Stemma"):
        Store(str(path))


def test_a_damaged_file_is_refused(path: Path) -> None:
    commit(path, case(*(document(f"doc_{n}", text=f"{n} boats " * 400) for n in range(50))))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(CaseFileError, match=r"damaged|cannot be opened"), Store(str(path)) as store:
        store.view().case()


def test_a_file_where_nothing_can_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(path, case(document()), capture())
    monkeypatch.setattr("stemma.store.connection.os.access", lambda *_: False)
    with Store(str(path)) as store:
        assert store.view().documents() == (document(),)
        with pytest.raises(CaseFileError, match=r"cannot be written .*; copy it to a folder"), store.writer() as writer:
            writer.keep(capture("b.txt", b"Twenty"))
    monkeypatch.undo()
    with Store(str(path)) as store:
        age(store)
    monkeypatch.setattr("stemma.store.connection.os.access", lambda *_: False)
    with pytest.raises(CaseFileError, match=r"cannot be written .*; copy it to a folder"):
        Store(str(path))


def test_a_locked_file_is_in_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.store.connection.BUSY_SECONDS", 0.01)
    commit(path, case())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseFileError, match="in use by another process"):
        commit(path, case(document()))
    other.close()
