"""Content-addressed ids: same input, same id, on any machine.

Enters: a kind and the strings that make the thing what it is. Leaves: ``kind_`` + 16 hex digits of
BLAKE2b (64 bits: a collision among 10⁶ records has probability below 3·10⁻⁸). Refuses: an unknown kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Literal

Kind = Literal["cap", "doc", "stm", "sto", "clm", "lnk", "fnd", "src", "pair", "pic", "run", "jdg"]


def make_id(kind: Kind, *parts: str | None) -> str:
    """Return the id of the thing that ``parts`` describe; ``None`` and ``""`` differ, and so does order."""
    digest = blake2b(digest_size=8)
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return f"{kind}_{digest.hexdigest()}"


def digest_bytes(data: bytes) -> str:
    """Return the full BLAKE2b-256 digest of ``data`` in hex, with the method's name before it."""
    digest = Digest()
    digest.take(data)
    return digest.value


class Digest:
    """The digest of ``digest_bytes``, of bytes that come in pieces."""

    def __init__(self) -> None:
        self._state = blake2b(digest_size=32)

    def take(self, data: bytes) -> None:
        """Add the next piece."""
        self._state.update(data)

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield pieces as they come, each taken."""
        for piece in pieces:
            self.take(piece)
            yield piece

    @property
    def value(self) -> str:
        """The digest of the pieces so far."""
        return "blake2b:" + self._state.hexdigest()
