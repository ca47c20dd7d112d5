"""The table of readers: which module reads which kind of input.

Enters: a path or address. Leaves: its ``Reader``. Refuses: nothing; what no row names is read as a single file, which
turns away what it does not know.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

from stemma.captures.archives import read_archive
from stemma.captures.containers import read_packed, read_tar, read_wacz, read_zip
from stemma.captures.feedjson import is_json_feed
from stemma.captures.feeds import read_feed
from stemma.captures.files import opened, read_file, unreadable
from stemma.captures.formats import pending as kind_in_words
from stemma.captures.formats import scheme
from stemma.captures.means import Means, Reader
from stemma.captures.mhtml import read_mhtml
from stemma.captures.records import read_records
from stemma.captures.telegram import is_export, read_export
from stemma.captures.walk import STDIN, Entry
from stemma.captures.web import read_address
from stemma.errors import InputError
from stemma.model import Capture, Reject

JSON_HEAD = 1 << 20
"""Bytes of a JSON file that are searched for what it declares; a feed whose version stands behind its items may have
so many of them before it."""


def find_reader(path: str) -> Reader:
    """Return the reader of a path or address: by its scheme, else by its longest suffix that a row names."""
    if path == STDIN:
        return read_standard_input
    if (found := scheme(path)) is not None:
        return READERS.get(found, read_file)
    suffixes = PurePath(os.path.basename(path).lower()).suffixes
    names = ("".join(suffixes[n:]) for n in range(len(suffixes)))
    return next((READERS[name] for name in names if name in READERS), read_file)


def pending(path: str) -> str | None:
    """Return, in words, the kind of a file that no reader takes yet, else ``None``."""
    return kind_in_words(path) if find_reader(path) is read_file else None


def read_lines(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the documents of a file of JSON lines."""
    try:
        with opened(entry) as stream:
            yield from read_records(stream, entry.locator, config=means.config)
    except OSError as error:
        yield unreadable(entry, error)


def read_json(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield what is in a JSON file of a known kind, told by how it begins: a JSON Feed, or a Telegram export."""
    try:
        with opened(entry) as stream:
            head = stream.read(JSON_HEAD)
    except OSError as error:
        yield unreadable(entry, error)
        return
    named = PurePath(entry.path).name.lower() == "result.json"
    reader = read_feed if is_json_feed(head) else read_export if named or is_export(head) else read_file
    yield from reader(entry, means)


def read_standard_input(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the documents of JSON lines on standard input."""
    yield from read_records(_standard_input(means.stdin), entry.locator, config=means.config)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is not None:
        return stdin
    if sys.stdin is None:
        raise InputError("-: there is no standard input; name a file instead")
    return sys.stdin.buffer


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "http": read_address,
        "https": read_address,
        ".xml": read_feed,
        ".rss": read_feed,
        ".atom": read_feed,
        ".rdf": read_feed,
        ".opml": read_feed,
        ".json": read_json,
        ".mht": read_mhtml,
        ".mhtml": read_mhtml,
        ".jsonl": read_lines,
        ".ndjson": read_lines,
        ".warc": read_archive,
        ".warc.gz": read_archive,
        ".wacz": partial(read_wacz, find=find_reader),
        ".zip": partial(read_zip, find=find_reader),
        ".tar": partial(read_tar, find=find_reader),
        ".tar.gz": partial(read_tar, find=find_reader),
        ".tgz": partial(read_tar, find=find_reader),
        ".tar.bz2": partial(read_tar, find=find_reader),
        ".gz": partial(read_packed, find=find_reader),
        ".bz2": partial(read_packed, find=find_reader),
    }
)
"""Suffix or scheme → reader. To read another kind of input, add its module and its row."""
