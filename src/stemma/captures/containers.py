"""Read what is packed: ZIP, TAR and gzip files of anything that can be read, and WACZ, a ZIP of web archives.

Enters: a packed file, and how to find the reader of a member by its name. Leaves: what the readers of its members
yield, named ``FILE#MEMBER``; members in the order of their names (of a TAR in its own), hidden files and the folder's
own papers left out as in a folder. Refuses: encrypted and damaged members, links and devices, archives nested too
deep, and what unpacks to far more than it came as.

Nothing is written to disk, so that a member's name cannot lead anywhere.
"""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from stemma.captures.files import opened, unreadable
from stemma.captures.means import Means, Reader
from stemma.captures.unpacking import ERRORS, MAX_HELD, Budget, Unpacked, buffered, held_in_memory, opener, unpacker
from stemma.captures.walk import Entry, is_paper, is_part, show
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    pass

MAX_DEPTH = 2
"""Archives inside each other that are opened: an export zipped into a parcel. A file can hold itself without end."""

MAX_MEMBERS = 200_000
"""Members of one archive that are looked at; an archive of more is a collection to unpack first."""

MAX_FOLDERS = 20
"""Folders inside each other in an archive that are looked at for what belongs together."""

MAX_HEADER = 1 << 20
"""Bytes of a TAR's extended header, which is held in memory; real ones have some hundred."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Methods that unpack in little memory; LZMA's memory is whatever the file demands."""

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
    except ERRORS as error:
        empty = False
        if isinstance(error, OSError) and error.strerror:
            yield unreadable(entry, error)
        else:
            yield _reject(entry.locator, "damaged", f"no readable archive ({type(error).__name__})")
    if empty:
        yield _reject(entry.locator, "empty", "nothing to read in this archive")


def _zip(entry: Entry, means: Means, find: Find, wanted: Callable[[str], bool]) -> Iterator[Capture | Reject]:
    with opened(entry) as stream, zipfile.ZipFile(held_in_memory(stream)) as archive:
        yield from _zip_members(archive, entry, means, find, wanted)


def _tar(entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    with (
        opened(entry) as stream,
        Unpacked(unpacker(entry.path, stream), Budget(entry)) as plain,
        tarfile.open(fileobj=buffered(plain), mode="r|", tarinfo=_Header) as archive,
    ):
        yield from _tar_members(archive, entry, means, find)


def _packed(entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    with opened(entry) as stream:
        source = opener(lambda: unpacker(entry.path, stream), Budget(entry))
        name = entry.path.rpartition(".")[0]
        yield from find(name)(Entry(path=name, locator=entry.locator, source=source, depth=entry.depth + 1), means)


def _zip_members(
    archive: zipfile.ZipFile, entry: Entry, means: Means, find: Find, wanted: Callable[[str], bool]
) -> Iterator[Capture | Reject]:
    members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    names, budget, folders = _Names(entry.locator), Budget(entry), _folders(members)
    for info in members[:MAX_MEMBERS]:
        if not _is_input(info.filename) or not wanted(info.filename) or _is_part_of(info.filename, folders):
            continue
        locator = names.give(info.filename)
        if info.flag_bits & 1:
            yield _reject(locator, "encrypted", "a member under a password; unpack the archive first")
        elif info.compress_type not in _METHODS:
            yield _reject(locator, "unsupported", f"packed by method {info.compress_type}, which is not read")
        else:
            source = opener(lambda info=info: cast(BinaryIO, archive.open(info)), budget)  # type: ignore[misc]
            beside = partial(_beside, archive, info.filename, budget)
            yield from _read_member(info.filename, locator, source, entry, means, find, beside)
    if len(members) > MAX_MEMBERS:
        yield _too_many(entry.locator)


def _tar_members(archive: tarfile.TarFile, entry: Entry, means: Means, find: Find) -> Iterator[Capture | Reject]:
    names, budget = _Names(entry.locator), Budget(entry)
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
    name: str,
    locator: str,
    source: Callable[[], BinaryIO],
    entry: Entry,
    means: Means,
    find: Find,
    beside: Callable[[str], BinaryIO | None] | None = None,
) -> Iterator[Capture | Reject]:
    """Yield what is in a member; its name, which may look like an address or ``-``, is that of a file."""
    member = Entry(path=f"./{name}", locator=locator, source=source, depth=entry.depth + 1, beside=beside)
    yield from find(member.path)(member, means)


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Callable[[], BinaryIO]:
    """Return what opens a member of a TAR, which is read once: what is not large is held, so that it can be again."""
    source = opener(lambda: cast(BinaryIO, archive.extractfile(info)), budget, seekable=False)
    held: list[bytes] = []

    def again() -> BinaryIO:
        if not held:
            with source() as stream:
                held.append(stream.read())
        return io.BytesIO(held[0])

    return again if info.size <= MAX_HELD else source


def _beside(archive: zipfile.ZipFile, member: str, budget: Budget, name: str) -> BinaryIO | None:
    """Open what lies at ``name``, seen from the folder of a member; ``None`` where nothing readable does."""
    try:
        info = archive.getinfo(posixpath.normpath(posixpath.join(posixpath.dirname(member), name)))
    except (KeyError, ValueError):
        return None
    readable = not info.flag_bits & 1 and info.compress_type in _METHODS
    return opener(lambda: cast(BinaryIO, archive.open(info)), budget)() if readable else None


def _folders(members: Iterable[zipfile.ZipInfo]) -> Mapping[str, set[str]]:
    """Return the names in each folder of an archive."""
    found: dict[str, set[str]] = {}
    for info in members:
        parts = info.filename.split("/")[: MAX_FOLDERS + 1]
        for depth, name in enumerate(parts):
            found.setdefault("/".join(parts[:depth]), set()).add(name)
    return found


def _is_part_of(name: str, folders: Mapping[str, set[str]]) -> bool:
    """Tell whether a member lies in a folder of media that belongs to a page or export beside that folder."""
    parts = name.split("/")[: MAX_FOLDERS + 1]
    return any(is_part(parts[n], folders.get("/".join(parts[:n]), ())) for n in range(len(parts) - 1))


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


class _Header(tarfile.TarInfo):
    """A header of a TAR; an extended one, which tarfile holds in memory, may not be large."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.type not in (tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE) and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


def _is_input(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and not is_paper(parts[-1])


def _too_many(locator: str) -> Reject:
    return _reject(locator, "too_large", f"more than {MAX_MEMBERS} members; unpack the archive and name its folder")


def _reject(locator: str, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=locator, reason=reason, detail=detail)
