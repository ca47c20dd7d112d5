"""``stemma review``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from stemma.cli.command import command
from stemma.cli.listing import Column, write
from stemma.model import Anchor, Correction, JudgedNoun, Judgement, Standing, Verdict
from stemma.review import Latest, State, hold
from stemma.store import Store, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A judgement with who stands behind it, whether it counts, and what the latest run says to it."""

    id: str
    at: str
    person: str
    noun: JudgedNoun
    verdict: Verdict
    subject: tuple[str, ...]
    shown: str
    value: str | None
    reason: str
    people: tuple[str, ...]
    standing: Standing
    against: tuple[str, ...]
    latest: State
    agreed: bool | None
    anchors: tuple[Anchor, ...]
    correction: Correction | None


COLUMNS: tuple[Column[Reviewed], ...] = (
    Column(head="id", cell=lambda r, _: r.id),
    Column(head="when", cell=lambda r, _: r.at[:16].replace("T", " ")),
    Column(head="people", cell=lambda r, _: ", ".join(r.people)),
    Column(head="judgement", cell=lambda r, _: f"{r.verdict} {r.noun}"),
    Column(head="standing", cell=lambda r, _: r.standing.replace("_", " ")),
    Column(head="latest run", cell=lambda r, _: r.latest),
    Column(head="of", cell=lambda r, _: r.shown, wide=True),
    Column(head="value", cell=lambda r, _: r.value, screen=False),
    Column(head="reason", cell=lambda r, _: r.reason, screen=False),
)


@command(
    "review",
    example="stemma review dossier/ --differs",
    statuses={0: "found", 1: "no such judgement", 2: "usage or input error"},
)
@click.argument("case_file", metavar="CASE")
@click.option("--differs", is_flag=True, help="Only those that count and to which the latest run says otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, also on a terminal.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with a line of column names.")
def review(case_file: str, differs: bool, as_json: bool, as_csv: bool) -> int:
    """List what people judged: who, when, what, why, whether it counts, and what the latest run says to it.

    CASE is a case file, or the folder that --out wrote. People judge on the desk: stemma serve CASE.
    """
    inside = Path(case_file) / "case.stemma"
    with Store(str(inside) if Path(case_file).is_dir() and inside.exists() else case_file) as store:
        found = [r for r in reviewed(store.view()) if not differs or (r.standing, r.latest) == ("counts", "differs")]
    write(found, COLUMNS, as_json=as_json, as_csv=as_csv)
    return 0 if found else 1


def reviewed(view: View) -> Iterator[Reviewed]:
    """Yield every judgement of a case, the oldest first."""
    latest = Latest(view)
    for held in hold(view.judgements()):
        judgement: Judgement = held.judgement
        yield Reviewed(
            id=judgement.id,
            at=judgement.at,
            person=judgement.person,
            noun=judgement.noun,
            verdict=judgement.verdict,
            subject=judgement.subject,
            shown=judgement.shown,
            value=judgement.value,
            reason=judgement.reason,
            people=held.people,
            standing=held.standing,
            against=held.against,
            latest=latest.state(judgement),
            agreed=judgement.agreed,
            anchors=judgement.anchors,
            correction=judgement.correction,
        )
