"""What a reader of inputs may use beside the input itself.

Enters: nothing. Leaves: ``Means``. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

from stemma.captures.walk import Entry
from stemma.config import Config
from stemma.model import Capture, Reject

if TYPE_CHECKING:
    from stemma.captures.fetch import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Settings of the run, what ``-`` reads (the process's standard input if ``None``), and what fetches addresses.

    Without a ``fetcher`` nothing is fetched.
    """

    config: Config = field(default_factory=Config)
    stdin: BinaryIO | None = None
    fetcher: Fetcher | None = None


class Reader(Protocol):
    """Reads one input: yields what is in it, each as a ``Capture`` or, with its reason, as a ``Reject``."""

    def __call__(self, entry: Entry, means: Means) -> Iterator[Capture | Reject]:
        """Yield the captures and rejects of ``entry``; nothing is held that was yielded."""
