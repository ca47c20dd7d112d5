"""Judgements of people: made, listed, taken back, signed, and held against what the latest run says.

Enters: a form, a view. Leaves: ``Judgement`` records and a ``ReviewPage``. Refuses: a judgement without a person or a
reason, on something the case does not have, or a second signature by the same person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast, get_args

from stemma.errors import NotFoundError, UsageError
from stemma.export import display
from stemma.export.masking import mask
from stemma.export.page import Cite
from stemma.ids import make_id
from stemma.model import Claim, Document, JudgedNoun, Judgement, Link, Statement, Verdict
from stemma.store import View
from stemma.web.addresses import to_claim, to_document, to_judgement, to_span, to_story
from stemma.web.pages import Judged, Member, ReviewPage, Subject

LONGEST = 600
"""Code points of a reason or a correction."""

MOST_OTHERS = 60
"""Claims offered for merging; further ones stand behind them in the story's order."""

State = Literal["agrees", "differs", "gone"]

STATES: Mapping[State, str] = MappingProxyType(
    {
        "agrees": "the latest run agrees",
        "differs": "the latest run says otherwise",
        "gone": "what was judged is no longer in the case",
    }
)

VERDICTS: Mapping[JudgedNoun, tuple[Verdict, ...]] = MappingProxyType(
    {
        "statement": ("accept", "reject", "correct"),
        "claim": ("accept", "merge", "split"),
        "link": ("accept", "reject"),
        "direction": ("accept",),
        "role": ("correct",),
        "place": ("correct",),
    }
)
"""What can be said of each noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled-in form of judgement."""

    person: str
    noun: str
    verdict: str
    subject: str
    apart: str
    merged: str
    value: str
    reason: str
    takes_back: str
    signs: str


def judge(view: View, form: Form, *, at: str) -> Judgement:
    """Return the judgement that a form asks for; ``at`` is the time (ISO 8601, UTC).

    Raises:
        UsageError: the form says too little, or what cannot be said.
        NotFoundError: its subject is not in the case.
    """
    person, reason = form.person.strip()[:120], form.reason.strip()[:LONGEST]
    if not person or not reason:
        raise UsageError("a judgement needs your name and a reason")
    earlier = {j.id: j for j in view.judgements()}
    for other in (form.takes_back, form.signs):
        if other and other not in earlier:
            raise NotFoundError(f"no judgement {other}")
    if form.signs and earlier[form.signs].person.casefold() == person.casefold():
        raise UsageError("a second signature must be another person's")
    model = earlier.get(form.signs or form.takes_back)
    if model is None:
        noun, verdict = _noun(form.noun), _verdict(form)
        subject = _chosen(form, verdict)
        shown = _shown(view, noun, subject)
        value = form.value.strip()[:LONGEST] or None
        if verdict == "correct" and value is None:
            raise UsageError("a correction needs the corrected value")
    else:
        noun, verdict, subject, shown, value = model.noun, model.verdict, model.subject, model.shown, model.value
    return Judgement(
        id=make_id("jdg", at, person, noun, verdict, *subject, value or "", reason, form.takes_back, form.signs),
        at=at,
        person=person,
        noun=noun,
        verdict=verdict,
        subject=subject,
        shown=shown,
        value=value,
        reason=reason,
        takes_back=form.takes_back or None,
        signs=form.signs or None,
    )


def _chosen(form: Form, verdict: Verdict) -> tuple[str, ...]:
    """Return the ids that a judgement is about; of a claim that is split or merged, one statement of each part."""
    named = tuple(form.subject.split())
    if verdict == "split":
        rest = [name for name in named if name != form.apart]
        if form.apart not in named or not rest:
            raise UsageError("choose the statement that does not belong to the others")
        return (rest[0], form.apart)
    if verdict == "merge":
        if not form.merged:
            raise UsageError("choose the claim that is the same")
        return (*named[:1], form.merged)
    return named


def review_page(view: View, *, noun: str | None, subject: str | None, read_only: bool) -> ReviewPage:
    """Return every judgement with its state, and the form for one subject where it is named."""
    judgements = view.judgements()
    asked = _asked(view, noun, subject) if noun and subject else None
    return ReviewPage(
        asked=asked,
        judged=tuple(_judged(view, j, judgements) for j in reversed(judgements) if not j.signs and not j.takes_back),
        read_only=read_only,
    )


