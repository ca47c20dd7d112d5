"""Progress on a terminal, and nowhere else.

Enters: nothing. Leaves: a callback for ``trace`` and ``add``, or ``None`` where standard error is no terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.model import Stage
    from stemma.pipeline import Progress

LABELS: dict[Stage, str] = {
    "captures": "reading files",
    "statements": "reading documents",
    "stories": "finding stories",
    "claims": "weighing stories",
}


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
    """Show a bar for each stage while the block runs; it is gone afterwards."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: Stage, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(LABELS.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show
