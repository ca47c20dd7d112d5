"""What a case file's stories are as people judged them.

Enters: a view of a case file. Leaves: ``JudgedStory`` records, and the case with them. Refuses: to work out anew what
another version of Stemma traced (such a story is ``stale`` until the next run). A story in which nobody judged anything
has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stemma import __version__
from stemma.codec import unpack
from stemma.language.tree import Tree
from stemma.model import Case, JudgedStory
from stemma.pipeline.keys import story_key
from stemma.pipeline.work import DocumentWork, grow_trees, present
from stemma.review import Keep, Memory, hold, judge_story
from stemma.store import View


def judged_story(view: View, story: str) -> JudgedStory | None:
    """Return a story as people judged it; ``None`` where no judgement that counts speaks of it.

    It is worked out here and now: ``review.Memory`` has what was worked out before.
    """
    case = view.story_case(story)
    return judge_story(case, _trees(view, case) if _is_current(view, case) else None, view.judgements())


def judged_case(view: View, case: Case | None = None, *, keep: Keep | None = None) -> Case:
    """Return the case of a view (``case``, where it is at hand) with what people judged and what follows from it.

    With ``keep``, all that a page of judgements shows is worked out and kept, so that no page has to wait for it.
    """
    case, memory = case or view.case(), Memory(view, version=__version__, work_out=judged_story, keep=keep)
    if keep is not None:
        for held in hold(memory.judgements):
            memory.stand(held.judgement)
    return replace(case, judgements=memory.judgements, judged=memory.stories()) if memory.judgements else case


def _is_current(view: View, case: Case) -> bool:
    """Tell whether this very Stemma worked the story out: it would keep its work under the same key."""
    keys = [view.work_key("document", document.id) for document in sorted(case.documents, key=lambda d: d.id)]
    known = [key for key in keys if key is not None]
    return view.work_key("story", case.stories[0].id) == story_key(known, view.config())


def _trees(view: View, case: Case) -> Mapping[str, Tree] | None:
    """Return the trees of a story's reports; ``None`` where what was kept of them cannot be read."""
    bodies = [view.work_of("document", document.id) for document in case.documents]
    try:
        works = [unpack(body, DocumentWork) for body in bodies if body is not None]
    except ValueError:
        return None
    return grow_trees(works if view.config().one_story else present(works))
