"""Open the gazetteer index and look names up in it.

Enters: a name or its key. Leaves: ``Entry`` rows, most inhabitants first. Refuses: nothing; an unknown name has
no entries. The index is made on first use (see ``index``) and only read afterwards.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from stemma.ids import digest_bytes
from stemma.model import PlaceKind
from stemma.places.index import ensure, index_path
from stemma.places.names import fold

BEGIN = 100
"""Settlements returned for one beginning of a name; "kremen" has 30."""

CACHED = 20_000
"""Look-ups kept, about 10 MB. A case of 312 articles asks for 15,000 different keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the index. ``admin1`` and ``admin2`` are ``place`` numbers; ``main``: found by its main name."""

    place: int
    geonames_id: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: int | None
    admin2: int | None
    latitude: float
    longitude: float
    population: int
    capital: bool
    names: tuple[str, ...]
    main: bool


_COLUMNS = """
p.id, p.geonames_id, p.name, p.kind, p.country, p.admin1, p.admin2, p.latitude, p.longitude, p.population, p.capital,
p.names
"""

_QUERY = f"""
SELECT {_COLUMNS}, n.main FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.key = ? ORDER BY p.population DESC, p.id
"""

_PREFIX = f"""
SELECT {_COLUMNS}, max(n.main) FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.key >= ? AND n.key < ? AND p.kind = 'settlement' GROUP BY p.id ORDER BY p.population DESC, p.id LIMIT ?
"""


class Gazetteer:
    """Read-only look-ups; one object a process. ``digest`` names the index for run records."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digest = digest_bytes(path.name.encode())
        self._database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._database.execute("PRAGMA cache_size=-8000")
        self._find = lru_cache(maxsize=CACHED)(self._read)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that ``name`` may mean, most inhabitants first."""
        return self._find(fold(name))

    def find_key(self, key: str) -> tuple[Entry, ...]:
        """Return the entries under a key made by ``fold``."""
        return self._find(key)

    def begin(self, prefix: str) -> tuple[Entry, ...]:
        """Return the settlements with a name that begins with a key, most inhabitants first, at most ``BEGIN``."""
        rows = self._database.execute(_PREFIX, (prefix, prefix + "\U0010ffff", BEGIN))
        return tuple(_entry(row) for row in rows)

    def _read(self, key: str) -> tuple[Entry, ...]:
        return tuple(_entry(row) for row in self._database.execute(_QUERY, (key,)))


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(
        place=row[0],
        geonames_id=row[1],
        name=row[2],
        kind=row[3],
        country=row[4],
        admin1=row[5],
        admin2=row[6],
        latitude=row[7],
        longitude=row[8],
        population=row[9],
        capital=bool(row[10]),
        names=tuple(row[11].split("\t")) if row[11] else (),
        main=bool(row[12]),
    )


def open_gazetteer() -> Gazetteer:
    """Return this process's gazetteer, made on first use."""
    return _opened(os.getpid(), index_path())


@cache
def _opened(process: int, path: Path) -> Gazetteer:
    ensure(path)
    return Gazetteer(path)
