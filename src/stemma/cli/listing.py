"""Lists of one noun: a table on a terminal, JSON lines or CSV otherwise.

Enters: a case and the columns of the noun. Leaves: rows on standard output and the exit status. Refuses: ``--json``
together with ``--csv``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Generic, TypeVar

import click

from stemma.cli.options import Selection, selection
from stemma.cli.report import tell_rejects
from stemma.codec import lines
from stemma.errors import UsageError
from stemma.export.display import labels, printable, visible
from stemma.model import Case, Span

Record = TypeVar("Record")
F = TypeVar("F", bound=Callable[..., Any])

NARROWEST = 24
"""Columns of the widest cell on a narrow terminal: three or four words, enough to know the record again."""

ID = 20
"""Columns of an id, which is never cut: ``explain`` wants it."""

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a cell needs beside its record: the texts and short labels of documents, by id."""

    texts: Mapping[str, str]
    labels: Mapping[str, str]

    def words(self, document: str, span: Span | None) -> str:
        """Return the stretch of a document's text, or nothing."""
        return "" if span is None else span.within(self.texts[document])

    def label(self, document: str) -> str:
        """Return the short label of a document or unseen source."""
        return self.labels.get(document, document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Record]):
    """One column: its heading and what it shows of a record.

    ``wide``: it takes the room that is left. ``screen``: it stands in the table too, not in the CSV alone.
    """

    head: str
    cell: Callable[[Record, Names], Cell]
    wide: bool = False
    screen: bool = True


def listed(function: F) -> F:
    """Give a command its input and ``--json``, ``--csv``."""
    function = click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with a line of column names.")(function)
    function = click.option("--json", "as_json", is_flag=True, help="Print JSON lines, also on a terminal.")(function)
    return selection(function)


def show(
    records: Callable[[Case], Sequence[Record]],
    columns: Sequence[Column[Record]],
    *,
    order: Callable[[Record], Any],
    as_json: bool,
    as_csv: bool,
    **chosen: Any,
) -> int:
    """Read the case that ``chosen`` names, print its records, and return the exit status.

    JSON lines stand in id order, as in the record files; ``order`` is that of table and CSV.
    """
    _refuse_both(as_json, as_csv)
    case = Selection(**chosen).read()
    found = records(case)
    names = Names(texts={d.id: d.text for d in case.documents}, labels={**labels(case.documents), **_unseen(case)})
    written = as_csv or not (as_json or not on_terminal())
    ordered = sorted(found, key=order if written else lambda record: getattr(record, "id", ""))
    write(ordered, columns, as_json=as_json, as_csv=as_csv, names=names)
    status = tell_rejects(case) if chosen["paths"] else 0
    return status or (0 if found else 1)


def write(
    found: Sequence[Record],
    columns: Sequence[Column[Record]],
    *,
    as_json: bool,
    as_csv: bool,
    names: Names | None = None,
) -> None:
    """Print records in the order given: a table on a terminal, JSON lines or CSV otherwise."""
    _refuse_both(as_json, as_csv)
    names = names or Names(texts={}, labels={})
    if as_csv:
        click.echo(_csv(found, columns, names), nl=False)
    elif as_json or not on_terminal():
        click.echo(lines(found, names.texts), nl=False)
    else:
        _table(found, columns, names)


def _refuse_both(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise UsageError("--json and --csv cannot both be given")


def on_terminal() -> bool:
    """Tell whether a person looks at standard output."""
    return sys.stdout.isatty()


def _unseen(case: Case) -> dict[str, str]:
    """Return a label for each unseen source: its name, marked as in the dossier."""
    return {source.id: f"○ {source.name or source.id}" for story in case.stories for source in story.unseen}


def _csv(found: Sequence[Record], columns: Sequence[Column[Record]], names: Names) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.head for column in columns])
    for record in found:
        writer.writerow([visible(_plain(column.cell(record, names))) for column in columns])
    return out.getvalue()


def _table(found: Sequence[Record], columns: Sequence[Column[Record]], names: Names) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = [column for column in columns if column.screen]
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for column in shown:
        if column.wide:
            table.add_column(column.head, overflow="ellipsis", no_wrap=True, ratio=1, min_width=NARROWEST)
        else:
            table.add_column(column.head, no_wrap=True, overflow="ellipsis", min_width=ID if column.head == "id" else 1)
    for record in found:
        table.add_row(*(printable(_plain(column.cell(record, names))) for column in shown))
    Console(markup=False, emoji=False, highlight=False).print(table)


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
