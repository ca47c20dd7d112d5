"""A GeoNames dump instead of the installed packages: a small invented one in GeoNames' format, and broken ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from stemma.errors import InputError
from stemma.places import Gazetteer, open_gazetteer
from stemma.places.build import main
from stemma.places.dumprows import dump_names, dump_rows
from stemma.places.gazetteer import Entry
from stemma.places.geonames import digest_dump, read_features
from stemma.places.index import build, index_path

FIELDS = tuple(
    "id,name,ascii,names,lat,lon,group,code,country,cc2,a1,a2,a3,a4,people,elevation,dem,zone,date".split(",")  # noqa: SIM905
)
"""The fields of a line of the main file."""


def feature(number: int, name: str, point: tuple[float, float], kind: str, **more: str) -> str:
    """Return a line of the main file; the places are invented."""
    fields = dict.fromkeys(FIELDS, "")
    group, code = kind.split(".")
    fields |= {"id": str(number), "name": name, "ascii": name, "group": group, "code": code, "country": "XX"}
    return "\t".join((fields | {"lat": str(point[0]), "lon": str(point[1])} | more).values())


SEEHEIM = feature(11, "Seeheim", (10.0, 20.0), "P.PPL", a1="01", a2="007", people="4000", names="Zeeheim,SEE,old sea")
FEATURES = (
    SEEHEIM,
    feature(12, "Seestadt", (12.0, 22.0), "P.PPLC", a1="01", people="90000"),
    feature(13, "Seeheim Altstadt", (10.0, 20.0), "P.PPLX", a1="01", a2="007", people="900"),
    feature(14, "Lake Perle", (11.0, 21.0), "H.LK", a1="01", names="Perle,Perlensee,Lac Perle"),
    feature(15, "Hope", (11.0, 21.0), "T.MT", a1="01"),
    feature(16, "Seeheim Station", (10.0, 20.0), "S.RSTN", a1="01"),
    feature(12, "Seestadt", (12.0, 22.0), "P.PPLC", a1="01", names="Seetown"),
    feature(701, "Lakeland", (40.0, 41.0), "A.ADM1", a1="01", people="120000", names="Seenland"),
)
AREAS = {
    "admin1CodesASCII.txt": ("XX.01\tLakeland\tLakeland\t701", "XX.02\tCentral\tCentral\t702"),
    "admin2Codes.txt": ("XX.01.007\tPerle District\tPerle District\t703",),
}
ALTERNATES = (
    "1\t11\ten\tSea Home\t1\t\t\t\t\t",
    "2\t11\tde\tSeeheim am See\t\t\t\t\t\t",
    "3\t11\ten\tSeaburgh\t1\t\t\t1\t1900\t1950",
    "4\t11\tlink\thttps://en.wikipedia.org/wiki/Seeheim\t\t\t\t\t\t",
    "5\t99\ten\tNowhere\t\t\t\t\t\t",
    "6\t14\ten\tPearl\t\t\t\t\t\t",
)


def write(folder: Path, files: Mapping[str, Sequence[str]]) -> Path:
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A folder with the invented dump."""
    folder = tmp_path / "dump"
    folder.mkdir()
    return write(folder, {"allCountries.txt": FEATURES, "alternateNamesV2.txt": ALTERNATES, **AREAS})


def opened(folder: Path, path: Path) -> Gazetteer:
    build(path, lambda: (dump_rows(folder), dump_names(folder)))
    return Gazetteer(path)


@pytest.fixture
def gazetteer(dump: Path, tmp_path: Path) -> Gazetteer:
    """The gazetteer made from it."""
    return opened(dump, tmp_path / "index.sqlite")


def invented(entries: Sequence[Entry]) -> list[tuple[int, str, bool]]:
    return [(e.place, e.kind, e.main) for e in entries]


def test_a_settlement_lies_in_its_areas(gazetteer: Gazetteer) -> None:
    (town,) = gazetteer.find("Seeheim")
    assert (town.geonames_id, town.admin1, town.admin2, town.population) == (11, 701, 703, 4000)
    assert next(e for e in gazetteer.find("Seestadt")).capital


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Zeeheim", [(11, "settlement", False)]),
        ("Sea Home", [(11, "settlement", True)]),
        ("Seeheim am See", [(11, "settlement", False)]),
        ("Seaburgh", [(11, "settlement", False)]),
        ("Lakeland", [(701, "region", True)]),
        ("Seenland", [(701, "region", False)]),
        ("Perle District", [(703, "district", True)]),
        ("Perle", [(703, "district", True)]),
        ("Lake Perle", [(14, "other", True)]),
        ("Seetown", [(12, "settlement", False)]),
        ("Lac Perle", [(14, "other", False)]),
        ("Central Region", [(702, "region", True)]),
    ],
)
def test_a_name_leads_to_its_place(gazetteer: Gazetteer, name: str, wanted: list[tuple[int, str, bool]]) -> None:
    assert invented(gazetteer.find(name)) == wanted


