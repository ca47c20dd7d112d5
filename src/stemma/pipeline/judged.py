"""What a case file's stories are as people judged them.

Enters: a view of a case file. Leaves: ``JudgedStory`` records, and the case with them. Refuses: nothing; a story in
which nobody judged anything has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stemma.codec import unpack
from stemma.compare.versions import page_of
from stemma.language.tree import grow
from stemma.model import Case, JudgedStory, Judgement, Statement
from stemma.pipeline.work import DocumentWork, present
from stemma.review import judge_story
from stemma.store import View


def judged_story(view: View, story: str) -> JudgedStory | None:
    """Return a story as people judged it; ``None`` where no judgement that counts speaks of it."""
    judgements = view.judgements()
    return _judged(view, story, judgements) if story in judged_stories(view, judgements) else None


def judged_case(view: View) -> Case:
    """Return the whole case with what people judged and what follows from it."""
    judgements = view.judgements()
    found = (_judged(view, story, judgements) for story in judged_stories(view, judgements))
    return replace(view.case(), judgements=judgements, judged=tuple(s for s in found if s is not None))


def judged_stories(view: View, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Return the stories that judgements speak of, in id order."""
    found: set[str] = set()
    lost: set[str] = set()
    for judgement in judgements:
        for document, page in _papers(view, judgement):
            story = view.story_of(document)
            if story is not None:
                found.add(story)
            elif page is not None:
                lost.add(page)
    if lost:
        moved = (view.story_of(d.id) for d in view.documents() if page_of(d) in lost)
        found |= {story for story in moved if story is not None}
    return tuple(sorted(found))


def _papers(view: View, judgement: Judgement) -> Iterator[tuple[str, str | None]]:
    """Yield the documents that a judgement speaks of, with their pages where these are known."""
    yield from ((anchor.document, anchor.page) for anchor in judgement.anchors)
    for name in judgement.subject if not judgement.anchors else ():
        record = view.find(name)
        yield (record.document if isinstance(record, Statement) else name), None


def _judged(view: View, story: str, judgements: tuple[Judgement, ...]) -> JudgedStory | None:
    case = view.story_case(story)
    bodies = [view.work_of("document", document.id) for document in case.documents]
    works = [unpack(body, DocumentWork) for body in bodies if body is not None]
    works = works if view.config().one_story else present(works)
    trees = {w.document.id: grow(w.document.text, w.parse) for w in works if w.document and w.parse}
    return judge_story(case, trees, judgements)
