"""The overview of a case: one line a story, by which a screen lists, sorts and filters them without reading records.

Enters: the records of a run. Leaves: rows of two tables, and ``StoryLine`` records read back from them. Refuses:
nothing.

The tables are derived from the records and show the latest run alone; whatever is in them could be made anew.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from stemma.compare.versions import page_of
from stemma.model import Case, Claim, Document, Status, Story

Facet = Literal["outlet", "language", "place", "status", "day"]
"""By what stories can be chosen. ``day`` is each day (``YYYY-MM-DD``) on which a report of the story was published."""

Order = Literal["spread", "latest", "reports"]
"""``spread``: reports that tell the story's main claim, for each of its origins shown distinct."""

_ORDERS: Mapping[Order, str] = {
    "spread": "o.spread DESC, o.reports DESC, o.id",
    "latest": "o.latest IS NULL, o.latest DESC, o.id",
    "reports": "o.reports DESC, o.id",
}

MOST_NEW = 50
"""Stories listed as new since an earlier run."""

_COLUMNS = "id, run, title, reports, claim, text, told, low, high, status, contested, earliest, latest, spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story in a list. ``told``, ``low``, ``high`` and ``status`` are of its main claim; ``run`` last changed it.

    The main claim is the foremost of those that several reports tell, as on the story's page: what most reports repeat
    is often what everybody knows ("annexed … in 2014").
    """

    id: str
    run: int
    title: str
    reports: int
    claim: str | None
    text: str | None
    told: int
    low: int
    high: int
    status: Status
    contested: bool
    earliest: str | None
    latest: str | None
    spread: float


def rewrite(connection: sqlite3.Connection, run: int, case: Case) -> None:
    """Make the overview that of ``case``; lines that say the same keep the run that wrote them."""
    known = {row[0]: row[1:] for row in connection.execute("SELECT id, run, mark FROM overview")}
    documents = {document.id: document for document in case.documents}
    papers = {statement.id: statement.document for statement in case.statements}
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        claims[claim.story].append(claim)
    for story in case.stories:
        members = [documents[name] for name in story.documents if name in documents]
        line = _line(story, members, claims[story.id], papers)
        facets = sorted(set(_facets(members, story, line)))
        mark = repr((line, facets))
        before = known.pop(story.id, None)
        if before is None or before[1] != mark:
            _forget(connection, story.id)
            _write(connection, run, line, facets, mark)
            rows = [(name, story.id) for name in story.documents]
            connection.executemany("INSERT OR REPLACE INTO members (document, story) VALUES (?, ?)", rows)
        pages = [(page, member.id, page) for member in members for page in (page_of(member),)]
        connection.executemany("UPDATE members SET page = ? WHERE document = ? AND page IS NOT ?", pages)
    for gone in sorted(known):
        _forget(connection, gone)
    sizes = {"document": case.documents, "statement": case.statements, "story": case.stories, "claim": case.claims}
    counted = [(noun, len(records)) for noun, records in sizes.items()]
    connection.executemany("INSERT OR REPLACE INTO sizes (noun, number) VALUES (?, ?)", counted)


def read_lines(
    connection: sqlite3.Connection,
    *,
    chosen: Mapping[Facet, str],
    first: str | None,
    last: str | None,
    order: Order,
    after: int,
    limit: int,
) -> Iterator[StoryLine]:
    """Yield ``limit`` story lines behind the first ``after`` ones."""
    where, given = _where(chosen, first, last)
    columns = ", ".join(f"o.{name}" for name in _COLUMNS.split(", "))
    query = f"SELECT {columns} FROM overview o {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    yield from map(_read, connection.execute(query, (*given, limit, after)))


def read_new(connection: sqlite3.Connection, run: int) -> Iterator[StoryLine]:
    """Yield the lines of the stories that a later run than ``run`` wrote, the widest spread first."""
    query = f"SELECT {_COLUMNS} FROM overview WHERE run > ? ORDER BY spread DESC, reports DESC, id LIMIT ?"
    yield from map(_read, connection.execute(query, (run, MOST_NEW)))


def count_lines(
    connection: sqlite3.Connection, *, chosen: Mapping[Facet, str], first: str | None, last: str | None
) -> int:
    """Return how many stories a choice leaves."""
    where, given = _where(chosen, first, last)
    return int(connection.execute(f"SELECT count(*) FROM overview o {where}", given).fetchone()[0])


def read_facet(connection: sqlite3.Connection, kind: Facet, *, limit: int) -> tuple[tuple[str, int], ...]:
    """Return the commonest values of a facet with their numbers of stories."""
    query = "SELECT value, stories FROM facet_counts WHERE kind = ? ORDER BY stories DESC, value LIMIT ?"
    return tuple((str(value), int(stories)) for value, stories in connection.execute(query, (kind, limit)))


def _read(row: Sequence[Any]) -> StoryLine:
    fields = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return StoryLine(**{**fields, "contested": bool(fields["contested"])})


def _where(chosen: Mapping[Facet, str], first: str | None, last: str | None) -> tuple[str, list[object]]:
    parts, given = [], list[object]()
    for kind, value in sorted(chosen.items()):
        parts.append("o.id IN (SELECT id FROM facets WHERE kind = ? AND value = ?)")
        given += [kind, value]
    if first:
        parts.append("o.latest >= ?")
        given.append(first)
    if last:
        parts.append("o.earliest <= ?")
        given.append(last + "~")  # behind every moment of that day
    return ("WHERE " + " AND ".join(parts) if parts else ""), given


def _line(story: Story, members: Sequence[Document], claims: Iterable[Claim], papers: Mapping[str, str]) -> StoryLine:
    ranked = sorted(claims, key=lambda c: (len(c.documents) < 2, c.rank, c.id))
    main = ranked[0] if ranked else None
    days = [d.published for d in members if d.published]
    told = _told(main, papers) if main else 0
    return StoryLine(
        id=story.id,
        run=0,
        title=story.title,
        reports=len(members),
        claim=main.id if main else None,
        text=main.text if main else None,
        told=told,
        low=main.origins.low if main else 0,
        high=main.origins.high if main else 0,
        status=main.status if main else "one_report",
        contested=any(claim.contested for claim in ranked),
        earliest=min((day.earliest for day in days), default=None),
        latest=max((day.latest for day in days), default=None),
        spread=round(told / max(1, main.origins.low), 3) if main and told > 1 else 0.0,
    )


def _told(claim: Claim, papers: Mapping[str, str]) -> int:
    """Return how many reports tell a claim, as its page counts them: who only denies it does not."""
    telling = {papers[name] for origin in claim.origins.items for name in origin.statements if name in papers}
    return len(telling) or len(claim.documents)


def _facets(members: Sequence[Document], story: Story, line: StoryLine) -> Iterator[tuple[Facet, str]]:
    for document in members:
        if document.outlet:
            yield "outlet", document.outlet
        if document.language:
            yield "language", document.language
        if document.published:
            yield "day", document.published.earliest[:10]
    for place in story.places:
        yield "place", place.name
    yield "status", line.status
    if line.contested:
        yield "status", "contested"


def _write(
    connection: sqlite3.Connection, run: int, line: StoryLine, facets: Sequence[tuple[Facet, str]], mark: str
) -> None:
    names = _COLUMNS.split(", ")
    values = [run if name == "run" else getattr(line, name) for name in names]
    slots = ", ".join("?" * (len(names) + 1))
    connection.execute(f"INSERT INTO overview ({_COLUMNS}, mark) VALUES ({slots})", (*values, mark))
    for kind, value in facets:
        connection.execute("INSERT INTO facets (kind, value, id) VALUES (?, ?, ?)", (kind, value, line.id))
        connection.execute(
            "INSERT INTO facet_counts (kind, value, stories) VALUES (?, ?, 1)"
            " ON CONFLICT (kind, value) DO UPDATE SET stories = stories + 1",
            (kind, value),
        )


def _forget(connection: sqlite3.Connection, story: str) -> None:
    for kind, value in connection.execute("SELECT kind, value FROM facets WHERE id = ?", (story,)).fetchall():
        connection.execute("UPDATE facet_counts SET stories = stories - 1 WHERE kind = ? AND value = ?", (kind, value))
        connection.execute("DELETE FROM facet_counts WHERE kind = ? AND value = ? AND stories < 1", (kind, value))
    connection.execute("DELETE FROM facets WHERE id = ?", (story,))
    connection.execute("DELETE FROM members WHERE story = ?", (story,))
    connection.execute("DELETE FROM overview WHERE id = ?", (story,))
