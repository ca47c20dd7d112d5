"""``stemma claims``."""

from __future__ import annotations

from typing import Any

from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.model import Claim

COLUMNS: tuple[Column[Claim], ...] = (
    Column(head="id", cell=lambda c, _: c.id),
    Column(head="story", cell=lambda c, _: c.story, screen=False),
    Column(head="rank", cell=lambda c, _: c.rank, screen=False),
    Column(head="reports", cell=lambda c, _: len(c.documents)),
    Column(head="origins", cell=lambda c, _: f"{c.origins.low}–{c.origins.high}"),
    Column(head="status", cell=lambda c, _: c.status),
    Column(head="contested", cell=lambda c, _: c.contested, screen=False),
    Column(head="claim", cell=lambda c, _: c.text, wide=True),
)


@command("claims", example="stemma claims --case dossier/case.stemma")
@listed
def claims(**options: Any) -> int:
    """List the claims with their origins and status."""
    return show(lambda case: case.claims, COLUMNS, order=lambda c: (-len(c.documents), c.story, c.rank), **options)
