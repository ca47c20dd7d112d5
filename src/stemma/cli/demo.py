"""``stemma demo``."""

from __future__ import annotations

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.progress import shown_progress
from stemma.cli.report import publish
from stemma.config import Config


@command("demo", example="stemma demo --out demo/")
@options.OUT
@options.ABOUT
@options.JOBS
def demo(out: str | None, about: str | None, jobs: int) -> int:
    """Trace an invented collection and compare with its truth."""
    from stemma import demo as collection
    from stemma import pipeline

    config = Config(jobs=jobs)
    with shown_progress() as progress:
        case = pipeline.trace([collection.reports()], config=config, progress=progress)
    status = publish(case, out=out, about=about, config=config)
    click.echo(collection.render(collection.score(case)), nl=False)
    return status
