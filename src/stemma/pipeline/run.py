"""A run: from paths to a case, all at once or by adding to what a case file holds.

Enters: paths, settings, a case file. Leaves: a ``Case``, also kept in the case file. Refuses: see the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from stemma import __version__
from stemma.captures import read
from stemma.config import Config
from stemma.errors import OvertakenError
from stemma.ids import make_id
from stemma.labeller import open_labeller
from stemma.model import Capture, Case, Input, Reject, Run, Stage, StageCount
from stemma.pipeline.desk import Desk, Held, Progress
from stemma.pipeline.history import inherit_claims, inherit_stories
from stemma.pipeline.judged import judged_case
from stemma.pipeline.work import DocumentWork, StoryWork
from stemma.store import Store, View
from stemma.stories import changes, group

STAGES: Final[tuple[Stage, ...]] = ("captures", "documents", "statements", "stories", "lineage", "claims")
"""The order of the stages. The first three look at one document each, the last two at one story each."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def trace(
    paths: Sequence[str],
    *,
    meta: str | None = None,
    config: Config | None = None,
    case_file: str | None = None,
    progress: Progress | None = None,
) -> Case:
    """Trace the reports at ``paths`` and return everything that can be said of them.

    Args:
        paths: Files, folders, or ``-`` for JSON lines on standard input.
        meta: A CSV file with a ``path`` column and any of ``title, url, outlet, published, language``.
        config: Settings; the defaults if ``None``.
        case_file: Where to keep inputs, records and finished work. If the file exists, its case becomes that of
            ``paths``; earlier runs stay in it, and their finished work is used again.
        progress: Called as ``progress(stage, done, total)`` while work goes on.

    Raises:
        InputError: Nothing at ``paths`` can be read.
        CaseFileError: ``case_file`` is no case file, or cannot be written.
    """
    config = config or Config()
    found = read(paths, meta=meta, config=config)
    return trace_captures(found, config=config, case_file=case_file, progress=progress)


def trace_captures(
    found: Iterable[Capture | Reject],
    *,
    config: Config | None = None,
    case_file: str | None = None,
    progress: Progress | None = None,
) -> Case:
    """Trace what was captured already: ``trace`` without the reading of files."""
    config = config or Config()
    with _opened(case_file) as store:
        return _run(found, store, config, progress, kept=case_file is not None)


