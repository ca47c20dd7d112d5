"""Options that several commands share, each declared once, and how they become a case.

Enters: option values. Leaves: a ``Case``. Refuses: paths and a case file in one call, or neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from stemma.cli.progress import shown_progress
from stemma.config import Config
from stemma.errors import UsageError
from stemma.model import Case

F = TypeVar("F", bound=Callable[..., Any])

PATHS = click.argument("paths", nargs=-1, metavar="PATH...")
CASE = click.option("--case", "case_file", metavar="FILE", help="The case file to read.")
META = click.option(
    "--meta", metavar="FILE", help="CSV with a path column and title, url, outlet, published, language."
)
JOBS = click.option(
    "--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0: one for each processor."
)
ONE_STORY = click.option("--one-story", is_flag=True, help="Treat the whole input as one story.")
RULES_ONLY = click.option("--rules-only", is_flag=True, help="Read who said what by rules, without the labeller.")
NO_BYTES = click.option("--no-bytes", is_flag=True, help="Do not keep the exact bytes of the inputs in the case file.")
OUT = click.option("--out", metavar="DIR", help="Folder for the records, dossier.html and case.stemma.")
ABOUT = click.option("--about", metavar="SENTENCE", help="Put the claims nearest to this sentence first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a command is to read: paths to trace, or a case file."""

    paths: tuple[str, ...]
    case_file: str | None
    meta: str | None = None
    jobs: int = 0
    one_story: bool = False
    rules_only: bool = False

    def read(self) -> Case:
        """Return the case."""
        if bool(self.paths) == bool(self.case_file):
            raise UsageError("name either paths to trace or a case file (--case FILE)")
        if self.case_file:
            return read_case(self.case_file)
        from stemma.pipeline import trace

        config = Config(jobs=self.jobs, one_story=self.one_story, labeller=not self.rules_only)
        with shown_progress() as progress:
            return trace(self.paths, meta=self.meta, config=config, progress=progress)


def selection(function: F) -> F:
    """Give a command ``PATH...``, ``--case``, ``--meta``, ``--jobs``, ``--one-story`` and ``--rules-only``."""
    for option in (RULES_ONLY, ONE_STORY, JOBS, META, CASE, PATHS):
        function = option(function)
    return function


def read_case(case_file: str) -> Case:
    """Return what a case file says.

    Raises:
        CaseFileError: there is no case file, or one without a complete run.
    """
    from stemma.store import Store

    with Store(case_file) as store:
        return store.view().case()
