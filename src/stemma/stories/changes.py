"""What further documents did to the stories of a case: new ones, reports that joined, mergers, splits.

Enters: the stories before and after. Leaves: ``Change`` records in the order of story ids. Refuses: to call a story
changed whose documents are the same, whatever else about it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.model import Story

ChangeKind = Literal["new", "joined", "merged", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened to a story.

    ``new``: none of its documents was in a story before. ``joined``: ``documents`` came to the story ``earlier``.
    ``merged``: it holds ``documents`` of all the stories ``earlier``. ``split``: its ``documents`` were in the story
    ``earlier`` together with documents that now are elsewhere.
    """

    kind: ChangeKind
    story: str
    earlier: tuple[str, ...]
    documents: tuple[str, ...]


def changes(before: Sequence[Story], after: Sequence[Story]) -> tuple[Change, ...]:
    """Return what happened between two states of a case; the order of the stories does not matter."""
    home = {document: story for story in before for document in story.documents}
    found: list[Change] = []
    for story in sorted(after, key=lambda s: s.id):
        old = [d for d in story.documents if d in home]
        fresh = tuple(d for d in story.documents if d not in home)
        earlier = tuple(sorted({home[d].id for d in old}))
        if not earlier:
            found.append(Change(kind="new", story=story.id, earlier=(), documents=fresh))
            continue
        if fresh:
            found.append(Change(kind="joined", story=story.id, earlier=earlier, documents=fresh))
        if len(earlier) > 1:
            found.append(Change(kind="merged", story=story.id, earlier=earlier, documents=tuple(old)))
        for origin in earlier:
            kept = tuple(d for d in old if home[d].id == origin)
            if len(kept) < len(home[kept[0]].documents):
                found.append(Change(kind="split", story=story.id, earlier=(origin,), documents=kept))
    return tuple(found)
