"""``stemma findings``."""

from __future__ import annotations

from typing import Any

from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.model import Finding

COLUMNS: tuple[Column[Finding], ...] = (
    Column(head="id", cell=lambda f, _: f.id),
    Column(head="claim", cell=lambda f, _: f.claim, screen=False),
    Column(head="kind", cell=lambda f, _: f.kind),
    Column(head="sentence", cell=lambda f, _: f.sentence, wide=True),
)


@command("findings", example="stemma findings reports/ --csv")
@listed
def findings(**options: Any) -> int:
    """List what differs between copies and what is missing."""
    return show(lambda case: case.findings, COLUMNS, order=lambda f: (f.story, f.claim or "", f.kind, f.id), **options)
