"""Unpack streams within bounds: every error of an unpacker is an ``OSError``, and what comes out is counted.

Enters: packed streams. Leaves: streams of what is in them. Refuses: damage, and more than an archive may hold
(``OSError``, with the reason).
"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from stemma.captures.walk import Entry

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 200
"""Times its own size that an archive may unpack to. Text packs to a fifth, hardly to a fiftieth; zeros to a
thousandth."""

MIN_UNPACKED = 1 << 30
"""Bytes that any archive may unpack to, however small it is: what a laptop reads in some seconds."""

MAX_HELD = 64 << 20
"""Bytes of a member of a TAR up to which it is held in memory, since a TAR cannot be read backwards."""

ERRORS = (
    *(OSError, EOFError, zlib.error, struct.error, zipfile.BadZipFile, tarfile.TarError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)
"""What the unpackers of the standard library raise on damaged files."""


class Budget:
    """The bytes that an archive may still unpack to."""

    def __init__(self, entry: Entry) -> None:
        size = os.path.getsize(entry.path) if entry.source is None else 0
        self._most = self._left = max(MIN_UNPACKED, MAX_RATIO * size)

    def spend(self, size: int) -> None:
        """Count bytes.

        Raises:
            OSError: There are more than the archive may hold.
        """
        self._left -= size
        if self._left < 0:
            raise OSError(0, f"the archive unpacks to more than {self._most} bytes; unpack it first")


class Unpacked(io.RawIOBase):
    """A member's bytes; whatever its unpacker raises is an ``OSError``, and what it yields is counted."""

    def __init__(self, source: BinaryIO, budget: Budget, *, seekable: bool = True) -> None:
        super().__init__()
        self._source = source
        self._budget = budget
        self._seekable = seekable

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read bytes into ``buffer`` and return how many."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._source.read(len(view))
        except ERRORS as error:
            raise OSError(0, f"damaged ({type(error).__name__})") from error
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        """Return whether it can be read again from another place."""
        return self._seekable

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._source.tell()

    def close(self) -> None:
        """Close what it reads from."""
        if not self.closed:
            self._source.close()
        super().close()

    def __enter__(self) -> Self:
        return self


def opener(unpack: Callable[[], BinaryIO], budget: Budget, *, seekable: bool = True) -> Callable[[], BinaryIO]:
    """Return what opens a member, with every error an ``OSError``."""

    def source() -> BinaryIO:
        try:
            return buffered(Unpacked(unpack(), budget, seekable=seekable))
        except OSError:
            raise
        except ERRORS as error:
            raise OSError(0, f"damaged ({type(error).__name__})") from error

    return source


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """Return a stream that can be read in lines."""
    return cast(BinaryIO, io.BufferedReader(raw, 1 << 16))


def unpacker(name: str, stream: BinaryIO) -> BinaryIO:
    """Return what unpacks a file, told by its name; a plain TAR is read as it is."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in (".gz", ".tgz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return cast(BinaryIO, bz2.BZ2File(stream)) if suffix in (".bz2", ".tbz2") else stream


def held_in_memory(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read from its end, as a ZIP must be."""
    if stream.seekable():
        return stream
    data = stream.read(MAX_HELD + 1)
    if len(data) > MAX_HELD:
        raise OSError(0, f"an archive of more than {MAX_HELD} bytes inside another; unpack the outer one first")
    return io.BytesIO(data)
