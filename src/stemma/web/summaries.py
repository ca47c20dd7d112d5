"""A story at a glance, as it may be shown: its brief with private people by their role and every sentence masked.

Enters: a view and the id of a story. Leaves: a ``Summary``. Refuses: an id that the case does not have
(``NotFoundError``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemma.export import display
from stemma.export.citations import Citations
from stemma.export.masking import Words, by_role, mask_case, private_names
from stemma.export.outline import Chapter, Outline
from stemma.model import Case, Claim, Document, Finding, JudgedStory, Judgement, Statement, Story
from stemma.store import View
from stemma.store.briefs import Brief
from stemma.web.addresses import OnDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A brief, the labels of its reports, the people to be named by role, and ``own``, which spells a sentence so."""

    brief: Brief
    labels: Mapping[str, str]
    people: Mapping[str, str]
    own: Words

    @property
    def story(self) -> Story:
        """The story, masked."""
        return mask_case(Case(stories=(self.brief.story,)), people=self.people).stories[0]

    def label(self, identity: str) -> str:
        """Return the label of a report, or the name of an unseen source."""
        if identity in self.labels:
            return self.labels[identity]
        names = (source.name for source in self.brief.story.unseen if source.id == identity)
        return display.printable(self.own(next(names, None) or "")) or "a source not seen here"

    def outline(
        self,
        *,
        documents: Iterable[Document] = (),
        statements: Iterable[Statement] = (),
        claims: Iterable[Claim] = (),
        findings: Iterable[Finding] = (),
        judgements: Iterable[Judgement] = (),
        judged: Iterable[JudgedStory] = (),
    ) -> Outline:
        """Return an outline of the story with these records alone, masked."""
        part = Case(
            documents=tuple(documents),
            statements=tuple(statements),
            stories=(self.brief.story,),
            links=self.brief.links,
            claims=tuple(claims),
            findings=tuple(findings),
            judgements=tuple(judgements),
            judged=tuple(judged),
        )
        case = mask_case(part, people=self.people)
        chapter = Chapter(
            number=1,
            story=case.stories[0],
            documents=case.documents,
            shared=(),
            single=(),
            findings=case.findings,
            links=case.links,
            unseen=case.stories[0].unseen,
            advice=(),
        )
        return Outline(
            case=case,
            about=None,
            chapters=(chapter,),
            documents={d.id: d for d in case.documents},
            statements={s.id: s for s in case.statements},
            labels=self.labels,
            pictures={},
        )


def summarize(view: View, story: str) -> Summary:
    """Return a story at a glance."""
    brief = view.brief(story)
    people = private_names(brief.people)
    return Summary(brief=brief, labels=display.labels(brief.reports), people=people, own=by_role(people))


def cited(outline: Outline) -> Citations:
    """Return the citations of an outline, with the desk's addresses."""
    return Citations(outline, OnDesk())
