"""What the latest run says to each judgement.

Enters: a view of a case file. Leaves: for a judgement, the ids that its subject has now and whether the run agrees.
Refuses: to call something agreed whose words the page no longer has; that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stemma.model import Case, JudgedNoun, Judgement, Link, Statement
from stemma.review.anchors import Ground, lay_ground
from stemma.review.statements import PARTY
from stemma.store import View

State = Literal["agrees", "differs", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The story in which a judgement's subject stands now, its ground, and the ids that the subject has now."""

    case: Case
    ground: Ground
    names: tuple[str, ...] | None


class Latest:
    """The latest run, held against judgements; each story is read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._scenes: dict[str, tuple[Case, Ground]] = {}

    def scene(self, judgement: Judgement) -> Scene | None:
        """Return where a judgement's subject stands now; ``None`` where none of its pages is in the case."""
        for story in self.stories(judgement):
            case, ground = self._laid(story)
            return Scene(case=case, ground=ground, names=ground.resolve(judgement))
        return None

    def stories(self, judgement: Judgement) -> tuple[str, ...]:
        """Return the stories that a judgement speaks of now, the first that its subject names first."""
        found = (self._story(document, page) for document, page in self._papers(judgement))
        return tuple(dict.fromkeys(story for story in found if story is not None))

    def state(self, judgement: Judgement) -> State:
        """Tell whether what the latest run says agrees with a judgement."""
        if judgement.noun == "case":
            return "agrees"
        scene = self.scene(judgement)
        if scene is None:
            return "gone"
        if judgement.noun == "statement":
            return _statement_state(scene, judgement)
        if scene.names is None:
            return "gone"
        return "agrees" if _agrees(scene.case, scene.names, judgement) else "differs"

    def _laid(self, story: str) -> tuple[Case, Ground]:
        if story not in self._scenes:
            case = self._view.story_case(story)
            self._scenes[story] = case, lay_ground(case.documents, case.statements, case.stories[0].unseen)
        return self._scenes[story]

    def _papers(self, judgement: Judgement) -> Iterator[tuple[str, str | None]]:
        """Yield the documents that a judgement speaks of, with their pages where these are known."""
        yield from ((anchor.document, anchor.page) for anchor in judgement.anchors)
        for name in judgement.subject if not judgement.anchors else ():
            record = self._view.find(name)
            yield (record.document if isinstance(record, Statement) else name), None

    def _story(self, document: str, page: str | None) -> str | None:
        story = self._view.story_of(document)
        return story if story is not None or page is None else self._view.story_of_page(page)


def _statement_state(scene: Scene, judgement: Judgement) -> State:
    """A statement that was accepted and that the run does not have any more is a difference, if its words are there."""
    statement = _statements(scene.case, scene.names or ())
    anchor = judgement.anchors[0] if judgement.anchors else None
    if not statement:
        if anchor is not None and scene.ground.place(anchor) is None:
            return "gone"
        return "agrees" if judgement.verdict == "reject" else "differs"
    if judgement.verdict != "correct":
        return "agrees" if judgement.verdict == "accept" else "differs"
    words = judgement.correction.words if judgement.correction else judgement.value
    text = scene.ground.documents[statement[0].document].text
    return "agrees" if statement[0].content.within(text) == words else "differs"


def _agrees(case: Case, names: tuple[str, ...], judgement: Judgement) -> bool:
    noun: JudgedNoun = judgement.noun
    if noun == "claim":
        first, *others = names
        shared = [bool(_claims(case, first) & _claims(case, other)) for other in others]
        return not any(shared) if judgement.verdict == "split" else all(shared)
    if noun in ("link", "direction"):
        links = [link for link in case.links if {link.borrower, link.lender} == set(names)]
        return _agree_links(links, names, judgement)
    (statement,) = _statements(case, names)
    return _has_role(case, statement, judgement) if noun == "role" else _has_place(statement, judgement)


def _agree_links(links: list[Link], names: tuple[str, ...], judgement: Judgement) -> bool:
    """A direction is judged as "BORROWER LENDER": the first took from the second; rejected, nobody can tell."""
    if judgement.noun == "link":
        return bool(links) == (judgement.verdict == "accept")
    decided = [link for link in links if link.direction == "decided"]
    if judgement.verdict == "reject":
        return not decided
    return any((link.borrower, link.lender) == names for link in decided)


def _has_role(case: Case, statement: Statement, judgement: Judgement) -> bool:
    corrected = judgement.correction
    if corrected is None:
        return (statement.source.role or "").casefold() == (judgement.value or "").casefold()
    parties = [c for c in statement.chain if corrected.of in (None, c.name)]
    named = [c.named for c in parties] or [statement.source.named]
    wanted = {
        corrected.name in (None, statement.source.name, *(c.name for c in statement.chain)),
        corrected.role is None or (statement.source.role or "").casefold() == corrected.role.casefold(),
        corrected.identity is None or all(n == (corrected.identity != "unnamed") for n in named),
        corrected.party is None
        or all(
            origin.party == PARTY[corrected.party]
            for claim in case.claims
            for origin in claim.origins.items
            if statement.id in origin.statements
        ),
    }
    return all(wanted)


def _has_place(statement: Statement, judgement: Judgement) -> bool:
    corrected = judgement.correction
    known = {str(name).casefold() for p in statement.places for name in (p.name, p.geonames_id)}
    if judgement.verdict == "reject":
        return corrected is None or (corrected.of or "").casefold() not in known
    wanted = corrected.geonames_id or corrected.name if corrected else judgement.value
    return str(wanted).casefold() in known


def _claims(case: Case, statement: str) -> set[str]:
    return {claim.id for claim in case.claims if statement in claim.statements}


def _statements(case: Case, names: tuple[str, ...]) -> list[Statement]:
    known = {s.id: s for s in case.statements}
    return [known[name] for name in names if name in known]
