"""``stemma export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stemma.cli.command import command
from stemma.cli.report import export_files
from stemma.export.forms import FORMS


@command(
    "export",
    example="stemma export --case dossier/case.stemma --form graphml --out lineage.graphml",
    statuses={0: "done", 1: "nothing in the case", 2: "usage or input error"},
)
@click.option("--case", "case_file", required=True, metavar="FILE", help="The case file to read.")
@click.option(
    "--out", required=True, metavar="PATH", help="Folder for the records and dossier.html; with --form, a file."
)
@click.option("--form", type=click.Choice(list(FORMS)), help="One file in this form, masked; --out - prints it.")
@click.option("--as-of", type=click.IntRange(1), metavar="RUN", help="The state after this run (1 is the first).")
def export(case_file: str, out: str, form: str | None, as_of: int | None) -> int:
    """Write the records and the dossier of a case file, or the case in one other form.

    Forms: the dossier, PROV, schema.org ClaimReview (no rating), Web Annotations, GeoJSON, GraphML, and tables as CSV
    or Parquet; all are masked as the dossier is, but for “records”.
    """
    from stemma.export import records
    from stemma.export.judged import STALE
    from stemma.pipeline.judged import judged_case
    from stemma.store import Store

    with Store(case_file) as store:
        view = store.view(as_of=as_of)
        case, config = judged_case(view), view.config()
    if any(story.stale for story in case.judged):
        click.echo(STALE, err=True)
    if form is None:
        export_files(case, out, config=config)
    elif out == "-":
        sys.stdout.buffer.write(FORMS[form].make(case))
    else:
        records.put(Path(out), (FORMS[form].make(case),))
    return 0 if case.documents else 1
