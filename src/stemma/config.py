"""Settings of a run, each with its unit and the reason for its default.

Enters: keyword arguments of a call. Leaves: one frozen ``Config``. Nothing is read from the environment.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from stemma.ids import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What can be set for a run. Everything but ``jobs`` and ``keep_bytes`` goes into the configuration digest."""

    max_bytes: int = 8_000_000
    """Bytes of one capture; a longer one is rejected. A long news page is 2 MB of HTML."""

    max_characters: int = 400_000
    """Code points of one document's text. The longest real reports (UN inquiries) have about 300,000."""

    one_story: bool = False
    """Treat the whole input as one story (``--one-story``)."""

    labeller: bool = True
    """Let the trained labeller propose who said what; else the rules do it alone (``--rules-only``)."""

    keep_bytes: bool = True
    """Keep the exact bytes of every input in the case file. Without them it is smaller, and nobody can look up what a
    document was made from; after an update of Stemma its inputs must be added again."""

    jobs: int = 0
    """Worker processes; 0 is one for every processor. It cannot change a result."""

    def digest(self) -> str:
        """Return the digest of every setting that can change a result."""
        parts = [f"{f.name}={getattr(self, f.name)}" for f in fields(self) if f.name not in ("jobs", "keep_bytes")]
        return make_id("run", *parts)
