"""The case file: one SQLite database that keeps every input, every record and what every run made of them.

Enters: captures, finished work and the records of a run, through ``Writer``. Leaves: the latest state, or that of an
earlier run, through ``View``. Refuses: a file that is no case file (``CaseFileError``).

Rows are only ever added, each with the number of its run. A run becomes visible in one transaction, so whatever stops
the program, the file shows the last complete run.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from stemma.codec import pack, squeeze, unpack
from stemma.config import Config
from stemma.errors import CaseFileError, OvertakenError
from stemma.model import Capture, Case, Judgement, Run
from stemma.store import briefs, overview
from stemma.store.connection import connect, guarded, transaction
from stemma.store.rows import Row, read_rows
from stemma.store.view import LATEST, View
from stemma.store.visits import Visit

FLUSH_EVERY = 32
"""Pieces of finished work kept back before they are written: at most this much parsing is lost to a power cut."""


class Store:
    """A case file that is open; close it, or use it as a context manager."""

    def __init__(self, path: str, *, create: bool = False, patience: float | None = None) -> None:
        self.path = path
        self._connection = connect(path, create=create, patience=patience)

    def view(self, *, as_of: int | None = None, outlets: Sequence[str] = (), languages: Sequence[str] = ()) -> View:
        """Return what the file says after run number ``as_of`` (the latest if ``None``), in a scope."""
        return View(self._connection, self.path, as_of=as_of, outlets=tuple(outlets), languages=tuple(languages))

    def writer(self) -> Writer:
        """Return a writer; use it as a context manager."""
        return Writer(self._connection, self.path)

    def visits(self) -> dict[str, Visit]:
        """Return what is kept of every watched address, by address."""
        with guarded(self.path):
            rows = self._connection.execute("SELECT body FROM visits ORDER BY address").fetchall()
        found = (unpack(body, Visit) for (body,) in rows)
        return {visit.address: visit for visit in found}

    def close(self) -> None:
        """Close the file; its write-ahead log is folded into it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Writer:
    """Adds to a case file. Finished work is flushed in batches; the records of a run are added all at once."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path
        self._pending: list[tuple[str, bytes]] = []

    def remember(self, key: str, body: bytes) -> None:
        """Keep finished work under ``key``, a digest of everything it depends on."""
        self._pending.append((key, body))
        if len(self._pending) >= FLUSH_EVERY:
            self.flush()

    def keep(self, capture: Capture) -> None:
        """Keep the exact bytes of a capture, once for each content."""
        with guarded(self._path):
            self._connection.execute(
                "INSERT OR IGNORE INTO blobs (digest, data) VALUES (?, ?)",
                (capture.digest, zlib.compress(capture.data, 6)),
            )

    def visited(self, visits: Iterable[Visit]) -> None:
        """Keep what is known of watched addresses, in place of what was known before."""
        rows = [(visit.address, pack(visit)) for visit in visits]
        with guarded(self._path), transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO visits (address, body) VALUES (?, ?)", rows)

    def survey(self) -> None:
        """Make the overview and the briefs of the latest run if they are not there: an earlier version's file."""
        view = View(self._connection, self._path, as_of=None, outlets=(), languages=())
        if not briefs.missing(self._connection) and (view.count_stories() or not view.stories()):
            return
        case = view.case()
        with guarded(self._path), transaction(self._connection):
            overview.rewrite(self._connection, view.number, case)
            briefs.rewrite(self._connection, case)

    def judge(self, judgement: Judgement) -> None:
        """Add a judgement; nothing that was judged before is changed."""
        with guarded(self._path), transaction(self._connection):
            self._connection.execute(
                "INSERT OR IGNORE INTO judgements (id, body) VALUES (?, ?)", (judgement.id, pack(judgement))
            )

    def flush(self) -> None:
        """Write the finished work kept back so far."""
        with guarded(self._path), transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO work (key, body) VALUES (?, ?)", self._pending)
        self._pending.clear()

    def commit(
        self,
        case: Case,
        captures: Iterable[Capture],
        *,
        config: Config,
        work: Mapping[str, str],
        after: View | None = None,
    ) -> int:
        """Make ``case`` the state of the file and return the run's number.

        Only rows that differ from the present state are added; ``work`` names, by record id, the finished work that
        a document or story came from; ``after`` is the state to which the case adds, if it does.

        Raises:
            OvertakenError: ``after`` is no longer the latest state, so that what came since would be lost.
        """
        if case.run is None:
            raise ValueError("a case without its run cannot be kept")
        self.flush()
        with guarded(self._path), transaction(self._connection):
            (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM runs").fetchone()
            if after is not None and last != after.number:
                raise OvertakenError(f"{self._path}: another run was written into it meanwhile; run this one again")
            cursor = self._connection.execute(
                "INSERT INTO runs (id, body, settings) VALUES (?, ?, ?)",
                (case.run.id, pack(_timeless(case.run)), pack(config)),
            )
            number = int(cursor.lastrowid or 0)
            known = _marks(self._connection)
            for row in read_rows(case, captures, work):
                _add(self._connection, number, row, known)
            for noun, gone in sorted(known):
                _bury(self._connection, number, noun, gone)
            overview.rewrite(self._connection, number, case)
            briefs.rewrite(self._connection, case)
        return number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pending and not isinstance(error, CaseFileError):
            self.flush()


def _timeless(run: Run) -> Run:
    """Return a run without its seconds, so that the same input gives the same file."""
    return replace(run, stages=tuple(replace(stage, seconds=None) for stage in run.stages))


def _marks(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return (noun, id) → mark of every record that is there now."""
    query = LATEST.format("r.noun, r.id, r.mark", "").replace("r.noun = ?", "1")
    return {(noun, name): mark for noun, name, mark in connection.execute(query, (_NOW,))}


_NOW = 2**62
"""Later than any run."""


def _add(connection: sqlite3.Connection, run: int, row: Row, known: dict[tuple[str, str], str]) -> None:
    """Add a row unless it is there already, unchanged; take it off the list of those that may be gone."""
    mark = row.mark
    if known.pop((row.noun, row.id), None) == mark:
        return
    connection.execute(
        "INSERT INTO records (noun, id, run, owner, work, mark, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.noun, row.id, run, row.owner, row.work, mark, squeeze(row.body)),
    )
    if row.title or row.text:
        connection.execute(
            "INSERT INTO found (noun, id, run, title, text) VALUES (?, ?, ?, ?, ?)",
            (row.noun, row.id, run, row.title, row.text),
        )


def _bury(connection: sqlite3.Connection, run: int, noun: str, name: str) -> None:
    """Say that a record is no longer part of the case; its earlier versions stay."""
    connection.execute("INSERT INTO records (noun, id, run, mark) VALUES (?, ?, ?, '')", (noun, name, run))
