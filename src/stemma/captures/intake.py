"""Read every input of a call into captures.

Enters: paths as a person names them (a file, a folder, a web address, ``-`` for JSON lines on standard input) and,
optionally, a CSV of metadata. Leaves: one ``Capture`` a document, with its exact bytes, or one ``Reject`` with its
reason, as a stream; every input comes out as the one or the other. Refuses: a call in which nothing can be read at all.

A file that is reached twice, by two names or through a link, is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from stemma.captures.formats import scheme
from stemma.captures.means import Means
from stemma.captures.readers import find_reader, pending
from stemma.captures.tables import Table, read_table
from stemma.captures.telegram_pages import split_page
from stemma.captures.walk import Entry, check, walk
from stemma.config import Config
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    from stemma.captures.fetch import Fetcher


def read(
    paths: Sequence[str],
    *,
    meta: str | None,
    config: Config,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Capture | Reject]:
    """Return the captures and rejects of ``paths``, in the order given, folders sorted by name.

    Args:
        paths: Files, folders, web addresses, or ``-``.
        meta: A CSV file with a ``path`` column and any of ``title, url, outlet, published, language``.
        config: Sets the largest capture (``max_bytes``).
        stdin: What ``-`` reads; the process's standard input by default.
        fetcher: Fetches addresses; by default one that connects to public hosts alone, and to a host of the own
            network where its number stands among ``paths``.

    Raises:
        InputError: None of ``paths`` can be read: they do not exist or are empty folders.
        NotYetError: All of ``paths`` are of kinds that this version does not read.
        UsageError: No path at all, or a ``meta`` file that is no such table.
    """
    check(paths, pending)
    means = Means(config=config, stdin=stdin, fetcher=fetcher or _fetcher(paths, config))
    if meta is None:
        return _read(walk(paths), means)
    entries = list(walk(paths, without=meta))
    table = read_table(meta, files=[entry.path for entry in entries if isinstance(entry, Entry)])
    return _described(_read(entries, means), table)


def _fetcher(paths: Sequence[str], config: Config) -> Fetcher | None:
    """Return what fetches; ``None``, without the cost of the network's libraries, where no address is named."""
    if not any(map(scheme, paths)):
        return None
    from stemma.captures.addresses import named_hosts
    from stemma.captures.fetch import Fetcher, Limits

    return Fetcher(limits=Limits(bytes=config.max_bytes), private_hosts=named_hosts(paths))


def _read(entries: Iterable[Entry | Reject], means: Means) -> Iterator[Capture | Reject]:
    for entry in entries:
        if isinstance(entry, Reject):
            yield entry
        else:
            for item in find_reader(entry.path)(entry, means):
                yield from split_page(item, entry)


def _described(found: Iterable[Capture | Reject], table: Table) -> Iterator[Capture | Reject]:
    """Add the table's metadata to each capture, and end with a reject when rows are left over."""
    for item in found:
        yield table.describe(item) if isinstance(item, Capture) else item
    if left := table.unused():
        yield left
