"""Read a single file into its capture.

Enters: an ``Entry``. Leaves: one ``Capture`` with the file's exact bytes, or one ``Reject`` with its reason. Refuses:
bytes that are no text, kinds without a reader, files that are too large.

Two files with the same bytes are two captures: a reprint is a document of its own.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from stemma.captures.formats import OFFICE, media_type, pending
from stemma.captures.means import Means
from stemma.captures.page_pictures import picture_page
from stemma.captures.sniff import is_binary
from stemma.captures.walk import Entry, show
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Reject


def read_file(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the capture of a file, or why there is none."""
    yield picture_page(_read(entry, means.config.max_bytes), entry)


def opened(entry: Entry) -> BinaryIO:
    """Open a regular file, or a member of an archive; a pipe or a device could block or never end."""
    if entry.source is not None:
        return entry.source()
    if not stat.S_ISREG(os.stat(entry.path).st_mode):
        raise OSError(0, "not a regular file")
    return open(entry.path, "rb")


def unreadable(entry: Entry, error: OSError) -> Reject:
    """Return the reject of a file that the system does not give."""
    return _reject(entry, "unreadable", error.strerror or str(error))


def _read(entry: Entry, limit: int) -> Capture | Reject:
    kind = pending(entry.path)
    if kind is not None:
        return _reject(entry, "not_yet", f"{kind}; this version does not read it yet")
    try:
        with opened(entry) as stream:
            data = stream.read(limit + 1)
            size = len(data) if entry.source else max(os.fstat(stream.fileno()).st_size, len(data))
    except OSError as error:
        return unreadable(entry, error)
    media = media_type(entry.path, data)
    if is_binary(data) and media not in OFFICE:
        return _reject(entry, "binary", f"{size} bytes that are no text")
    if media is None:
        return _reject(entry, "unsupported", f"no reader for “{show(PurePath(entry.path).suffix)}” files")
    if size > limit:
        return _reject(entry, "too_large", f"{size} bytes; at most {limit} are read")
    digest = digest_bytes(data)
    return Capture(
        id=make_id("cap", entry.locator, digest), locator=entry.locator, media_type=media, data=data, digest=digest
    )


def _reject(entry: Entry, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=entry.locator, reason=reason, detail=detail)
