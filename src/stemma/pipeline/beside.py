"""Trace two documents beside each other, as ``compare`` shows them.

Enters: two captures, or the ids of two documents of a case. Leaves: a case of the two as one story, and their ids or
their trees. Refuses: what cannot be read, and one document beside itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.codec import unpack
from stemma.config import Config
from stemma.errors import InputError, NotFoundError
from stemma.ids import make_id
from stemma.language.tree import Tree
from stemma.model import Capture, Case, Document, PairScore
from stemma.pipeline.run import trace_captures
from stemma.pipeline.work import DocumentWork, Watch, grow_trees, weigh_story
from stemma.store import View


def trace_beside(captures: Sequence[Capture], *, config: Config | None = None) -> tuple[Case, list[str]]:
    """Trace two captures as one story, and return the case with the ids of both documents, in their order.

    Raises:
        InputError: one cannot be read, or both are the same document.
    """
    case = trace_captures(captures, config=replace(config or Config(), one_story=True, jobs=1))
    for reject in case.rejects:
        raise InputError(f"{reject.locator}: {reject.reason}: {reject.detail}")
    made = {document.capture: document.id for document in case.documents}
    return case, [made[capture.id] for capture in captures]


def weigh_beside(view: View, documents: Sequence[str]) -> tuple[Case, Mapping[str, Tree]] | None:
    """Return two documents of a case as one story, with their trees, from what was read when they were traced.

    Nothing is parsed again, which takes ten times as long. ``None`` where that work was not kept, or by a version that
    kept it in another form.
    """
    bodies = [body for name in sorted(documents) if (body := view.work_of("document", name)) is not None]
    try:
        works = [unpack(body, DocumentWork) for body in bodies]
    except ValueError:
        return None
    trees = grow_trees(works)
    if len(trees) != 2:
        return None
    story = weigh_story(works, trees, replace(view.config(), one_story=True, jobs=1), Watch("stories"))
    case = Case(
        documents=tuple(work.document for work in works if work.document is not None),
        statements=tuple(statement for work in works for statement in work.statements),
        stories=(story.story,),
        links=story.lineage.links,
        pairs=story.lineage.pairs,
        claims=story.claims,
        findings=story.findings,
    )
    return case, trees


def score_beside(view: View, documents: Sequence[str]) -> PairScore | None:
    """Return how a case scored two of its documents; ``None`` where it did not."""
    story = view.story_of(documents[0])
    name = make_id("pair", story, *sorted(documents))
    return view.named(PairScore, [name]).get(name)


def held_beside(view: View, documents: Sequence[str]) -> tuple[list[Capture], PairScore | None]:
    """Return the captures of two documents of a case, with their bytes, and how the case scored the two.

    Raises:
        NotFoundError: the case has no such document, or did not keep its bytes.
    """
    found: list[Capture] = []
    for name in documents:
        document = view.find(name)
        capture = view.capture(document.capture) if isinstance(document, Document) else None
        if capture is None:
            raise NotFoundError(f"no document {name}")
        found.append(replace(capture, data=view.data(capture.digest)))
    return found, score_beside(view, documents)