def state(view: View, judgement: Judgement) -> State:
    """Tell whether what the latest run says agrees with a judgement."""
    return _STATES[judgement.noun](view, judgement)


def _asked(view: View, noun: str, subject: str) -> Subject:
    checked = _noun(noun)
    names = tuple(subject.split())
    return Subject(
        noun=checked,
        subject=" ".join(names),
        shown=_shown(view, checked, names),
        verdicts=VERDICTS[checked],
        href=_href(view, checked, names),
        value=_value(view, checked, names),
        members=tuple(_members(view, names)) if checked == "claim" else (),
        others=tuple(_others(view, names)) if checked == "claim" else (),
        related=tuple(_related(view, checked, names)),
    )


def _value(view: View, noun: JudgedNoun, names: Sequence[str]) -> str:
    """Return what a correction would replace."""
    record = view.find(names[0])
    if not isinstance(record, Statement):
        return ""
    if noun == "role":
        return display.printable(record.source.role or "no role")
    if noun == "place":
        return display.printable(", ".join(place.name for place in record.places) or "no place")
    return ""


def _members(view: View, names: Sequence[str]) -> Iterator[Member]:
    for name in names:
        record = view.find(name)
        if isinstance(record, Statement):
            yield Member(id=name, words=_words(view, record))


def _others(view: View, names: Sequence[str]) -> Iterator[Member]:
    """Yield a statement of each other claim of the story, the foremost claims first."""
    record = view.find(names[0])
    story = view.story_of(record.document) if isinstance(record, Statement) else None
    others = [c for c in view.claims(story) if not set(names) & set(c.statements)] if story else []
    for claim in others[:MOST_OTHERS]:
        yield Member(id=claim.statements[0], words=mask(display.shorten(claim.text, 120)))


def _related(view: View, noun: JudgedNoun, names: Sequence[str]) -> Iterator[Cite]:
    """Yield what else can be judged of a link or a statement."""
    if noun == "link":
        for ends in (names, names[::-1]):
            first, second = (display.name(d) for name in ends if isinstance(d := view.find(name), Document))
            yield Cite(href=to_judgement("direction", ends), label="", text=f"{first} took from {second}")
    elif noun == "statement":
        yield Cite(href=to_judgement("role", names), label="", text="the role of who says it")
        yield Cite(href=to_judgement("place", names), label="", text="a place in it")


def _judged(view: View, judgement: Judgement, every: Sequence[Judgement]) -> Judged:
    signed = [j for j in every if j.signs == judgement.id]
    ended = next((j for j in every if j.takes_back == judgement.id), None)
    return Judged(
        id=judgement.id,
        verdict=f"{judgement.verdict} {judgement.noun}",
        shown=judgement.shown,
        value=judgement.value or "",
        person=judgement.person,
        at=judgement.at.replace("T", " ").rstrip("Z") + " UTC",
        reason=judgement.reason,
        signed=tuple(f"{j.person}, {j.at[:10]}" for j in signed),
        taken_back=f"taken back by {ended.person}, {ended.at[:10]}: {ended.reason}" if ended else "",
        state="" if ended else STATES[state(view, judgement)],
        differs=ended is None and state(view, judgement) == "differs",
        href=_href(view, judgement.noun, judgement.subject),
    )


# --- what is judged -------------------------------------------------------------------------------------------


def _noun(given: str) -> JudgedNoun:
    if given not in get_args(JudgedNoun):
        raise UsageError(f"nobody judges a “{given[:40]}”; there are: {', '.join(get_args(JudgedNoun))}")
    return cast(JudgedNoun, given)


def _verdict(form: Form) -> Verdict:
    known = VERDICTS[_noun(form.noun)]
    if form.verdict not in known:
        raise UsageError(f"a {form.noun} can be: {', '.join(known)}")
    return next(one for one in known if one == form.verdict)


