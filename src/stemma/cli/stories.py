"""``stemma stories``."""

from __future__ import annotations

from typing import Any

from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.model import Story

COLUMNS: tuple[Column[Story], ...] = (
    Column(head="id", cell=lambda s, _: s.id),
    Column(head="reports", cell=lambda s, _: len(s.documents)),
    Column(head="earliest", cell=lambda s, _: s.earliest),
    Column(head="latest", cell=lambda s, _: s.latest, screen=False),
    Column(head="places", cell=lambda s, _: ", ".join(p.name for p in s.places), screen=False),
    Column(head="title", cell=lambda s, _: s.title, wide=True),
)


@command("stories", example="stemma stories reports/")
@listed
def stories(**options: Any) -> int:
    """List the stories: which documents tell of one event."""
    return show(lambda case: case.stories, COLUMNS, order=lambda s: (-len(s.documents), s.id), **options)
