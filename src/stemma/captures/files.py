"""Read files, folders and JSON lines into captures.

Enters: paths as a person names them (a file, a folder, ``-`` for JSON lines on standard input) and, optionally, a
CSV of metadata. Leaves: one ``Capture`` a document, with its exact bytes, or one ``Reject`` with its reason, as a
stream; every input comes out as the one or the other. Refuses: a call in which nothing can be read at all.

A file that is reached twice, by two names or through a link, is read once. Two files with the same bytes are two
captures: a reprint is a document of its own.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from stemma.captures.formats import media_type, pending, record_lines
from stemma.captures.records import read_records
from stemma.captures.sniff import is_binary
from stemma.captures.tables import Table, read_table
from stemma.captures.walk import STDIN, Entry, check, show, walk
from stemma.config import Config
from stemma.errors import InputError
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Reject


def read(
    paths: Sequence[str], *, meta: str | None, config: Config, stdin: BinaryIO | None = None
) -> Iterator[Capture | Reject]:
    """Return the captures and rejects of ``paths``, in the order given, folders sorted by name.

    Args:
        paths: Files, folders, or ``-``.
        meta: A CSV file with a ``path`` column and any of ``title, url, outlet, published, language``.
        config: Sets the largest capture (``max_bytes``).
        stdin: What ``-`` reads; the process's standard input by default.

    Raises:
        InputError: None of ``paths`` can be read: they do not exist or are empty folders.
        NotYetError: All of ``paths`` are of kinds that this version does not read.
        UsageError: No path at all, or a ``meta`` file that is no such table.
    """
    check(paths)
    if meta is None:
        return _read(walk(paths), config, stdin)
    entries = list(walk(paths, without=meta))
    table = read_table(meta, files=[entry.path for entry in entries if isinstance(entry, Entry)])
    return _described(_read(entries, config, stdin), table)


def _read(entries: Iterable[Entry | Reject], config: Config, stdin: BinaryIO | None) -> Iterator[Capture | Reject]:
    for entry in entries:
        if isinstance(entry, Reject):
            yield entry
        elif entry.path == STDIN:
            yield from read_records(_standard_input(stdin), STDIN, config=config)
        elif record_lines(entry.path):
            yield from _read_lines(entry, config)
        else:
            yield _read_file(entry, config)


def _read_lines(entry: Entry, config: Config) -> Iterator[Capture | Reject]:
    try:
        with _open(entry.path) as stream:
            yield from read_records(stream, entry.locator, config=config)
    except OSError as error:
        yield _reject(entry, "unreadable", error.strerror or str(error))


def _read_file(entry: Entry, config: Config) -> Capture | Reject:
    kind = pending(entry.path)
    if kind is not None:
        return _reject(entry, "not_yet", f"{kind}; this version does not read it yet")
    try:
        with _open(entry.path) as stream:
            data = stream.read(config.max_bytes + 1)
            size = max(os.fstat(stream.fileno()).st_size, len(data))
    except OSError as error:
        return _reject(entry, "unreadable", error.strerror or str(error))
    media = media_type(entry.path, data)
    if is_binary(data):
        return _reject(entry, "binary", f"{size} bytes that are no text")
    if media is None:
        return _reject(entry, "unsupported", f"no reader for “{show(PurePath(entry.path).suffix)}” files")
    if size > config.max_bytes:
        return _reject(entry, "too_large", f"{size} bytes; at most {config.max_bytes} are read")
    digest = digest_bytes(data)
    return Capture(
        id=make_id("cap", entry.locator, digest), locator=entry.locator, media_type=media, data=data, digest=digest
    )


def _described(found: Iterable[Capture | Reject], table: Table) -> Iterator[Capture | Reject]:
    """Add the table's metadata to each capture, and end with a reject when rows are left over."""
    for item in found:
        yield table.describe(item) if isinstance(item, Capture) else item
    if left := table.unused():
        yield left


def _open(path: str) -> BinaryIO:
    """Open a regular file for reading; a pipe or a device could block or never end."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(0, "not a regular file")
    return open(path, "rb")


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is not None:
        return stdin
    if sys.stdin is None:
        raise InputError("-: there is no standard input; name a file instead")
    return sys.stdin.buffer


def _reject(entry: Entry, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=entry.locator, reason=reason, detail=detail)
