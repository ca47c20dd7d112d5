"""``stemma verify``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from stemma import __version__
from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.progress import shown_progress
from stemma.export import check, records
from stemma.export.display import count, printable
from stemma.ids import digest_bytes
from stemma.model import Capture, Case, Input, Reject


@command(
    "verify",
    example="stemma verify dossier/",
    statuses={0: "holds", 1: "does not hold", 2: "usage or input error"},
)
@click.argument("folder", metavar="DIR")
@options.CASE
@options.JOBS
def verify(folder: str, case_file: str | None, jobs: int) -> int:
    """Check whether an output folder still holds.

    Reads the sources again, compares digests, checks every span, traces again, and says exactly what differs. What was
    fetched, pasted or piped in is read from the case file (DIR/case.stemma): nothing is fetched.
    """
    output = check.read_output(folder)
    found = [*output.problems, *check.check_spans(output)]
    captures, changed = _read_again(output, case_file or str(Path(folder) / "case.stemma"))
    found += changed
    if changed:
        found.append("not traced again, because the sources are not what they were")
    else:
        found += _trace_again(folder, output, captures, jobs)
    for line in found:
        click.echo(printable(line))
    if not found:
        click.echo(f"holds: {_size(output.case)}; sources, spans and a new trace agree")
    return 1 if found else 0


def _read_again(output: check.Output, case_file: str) -> tuple[list[Capture], list[str]]:
    """Return the sources as they are now, with what was declared of them, and what has changed."""
    inputs = output.case.run.inputs if output.case.run else ()
    wanted = {(i.locator, i.digest): i for i in inputs}
    there = {(c.locator, c.digest): c for c in (*_captures(inputs, output), *_kept(inputs, case_file))}
    captures = [replace(c, metadata=wanted[key].metadata) for key, c in there.items() if key in wanted]
    seen = {locator for locator, _ in there}
    changed = [
        f"{locator}: {'has other bytes than the ones traced' if locator in seen else 'cannot be read again'}"
        for locator, digest in sorted(wanted)
        if (locator, digest) not in there
    ]
    return captures, changed


def _captures(inputs: tuple[Input, ...], output: check.Output) -> Iterator[Capture]:
    from stemma.captures import read
    from stemma.errors import StemmaError

    for path in dict.fromkeys(_file(i.locator) for i in inputs if not _is_gone(i.locator)):
        try:
            for item in read([path], meta=None, config=output.config):
                if isinstance(item, Capture):
                    yield item
        except StemmaError:
            continue  # what cannot be read is missing from what is yielded, and is told


def _kept(inputs: tuple[Input, ...], case_file: str) -> Iterator[Capture]:
    """Yield the sources that cannot be read a second time as they were, from the case file that kept their bytes."""
    from stemma.store import Store

    gone = {(i.locator, i.digest) for i in inputs if _is_gone(i.locator)}
    if not gone or not os.path.exists(case_file):
        return
    with Store(case_file) as store:
        view = store.view()
        for capture in view.captures():
            if (capture.locator, capture.digest) in gone and view.holds(capture.digest):
                data = view.data(capture.digest)
                if digest_bytes(data) == capture.digest:
                    yield replace(capture, data=data)


def _is_gone(locator: str) -> bool:
    """Tell whether a source was fetched, pasted, uploaded, or piped in."""
    return locator.startswith(("http://", "https://", "pasted/", "upload/", "-#")) or locator == "-"


def _file(locator: str) -> str:
    """Return the file of a locator; a record inside one is named ``FILE#ID``."""
    return locator if os.path.exists(locator) else locator.partition("#")[0]


def _trace_again(folder: str, output: check.Output, captures: list[Capture], jobs: int) -> Iterator[str]:
    from stemma import pipeline
    from stemma.export import dossier

    failed = [r for r in output.case.rejects if r.stage == "captures"]
    sources: list[Capture | Reject] = [*captures, *failed]
    with shown_progress() as progress:
        case = pipeline.trace_captures(sources, config=replace(output.config, jobs=jobs), progress=progress)
    case = replace(case, judgements=output.case.judgements, judged=output.case.judged)
    again = records.render(case)
    found = [
        d
        for name in output.files
        for d in check.differences(name, output.files[name], again[name], newer="a new trace")
    ]
    if found and output.case.run and output.case.run.version != __version__:
        yield f"traced by stemma {output.case.run.version}; this is {__version__}"
    yield from found
    page = Path(folder) / "dossier.html"
    if not found and page.exists() and page.read_text("utf-8") != dossier.render(_with_history(case, output.case)):
        yield "dossier.html: differs from what its records give"


def _with_history(case: Case, recorded: Case) -> Case:
    """Return ``case`` with the earlier ids that the records name."""
    stories = {s.id: s.replaces for s in recorded.stories}
    claims = {c.id: c.replaces for c in recorded.claims}
    return replace(
        case,
        stories=tuple(replace(s, replaces=stories[s.id]) for s in case.stories),
        claims=tuple(replace(c, replaces=claims[c.id]) for c in case.claims),
    )


def _size(case: Case) -> str:
    return f"{count(len(case.documents), 'document')}, {count(len(case.statements), 'statement')}"
