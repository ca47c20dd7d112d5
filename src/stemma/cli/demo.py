"""``stemma demo``."""

from __future__ import annotations

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.report import publish, trace_reports
from stemma.config import Config


@command("demo", example="stemma demo --out demo/")
@options.OUT
@options.ABOUT
@options.JOBS
def demo(out: str | None, about: str | None, jobs: int) -> int:
    """Trace an invented collection and compare with its truth."""
    from stemma import demo as collection

    config = Config(jobs=jobs)
    case = trace_reports([collection.reports()], out=out, case_file=None, meta=None, config=config)
    status = publish(case, out=out, about=about, config=config)
    click.echo(collection.render(collection.score(case)), nl=False)
    return status
