"""``stemma trace``: from reports to a dossier."""

from __future__ import annotations

from typing import Any

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.report import publish, trace_reports
from stemma.config import Config


@command("trace", example='stemma trace reports/ --out dossier/ --about "the software was replaced"')
@options.PATHS
@options.OUT
@click.option("--case", "case_file", metavar="FILE", help="Keep everything in this case file (else DIR/case.stemma).")
@options.ABOUT
@options.META
@options.JOBS
@options.ONE_STORY
@options.RULES_ONLY
@options.NO_BYTES
def trace(**chosen: Any) -> int:
    """Show who stands behind each claim in a set of news reports.

    Prints for each story its claims with their origins, what changed between copies, what is missing, and who retells
    whom. With --out, also writes the records and dossier.html.

    PATH is a file (text, Markdown, saved page, PDF, word processor, .jsonl with one document a line, feed, web archive,
    Telegram export, a ZIP of these), a folder, a web address, or - for JSON lines on standard input.
    """
    return run_trace(**chosen)


def run_trace(
    *,
    paths: tuple[str, ...],
    out: str | None,
    case_file: str | None,
    about: str | None,
    meta: str | None,
    jobs: int,
    one_story: bool,
    rules_only: bool,
    no_bytes: bool = False,
) -> int:
    """Trace, print the dossier, write the files, and return the exit status."""
    config = Config(jobs=jobs, one_story=one_story, labeller=not rules_only, keep_bytes=not no_bytes)
    case = trace_reports(paths, out=out, case_file=case_file, meta=meta, config=config)
    return publish(case, out=out, about=about, config=config)
