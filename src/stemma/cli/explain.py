"""``stemma explain``."""

from __future__ import annotations

import shutil
import sys
from typing import Any

import click

from stemma.cli.command import command
from stemma.cli.options import Selection, selection
from stemma.cli.report import PLAIN_WIDTH, WIDEST


@command(
    "explain",
    example="stemma explain clm_5d0c6a1e9b3f2a47 --case dossier/case.stemma",
    statuses={0: "found", 1: "no record has that id", 2: "usage or input error"},
)
@click.argument("name", metavar="ID")
@selection
def explain(name: str, **chosen: Any) -> int:
    """Show everything behind one record: rules, scores, words.

    ID is that of a claim, finding, link, pair, document, story or statement; its first characters will do. Shows the
    rules with their explanations and scores, the words in their context, and rival explanations.
    """
    from stemma.export import explanation

    case = Selection(**chosen).read()
    width = min(WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PLAIN_WIDTH
    click.echo(explanation.explain(case, name).text(width=width), nl=False)
    return 0
