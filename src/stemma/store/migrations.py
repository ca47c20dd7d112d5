"""The tables of a case file, as functions to run in order; a file remembers how many it has seen.

Enters: an open connection inside a transaction. Leaves: the same with the newest tables. Refuses: nothing; whether a
file is a case file at all is decided by ``sqlite.Store``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Migration = Callable[[sqlite3.Connection], None]


def m001_records(connection: sqlite3.Connection) -> None:
    """Make the tables: runs, exact bytes, append-only records, finished work, and the words to search."""
    for statement in _M001:
        connection.execute(statement)


_M001 = (
    # One row a run; `body` is the packed Run, `settings` the packed Config that made it.
    "CREATE TABLE runs (number INTEGER PRIMARY KEY, id TEXT NOT NULL, body BLOB NOT NULL, settings BLOB NOT NULL)",
    # The exact bytes of every capture, deflated, once for each content.
    "CREATE TABLE blobs (digest TEXT PRIMARY KEY, data BLOB NOT NULL)",
    # Every version of every record. The latest row of an id counts; a row without body says that the id is gone.
    # `owner`: the document of a statement, the story of a link, pair, claim or finding. `mark`: digest of the body.
    # `work`: the finished work that the record came from.
    "CREATE TABLE records (noun TEXT NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs (number),"
    " owner TEXT, work TEXT, mark TEXT NOT NULL, body BLOB, UNIQUE (noun, id, run))",
    "CREATE INDEX records_by_owner ON records (noun, owner, id)",
    # What a stage made of an input, under a digest of everything that the result depends on: never stale.
    "CREATE TABLE work (key TEXT PRIMARY KEY, body BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE search USING fts5"
    " (noun UNINDEXED, id UNINDEXED, run UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')",
)


def m002_visits(connection: sqlite3.Connection) -> None:
    """Make the table of what ``watch`` keeps of an address: one row each, replaced at every visit; no record."""
    connection.execute("CREATE TABLE visits (address TEXT PRIMARY KEY, body BLOB NOT NULL)")


MIGRATIONS: tuple[Migration, ...] = (m001_records, m002_visits)
"""All migrations, oldest first. Never change one that was released; add the next."""
