"""Read a CSV of metadata and give each capture its row.

Enters: a CSV file with a ``path`` column and any of ``title, url, outlet, published, language``. Leaves: captures with
that metadata. Refuses: a file that is no such table, or that names one path twice.

A row belongs to the capture whose locator it names (``FILE`` or ``FILE#ID``), else to the file it names relative to
the CSV's own folder, else to the only file of that name among the inputs. What the CSV says goes before what the
input says of itself: it was given for this call.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from stemma.captures.records import FIELDS
from stemma.captures.walk import show
from stemma.errors import InputError, UsageError
from stemma.model import Capture, Metadata, Reject

SHOWN = 5
"""Unused paths that a message lists; more would flood a terminal."""


class Table:
    """Rows of metadata by path, and which of them found a document."""

    def __init__(self, locator: str, rows: Mapping[str, Metadata], files: Sequence[str]) -> None:
        self._locator = locator
        self._rows = rows
        self._used: set[str] = set()
        self._keys = self._match(files)

    def describe(self, capture: Capture) -> Capture:
        """Return the capture with the metadata of its row, if it has one."""
        file = capture.locator.partition("#")[0]
        key = capture.locator if capture.locator in self._rows else self._keys.get(capture.locator)
        key = key or (file if file in self._rows else self._keys.get(file))
        if key is None:
            return capture
        self._used.add(key)
        said = {name: value for name in FIELDS if (value := getattr(self._rows[key], name)) is not None}
        return replace(capture, metadata=replace(capture.metadata, **said))

    def unused(self) -> Reject | None:
        """Return a reject that names the rows without a document, or ``None`` when every row found one."""
        left = [show(path) for path in self._rows if path not in self._used]
        if not left:
            return None
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        detail = f"{len(left)} of {len(self._rows)} rows match no input: {', '.join(left[:SHOWN])}{more}"
        return Reject(stage="captures", locator=self._locator, reason="unmatched_metadata", detail=detail)

    def _match(self, files: Sequence[str]) -> dict[str, str]:
        """Return for each file's locator the row that names it by relative path or by a unique file name."""
        folder = os.path.dirname(os.path.abspath(self._locator))
        real = {os.path.realpath(os.path.join(folder, key)): key for key in self._rows if "\0" not in key}
        named = Counter(PurePath(file).name for file in files)
        found: dict[str, str] = {}
        for file in files:
            name = PurePath(file).name
            key = real.get(os.path.realpath(file)) or (name if name in self._rows and named[name] == 1 else None)
            if key is not None:
                found[show(PurePath(file).as_posix())] = key
        return found


def read_table(path: str, *, files: Sequence[str]) -> Table:
    """Read the CSV at ``path``; ``files`` are the inputs that its rows may name.

    Raises:
        InputError: The file cannot be read.
        UsageError: It has no ``path`` column, is no CSV, or names a path twice.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = _rows(path, stream.readlines())
    except OSError as error:
        raise InputError(f"{show(path)}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{show(path)}: not UTF-8 at byte {error.start}; save the table as UTF-8") from error
    except csv.Error as error:
        raise UsageError(f"{show(path)}: no readable CSV: {error}") from error
    return Table(path, rows, files)


def _rows(path: str, lines: Sequence[str]) -> dict[str, Metadata]:
    reader = csv.DictReader(lines)
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    if "path" not in columns:
        raise UsageError(f"{show(path)}: no “path” column; the first line must name the columns")
    reader.fieldnames = columns
    found: dict[str, Metadata] = {}
    for row in reader:
        key = (row["path"] or "").strip()
        if key in found:
            raise UsageError(f"{show(path)}: line {reader.line_num}: “{show(key)}” stands there twice")
        if key:
            found[key] = Metadata.written({name: (row.get(name) or "").strip() or None for name in FIELDS})
    return found
