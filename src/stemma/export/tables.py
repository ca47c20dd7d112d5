"""Claims, statements, documents and links as flat tables: CSV for spreadsheets, Parquet for data tools.

Enters: a case. Leaves: bytes. Refuses: what must not be shared (the case is masked), and cells that a spreadsheet would
take for a formula: they get an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from stemma.export import display
from stemma.export.masking import mask_case
from stemma.model import Case

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(case: Case, noun: str) -> bytes:
    """Return one table as CSV in UTF-8 with a byte order mark, by which spreadsheets know it."""
    rows = list(TABLES[noun](mask_case(case)))
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=COLUMNS[noun], lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig", "replace")


def to_parquet(case: Case, noun: str) -> bytes:
    """Return one table as Parquet."""
    import duckdb

    rows = list(TABLES[noun](mask_case(case)))
    with TemporaryDirectory(prefix="stemma-") as folder, duckdb.connect() as database:
        # By way of a file: to hand over values one by one takes DuckDB a millisecond for each.
        source, target = Path(folder) / "table.jsonl", Path(folder) / "table.parquet"
        source.write_bytes(
            "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8", "replace")
        )
        columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[noun].items()) + "}"
        table = database.sql(
            f"SELECT * FROM read_json(?, format = 'newline_delimited', columns = {columns})", params=[str(source)]
        )
        table.write_parquet(str(target))
        return target.read_bytes()


def _documents(case: Case) -> Iterator[Row]:
    stories = {name: story.id for story in case.stories for name in story.documents}
    for d in sorted(case.documents, key=lambda d: d.id):
        yield {
            "id": d.id,
            "story": stories.get(d.id),
            "outlet": d.outlet,
            "title": d.title,
            "url": d.url,
            "language": d.language,
            "published_earliest": d.published.earliest if d.published else None,
            "published_latest": d.published.latest if d.published else None,
            "characters": len(d.text),
        }


def _statements(case: Case) -> Iterator[Row]:
    texts = {d.id: d.text for d in case.documents}
    for s in sorted(case.statements, key=lambda s: s.id):
        yield {
            "id": s.id,
            "document": s.document,
            "type": s.type,
            "source": s.source.name,
            "kind": s.source.kind,
            "named": s.source.named,
            "polarity": s.certainty.polarity,
            "commitment": s.certainty.commitment,
            "content": s.content.within(texts.get(s.document, "")),
        }


def _claims(case: Case) -> Iterator[Row]:
    for c in sorted(case.claims, key=lambda c: (c.story, c.rank, c.id)):
        yield {
            "id": c.id,
            "story": c.story,
            "rank": c.rank,
            "text": c.text,
            "documents": len(c.documents),
            "origins_low": c.origins.low,
            "origins_high": c.origins.high,
            "origins": "; ".join(o.name for o in c.origins.items),
            "status": c.status,
            "contested": c.contested,
            "wording": c.wording,
        }


def _links(case: Case) -> Iterator[Row]:
    for k in sorted(case.links, key=lambda k: k.id):
        yield {
            "id": k.id,
            "story": k.story,
            "borrower": k.borrower,
            "lender": k.lender,
            "kind": k.kind,
            "direction": k.direction,
            "probability": round(k.probability, 4),
        }


TABLES: Mapping[str, Callable[[Case], Iterator[Row]]] = MappingProxyType(
    {"documents": _documents, "statements": _statements, "claims": _claims, "links": _links}
)
"""Noun → its rows."""

COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "documents": {
            "id": "VARCHAR",
            "story": "VARCHAR",
            "outlet": "VARCHAR",
            "title": "VARCHAR",
            "url": "VARCHAR",
            "language": "VARCHAR",
            "published_earliest": "VARCHAR",
            "published_latest": "VARCHAR",
            "characters": "BIGINT",
        },
        "statements": {
            "id": "VARCHAR",
            "document": "VARCHAR",
            "type": "VARCHAR",
            "source": "VARCHAR",
            "kind": "VARCHAR",
            "named": "BOOLEAN",
            "polarity": "VARCHAR",
            "commitment": "VARCHAR",
            "content": "VARCHAR",
        },
        "claims": {
            "id": "VARCHAR",
            "story": "VARCHAR",
            "rank": "BIGINT",
            "text": "VARCHAR",
            "documents": "BIGINT",
            "origins_low": "BIGINT",
            "origins_high": "BIGINT",
            "origins": "VARCHAR",
            "status": "VARCHAR",
            "contested": "BOOLEAN",
            "wording": "VARCHAR",
        },
        "links": {
            "id": "VARCHAR",
            "story": "VARCHAR",
            "borrower": "VARCHAR",
            "lender": "VARCHAR",
            "kind": "VARCHAR",
            "direction": "VARCHAR",
            "probability": "DOUBLE",
        },
    }
)
"""Noun → columns with their SQL types."""


def _safe(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    shown = display.visible(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