def add(
    case_file: str,
    paths: Sequence[str],
    *,
    meta: str | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Case:
    """Add the reports at ``paths`` to a case file and return the whole case.

    The result is that of tracing all its reports at once under the case's settings, apart from ``replaces``; only
    what the new reports touch is worked out anew. A file that was added before and has other bytes now is a second
    version beside the first.

    Raises:
        InputError: Nothing at ``paths`` can be read.
        CaseFileError: There is no case file of this version at ``case_file``.
    """
    with Store(case_file) as store:
        config = store.view().config()
    return add_captures(case_file, read(paths, meta=meta, config=config), jobs=jobs, progress=progress)


def add_captures(
    case_file: str, found: Iterable[Capture | Reject], *, jobs: int = 0, progress: Progress | None = None
) -> Case:
    """Add what was captured already: ``add`` without the reading of files."""
    with Store(case_file) as store:
        return _run(found, store, replace(store.view().config(), jobs=jobs), progress, kept=True, adds=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Intake:
    """What came in: captures by locator and digest, and what could not be captured."""

    captures: tuple[Capture, ...]
    rejects: tuple[Reject, ...]

    @classmethod
    def of(cls, found: Iterable[Capture | Reject]) -> _Intake:
        captures: dict[tuple[str, str], Capture] = {}
        rejects: set[Reject] = set()
        for item in found:
            if isinstance(item, Reject):
                rejects.add(item)
            else:
                captures[item.locator, item.digest] = item
        return cls(captures=_ordered(captures.values()), rejects=tuple(sorted(rejects, key=_reject_order)))

    def after(self, view: View) -> _Intake:
        """Return what the case holds with this added; an earlier failure to read a locator gives way to the new try."""
        held = {(c.locator, c.digest): c for c in view.captures()}
        held.update({(c.locator, c.digest): c for c in self.captures})
        tried = {c.locator for c in self.captures} | {r.locator for r in self.rejects}
        earlier = {r for r in view.rejects() if r.stage == "captures" and r.locator not in tried}
        rejects = sorted(earlier | set(self.rejects), key=_reject_order)
        return _Intake(captures=_ordered(held.values()), rejects=tuple(rejects))

    def without(self, lost: Iterable[Capture]) -> _Intake:
        """Return the intake with rejects in place of captures whose bytes are gone."""
        gone = set(lost)
        why = "its bytes were not kept and Stemma has changed since; add the input again"
        rejects = {Reject(stage="captures", locator=c.locator, reason="bytes_not_kept", detail=why) for c in gone}
        captures = tuple(c for c in self.captures if c not in gone)
        return _Intake(captures=captures, rejects=tuple(sorted({*self.rejects, *rejects}, key=_reject_order)))


def _ordered(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    return tuple(sorted(captures, key=lambda c: (c.locator, c.digest)))


def _reject_order(reject: Reject) -> tuple[str, str, str, str]:
    return reject.stage, reject.locator, reject.reason, reject.detail


@contextmanager
def _opened(case_file: str | None) -> Iterator[Store]:
    """Open a case file; without one, a file that is gone when the block ends."""
    with ExitStack() as stack:
        if case_file is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="stemma-"))
            case_file = str(Path(folder) / "case.stemma")
        yield stack.enter_context(Store(case_file, create=True))


def _run(
    found: Iterable[Capture | Reject],
    store: Store,
    config: Config,
    progress: Progress | None,
    *,
    kept: bool,
    adds: bool = False,
) -> Case:
    """Work out the case of what was found, added to what the store has if it ``adds``, and keep it there if ``kept``.

    Where another run is written meanwhile, this one begins again from there; its finished work is used again.
    """
    spooled = nullcontext(store) if config.keep_bytes else _opened(None)
    with spooled as spool, Desk(config, store=store, spool=spool, progress=progress) as desk:
        with desk.timed("captures"):
            own = _Intake.of(desk.keep(found))
        while True:
            before = store.view() if adds else None
            intake, case, origin = _work_out(own, before, desk, config)
            if not kept:
                return case
            case = _inherit(case, before or store.view())
            if before is not None and case.run is not None:
                case = replace(case, run=replace(case.run, changes=changes(before.stories(), case.stories)))
            with suppress(OvertakenError), store.writer() as writer:
                writer.commit(case, intake.captures, config=config, work=origin, after=before)
                break
    with store.writer() as writer:
        return judged_case(store.view(), case, keep=writer.remember)


def _work_out(own: _Intake, before: View | None, desk: Desk, config: Config) -> tuple[_Intake, Case, Mapping[str, str]]:
    """Return what a run takes in, its case, and by record id the work that a document or story came from."""
    intake = own if before is None else own.after(before)
    intake = intake.without(desk.lost(intake.captures))
    documents, rejects = _unique(intake.captures, desk.read_documents(intake.captures))
    with desk.timed("stories"):
        groups = group([h.work.features for h in documents.values() if h.work.features], config=config)
        documents = {n: replace(h, work=replace(h.work, features=None)) for n, h in documents.items()}
    stories = desk.read_stories([[documents[name] for name in sorted(names)] for names in groups])
    rejects = (*intake.rejects, *rejects, *(r for held in stories for r in held.work.rejects))
    case = _assemble(documents, [held.work for held in stories], rejects)
    origin = {name: held.key for name, held in documents.items()}
    origin.update((held.work.story.id, held.key) for held in stories)
    return intake, replace(case, run=_describe_run(intake, case, desk, config)), origin


def _unique(
    captures: Sequence[Capture], read_so_far: Sequence[Held[DocumentWork]]
) -> tuple[dict[str, Held[DocumentWork]], tuple[Reject, ...]]:
    """Return the documents by id, in id order, and the rejects; of one document met twice the first locator stays."""
    documents: dict[str, Held[DocumentWork]] = {}
    paths: dict[str, str] = {}
    rejects: list[Reject] = []
    for capture, held in zip(captures, read_so_far, strict=True):
        if held.work.reject is not None:
            rejects.append(held.work.reject)
        elif held.work.document is not None:
            name = held.work.document.id
            if name in documents:
                detail = f"the same document as {paths[name]} ({name})"
                rejects.append(Reject(stage="documents", locator=capture.locator, reason="duplicate", detail=detail))
            else:
                documents[name], paths[name] = held, capture.locator
    return dict(sorted(documents.items())), tuple(rejects)


def _assemble(
    documents: Mapping[str, Held[DocumentWork]], stories: Sequence[StoryWork], rejects: Sequence[Reject]
) -> Case:
    """Put the records of all works into one case, in their order."""
    works = [held.work for held in documents.values()]
    return Case(
        documents=tuple(w.document for w in works if w.document),
        statements=tuple(sorted((s for w in works for s in w.statements), key=_by_id)),
        stories=tuple(sorted((w.story for w in stories), key=_by_id)),
        links=tuple(sorted((link for w in stories for link in w.lineage.links), key=_by_id)),
        pairs=tuple(sorted((pair for w in stories for pair in w.lineage.pairs), key=_by_id)),
        claims=tuple(sorted((c for w in stories for c in w.claims), key=lambda c: (c.story, c.rank, c.id))),
        findings=tuple(sorted((f for w in stories for f in w.findings), key=_by_id)),
        rejects=tuple(sorted(rejects, key=_reject_order)),
    )


def _by_id(record: _Named) -> str:
    return record.id


def _inherit(case: Case, before: View) -> Case:
    """Say which earlier stories and claims the new ones replace."""
    return replace(
        case,
        stories=inherit_stories(case.stories, before.stories()),
        claims=inherit_claims(case.claims, before.claims()),
    )


def _describe_run(intake: _Intake, case: Case, desk: Desk, config: Config) -> Run:
    """Return what made the case: version, settings, inputs, and what each stage took in and gave out."""
    inputs = tuple(Input(locator=c.locator, digest=c.digest, metadata=c.metadata) for c in intake.captures)
    parts = [part for item in inputs for part in (item.locator, item.digest)]
    return Run(
        id=make_id("run", __version__, config.digest(), *parts),
        version=__version__,
        config=config.digest(),
        inputs=inputs,
        stages=tuple(_count_stages(len(intake.captures), case, desk)),
        attribution=_describe_attribution(config),
    )


def _describe_attribution(config: Config) -> str:
    """Say what read who said what, and why the labeller did not where it was wanted."""
    found = open_labeller() if config.labeller else None
    if isinstance(found, str):
        return f"rules: the labeller could not be loaded ({found})"
    return "labeller and rules" if found else "rules"


def _count_stages(captures: int, case: Case, desk: Desk) -> Iterator[StageCount]:
    """Yield the count of each stage: documents up to the stories, then stories; in = out + rejected."""
    lost = Counter(reject.stage for reject in case.rejects)
    taken = captures + lost["captures"]
    for stage in STAGES:
        if stage == "lineage":
            taken = len(case.stories)
        given = taken - lost[stage]
        yield StageCount(
            stage=stage,
            taken=taken,
            given=given,
            rejected=lost[stage],
            seconds=round(desk.seconds[stage], 3),
            computed=desk.computed[stage],
        )
        taken = given
