"""Read JSON lines: one document a line.

Enters: a stream of bytes. Leaves: one ``Capture`` or ``Reject`` a line that is not blank; a reject names the line and
the byte at which it begins. Refuses: nothing; a broken line does not stop the lines after it.

``text`` or ``html`` is required (``text`` wins); ``id, title, url, outlet, published, language`` are optional strings
or numbers. A record repeated word for word under its id is a ``duplicate``; a differing record under an id already
seen is kept, as ``ID~2``.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from stemma.captures.walk import show
from stemma.config import Config
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Metadata, Reject

FIELDS = ("title", "outlet", "url", "published", "language")
"""The metadata that a record, a front matter and a ``--meta`` table may carry."""

MAX_ID = 200
"""Code points of a record's id; a longer one is no id but a text in the wrong field."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 20


class _BadRecordError(Exception):
    """A line that is no document: reason and detail of its reject."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def read_records(stream: BinaryIO, locator: str, *, config: Config) -> Iterator[Capture | Reject]:
    """Yield the documents of a stream of JSON lines; no more than one line is held in memory."""
    names = _Names()
    for number, offset, line in _lines(stream, config.max_bytes):
        try:
            if line is None:
                raise _BadRecordError("too_large", f"a line of more than {config.max_bytes} bytes")
            yield _capture(_decode(line, first=number == 1), locator, number, names)
        except _BadRecordError as error:
            detail = f"{error.detail}; at byte {offset}"
            yield Reject(stage="captures", locator=f"{locator}:line {number}", reason=error.reason, detail=detail)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield (line number from 1, byte offset, line) of the lines that are not blank; too long a line is ``None``."""
    number = offset = 0
    while line := stream.readline(limit + 1):
        number += 1
        size = len(line)
        if size > limit and not line.endswith(b"\n"):
            yield number, offset, None
            while chunk := stream.readline(_CHUNK):
                size += len(chunk)
                if chunk.endswith(b"\n"):
                    break
        elif line.strip():
            yield number, offset, line
        offset += size


def _decode(line: bytes, *, first: bool) -> Mapping[str, object]:
    line = line.rstrip(b"\r\n")
    if first and line.startswith(_WIDE):
        raise _BadRecordError("broken_json", "encoded as UTF-16: save the file as UTF-8")
    try:
        record = json.loads(line.removeprefix(codecs.BOM_UTF8) if first else line)
    except json.JSONDecodeError as error:
        raise _BadRecordError("broken_json", f"{error.msg} at column {error.colno}") from error
    except UnicodeDecodeError as error:
        raise _BadRecordError("broken_json", f"not UTF-8 at column {error.start + 1}") from error
    except (ValueError, RecursionError) as error:
        raise _BadRecordError("broken_json", f"no readable JSON ({type(error).__name__})") from error
    if not isinstance(record, dict):
        raise _BadRecordError("broken_json", "the line is no JSON object")
    return record


def _capture(record: Mapping[str, object], locator: str, number: int, names: _Names) -> Capture:
    body = _string(record, "text") or _string(record, "html")
    if body is None:
        raise _BadRecordError("no_text", "neither “text” nor “html” holds a string")
    media = "text/plain" if _string(record, "text") else "text/html"
    data = body.encode("utf-8")
    fields = {name: _string(record, name) for name in FIELDS}
    identity = _string(record, "id")
    if identity is not None and len(identity) > MAX_ID:
        raise _BadRecordError("bad_field", f"“id” is longer than {MAX_ID} characters")
    digest = digest_bytes(data)
    name = f"line-{number}" if identity is None else show(identity)
    name = names.give(name, make_id("cap", media, digest, *fields.values()))
    return Capture(
        id=make_id("cap", f"{locator}#{name}", digest),
        locator=f"{locator}#{name}",
        media_type="text/plain" if media == "text/plain" else "text/html",
        data=data,
        digest=digest,
        metadata=Metadata.written({"record": None if identity is None else name, **fields}),
    )


@dataclass(slots=True)
class _Names:
    """The names that the records of one stream bear: contents by id, and every name given out."""

    contents: dict[str, set[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def give(self, name: str, content: str) -> str:
        """Return the record's name, distinguished where it was taken by another content; refuse a repeated one."""
        earlier = self.contents.setdefault(name, set())
        if content in earlier:
            raise _BadRecordError("duplicate", f"the same record stands before under id “{name}”")
        earlier.add(content)
        given, number = name, len(earlier)
        while given in self.taken:
            number = max(2, number)
            given, number = f"{name}~{number}", number + 1
        self.taken.add(given)
        return given


def _string(record: Mapping[str, object], name: str) -> str | None:
    """Return a field as a string; a number is written out, an empty string is nothing."""
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _BadRecordError("bad_field", f"“{name}” is no string")
    return _whole(str(value)) or None


def _whole(text: str) -> str:
    """Join surrogate pairs and replace lone surrogates, which no encoding can write."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
