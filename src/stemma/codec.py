"""Records to bytes and back: the JSON lines that leave Stemma, and the compact form kept in a case file.

Enters: records of ``model`` (for JSON, with the texts that their spans point into), or bytes written here. Leaves:
bytes, or records equal to those that went in. Refuses: bytes that are no such record (``ValueError``).

In JSON a span is ``{start, end, text}``; unknown is ``null``, never ``""``; keys stand in the order of the record's
fields; a probability or score has four decimals, any other fraction six. This is the only module that knows msgspec.
"""

from __future__ import annotations

import dataclasses
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

from stemma.model import Credit, DocumentSpan, Finding, Link, Removed, Span

T = TypeVar("T")

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""

Texts = Mapping[str, str]
"""Document id → text, to write out what a span covers."""

_RENAMED: Mapping[type[object], Mapping[str, str]] = {Link: {"borrower": "from", "lender": "to"}}
"""Fields whose name in the records (DESIGN §5) is a reserved word of Python."""

_FOUR_DECIMALS = frozenset({"probability", "score"})
_DECIMALS = 6
"""Decimals of any other fraction: 0.1 m of latitude. Without rounding, a platform's last bit would show."""

_EXACT = 2.0**53
"""Below this a float that is whole is written as an integer (1200, not 1200.0) without loss."""

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that JSON allows raw but that break lines or steer a terminal: C1 controls, separators, bidi marks."""


def encode(record: object, texts: Texts) -> bytes:
    """Return ``record`` as one line of JSON in UTF-8, without the line end.

    Raises:
        KeyError: ``texts`` lacks a document that a span of the record points into.
    """
    return to_json(to_plain(record, texts))


def decode(line: bytes | str, kind: type[T]) -> T:
    """Return the record of type ``kind`` that ``line`` holds.

    Raises:
        ValueError: the line is not JSON, or a field is missing or of the wrong type; the message says which.
    """
    return msgspec.convert(_restore(kind, msgspec.json.decode(line)), kind, strict=True)


def to_json(plain: Plain) -> bytes:
    """Return plain data as one line of JSON in which no character can break a line or steer a terminal."""
    line = msgspec.json.encode(plain)
    shown = line.decode("utf-8")
    if _UNSEEN.search(shown) is None:
        return line
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", shown).encode("utf-8")


def to_plain(record: object, texts: Texts) -> dict[str, Plain]:
    """Return ``record`` as plain data in the form of DESIGN §5; its own spans point into its own document."""
    return cast(dict[str, Plain], _plain(record, _own_text(record, texts), texts))


def parse_json(data: bytes | str) -> Plain:
    """Return the plain data of a JSON document.

    Raises:
        ValueError: ``data`` is not JSON.
    """
    return cast(Plain, msgspec.json.decode(data))


def pack(value: object) -> bytes:
    """Return any record (or tuple of records) in the compact form of the case file: dumped and squeezed."""
    return squeeze(dump(value))


def dump(value: object) -> bytes:
    """Return any record as MessagePack; equal records give equal bytes."""
    return msgspec.msgpack.encode(value, order="deterministic")


def squeeze(dumped: bytes) -> bytes:
    """Return what ``dump`` gave, deflated: a third of the size."""
    return zlib.compress(dumped, level=1)


def unpack(data: bytes, kind: type[T]) -> T:
    """Return what ``pack`` was given; ``kind`` is its type.

    Raises:
        ValueError: ``data`` is not the packed form of a ``kind``.
    """
    hashable: Any = kind
    try:
        return cast(T, _decoder(hashable).decode(zlib.decompress(data)))
    except zlib.error as error:
        raise ValueError(f"not a packed {kind}: {error}") from error


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


# --- writing ------------------------------------------------------------------------------------


def _own_text(record: object, texts: Texts) -> str:
    """Return the text that bare spans of ``record`` point into: the document's own, or that of its document."""
    own = getattr(record, "text", None) if hasattr(record, "removed") else None
    if isinstance(own, str):
        return own
    document = getattr(record, "document", None)
    return texts[document] if isinstance(document, str) else ""


def _plain(value: object, text: str, texts: Texts) -> Plain:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return _number(value, _DECIMALS)
    if isinstance(value, tuple):
        return [_plain(item, text, texts) for item in value]
    if isinstance(value, Span):
        return _span(value, text)
    if isinstance(value, DocumentSpan):
        return {"document": value.document, "span": _span(value.span, texts[value.document])}
    return _record(value, text, texts)


def _record(value: object, text: str, texts: Texts) -> dict[str, Plain]:
    kind: Any = type(value)
    names = _RENAMED.get(kind, {})
    written: dict[str, Plain] = {}
    for name in _fields(kind):
        item = getattr(value, name)
        if name in _FOUR_DECIMALS and isinstance(item, float):
            written[name] = _number(item, 4)
        else:
            written[names.get(name, name)] = _plain(item, text, texts)
    if isinstance(value, (Removed, Credit)):
        written = {**_span(value.span, text), **written}
    elif isinstance(value, Finding):
        written["spans"] = [{"document": s.document, **_span(s.span, texts[s.document])} for s in value.spans]
    return written


def _span(span: Span, text: str) -> dict[str, Plain]:
    return {"start": span.start, "end": span.end, "text": span.within(text)}


def _number(value: float, decimals: int) -> int | float | None:
    if not math.isfinite(value):
        return None
    rounded = round(value, decimals)
    return int(rounded) if rounded.is_integer() and abs(rounded) < _EXACT else rounded


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a record")
    return tuple(field.name for field in dataclasses.fields(kind))


# --- reading ------------------------------------------------------------------------------------


def _restore(hint: Any, raw: Any) -> Any:
    """Undo what writing changed: renamed fields, flat spans, and ``null`` where a field is never unknown."""
    if raw is None:
        return "" if hint is str else None
    if isinstance(raw, list) and get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return [_restore(inner, item) for item in raw]
    kinds = [kind for kind in (hint, *get_args(hint)) if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
    if isinstance(raw, dict) and kinds:
        return _restore_record(kinds[0], raw)
    return raw


def _restore_record(kind: Any, raw: dict[str, Any]) -> dict[str, Any]:
    if kind is DocumentSpan and "span" not in raw:
        return {"document": raw.get("document"), "span": raw}
    names = _RENAMED.get(kind, {})
    hints = _hints(kind)
    return {name: _restore(hints[name], raw[names.get(name, name)]) for name in hints if names.get(name, name) in raw}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind).items() if hint is not NoneType}


def lines(records: Iterable[object], texts: Texts) -> bytes:
    """Return the records as JSON lines, in the order given."""
    return b"".join(encode(record, texts) + b"\n" for record in records)
