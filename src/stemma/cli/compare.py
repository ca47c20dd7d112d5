"""``stemma compare``: two documents side by side."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.report import PLAIN_WIDTH
from stemma.config import Config
from stemma.errors import InputError, NotFoundError, UsageError
from stemma.export.display import printable
from stemma.model import Capture, Case, Document, PairScore, Reject

WIDEST = 160
"""Columns that two texts side by side may have; wider columns than 80 are hard to read."""


@command(
    "compare",
    example="stemma compare gazette.txt courier.txt --out comparison.html",
    statuses={0: "done", 1: "no such document", 2: "usage or input error"},
)
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@options.CASE
@options.META
@click.option("--out", metavar="FILE", help="Write the comparison as an HTML page into this file.")
def compare(left: str, right: str, case_file: str | None, meta: str | None, out: str | None) -> int:
    """Show two documents side by side, and what they share.

    Marks the words that both have and the sentences that tell the same, shows what each has alone, how probably they
    share a source beyond the event and why, and where numbers, certainty or speakers differ. Any language will do.

    A and B are files (FILE#ID names a record of a .jsonl file), or with --case the ids or paths of documents.
    """
    from stemma.export import comparison, sidebyside
    from stemma.pipeline import trace_beside

    if case_file:
        if meta:
            raise UsageError("--meta describes files; with --case the documents are known already")
        captures, known = _held(case_file, (left, right))
    else:
        captures, known = [_file(path, meta) for path in (left, right)], None
    case, ids = trace_beside(captures)
    found = comparison.compare(case, *ids, known=known)
    on_terminal = sys.stdout.isatty()
    width = min(WIDEST, shutil.get_terminal_size().columns) if on_terminal else PLAIN_WIDTH
    text = sidebyside.render(found, width=width, color=on_terminal, columns=on_terminal)
    click.echo(text, nl=False, color=on_terminal)
    if out:
        _write(out, case, ids, known)
    return 0


def _file(path: str, meta: str | None) -> Capture:
    """Return the one capture that a path names.

    Raises:
        InputError: it cannot be read.
        UsageError: it holds several documents.
    """
    from stemma.captures import read

    file = path if Path(path).exists() else path.partition("#")[0]
    found: list[Capture | Reject] = list(read([file], meta=meta, config=Config()))
    captures = [c for c in found if isinstance(c, Capture) and (file == path or c.locator == path)]
    if len(captures) > 1:
        raise UsageError(f"{path} holds {len(captures)} documents; name one, as in {captures[0].locator}")
    if not captures:
        why = next((f"{r.reason}: {r.detail}" for r in found if isinstance(r, Reject)), "no such record")
        raise InputError(f"{path}: {why}")
    return captures[0]


def _held(case_file: str, names: tuple[str, str]) -> tuple[list[Capture], PairScore | None]:
    """Return the captures of two documents of a case, and how the case scored them."""
    from stemma.pipeline import held_beside
    from stemma.store import Store

    with Store(case_file) as store:
        view = store.view()
        documents = view.documents()
        return held_beside(view, [_document(documents, name).id for name in names])


def _document(documents: Sequence[Document], name: str) -> Document:
    """Return the document of an id, the first characters of one, or a path."""
    found = [d for d in documents if name in (d.id, d.path)] or [d for d in documents if d.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"“{printable(name)}” begins the ids of {len(found)} documents; give more of it")
    raise NotFoundError(f"no document “{printable(name)}” in the case; `stemma documents --case FILE` lists them")


def _write(out: str, case: Case, ids: Sequence[str], known: PairScore | None) -> None:
    from stemma.export import juxtaposition, records

    records.put(Path(out), (juxtaposition.render(case, *ids, known=known).encode("utf-8"),))
    click.echo(f"→ {printable(out)}", err=True)
