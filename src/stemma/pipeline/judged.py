"""What a case file's stories are as people judged them.

Enters: a view of a case file. Leaves: ``JudgedStory`` records, and the case with them. Refuses: to work out anew what
another version of Stemma traced (such a story is ``stale`` until the next run). A story in which nobody judged anything
has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.codec import unpack
from stemma.compare.versions import page_of
from stemma.language.tree import Tree, grow
from stemma.model import Case, JudgedStory, Judgement
from stemma.pipeline.keys import story_key
from stemma.pipeline.work import DocumentWork, present
from stemma.review import Latest, judge_story
from stemma.store import View


def judged_story(view: View, story: str) -> JudgedStory | None:
    """Return a story as people judged it; ``None`` where no judgement that counts speaks of it."""
    judgements = view.judgements()
    if not judgements:
        return None
    case = view.story_case(story)
    return _judged(view, case, judgements) if _speak_of(judgements, case) else None


def judged_case(view: View, case: Case | None = None) -> Case:
    """Return the case of a view (``case``, where it is at hand) with what people judged and what follows from it."""
    case, judgements = case or view.case(), view.judgements()
    if not judgements:
        return case
    latest = Latest(view)
    stories = sorted({story for judgement in judgements for story in latest.stories(judgement)})
    found = (_judged(view, view.story_case(story), judgements) for story in stories)
    return replace(case, judgements=judgements, judged=tuple(s for s in found if s is not None))


def _speak_of(judgements: Sequence[Judgement], case: Case) -> bool:
    """Tell whether a judgement names a document, a page or a statement of a story."""
    known = {d.id for d in case.documents} | {page_of(d) for d in case.documents} | {s.id for s in case.statements}
    named = {part for j in judgements for a in j.anchors for part in (a.document, a.page)}
    return not known.isdisjoint(named | {name for j in judgements if not j.anchors for name in j.subject})


def _judged(view: View, case: Case, judgements: Sequence[Judgement]) -> JudgedStory | None:
    return judge_story(case, _trees(view, case) if _is_current(view, case) else None, judgements)


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
    works = works if view.config().one_story else present(works)
    return {w.document.id: grow(w.document.text, w.parse) for w in works if w.document and w.parse}
