"""Make the gazetteer index, once, from installed packages or from a GeoNames dump (``build``).

Enters: rows of ``sources`` (settlements, countries, admin names) or of a dump, and ``names.toml``. Leaves: one
read-only SQLite file whose name carries the builder's version and a digest of its sources, so that a stale index is
never opened. Refuses: nothing; two processes that want it at once get one whole index.

Measured: 25 seconds on one core, 410 MB at the peak; the index has 44 MB.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

from stemma.errors import InputError
from stemma.ids import digest_bytes
from stemma.places.areas import Row, rows
from stemma.places.geonames import digest_dump
from stemma.places.names import fold
from stemma.places.sources import own_names_bytes, versions

BUILDER = "14"
"""Raised with every change of the index's content or layout."""

UNFINISHED = ".building"
"""Ending of an index that is being written; one without a builder was left by a build that was killed."""

SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
  admin1 INTEGER, admin2 INTEGER, latitude REAL, longitude REAL,
  population INTEGER NOT NULL, capital INTEGER NOT NULL, names TEXT NOT NULL
);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TEMP TABLE found (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL);
"""

OTHERS = """
INSERT INTO found SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM place WHERE id = ?2 AND kind <> 'other')
"""
"""Takes another name over if its place is there; natural features keep the names that their rows have."""

Name = tuple[str, int, int]
"""A look-up key, the place that it leads to, and 1 if it is as good as the main name, else 0."""

Source = Callable[[], tuple[Iterable[Row], Iterable[Name]]]
"""Gives the places and the names that come apart from them."""


def index_path() -> Path:
    """Return the index that ``STEMMA_GAZETTEER`` names, else where the one of this version belongs.

    That is the cache folder, or the temporary one if that is read-only.
    """
    named = os.environ.get("STEMMA_GAZETTEER")
    if named:
        return Path(named)
    digest = digest_bytes(own_names_bytes()).split(":")[1][:8]
    return _cache_folder() / f"gazetteer-{BUILDER}-{'-'.join(versions())}-{digest}.sqlite"


def dump_path(folder: Path) -> Path:
    """Return where the index of the dump in ``folder`` belongs."""
    digest = digest_bytes(own_names_bytes()).split(":")[1][:8]
    return _cache_folder() / f"gazetteer-{BUILDER}-geonames-{digest_dump(folder)}-{digest}.sqlite"


def ensure(path: Path) -> None:
    """Make the index if it is not there; of several processes that want it at once, one builds and the rest wait."""
    if not path.is_file():
        if os.environ.get("STEMMA_GAZETTEER"):
            raise InputError(f"{path}, which STEMMA_GAZETTEER names, is not there; make it, or unset the variable")
        with _locked(path):
            if not path.is_file():
                _build(path, _installed)


def build(path: Path, source: Source | None = None) -> None:
    """Write the index to ``path`` anew, atomically, from the installed packages or from another ``source``."""
    with _locked(path):
        _build(path, source or _installed)


def _installed() -> tuple[Iterable[Row], Iterable[Name]]:
    return rows(), ()


def _build(path: Path, source: Source) -> None:
    for left in path.parent.glob(f"{path.stem}*{UNFINISHED}"):
        left.unlink(missing_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=UNFINISHED)
    os.close(handle)
    try:
        _write(Path(temporary), *source())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the index's lock file; where the system has no such locks, two builds may run, and the later one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, entries: Iterable[Row], others: Iterable[Name]) -> None:
    """Write the places as they come, and the names sorted, in bounded memory: SQLite sorts in temporary files."""
    database = sqlite3.connect(path)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + SCHEMA)
        for row in entries:
            database.execute("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _columns(row))
            database.executemany("INSERT INTO found VALUES (?,?,?)", _keys(row))
        database.executemany(OTHERS, others)
        database.execute("INSERT INTO name SELECT key, place, max(main) FROM found GROUP BY key, place")
        database.commit()
    finally:
        database.close()


def _columns(row: Row) -> tuple[object, ...]:
    return (
        row.id,
        row.geonames_id,
        row.name,
        row.kind,
        row.country,
        row.admin1,
        row.admin2,
        round(row.latitude, 5),
        round(row.longitude, 5),
        row.population,
        int(row.capital),
        "\t".join(row.shown),
    )


def _keys(row: Row) -> Iterator[Name]:
    main, own = fold(row.name), {fold(name) for name in row.own}
    yield main, row.id, 1
    for key in sorted({fold(name) for name in row.names} - {main, ""}):
        yield key, row.id, int(key in own)
    for form in row.exact:
        yield "=" + form, row.id, 1


def _cache_folder() -> Path:
    named = os.environ.get("STEMMA_CACHE")
    if named:
        return Path(named)
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stemma"
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _shared_folder()
    return base if os.access(base, os.W_OK) else _shared_folder()


def _shared_folder() -> Path:
    return Path(tempfile.gettempdir()) / "stemma-cache"
