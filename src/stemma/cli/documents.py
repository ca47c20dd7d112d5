"""``stemma documents``."""

from __future__ import annotations

from typing import Any

from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.export.display import moment
from stemma.model import Document

COLUMNS: tuple[Column[Document], ...] = (
    Column(head="id", cell=lambda d, _: d.id),
    Column(head="label", cell=lambda d, names: names.label(d.id)),
    Column(head="published", cell=lambda d, _: moment(d.published)),
    Column(head="language", cell=lambda d, _: d.language, screen=False),
    Column(head="characters", cell=lambda d, _: len(d.text), screen=False),
    Column(head="removed", cell=lambda d, _: len(d.removed), screen=False),
    Column(head="title", cell=lambda d, _: d.title, wide=True),
    Column(head="path", cell=lambda d, _: d.path, screen=False),
)


@command("documents", example="stemma documents reports/ --csv")
@listed
def documents(**options: Any) -> int:
    """List the documents: outlet, date, title, what was removed."""
    return show(lambda case: case.documents, COLUMNS, order=lambda d: d.path, **options)
