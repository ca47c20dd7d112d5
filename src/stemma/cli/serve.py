"""``stemma serve``: the desk in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli.command import command


@command("serve", example="stemma serve dossier/case.stemma")
@click.argument("case_file", required=False, default="case.stemma", metavar="[CASE]")
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Where to listen; other machines need a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8311, metavar="N", help="Port to listen on.")
@click.option("--read-only", is_flag=True, help="Take no changes.")
def serve(case_file: str, host: str, port: int, read_only: bool) -> int:
    """Open a case in the browser.

    CASE is a case file, or the folder that --out wrote; without it, case.stemma in this folder.
    """
    from stemma.web import serve as run

    inside = Path(case_file) / "case.stemma"
    path = str(inside) if Path(case_file).is_dir() and inside.exists() else case_file
    run(path, host=host, port=port, read_only=read_only, tell=lambda line: click.echo(line, err=True))
    return 0
