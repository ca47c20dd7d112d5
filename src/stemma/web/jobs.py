"""Work that takes longer than a request: one job at a time, each with its progress and its result.

Enters: captures to add. Leaves: ``JobPage`` records, while it works and when it is done. Refuses: a second job while
one is at work (it waits), and ids of jobs that this desk did not start.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from stemma.errors import NotFoundError, StemmaError
from stemma.export import display
from stemma.export.page import Cite
from stemma.model import Capture, Case, Reject, Stage
from stemma.web.addresses import to_story
from stemma.web.pages import JobPage

MOST_TOLD = 20
"""Rejects told one by one."""

CHANGES = MappingProxyType({"new": "new story", "joined": "more reports", "merged": "joined", "split": "parted"})
"""What a run did to a story, in a word or two."""


class Jobs:
    """The jobs of one desk."""

    def __init__(self, case_file: str) -> None:
        self._case_file = case_file
        self._turn = threading.Lock()
        self._pages: dict[str, JobPage] = {}

    def start(self, found: Sequence[Capture | Reject]) -> str:
        """Begin to add what was found, and return the job's id."""
        name = secrets.token_urlsafe(12)
        self._pages[name] = JobPage(id=name, done=False, stage="waiting", share=0, count="", told=(), stories=())
        threading.Thread(target=self._run, args=(name, found), name=f"stemma-job-{name}", daemon=True).start()
        return name

    def page(self, name: str) -> JobPage:
        """Return how far a job is.

        Raises:
            NotFoundError: this desk started no such job.
        """
        if name not in self._pages:
            raise NotFoundError("no such job on this desk")
        return self._pages[name]

    def _run(self, name: str, found: Sequence[Capture | Reject]) -> None:
        from stemma.pipeline import add_captures  # the models are loaded when they are first needed

        def progress(stage: Stage, done: int, total: int | None) -> None:
            share = round(100 * done / total) if total else 0
            count = f"{done} of {total}" if total else ""
            self._pages[name] = replace(self._pages[name], stage=stage, share=share, count=count)

        try:
            with self._turn:
                case = add_captures(self._case_file, found, progress=progress)
            told, stories = _told(case), _touched(case)
            self._pages[name] = replace(
                self._pages[name], done=True, stage="done", share=100, told=told, stories=stories
            )
        except StemmaError as error:
            self._pages[name] = replace(self._pages[name], done=True, stage="failed", told=(str(error),))
        except Exception as error:  # a defect of ours must reach the person who waits
            message = f"internal error, please report it: {type(error).__name__}: {error}"
            self._pages[name] = replace(self._pages[name], done=True, stage="failed", told=(message,))


def _told(case: Case) -> tuple[str, ...]:
    lines = [f"The case has {display.count(len(case.documents), 'report')} now."]
    lines += [f"left out: {r.locator}: {r.reason}: {r.detail}" for r in case.rejects[:MOST_TOLD]]
    return tuple(display.printable(line) for line in lines)


def _touched(case: Case) -> tuple[Cite, ...]:
    titles = {story.id: story.title for story in case.stories}
    changes = case.run.changes if case.run else ()
    return tuple(
        Cite(href=to_story(c.story), label=CHANGES[c.kind], text=display.shorten(titles.get(c.story, c.story), 160))
        for c in changes
    )
