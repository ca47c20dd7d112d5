"""What people hand in at the desk, as captures.

Enters: a pasted text, addresses, uploaded files. Leaves: captures and rejects, read by the same readers as files on
the command line. Refuses: nothing by itself; no name from a request ever reaches the disk: a file's name only tells
its reader and stands in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from stemma.captures.means import Means
from stemma.captures.readers import find_reader
from stemma.captures.walk import Entry, show
from stemma.config import Config
from stemma.errors import InputError
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Metadata, Reject

MOST_ADDRESSES = 50
"""Addresses taken at once."""

LONGEST_NAME = 120
"""Code points kept of an uploaded file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What came with one form. ``files``: names with their bytes."""

    text: str = ""
    outlet: str = ""
    title: str = ""
    published: str = ""
    addresses: str = ""
    files: Sequence[tuple[str, bytes]] = ()


def read_handed(handed: Handed, *, config: Config) -> tuple[Capture | Reject, ...]:
    """Return the captures and rejects of a form.

    Raises:
        InputError: there is nothing in it.
    """
    found = (*_text(handed), *_addresses(handed, config), *_files(handed, config))
    if not found:
        raise InputError("nothing was handed in: paste a text, give addresses, or choose files")
    return found


def _text(handed: Handed) -> Iterator[Capture]:
    if not handed.text.strip():
        return
    data = handed.text.replace("\r\n", "\n").encode("utf-8")
    digest = digest_bytes(data)
    said = Metadata.written({name: getattr(handed, name).strip() or None for name in ("outlet", "title", "published")})
    locator = f"pasted/{make_id('cap', digest)}"
    yield Capture(
        id=make_id("cap", locator, digest),
        locator=locator,
        media_type="text/plain",
        data=data,
        digest=digest,
        metadata=said,
    )


def _addresses(handed: Handed, config: Config) -> Iterator[Capture | Reject]:
    addresses = list(dict.fromkeys(handed.addresses.split()))
    if not addresses:
        return
    if len(addresses) > MOST_ADDRESSES:
        raise InputError(f"{len(addresses)} addresses; at most {MOST_ADDRESSES} are taken at once")
    from stemma.captures.fetch import Fetcher, Limits

    means = Means(config=config, fetcher=Fetcher(limits=Limits(bytes=config.max_bytes)))
    for address in addresses:
        if not address.lower().startswith(("http://", "https://")):
            yield Reject(stage="captures", locator=show(address)[:200], reason="bad_address", detail="no web address")
            continue
        yield from find_reader(address)(Entry(path=address, locator=show(address)), means)


def _files(handed: Handed, config: Config) -> Iterator[Capture | Reject]:
    means = Means(config=config)
    for given, data in handed.files:
        name = show(PurePosixPath(given.replace("\\", "/")).name)[-LONGEST_NAME:] or "file"
        entry = Entry(path=name, locator=f"upload/{make_id('cap', digest_bytes(data))}/{name}", source=_opener(data))
        yield from find_reader(name)(entry, means)


def _opener(data: bytes) -> Callable[[], BytesIO]:
    return lambda: BytesIO(data)
