"""The desk where work is done: finished work is fetched from the case file, the rest goes to the processes.

Enters: captures, then groups of documents. Leaves: finished work, in the order asked for, with what it took. Refuses:
nothing; work on which a process died becomes a ``Reject``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from stemma.codec import pack, unpack
from stemma.config import Config
from stemma.model import Capture, Lineage, Reject, Stage
from stemma.pipeline.keys import document_key, story_key
from stemma.pipeline.processes import Processes
from stemma.pipeline.work import DocumentWork, Done, StoryWork, read_document, read_story
from stemma.store import Store
from stemma.stories import describe

Work = TypeVar("Work", DocumentWork, StoryWork)
Task = TypeVar("Task")


class Progress(Protocol):
    """Called while work goes on: so many of ``total`` are done in a stage (``None``: not known yet)."""

    def __call__(self, stage: Stage, done: int, total: int | None) -> None:
        """Show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Generic[Work]):
    """Finished work with the key under which the store keeps it whole."""

    key: str
    work: Work


class Desk:
    """Does the work of one run; use it as a context manager, so that its processes end.

    What is large (bytes, parses) lies in the stores and is fetched piece by piece, so that memory holds the records
    of a case and no more. ``store`` keeps finished work, ``spool`` the exact bytes; the two may be one.
    """

    def __init__(self, config: Config, *, store: Store, spool: Store, progress: Progress | None) -> None:
        self._config = config
        self._alone = replace(config, one_story=False)  # how stories are made is nothing to a single document
        self._view, self._writer = store.view(), store.writer()
        self._bytes, self._spool = spool.view(), spool.writer()
        self._processes = Processes(config.jobs)
        self._progress = progress or _silent
        self.seconds: defaultdict[Stage, float] = defaultdict(float)
        """Seconds that each stage took, added up over processes."""
        self.computed: Counter[Stage] = Counter()
        """Pieces of work that each stage did in this run."""

    def keep(self, found: Iterable[Capture | Reject]) -> Iterator[Capture | Reject]:
        """Yield what was found; the bytes of captures go to the spool as they come."""
        for item in found:
            if isinstance(item, Reject):
                yield item
            else:
                self._spool.keep(item)
                yield replace(item, data=b"")

    def lost(self, captures: Iterable[Capture]) -> Iterator[Capture]:
        """Yield the captures that can no longer be read: their work is out of date and their bytes were not kept."""
        for capture in captures:
            if not self._bytes.holds(capture.digest) and not self._view.recalls(document_key(capture, self._alone)):
                yield capture

    def read_documents(self, captures: Sequence[Capture]) -> list[Held[DocumentWork]]:
        """Return the work on each capture, in their order, without the parses."""
        keys = [document_key(capture, self._alone) for capture in captures]
        self._finish(
            "statements",
            read_document,
            keys,
            lambda n: (self._whole(captures[n]), self._alone),
            crashed=_document_crashed,
        )
        return [Held(key=key, work=replace(unpack(self._recall(key), DocumentWork), parse=None)) for key in keys]

    def read_stories(self, groups: Sequence[Sequence[Held[DocumentWork]]]) -> list[Held[StoryWork]]:
        """Return the work on each group of documents, in their order; a group's documents stand in id order."""
        keys = [story_key([held.key for held in group], self._config) for group in groups]
        self._finish(
            "claims",
            read_story,
            keys,
            lambda n: (tuple(self._recall(held.key) for held in groups[n]), self._config),
            crashed=_story_crashed,
            weigh=lambda n: len(groups[n]),
        )
        return [Held(key=key, work=unpack(self._recall(key), StoryWork)) for key in keys]

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Count the seconds of the block to a stage."""
        start = perf_counter()
        yield
        self.seconds[stage] += perf_counter() - start

    def _finish(
        self,
        stage: Stage,
        function: Callable[[Task], Done],
        keys: Sequence[str],
        task: Callable[[int], Task],
        *,
        crashed: Callable[[Task, int], Done],
        weigh: Callable[[int], int] = lambda _: 1,
    ) -> None:
        """See to it that the work under each key is in the store: what is not there yet is done and kept."""
        missing = [n for n, key in enumerate(keys) if not self._view.recalls(key)]
        weight = sum(weigh(n) for n in missing)
        kept = len(keys) - len(missing)
        self._progress(stage, kept, len(keys))
        results = self._processes.map(function, map(task, missing), crashed=crashed, count=len(missing), weight=weight)
        for number, (n, done) in enumerate(zip(missing, results, strict=True), 1):
            self._count(done)
            self._writer.remember(keys[n], done.body)
            self._progress(stage, kept + number, len(keys))
        self._writer.flush()

    def _recall(self, key: str) -> bytes:
        body = self._view.recall(key)
        assert body is not None, f"no finished work under {key}"
        return body

    def _count(self, done: Done) -> None:
        for stage, seconds in done.seconds:
            self.seconds[stage] += seconds
            self.computed[stage] += 1

    def _whole(self, capture: Capture) -> Capture:
        """Return a capture with its bytes."""
        return replace(capture, data=self._bytes.data(capture.digest))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._processes.close()
        self._writer.flush()


def _silent(stage: Stage, done: int, total: int | None) -> None:
    """Show nothing."""


def _document_crashed(task: tuple[Capture, Config], status: int) -> Done:
    reject = _crash("statements", task[0].locator, status)
    return Done(body=pack(DocumentWork(reject=reject)), seconds=())


def _story_crashed(task: tuple[tuple[bytes, ...], Config], status: int) -> Done:
    works = [unpack(body, DocumentWork) for body in task[0]]
    story = describe([work.document for work in works if work.document])
    reject = _crash("lineage", story.id, status)
    return Done(body=pack(StoryWork(story=story, lineage=Lineage(story=story.id), rejects=(reject,))), seconds=())


def _crash(stage: Stage, locator: str, status: int) -> Reject:
    how = f"signal {-status}" if status < 0 else f"exit status {status}"
    return Reject(stage=stage, locator=locator, reason="crashed", detail=f"the process died on it ({how})")
