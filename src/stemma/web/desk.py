"""What the pages of one desk share.

Enters: a case file. Leaves: views of it, one a request. Refuses: see ``store``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from stemma.store import Store, View
from stemma.web.jobs import Jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The case file, the work that goes on, and how much may be sent at once."""

    case_file: str
    jobs: Jobs
    read_only: bool
    max_bytes: int

    @contextmanager
    def view(self) -> Iterator[View]:
        """Open the case file for one request."""
        with Store(self.case_file) as store:
            yield store.view()
