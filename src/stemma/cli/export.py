"""``stemma export``."""

from __future__ import annotations

import click

from stemma.cli.command import command
from stemma.cli.report import export_files


@command(
    "export",
    example="stemma export --case dossier/case.stemma --out records/",
    statuses={0: "done", 1: "nothing in the case", 2: "usage or input error"},
)
@click.option("--case", "case_file", required=True, metavar="FILE", help="The case file to read.")
@click.option("--out", required=True, metavar="DIR", help="Folder for the records and dossier.html.")
@click.option("--as-of", type=click.IntRange(1), metavar="RUN", help="The state after this run (1 is the first).")
def export(case_file: str, out: str, as_of: int | None) -> int:
    """Write the records and the dossier of a case file."""
    from stemma.store import Store

    with Store(case_file) as store:
        view = store.view(as_of=as_of)
        case, config = view.case(), view.config()
    export_files(case, out, config=config)
    return 0 if case.documents else 1
