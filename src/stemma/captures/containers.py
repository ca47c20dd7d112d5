"""Read what is packed: ZIP, TAR and gzip files of anything that can be read, and WACZ, a ZIP of web archives.

Enters: a packed file, and how to find the reader of a member by its name. Leaves: what the readers of its members
yield, named ``FILE#MEMBER``; members in the order of their names (of a TAR in its own), hidden files and the folder's
own papers left out as in a folder. Refuses: encrypted and damaged members, links and devices, archives nested too
deep, and what unpacks to far more than it came as.

Nothing is written to disk, so that a member's name cannot lead anywhere.
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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from stemma.captures.files import opened, unreadable
from stemma.captures.means import Means, Reader
from stemma.captures.walk import Entry, is_paper, show
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_DEPTH = 2
"""Archives inside each other that are opened: an export zipped into a parcel. A file can hold itself without end."""

MAX_MEMBERS = 200_000
"""Members of one archive that are looked at; an archive of more is a collection to unpack first."""

MAX_RATIO = 200
"""Times its own size that an archive may unpack to. Text packs to a fifth, hardly to a fiftieth; zeros to a
thousandth."""

MIN_UNPACKED = 1 << 30
"""Bytes that any archive may unpack to, however small it is: what a laptop reads in some seconds."""

MAX_HELD = 64 << 20
"""Bytes of a member of a TAR up to which it is held in memory, since a TAR cannot be read backwards."""

MAX_HEADER = 1 << 20
"""Bytes of a TAR's extended header, which is held in memory; real ones have some hundred."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Methods that unpack in little memory; LZMA's memory is whatever the file demands."""

_ERRORS = (
    *(OSError, EOFError, zlib.error, struct.error, zipfile.BadZipFile, tarfile.TarError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)
_WEB_ARCHIVES = (".warc", ".warc.gz", ".wacz")

Find = Callable[[str], Reader]


def read_zip(entry: Entry, means: Means, *, find: Find) -> Iterator[Capture | Reject]:
    """Yield what is in the members of a ZIP file."""
    return _told(entry, lambda: _zip(entry, means, find, lambda name: True))


def read_wacz(entry: Entry, means: Means, *, find: Find) -> Iterator[Capture | Reject]:
    """Yield what is in the web archives of a WACZ file; its indexes and lists say nothing that they do not."""
    return _told(entry, lambda: _zip(entry, means, find, lambda name: name.lower().endswith(_WEB_ARCHIVES)))


def read_tar(entry: Entry, means: Means, *, find: Find) -> Iterator[Capture | Reject]:
    """Yield what is in the members of a TAR file, packed or not."""
    return _told(entry, lambda: _tar(entry, means, find))


def read_packed(entry: Entry, means: Means, *, find: Find) -> Iterator[Capture | Reject]:
    """Yield what is in a file that was packed alone (``.gz``, ``.bz2``)."""
    return _told(entry, lambda: _packed(entry, means, find))


def _told(entry: Entry, unpack: Callable[[], Iterator[Capture | Reject]]) -> Iterator[Capture | Reject]:
    """Yield what ``unpack`` does; an archive that is damaged, empty or nested too deep says so."""
    if entry.depth >= MAX_DEPTH:
        yield _reject(entry.locator, "too_deep", f"an archive inside {entry.depth} others; unpack it first")
        return
    empty = True
    try:
        for item in unpack():
            empty = False
            yield item
    except _ERRORS as error:
        empty = False
        if isinstance(error, OSError) and error.strerror:
            yield unreadable(entry, error)
        else:
            yield _reject(entry.locator, "damaged", f"no readable archive ({type(error).__name__})")
    if empty:
        yield _reject(entry.locator, "empty", "nothing to read in this archive")


def _zip(entry: Entry, means: Means, find: Find, wanted: Callable[[str], bool]) -> Iterator[Capture | Reject]:
    with opened(entry) as stream, zipfile.ZipFile(_held(stream)) as archive:
        yield from _zip_members(archive, entry, means, find, wanted)


def _tar(entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    with (
        opened(entry) as stream,
        _Unpacked(_unpacker(entry.path, stream), _Budget(entry)) as plain,
        tarfile.open(fileobj=_buffered(plain), mode="r|", tarinfo=_Header) as archive,
    ):
        yield from _tar_members(archive, entry, means, find)


def _packed(entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    with opened(entry) as stream:
        source = _opener(lambda: _unpacker(entry.path, stream), _Budget(entry))
        name = entry.path.rpartition(".")[0]
        yield from find(name)(Entry(path=name, locator=entry.locator, source=source, depth=entry.depth + 1), means)


def _zip_members(
    archive: zipfile.ZipFile, entry: Entry, means: Means, find: Find, wanted: Callable[[str], bool]
) -> Iterator[Capture | Reject]:
    members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    names, budget = _Names(entry.locator), _Budget(entry)
    for info in members[:MAX_MEMBERS]:
        if not _is_input(info.filename) or not wanted(info.filename):
            continue
        locator = names.give(info.filename)
        if info.flag_bits & 1:
            yield _reject(locator, "encrypted", "a member under a password; unpack the archive first")
        elif info.compress_type not in _METHODS:
            yield _reject(locator, "unsupported", f"packed by method {info.compress_type}, which is not read")
        else:
            source = _opener(lambda info=info: cast(BinaryIO, archive.open(info)), budget)  # type: ignore[misc]
            yield from _read_member(info.filename, locator, source, entry, means, find)
    if len(members) > MAX_MEMBERS:
        yield _too_many(entry.locator)


def _tar_members(archive: tarfile.TarFile, entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    names, budget = _Names(entry.locator), _Budget(entry)
    for number, info in enumerate(archive):
        archive.members = []  # type: ignore[attr-defined]  # tarfile would keep every header
        if number >= MAX_MEMBERS:
            yield _too_many(entry.locator)
            return
        if info.isdir() or not _is_input(info.name):
            continue
        locator = names.give(info.name)
        if not info.isreg():
            yield _reject(locator, "unsupported", "a link or device, no file")
            continue
        source = _tar_opener(archive, info, budget)
        yield from _read_member(info.name, locator, source, entry, means, find)


def _read_member(
    name: str, locator: str, source: Callable[[], BinaryIO], entry: Entry, means: Means, find: Find
) -> Iterator[Capture | Reject]:
    """Yield what is in a member; its name, which may look like an address or ``-``, is that of a file."""
    member = Entry(path=f"./{name}", locator=locator, source=source, depth=entry.depth + 1)
    yield from find(member.path)(member, means)


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: _Budget) -> Callable[[], BinaryIO]:
    """Return what opens a member of a TAR, which is read once: what is not large is held, so that it can be again."""
    source = _opener(lambda: cast(BinaryIO, archive.extractfile(info)), budget, seekable=False)
    held: list[bytes] = []

    def again() -> BinaryIO:
        if not held:
            with source() as stream:
                held.append(stream.read())
        return io.BytesIO(held[0])

    return again if info.size <= MAX_HELD else source


class _Names:
    """The locators of an archive's members; a name that stands there twice is told apart."""

    def __init__(self, locator: str) -> None:
        self._locator = locator
        self._given: Counter[str] = Counter()

    def give(self, name: str) -> str:
        shown = show(name)
        self._given[shown] += 1
        number = self._given[shown]
        return f"{self._locator}#{shown}" + (f"~{number}" if number > 1 else "")


