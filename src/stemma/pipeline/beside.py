"""Trace two documents beside each other, as ``compare`` shows them.

Enters: two captures, or the ids of two documents of a case. Leaves: a case of the two as one story, and their ids in
it. Refuses: what cannot be read, and one document beside itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.config import Config
from stemma.errors import InputError, NotFoundError
from stemma.model import Capture, Case, Document, PairScore
from stemma.pipeline.run import trace_captures
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
    pairs = view.pairs(view.story_of(documents[0]))
    return found, next((pair for pair in pairs if {pair.left, pair.right} == set(documents)), None)
