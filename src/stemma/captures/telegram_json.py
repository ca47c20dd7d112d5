"""Take the JSON of a Telegram export apart, one message at a time.

Enters: the stream of a ``result.json``, of one chat or of a whole account. Leaves: one ``Message`` after the other,
with what the export says of its chat and the exact text that it stands in. Refuses: what is no such JSON
(``ExportError``, with the place); what was read before it stays.

Only one message is held, unless a chat names its kind behind its messages: then those wait.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

MAX_DEPTH = 6
"""Objects and lists inside each other on the way to a message; an account's export has four."""

MAX_WAITING = 64 << 20
"""Characters of messages that wait for the kind of their chat; Telegram itself writes the kind first."""

LONGEST_NUMBER = 20
"""Digits of a number that is read as one: 64 bits. Longer ones stay text; Python refuses those over 4,300 digits."""

_CHUNK = 1 << 18
_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) <= LONGEST_NUMBER else digits)


class ExportError(Exception):
    """The place at which a file stops being an export, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """What an export says of a chat. ``number`` counts the chats of the file, ``many``: it may hold several."""

    number: int
    many: bool
    said: dict[str, object]

    def text(self, name: str) -> str | None:
        """Return what is said under ``name`` as text."""
        value = self.said.get(name)
        return str(value) if isinstance(value, str | int) and value != "" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as parsed, with the exact text that it stands in and its chat."""

    chat: Chat
    said: dict[str, object]
    raw: str


def read_messages(stream: BinaryIO, *, limit: int) -> Iterator[Message]:
    """Yield the messages of an export; ``limit`` is the largest message in characters.

    Raises:
        ExportError: The file is no such JSON, or stops being it.
    """
    cursor = _Cursor(stream, limit)
    try:
        yield from _Chats(cursor).read(0, many=False)
        if cursor.peek():
            raise ExportError(f"something stands behind its end, at character {cursor.place}")
    except RecursionError as error:
        raise ExportError(f"nested too deep at character {cursor.place}") from error


class _Chats:
    """Walks through the objects of an export and counts its chats."""

    def __init__(self, cursor: _Cursor) -> None:
        self._cursor = cursor
        self._number = 0

    def read(self, depth: int, *, many: bool) -> Iterator[Message]:
        """Yield the messages of the object at which the cursor stands, and of the chats inside it."""
        if depth > MAX_DEPTH:
            raise ExportError(f"nested too deep at character {self._cursor.place}")
        said: dict[str, object] = {}
        waiting: list[Message] = []
        for key in self._cursor.fields():
            if key == "messages" and self._cursor.peek() == "[":
                self._number += 1
                yield from self._messages(Chat(number=self._number, many=many, said=said), waiting)
            elif key in ("chats", "left_chats") and self._cursor.peek() == "{":
                yield from self.read(depth + 1, many=True)
            elif key == "list" and depth and self._cursor.peek() == "[":
                for _ in self._cursor.items():
                    if self._cursor.peek() == "{":
                        yield from self.read(depth + 1, many=True)
                    else:
                        self._cursor.value()
            else:
                value, _ = self._cursor.value()
                if isinstance(value, str | int):
                    said[key] = value
        yield from waiting

    def _messages(self, chat: Chat, waiting: list[Message]) -> Iterator[Message]:
        held = 0
        for _ in self._cursor.items():
            value, raw = self._cursor.value()
            said = value if isinstance(value, dict) else {}
            message = Message(chat=chat, said=said, raw=raw)
            if "type" in chat.said:
                yield message
                continue
            held += len(raw)
            if held > MAX_WAITING:
                raise ExportError("a chat does not say of what kind it is before its messages")
            waiting.append(message)


@dataclass(slots=True)
class _Cursor:
    """A place in a stream of JSON text; what lies behind it is let go."""

    stream: BinaryIO
    limit: int
    place: int = 0
    text: str = ""
    at: int = 0
    ended: bool = False
    decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
    )

    def peek(self) -> str:
        """Return the next character that is no blank, ``""`` at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _SPACE:
                    return self.text[self.at]
                self._go(1)
            if self.ended:
                return ""
            self._fill(_CHUNK)

    def fields(self) -> Iterator[str]:
        """Yield the keys of the object that begins here, each with the cursor at its value, which must be read."""
        self._expect("{")
        while self.peek() != "}":
            key, _ = self.value()
            if not isinstance(key, str):
                raise ExportError(f"a key that is no text at character {self.place}")
            self._expect(":")
            yield key
            if self.peek() != "}":
                self._expect(",")
        self._go(1)

    def items(self) -> Iterator[None]:
        """Yield at each item of the list that begins here, which must be read."""
        self._expect("[")
        while self.peek() != "]":
            yield
            if self.peek() != "]":
                self._expect(",")
        self._go(1)

    def value(self) -> tuple[object, str]:
        """Return the value that begins here, and the text that it stands in."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
                if end < len(self.text) or self.ended:
                    raw = self.text[self.at : end]
                    self._go(end - self.at)
                    return value, raw
            except ValueError as error:
                if self.ended:
                    raise ExportError(f"no readable JSON at character {self.place}") from error
            if len(self.text) - self.at > self.limit:
                raise ExportError(f"a value of more than {self.limit} characters at character {self.place}")
            self._fill(max(_CHUNK, len(self.text) - self.at))

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise ExportError(f"no readable JSON at character {self.place}: “{sign}” is missing")
        self._go(1)

    def _go(self, characters: int) -> None:
        self.at += characters
        self.place += characters

    def _fill(self, size: int) -> None:
        data = self.stream.read(size)
        self.ended = not data
        self.text = self.text[self.at :] + self.decoder.decode(data, self.ended)
        self.at = 0
