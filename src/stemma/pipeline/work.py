"""The two pieces of work that a run consists of: reading one document, and reading one story.

Enters: a capture, or the finished documents of a story. Leaves: everything the stages say of it, as one value that can
be kept in a case file and sent between processes. Refuses: nothing; whatever a stage raises becomes a ``Reject`` that
names the stage, and all other documents go on.

Both functions are pure: the same arguments give the same value in any process.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from stemma.claims import weigh
from stemma.codec import pack, unpack
from stemma.compare.versions import superseded
from stemma.config import Config
from stemma.documents import clean
from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.lineage import trace
from stemma.model import (
    Capture,
    Claim,
    Document,
    Finding,
    Lineage,
    Parse,
    Reject,
    Stage,
    Statement,
    Story,
)
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions
from stemma.stories import Features, describe, extract


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWork:
    """What the stages say of one capture: either ``reject``, or all the rest."""

    reject: Reject | None = None
    document: Document | None = None
    parse: Parse | None = None
    statements: tuple[Statement, ...] = ()
    features: Features | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWork:
    """What the stages say of one story; ``rejects`` has an entry for a stage that failed on it."""

    story: Story
    lineage: Lineage
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Finished work, packed as the case file keeps it, and the seconds that each stage took."""

    body: bytes
    seconds: tuple[tuple[Stage, float], ...]


class Watch:
    """Knows which stage is at work and how long each took."""

    def __init__(self, stage: Stage) -> None:
        self.stage: Stage = stage
        self._laps: list[tuple[Stage, float]] = []
        self._since = perf_counter()

    def enter(self, stage: Stage) -> None:
        """Say that another stage begins."""
        now = perf_counter()
        self._laps.append((self.stage, now - self._since))
        self.stage, self._since = stage, now

    def laps(self) -> tuple[tuple[Stage, float], ...]:
        """Return the stages with their seconds, in the order they ran."""
        self.enter(self.stage)
        return tuple(self._laps)


def read_document(task: tuple[Capture, Config]) -> Done:
    """Return the ``DocumentWork`` of one capture."""
    capture, config = task
    watch = Watch("documents")
    try:
        body = pack(_document_work(capture, config, watch))
    except Exception as error:  # one document must not stop the others, whatever is wrong with it
        body = pack(DocumentWork(reject=failure(watch.stage, capture.locator, error)))
    return Done(body=body, seconds=watch.laps())


def _labeller(config: Config) -> Labeller | None:
    """Return the labeller that a run uses; ``None`` where the rules serve alone."""
    found = open_labeller() if config.labeller else None
    return found if isinstance(found, Labeller) else None


def read_story(task: tuple[tuple[bytes, ...], Config]) -> Done:
    """Return the ``StoryWork`` of the documents whose packed ``DocumentWork`` are given, in id order."""
    bodies, config = task
    works = [unpack(body, DocumentWork) for body in bodies]
    watch = Watch("stories")
    work = weigh_story(works, grow_trees(works if config.one_story else present(works)), config, watch)
    return Done(body=pack(work), seconds=watch.laps())


def grow_trees(works: Iterable[DocumentWork]) -> dict[str, Tree]:
    """Return the trees of the documents that were parsed, by id."""
    return {w.document.id: grow(w.document.text, w.parse) for w in works if w.document and w.parse}


def weigh_story(works: Sequence[DocumentWork], trees: Mapping[str, Tree], config: Config, watch: Watch) -> StoryWork:
    """Return the ``StoryWork`` of documents; those without a tree take no part in lineage and claims."""
    story = describe([work.document for work in works if work.document is not None])
    documents = [work.document for work in works if work.document is not None and work.document.id in trees]
    statements = [statement for work in works for statement in work.statements if statement.document in trees]
    work = StoryWork(story=story, lineage=Lineage(story=story.id))
    try:
        watch.enter("lineage")
        lineage = trace(story, documents, trees, statements, config=config)
        work = replace(work, story=replace(story, unseen=lineage.unseen), lineage=lineage)
        watch.enter("claims")
        claims, findings = weigh(work.story, lineage, documents, trees, statements, config=config)
        work = replace(work, claims=claims, findings=findings)
    except Exception as error:  # the story keeps what the earlier stages said
        work = replace(work, rejects=(failure(watch.stage, story.id, error),))
    return work


def present(works: Sequence[DocumentWork]) -> list[DocumentWork]:
    """Return the works without pages that were edited since: what a page said before is no further report."""
    past = superseded([work.document for work in works if work.document is not None])
    return [work for work in works if work.document is not None and work.document.id not in past]


def failure(stage: Stage, locator: str, error: BaseException) -> Reject:
    """Return the reject for a stage that broke: which error, and where in Stemma."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    detail = f"{type(error).__name__}: {error}{at}; please report this"
    return Reject(stage=stage, locator=locator, reason="failed", detail=detail)


def _document_work(capture: Capture, config: Config, watch: Watch) -> DocumentWork:
    document = clean(capture, config=config)
    if isinstance(document, Reject):
        return DocumentWork(reject=document)
    watch.enter("statements")
    parsed = parse(document.id, document.text, document.language, skip=[r.span for r in document.removed])
    tree = grow(document.text, parsed)
    mentions = find_mentions(document, tree, open_gazetteer())
    document = replace(document, places=mentions.places, times=mentions.times, quantities=mentions.quantities)
    statements = attribute(document, tree, labeller=_labeller(config))
    watch.enter("stories")
    features = extract(document, tree)
    return DocumentWork(document=document, parse=parsed, statements=statements, features=features)
