"""Watch feeds: poll them, add what is new to a case, and look again at pages that may have been edited.

Enters: addresses of feeds, lists or pages, a case file, what fetches, and how time passes. Leaves: one ``Round`` a
poll. Refuses: a feed that fails is told and tried again later, the others go on; a page whose text is what it was is
not added again.

What is known of an address (validators, failures, when to ask again) is kept in the case file, after what was found
there: a program that was stopped in between asks once more and finds nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stemma.captures.fetch import Fetcher
from stemma.captures.means import Means
from stemma.model import Case, Reject
from stemma.pipeline.desk import Progress
from stemma.pipeline.run import add_captures
from stemma.pipeline.visitor import Visitor
from stemma.store import Store

Shown = Callable[[], AbstractContextManager[Progress | None]]
"""Opens what shows progress, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One poll of all feeds."""

    at: datetime
    before: int
    """The number of the run that the case file showed before."""
    case: Case | None
    """What it shows now; ``None`` where nothing was added."""
    added: int
    """Documents that are new."""
    asked: int
    """Feeds asked."""
    waiting: int
    """Feeds left in peace after a failure."""
    left: int
    """Pages that the next round will fetch."""
    failed: tuple[Reject, ...]
    """Feeds and pages that could not be had."""
    rejected: tuple[Reject, ...]
    """What else came to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How time passes: the interval between two rounds, the clock, and how to wait some seconds."""

    every: timedelta
    now: Callable[[], datetime]
    sleep: Callable[[float], None] = field(repr=False)


def watch(
    case_file: str,
    feeds: Sequence[str],
    *,
    fetcher: Fetcher,
    pace: Pace,
    rounds: int | None = None,
    jobs: int = 0,
    progress: Shown = nullcontext,
) -> Iterator[Round]:
    """Yield a round each time that all feeds were polled, ``rounds`` of them or without end.

    ``progress`` opens, for each round that has something to add, what shows how far it is.

    Raises:
        CaseFileError: ``case_file`` is no case file, or cannot be written.
    """
    Store(case_file, create=True).close()
    done = 0
    while True:
        started = pace.now()
        yield _poll(case_file, feeds, fetcher, pace, jobs, progress)
        done += 1
        if done == rounds:
            return
        pace.sleep(max(0.0, (started + pace.every - pace.now()).total_seconds()))


def _poll(case_file: str, feeds: Sequence[str], fetcher: Fetcher, pace: Pace, jobs: int, progress: Shown) -> Round:
    with Store(case_file) as store:
        view = store.view()
        means = Means(config=view.config())
        visitor = Visitor(view, store.visits(), means, fetcher, every=pace.every, now=pace.now)
        visitor.poll(feeds)
        known = {document.id for document in view.documents()}
        told = {*view.rejects(), *visitor.failed}
    case = None
    if visitor.shelf.fresh:
        with progress() as shown:
            case = add_captures(case_file, visitor.shelf.fresh, jobs=jobs, progress=shown)
    with Store(case_file) as store, store.writer() as writer:
        writer.visited(visitor.visits.values())
    return Round(
        at=pace.now(),
        before=view.number,
        case=case,
        added=sum(document.id not in known for document in case.documents) if case else 0,
        asked=visitor.asked,
        waiting=visitor.waiting,
        left=visitor.left,
        failed=tuple(visitor.failed),
        rejected=tuple(reject for reject in case.rejects if reject not in told) if case else (),
    )
