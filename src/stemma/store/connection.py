"""Open a case file, or say in one sentence why it cannot be opened.

Enters: a path. Leaves: an SQLite connection whose tables are of this version, in WAL mode. Refuses, with a
``CaseFileError``: a file that is no database, a database that is no case file, one written by a newer version, one
that is damaged, and one that another process has locked.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemma.errors import CaseFileError
from stemma.store.migrations import MIGRATIONS

APPLICATION_ID = int.from_bytes(b"Stma", "big")
"""Bytes 68–71 of a case file (SQLite's ``application_id``), by which it is known from any other database."""

BUSY_SECONDS = 10.0
"""How long to wait for another process that is writing. One commit of 3,000 documents takes about 2 s."""


def connect(path: str, *, create: bool, patience: float | None = None) -> sqlite3.Connection:
    """Return a connection to the case file at ``path``, made or brought up to date where ``create`` allows it.

    ``patience`` is how many seconds to wait for another process that is writing (``BUSY_SECONDS`` if ``None``).

    Raises:
        CaseFileError: see the module; also where nothing is at ``path`` and ``create`` is false.
    """
    if path != ":memory:":
        _check_path(Path(path), create=create)
    fixed = _is_fixed(Path(path))
    address = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1" if fixed else path
    wait = BUSY_SECONDS if patience is None else patience
    with guarded(path):
        connection = sqlite3.connect(address, timeout=wait, isolation_level=None, uri=fixed)
    try:
        with guarded(path):
            _check_kind(connection, path)
            if path != ":memory:" and not fixed:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Turn whatever SQLite says about the file inside the block into a ``CaseFileError``."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise CaseFileError(_operational(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise CaseFileError(
            f"{path}: not a case file, or a damaged one ({error}); move it away and trace again"
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction: all of it is kept, or, after any exception, none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        inside = path / "case.stemma"
        raise CaseFileError(f"{path}: a folder, not a case file; name a file{f': {inside}' if inside.exists() else ''}")
    if path.exists():
        return
    if not create:
        raise CaseFileError(f"{path}: no such case file; make one with: stemma trace PATH... --case {path}")
    if not path.parent.is_dir():
        raise CaseFileError(f"{path}: no such folder: {path.parent}; make it first")


def _is_fixed(path: Path) -> bool:
    """Tell whether a case file lies where nothing can be written (a disc, an archive): it is read as it is.

    SQLite could not make its own files beside it. Where these are there, somebody else writes.
    """
    return path.exists() and not os.access(path.absolute().parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _check_kind(connection: sqlite3.Connection, path: str) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if tables and kind != APPLICATION_ID:
        raise CaseFileError(f"{path}: an SQLite database, but no Stemma case file; name another file")
    if version > len(MIGRATIONS):
        raise CaseFileError(
            f"{path}: written by a newer Stemma (tables of version {version}, this one knows {len(MIGRATIONS)});"
            " update stemma, or trace into another file"
        )


def _migrate(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
        return
    with transaction(connection):
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        for migration in MIGRATIONS[done:]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _operational(path: str, message: str) -> str:
    if "locked" in message or "busy" in message:
        return f"{path}: in use by another process; wait until it has finished, then try again"
    if "readonly" in message or "read-only" in message:
        return f"{path}: cannot be written ({message}); copy it to a folder that you may write to"
    if "full" in message:
        return f"{path}: the disk is full; nothing of this run was kept in it"
    return f"{path}: cannot be opened or read ({message})"