class _Budget:
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


class _Unpacked(io.RawIOBase):
    """A member's bytes; whatever its unpacker raises is an ``OSError``, and what it yields is counted."""

    def __init__(self, source: BinaryIO, budget: _Budget, *, seekable: bool = True) -> None:
        super().__init__()
        self._source = source
        self._budget = budget
        self._seekable = seekable

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._source.read(len(view))
        except _ERRORS as error:
            raise OSError(0, f"damaged ({type(error).__name__})") from error
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        return self._source.tell()

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def __enter__(self) -> Self:
        return self


class _Header(tarfile.TarInfo):
    """A header of a TAR; an extended one, which tarfile holds in memory, may not be large."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.type not in (tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE) and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


def _opener(unpack: Callable[[], BinaryIO], budget: _Budget, *, seekable: bool = True) -> Callable[[], BinaryIO]:
    """Return what opens a member, with every error an ``OSError``."""

    def source() -> BinaryIO:
        try:
            return _buffered(_Unpacked(unpack(), budget, seekable=seekable))
        except OSError:
            raise
        except _ERRORS as error:
            raise OSError(0, f"damaged ({type(error).__name__})") from error

    return source


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(raw, 1 << 16))


def _unpacker(name: str, stream: BinaryIO) -> BinaryIO:
    """Return what unpacks a file, told by its name; a plain TAR is read as it is."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in (".gz", ".tgz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return cast(BinaryIO, bz2.BZ2File(stream)) if suffix in (".bz2", ".tbz2") else stream


def _held(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read from its end, as a ZIP must be."""
    if stream.seekable():
        return stream
    data = stream.read(MAX_HELD + 1)
    if len(data) > MAX_HELD:
        raise OSError(0, f"an archive of more than {MAX_HELD} bytes inside another; unpack the outer one first")
    return io.BytesIO(data)


def _is_input(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and not is_paper(parts[-1])


def _too_many(locator: str) -> Reject:
    return _reject(locator, "too_large", f"more than {MAX_MEMBERS} members; unpack the archive and name its folder")


def _reject(locator: str, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=locator, reason=reason, detail=detail)