def _shown(view: View, noun: JudgedNoun, subject: Sequence[str]) -> str:
    """Return in words what stands there now.

    Raises:
        NotFoundError: nothing stands there.
    """
    records = [view.find(name) for name in subject]
    if noun in ("link", "direction"):
        documents = [r for r in records if isinstance(r, Document)]
        if len(documents) == 2:
            return (" took from " if noun == "direction" else " and ").join(display.name(d) for d in documents)
    statements = [r for r in records if isinstance(r, Statement)]
    if statements and len(statements) == len(subject):
        return " / ".join(_words(view, s) for s in statements)
    raise NotFoundError("what is to be judged is not in the case")


def _words(view: View, statement: Statement) -> str:
    document = view.find(statement.document)
    assert isinstance(document, Document)
    return display.unquoted(statement.content.within(mask(document.text)), 200)


def _href(view: View, noun: JudgedNoun, subject: Sequence[str]) -> str | None:
    record = view.find(subject[0]) if subject else None
    if isinstance(record, Document):
        story = view.story_of(record.id)
        return to_story(story) if story else to_document(record.id)
    if isinstance(record, Statement):
        claim = _claim_of(view, record)
        return to_claim(claim.id) if noun == "claim" and claim else to_span(record.document, record.content)
    return None


# --- what the latest run says -----------------------------------------------------------------------------------


def _statement_state(view: View, judgement: Judgement) -> State:
    there = isinstance(view.find(judgement.subject[0]), Statement)
    if judgement.verdict == "accept":
        return "agrees" if there else "differs"
    return "differs" if there else "agrees"


def _claim_state(view: View, judgement: Judgement) -> State:
    statements = [view.find(name) for name in judgement.subject]
    if not all(isinstance(s, Statement) for s in statements):
        return "gone"
    claims = [_claims_of(view, s) for s in statements if isinstance(s, Statement)]
    together = bool(set.intersection(*claims)) if claims else False
    wanted = judgement.verdict != "split"
    return "agrees" if together == wanted else "differs"


def _link_state(view: View, judgement: Judgement) -> State:
    if not all(isinstance(view.find(name), Document) for name in judgement.subject):
        return "gone"
    there = any(True for _ in _links(view, judgement))
    return "agrees" if there == (judgement.verdict == "accept") else "differs"


def _direction_state(view: View, judgement: Judgement) -> State:
    """A direction is judged as "BORROWER LENDER": the first took from the second."""
    links = list(_links(view, judgement))
    if not links:
        return "gone"
    told = any((k.borrower, k.lender) == judgement.subject and k.direction == "decided" for k in links)
    return "agrees" if told else "differs"


def _role_state(view: View, judgement: Judgement) -> State:
    record = view.find(judgement.subject[0])
    if not isinstance(record, Statement):
        return "gone"
    return "agrees" if (record.source.role or "").casefold() == (judgement.value or "").casefold() else "differs"


def _place_state(view: View, judgement: Judgement) -> State:
    record = view.find(judgement.subject[0])
    if not isinstance(record, Statement):
        return "gone"
    wanted = (judgement.value or "").casefold()
    names = {name.casefold() for place in record.places for name in (place.name, str(place.geonames_id))}
    return "agrees" if wanted in names else "differs"


_STATES: Mapping[JudgedNoun, Callable[[View, Judgement], State]] = MappingProxyType(
    {
        "statement": _statement_state,
        "claim": _claim_state,
        "link": _link_state,
        "direction": _direction_state,
        "role": _role_state,
        "place": _place_state,
    }
)


def _links(view: View, judgement: Judgement) -> Iterator[Link]:
    """Yield the links of the latest run between the two documents of a judgement."""
    story = view.story_of(judgement.subject[0])
    for link in view.links(story) if story else ():
        if {link.borrower, link.lender} == set(judgement.subject):
            yield link


def _claims_of(view: View, statement: Statement) -> set[str]:
    story = view.story_of(statement.document)
    return {c.id for c in view.claims(story) if statement.id in c.statements} if story else set()


def _claim_of(view: View, statement: Statement) -> Claim | None:
    story = view.story_of(statement.document)
    return next((c for c in view.claims(story) if statement.id in c.statements), None) if story else None
