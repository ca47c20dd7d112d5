"""``stemma lineage``."""

from __future__ import annotations

from typing import Any

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.listing import Column, listed, show
from stemma.cli.trace import run_trace
from stemma.errors import UsageError
from stemma.model import Link

COLUMNS: tuple[Column[Link], ...] = (
    Column(head="id", cell=lambda link, _: link.id),
    Column(head="story", cell=lambda link, _: link.story, screen=False),
    Column(head="from", cell=lambda link, names: names.label(link.borrower)),
    Column(head="kind", cell=lambda link, _: link.kind),
    Column(head="to", cell=lambda link, names: names.label(link.lender), wide=True),
    Column(head="direction", cell=lambda link, _: link.direction, screen=False),
    Column(head="probability", cell=lambda link, _: link.probability),
    Column(head="evidence", cell=lambda link, _: ", ".join(dict.fromkeys(e.rule for e in link.evidence)), screen=False),
)


@command("lineage", example="stemma lineage --one-story reports/ --out dossier/")
@options.OUT
@listed
def lineage(out: str | None, **chosen: Any) -> int:
    """List who retells whom, and how probably.

    With --out, write the records and the dossier as trace does.
    """
    if not out:
        return show(
            lambda case: case.links, COLUMNS, order=lambda link: (link.story, -link.probability, link.id), **chosen
        )
    if chosen.pop("case_file"):
        raise UsageError("--out needs paths; from a case file use: stemma export --case FILE --out DIR")
    as_json, as_csv = chosen.pop("as_json"), chosen.pop("as_csv")
    if as_json or as_csv:
        raise UsageError("--out writes links.jsonl; leave --json and --csv out")
    return run_trace(out=out, case_file=None, about=None, **chosen)
