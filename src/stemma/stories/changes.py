"""What further documents did to the stories of a case: new ones, reports that joined, mergers, splits.

Enters: the stories before and after. Leaves: ``StoryChange`` records in the order of story ids. Refuses: to call a
story changed whose documents are the same, whatever else about it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Story, StoryChange


def changes(before: Sequence[Story], after: Sequence[Story]) -> tuple[StoryChange, ...]:
    """Return what happened between two states of a case; the order of the stories does not matter."""
    home = {document: story for story in before for document in story.documents}
    found: list[StoryChange] = []
    for story in sorted(after, key=lambda s: s.id):
        old = [d for d in story.documents if d in home]
        fresh = tuple(d for d in story.documents if d not in home)
        earlier = tuple(sorted({home[d].id for d in old}))
        if not earlier:
            found.append(StoryChange(kind="new", story=story.id, earlier=(), documents=fresh))
            continue
        if fresh:
            found.append(StoryChange(kind="joined", story=story.id, earlier=earlier, documents=fresh))
        if len(earlier) > 1:
            found.append(StoryChange(kind="merged", story=story.id, earlier=earlier, documents=tuple(old)))
        for origin in earlier:
            kept = tuple(d for d in old if home[d].id == origin)
            if len(kept) < len(home[kept[0]].documents):
                found.append(StoryChange(kind="split", story=story.id, earlier=(origin,), documents=kept))
    return tuple(found)
