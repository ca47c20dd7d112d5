"""What comes back from a server: answers, failures, and bodies read within limits.

Enters: a response whose body was not read yet. Leaves: the body's bytes, or a ``FetchError``. Refuses: bodies that are
too large as sent or as unpacked, that take too long, or that are compressed in a way that was not asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import httpx

Reason = Literal[
    "bad_address",
    "robots",
    "private_address",
    "unreachable",
    "tls",
    "timeout",
    "redirects",
    "not_found",
    "status",
    "too_large",
    "unsupported_type",
    "broken_response",
]
"""Why nothing was fetched; the same word stands in the ``Reject``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one address may cost. Bytes count the body as sent and again as unpacked."""

    bytes: int = 8_000_000
    """The largest body: ``Config.max_bytes``. A long news page is 2 MB."""

    seconds: float = 30.0
    """One request with its body. A page that takes longer is not read by people either."""

    idle_seconds: float = 10.0
    """Between two pieces of an answer."""

    redirects: int = 8
    """Hops. Shorteners in a row with a change of host and scheme need five."""

    interval: float = 1.0
    """Seconds between two requests to one host, where its robots.txt does not ask for more."""

    longest_wait: float = 60.0
    """Seconds that a server can make this call wait (Crawl-delay, Retry-After); beyond, the address is given up."""

    attempts: int = 3
    """Requests for one address that is answered with 429 or 503."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. ``url`` is the address after all redirects; a 304 has no body."""

    url: str
    status: Literal[200, 304]
    headers: Mapping[str, str]
    body: bytes
    retrieved: str
    etag: str | None = None
    last_modified: str | None = None


class FetchError(Exception):
    """Nothing was fetched: ``reason``, and ``detail`` for people; ``retry_after`` are the seconds a server asks for."""

    def __init__(self, reason: Reason, detail: str, *, retry_after: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
        self.retry_after = retry_after


def read_body(response: httpx.Response, *, largest: int, cut: bool, late: Callable[[], bool]) -> bytes:
    """Return the body of a response; ``cut`` takes the first ``largest`` bytes of a longer one.

    Raises:
        FetchError: It is too large, ``late`` says so between two pieces, or its compression is no known one.
    """
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > largest and not cut:
        raise FetchError("too_large", f"{declared[:20]} bytes; at most {largest} are fetched")
    sent, parts, size = 0, [], 0
    unpack = _Unpacker(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.SyncByteStream)
    for chunk in response.stream:
        if late():
            raise FetchError("timeout", "the answer takes too long")
        sent += len(chunk)
        parts.append(unpack.take(chunk, largest + 1 - size))
        size += len(parts[-1])
        if max(sent, size) > largest:
            if cut:
                break
            raise FetchError("too_large", f"more than {largest} bytes")
    else:
        unpack.end()
    return b"".join(parts)[:largest]


class _Unpacker:
    """Undoes a body's compression, at most so many bytes at a time: the rest of a bomb stays packed."""

    def __init__(self, encoding: str) -> None:
        names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
        if names not in ([], ["gzip"], ["x-gzip"], ["deflate"]):
            raise FetchError("unsupported_type", f"compressed as “{encoding[:40]}”, which was not asked for")
        self._stream = zlib.decompressobj(wbits=47) if names else None

    def take(self, chunk: bytes, most: int) -> bytes:
        """Return what a piece holds, of a bomb no more than ``most`` bytes."""
        if self._stream is None:
            return chunk
        try:
            return self._stream.decompress(chunk, max(most, 1))
        except zlib.error as error:
            raise FetchError("broken_response", f"the compression is broken ({error})") from error

    def end(self) -> None:
        """Raise when the body broke off."""
        if self._stream is not None and not self._stream.eof:
            raise FetchError("broken_response", "the compressed body breaks off")
