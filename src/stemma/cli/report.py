"""What the commands that trace say when they are done.

Enters: a case, where to put it. Leaves: the dossier on standard output, files in a folder, one line for each reject on
standard error, and the exit status.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from stemma.cli.progress import shown_progress
from stemma.config import Config
from stemma.export.display import count, printable
from stemma.model import Case

MOST_REJECTS = 10
"""Rejects told one by one; a folder of pictures would otherwise bury the rest."""

PLAIN_WIDTH = 100
"""Columns of a dossier that goes into a file or a pipe."""

WIDEST = 120
"""Columns that a line of text may have on a wide terminal; longer lines are hard to read."""


def trace_reports(
    paths: Sequence[str], *, out: str | None, case_file: str | None, meta: str | None, config: Config
) -> Case:
    """Trace with progress on a terminal; the case is kept in ``case_file``, or else in ``out`` where that is given."""
    from stemma import pipeline
    from stemma.export import records

    folder = records.prepare(out) if out else None
    kept = case_file or (str(folder / "case.stemma") if folder else None)
    with shown_progress() as progress:
        return pipeline.trace(paths, meta=meta, config=config, case_file=kept, progress=progress)


def publish(case: Case, *, out: str | None, about: str | None, config: Config) -> int:
    """Print the dossier of a case, write its files into ``out`` where that is given, and return the exit status."""
    from stemma.export import terminal

    on_terminal = sys.stdout.isatty()
    width = min(WIDEST, shutil.get_terminal_size().columns) if on_terminal else PLAIN_WIDTH
    click.echo(terminal.render(case, about=about, width=width, color=on_terminal), nl=False, color=on_terminal)
    if out:
        export_files(case, out, config=config)
    if case.run and ":" in case.run.attribution:
        click.echo(printable(f"who said what: {case.run.attribution}"), err=True)
    return tell_rejects(case)


def export_files(case: Case, out: str, *, config: Config) -> None:
    """Write the records and ``dossier.html`` into a folder, and say so."""
    from stemma.export import dossier, records

    records.write(case, out, config=config)
    records.put(Path(out) / "dossier.html", (dossier.render(case).encode("utf-8"),))
    click.echo(f"→ {printable(str(Path(out) / 'dossier.html'))} and the records beside it", err=True)


def tell_rejects(case: Case) -> int:
    """Name what was rejected, and return the exit status of a finished trace."""
    for reject in case.rejects[:MOST_REJECTS]:
        click.echo(printable(f"rejected: {reject.locator}: {reject.reason}: {reject.detail}"), err=True)
    if len(case.rejects) > MOST_REJECTS:
        more = len(case.rejects) - MOST_REJECTS
        click.echo(f"rejected: {count(more, 'more input')}; --out DIR lists all in rejects.jsonl", err=True)
    if case.rejects:
        return 3
    return 0 if case.documents else 1


def tell_reuse(case: Case) -> None:
    """Say how much of a case was worked out anew."""
    stages = {stage.stage: stage for stage in case.run.stages} if case.run else {}
    if not stages:
        return
    texts, stories = stages["statements"], stages["claims"]
    click.echo(
        f"recomputed {texts.computed} of {count(len(case.documents), 'document')}"
        f" and {stories.computed} of {count(len(case.stories), 'story', 'stories')}",
        err=True,
    )


def tell_changes(case: Case) -> None:
    """Say what became of the stories of a case: new ones, reports that joined, mergers and splits."""
    titles = {story.id: story.title for story in case.stories}
    for change in case.run.changes if case.run else ():
        reports = count(len(change.documents), "report")
        said = {
            "new": f"new story, {reports}",
            "joined": f"{reports} joined",
            "merged": f"{count(len(change.earlier), 'story', 'stories')} merged",
            "split": f"{reports} split off",
        }[change.kind]
        click.echo(printable(f"{said}: {titles[change.story]}"), err=True)
