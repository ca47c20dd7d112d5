"""The tables of a case file, as functions to run in order; a file remembers how many it has seen.

Enters: an open connection inside a transaction. Leaves: the same with the newest tables. Refuses: nothing; whether a
file is a case file at all is decided by ``sqlite.Store``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from stemma.codec import unpack
from stemma.compare.versions import page_of
from stemma.model import Capture, Document

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


def m003_overview(connection: sqlite3.Connection) -> None:
    """Make the tables by which a screen lists stories (``Writer.survey`` fills them); captures are found by id."""
    for statement in _M003:
        connection.execute(statement)
    held = connection.execute("SELECT rowid, body FROM records WHERE noun = 'capture' AND body IS NOT NULL").fetchall()
    names = [(unpack(body, Capture).id, row) for row, body in held]
    connection.executemany("UPDATE records SET owner = ? WHERE rowid = ?", names)


_M003 = (
    # One row a story of the latest run: what a list shows of it. `mark` tells whether it still says the same.
    "CREATE TABLE overview (id TEXT PRIMARY KEY, run INTEGER NOT NULL, title TEXT NOT NULL, reports INTEGER NOT NULL,"
    " claim TEXT, text TEXT, told INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, status TEXT NOT NULL,"
    " contested INTEGER NOT NULL, earliest TEXT, latest TEXT, spread REAL NOT NULL, mark TEXT NOT NULL)",
    "CREATE INDEX overview_by_spread ON overview (spread DESC, reports DESC, id)",
    "CREATE INDEX overview_by_latest ON overview (latest IS NULL, latest DESC, id)",
    "CREATE INDEX overview_by_reports ON overview (reports DESC, id)",
    "CREATE INDEX overview_by_run ON overview (run, spread DESC)",
    # By what stories can be chosen, and how many each choice leaves.
    "CREATE TABLE facets (kind TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL,"
    " PRIMARY KEY (kind, value, id)) WITHOUT ROWID",
    "CREATE INDEX facets_by_story ON facets (id)",
    "CREATE TABLE facet_counts (kind TEXT NOT NULL, value TEXT NOT NULL, stories INTEGER NOT NULL,"
    " PRIMARY KEY (kind, value)) WITHOUT ROWID",
    "CREATE INDEX facet_counts_by_stories ON facet_counts (kind, stories DESC, value)",
    # The story of each document, and how many records of each noun there are.
    "CREATE TABLE members (document TEXT PRIMARY KEY, story TEXT NOT NULL)",
    "CREATE INDEX members_by_story ON members (story)",
    "CREATE TABLE sizes (noun TEXT PRIMARY KEY, number INTEGER NOT NULL)",
    # The words again, with the noun among them, so that one kind of record is found without reading the others.
    "CREATE VIRTUAL TABLE found USING fts5"
    " (noun, id UNINDEXED, run UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')",
    "INSERT INTO found (noun, id, run, title, text) SELECT noun, id, run, title, text FROM search ORDER BY rowid",
    "DROP TABLE search",
    # What people judged, one row a judgement; nothing is changed or removed, a later one takes an earlier one back.
    "CREATE TABLE judgements (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL)",
)


def m004_briefs(connection: sqlite3.Connection) -> None:
    """Make the table of what the pages of a story need (``Writer.survey`` fills it)."""
    connection.execute("CREATE TABLE briefs (story TEXT PRIMARY KEY, mark TEXT NOT NULL, body BLOB NOT NULL)")
    # The reports nearest to each, packed: ids and probabilities.
    connection.execute("ALTER TABLE members ADD COLUMN near BLOB")


def m005_pages(connection: sqlite3.Connection) -> None:
    """Say of each document which page it is a version of, so that the story of a judged page is found at once."""
    connection.execute("ALTER TABLE members ADD COLUMN page TEXT")
    connection.execute("CREATE INDEX members_by_page ON members (page, document)")
    held = connection.execute(
        "SELECT id, body FROM records WHERE noun = 'document' AND body IS NOT NULL"
        " AND id IN (SELECT document FROM members) ORDER BY run"
    )
    pages = {name: page_of(unpack(body, Document)) for name, body in held}
    connection.executemany("UPDATE members SET page = ? WHERE document = ?", [(p, d) for d, p in pages.items()])


MIGRATIONS: tuple[Migration, ...] = (m001_records, m002_visits, m003_overview, m004_briefs, m005_pages)
"""All migrations, oldest first. Never change one that was released; add the next."""
