"""``stemma add``: more reports for a case."""

from __future__ import annotations

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.progress import shown_progress
from stemma.cli.report import publish, tell_changes, tell_reuse


@command("add", example="stemma add late-report.txt --case dossier/case.stemma --out dossier/")
@options.PATHS
@click.option("--case", "case_file", required=True, metavar="FILE", help="The case file to add to.")
@options.OUT
@options.ABOUT
@options.META
@options.JOBS
def add(paths: tuple[str, ...], case_file: str, out: str | None, about: str | None, meta: str | None, jobs: int) -> int:
    """Add reports to a case and work out only what they touch."""
    from stemma import pipeline
    from stemma.export import records
    from stemma.store import Store

    if out:
        records.prepare(out)
    with shown_progress() as progress:
        case = pipeline.add(case_file, paths, meta=meta, jobs=jobs, progress=progress)
    tell_reuse(case)
    tell_changes(case)
    with Store(case_file) as store:
        config = store.view().config()
    return publish(case, out=out, about=about, config=config)
