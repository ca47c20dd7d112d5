"""Read a GeoNames dump line by line: https://download.geonames.org/export/dump/ (CC BY 4.0).

Enters: a folder with the files as GeoNames publishes them, zipped or not: ``allCountries`` or one of ``cities500`` …
``cities15000``; ``admin1CodesASCII.txt`` and ``admin2Codes.txt``; ``alternateNamesV2`` if wanted. Leaves: ``Feature``,
``Area`` and ``Alternate`` records in the files' order, one at a time. Refuses: a folder without the files, and a line
that is not as GeoNames writes it; the error names file and line.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO

from stemma.errors import InputError

FEATURES = ("allCountries", "cities500", "cities1000", "cities5000", "cities15000")
"""Files of features, the fullest first; the first that is there is read."""

ALTERNATES = "alternateNamesV2"

FEATURE_FIELDS = 19
ALTERNATE_FIELDS = 10
AREA_FIELDS = 4
"""Tab-separated fields of a line, from GeoNames' own readme."""

BLOCK = 1 << 20
"""Bytes read at once for the digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A line of the main file. ``admin1`` and ``admin2`` are codes; degrees WGS 84."""

    geonames_id: int
    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    group: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A line of an admin file: its code ("UA.05", "US.TX.213"), name in ASCII, and GeoNames id."""

    code: str
    name: str
    geonames_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A line of the file of other names; ``historic``: no longer in use."""

    geonames_id: int
    language: str
    name: str
    preferred: bool
    historic: bool


def read_features(folder: Path) -> Iterator[Feature]:
    """Yield the features of the fullest file in ``folder``."""
    path = next((p for stem in FEATURES if (p := _file(folder, stem)) is not None), None)
    if path is None:
        raise InputError(f"{folder}: none of {', '.join(FEATURES)} (.txt or .zip) is there")
    for number, fields in _lines(path, FEATURE_FIELDS):
        with _locating(path, number):
            yield _feature(fields)


def read_areas(folder: Path) -> Iterator[Area]:
    """Yield the admin areas: first those of the first level, then those of the second."""
    for stem in ("admin1CodesASCII", "admin2Codes"):
        path = _file(folder, stem)
        if path is None:
            raise InputError(f"{folder}: {stem}.txt is not there; it is published beside the dump")
        for number, fields in _lines(path, AREA_FIELDS):
            with _locating(path, number):
                yield Area(code=fields[0], name=fields[2] or fields[1], geonames_id=int(fields[3]))


def read_alternates(folder: Path) -> Iterator[Alternate]:
    """Yield the other names, if the file is there; links and codes, which stand among them, are left out."""
    path = _file(folder, ALTERNATES)
    if path is None:
        return
    for number, fields in _lines(path, ALTERNATE_FIELDS):
        with _locating(path, number):
            if len(fields[2]) <= 3 or "-" in fields[2]:
                yield Alternate(
                    geonames_id=int(fields[1]),
                    language=fields[2],
                    name=fields[3],
                    preferred=fields[4] == "1",
                    historic=fields[7] == "1",
                )


def digest_dump(folder: Path) -> str:
    """Return eight hex digits over the bytes of all files that would be read."""
    digest = blake2b(digest_size=4)
    for stem in (*FEATURES, ALTERNATES, "admin1CodesASCII", "admin2Codes"):
        path = _file(folder, stem)
        if path is not None:
            digest.update(path.name.encode())
            with path.open("rb") as handle:
                while block := handle.read(BLOCK):
                    digest.update(block)
    return digest.hexdigest()


def _feature(fields: list[str]) -> Feature:
    return Feature(
        geonames_id=int(fields[0]),
        name=fields[1],
        names=tuple(n for n in fields[3].split(",") if n),
        latitude=float(fields[4]),
        longitude=float(fields[5]),
        group=fields[6],
        code=fields[7],
        country=fields[8],
        admin1=fields[10],
        admin2=fields[11],
        population=int(fields[14] or 0),
    )


def _file(folder: Path, stem: str) -> Path | None:
    return next((p for p in (folder / f"{stem}.txt", folder / f"{stem}.zip") if p.is_file()), None)


def _lines(path: Path, wanted: int) -> Iterator[tuple[int, list[str]]]:
    """Yield line numbers from 1 with their fields; a line ends at a line feed only."""
    with _opened(path) as handle:
        for number, line in enumerate(handle, start=1):
            try:
                fields = line.decode().rstrip("\r\n").split("\t")
            except UnicodeDecodeError as error:
                raise InputError(f"{path.name}, line {number}: not UTF-8 ({error.reason})") from error
            if len(fields) != wanted:
                raise InputError(f"{path.name}, line {number}: {len(fields)} fields, GeoNames has {wanted}")
            yield number, fields


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a text file, or the text file of the same stem in an archive."""
    if path.suffix != ".zip":
        with path.open("rb") as handle:
            yield handle
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as member:
            yield member
    except (zipfile.BadZipFile, KeyError) as error:
        raise InputError(f"{path.name}: no archive with {path.stem}.txt in it") from error


@contextmanager
def _locating(path: Path, number: int) -> Iterator[None]:
    """Say in which line a number could not be read."""
    try:
        yield
    except ValueError as error:
        raise InputError(f"{path.name}, line {number}: {error}") from error