@pytest.mark.parametrize(
    "name", ["Seeheim Altstadt", "Hope", "Seeheim Station", "Pearl", "old sea", "SEE", "Nowhere", "Central"]
)
def test_what_is_no_place_of_the_news_is_left_out(gazetteer: Gazetteer, name: str) -> None:
    assert invented(gazetteer.find(name)) == []


def test_an_area_has_its_own_point_else_the_mean_of_its_settlements(gazetteer: Gazetteer) -> None:
    (region,), (district,) = gazetteer.find("Lakeland"), gazetteer.find("Perle District")
    assert (region.latitude, region.longitude, region.population) == (40.0, 41.0, 120000)
    assert (district.latitude, district.longitude, district.population) == (10.0, 20.0, 4000)


def test_countries_come_from_the_installed_package(gazetteer: Gazetteer) -> None:
    assert [e.kind for e in gazetteer.find("Ukraine")] == ["country"]


def test_a_zipped_dump_is_the_same_dump(dump: Path, gazetteer: Gazetteer, tmp_path: Path) -> None:
    for stem in ("allCountries", "alternateNamesV2"):
        with zipfile.ZipFile(dump / f"{stem}.zip", "w") as archive:
            archive.write(dump / f"{stem}.txt", f"{stem}.txt")
        (dump / f"{stem}.txt").unlink()
    zipped = opened(dump, tmp_path / "zipped.sqlite")
    assert zipped.path.read_bytes() == gazetteer.path.read_bytes()


def test_settlements_alone_will_do(tmp_path: Path) -> None:
    write(tmp_path, {"cities500.txt": [SEEHEIM], **AREAS})
    small = opened(tmp_path, tmp_path / "index.sqlite")
    (region,) = small.find("Lakeland")
    assert (region.latitude, region.population) == (10.0, 4000)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (AREAS, "none of allCountries"),
        ({"allCountries.txt": [SEEHEIM]}, "admin1CodesASCII.txt is not there"),
        (
            {"allCountries.txt": [SEEHEIM, "12\tSeestadt"], **AREAS},
            "allCountries.txt, line 2: 2 fields, GeoNames has 19",
        ),
        ({"allCountries.txt": [SEEHEIM.replace("10.0", "north")], **AREAS}, "allCountries.txt, line 1: could not"),
        ({"allCountries.txt": [SEEHEIM], **AREAS, "alternateNamesV2.txt": ["1\t2"]}, "alternateNamesV2.txt, line 1"),
        ({"allCountries.txt": [SEEHEIM], **AREAS, "admin2Codes.txt": ["XX\tA\tA\tx"]}, "admin2Codes.txt, line 1"),
    ],
)
def test_a_broken_dump_is_refused_with_its_place(
    tmp_path: Path,
    files: dict[str, Sequence[str]],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("STEMMA_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "dump"
    folder.mkdir()
    assert main(["--geonames", str(write(folder, files))]) == 2
    assert message in capsys.readouterr().err
    assert not list((tmp_path / "cache").glob("*.sqlite"))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "allCountries.txt").write_bytes(SEEHEIM.encode() + b"\n\xff\xfe\n")
    with pytest.raises(InputError, match=r"allCountries.txt, line 2: not UTF-8"):
        list(read_features(tmp_path))


def test_an_archive_without_the_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(InputError, match=r"allCountries.zip: no archive with allCountries.txt"):
        list(read_features(tmp_path))


def test_the_command_prints_the_index_and_the_variable_names_it(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_CACHE", str(tmp_path / "cache"))
    assert main(["--geonames", str(dump)]) == 0
    printed = capsys.readouterr()
    path = Path(printed.out.strip())
    assert digest_dump(dump) in path.name
    assert f"STEMMA_GAZETTEER={path}" in printed.err
    monkeypatch.setenv("STEMMA_GAZETTEER", str(path))
    assert index_path() == path
    assert [e.place for e in open_gazetteer().find("Seeheim")] == [11]


def test_a_named_index_that_is_not_there_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_GAZETTEER", str(tmp_path / "none.sqlite"))
    with pytest.raises(InputError, match="STEMMA_GAZETTEER"):
        open_gazetteer()
