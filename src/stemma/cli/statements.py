"""``stemma statements``."""

from __future__ import annotations

from typing import Any

from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.export.display import shorten
from stemma.model import Statement

COLUMNS: tuple[Column[Statement], ...] = (
    Column(head="id", cell=lambda s, _: s.id),
    Column(head="document", cell=lambda s, names: names.label(s.document)),
    Column(head="type", cell=lambda s, _: s.type, screen=False),
    Column(head="source", cell=lambda s, _: shorten(s.source.name, 24)),
    Column(head="cue", cell=lambda s, names: shorten(names.words(s.document, s.cue), 20), screen=False),
    Column(head="certainty", cell=lambda s, _: f"{s.certainty.polarity}, {s.certainty.commitment}", screen=False),
    Column(head="content", cell=lambda s, names: names.words(s.document, s.content), wide=True),
)


@command("statements", example="stemma statements report.txt --json")
@listed
def statements(**options: Any) -> int:
    """List the statements: who says what, and how surely."""
    return show(lambda case: case.statements, COLUMNS, order=lambda s: (s.document, s.content.start, s.id), **options)
