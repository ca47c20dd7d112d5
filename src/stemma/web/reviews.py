"""The page of review: every judgement with its standing and what follows from it, and the form for one more.

Enters: a view, what is to be judged. Leaves: a ``ReviewPage``. Refuses: to judge what the case does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from stemma.export import display
from stemma.export.judged import MEANINGS, STALE, count_words, meaning
from stemma.export.masking import mask
from stemma.export.page import Cite
from stemma.model import Claim, Document, JudgedNoun, JudgedStory, Judgement, Standing, Statement
from stemma.review import Held, Memory, State, ended_by, hold
from stemma.store import View
from stemma.web.addresses import to_claim, to_document, to_judgement, to_span, to_story, with_query
from stemma.web.judging import CHOICES, claim_named, describe, read_noun, words_of
from stemma.web.pages import Judged, Member, ReviewPage, Subject

MOST_OTHERS = 120
"""Claims offered for merging; further ones stand behind them in the story's order."""

MOST_MEMBERS = 200
"""Statements of a claim that can be ticked."""

A_PAGE = 25
"""Judgements on one page of the list."""

MOST_FOLLOW = 8
"""Claims named that a judgement changes; the story has the others."""

STATES: Mapping[State, str] = MappingProxyType(
    {
        "agrees": "the latest run agrees",
        "differs": "the latest run says otherwise",
        "gone": "what was judged is no longer in the case",
    }
)

STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        "counts": "it counts",
        "waits": "nothing follows yet: a second person must sign",
        "disputed": "nothing follows: another person says otherwise",
        "replaced": "replaced by what the same person said later",
        "taken_back": "taken back",
    }
)


def review_page(
    view: View, *, noun: str | None, subject: str | None, page: int, read_only: bool, memory: Memory
) -> ReviewPage:
    """Return a page of the judgements, and the form for one subject where it is named."""
    held = hold(memory.judgements)[::-1]
    ended = ended_by(memory.judgements)
    asked = _asked(view, noun, (subject or "").split(), held) if noun else None
    rule = next((h for h in held if h.judgement.noun == "case" and h.standing == "counts"), None)
    shown = held[(page - 1) * A_PAGE : page * A_PAGE]
    return ReviewPage(
        asked=asked,
        judged=tuple(_judged(view, memory, h, ended) for h in shown),
        found=len(held),
        two=rule is not None,
        rule=rule.judgement.id if rule else "",
        before=with_query("/review", {"page": page - 1}) if page > 1 else None,
        after=with_query("/review", {"page": page + 1}) if len(held) > page * A_PAGE else None,
        read_only=read_only,
    )


# --- the form ---------------------------------------------------------------------------------------------------


def _asked(view: View, noun: str, names: Sequence[str], held: Sequence[Held]) -> Subject:
    checked = read_noun(noun)
    shown = describe(view, checked, names)
    claim = claim_named(view, names) if checked == "claim" else None
    record = view.find(names[0]) if names else None
    statement = record if isinstance(record, Statement) else None
    return Subject(
        noun=checked,
        subject=" ".join(names),
        shown=mask(display.shorten(claim.text, 400)) if claim else shown,
        verdicts=tuple(MEANINGS[checked]),
        meanings=tuple(CHOICES.get((checked, verdict), said) for verdict, said in MEANINGS[checked].items()),
        href=_href(view, checked, names, claim.id if claim else None),
        value=_value(view, checked, statement),
        members=tuple(_members(view, names)) if checked == "claim" else (),
        others=tuple(_others(view, names)) if checked == "claim" else (),
        parts=tuple(_parts(checked, statement)),
        related=tuple(_related(view, checked, names)),
        earlier=tuple(_earlier(checked, names, held)),
    )


def _value(view: View, noun: JudgedNoun, statement: Statement | None) -> str:
    """Return what a correction would replace."""
    if statement is None:
        return ""
    if noun == "role":
        return display.printable(statement.source.role or "no role")
    if noun == "place":
        return display.printable(", ".join(place.name for place in statement.places) or "no place")
    if noun == "statement":
        document = view.find(statement.document)
        return statement.content.within(mask(document.text)) if isinstance(document, Document) else ""
    return ""


def _parts(noun: JudgedNoun, statement: Statement | None) -> Iterator[Member]:
    """Yield the sources, or the places, of a statement, one of which a correction means."""
    if statement is None or noun not in ("role", "place"):
        return
    source = (statement.source.name, *(link.name for link in statement.chain))
    names = source if noun == "role" else tuple(place.name for place in statement.places)
    for name in dict.fromkeys(names):
        yield Member(id=name, words=display.shorten(name, 120))


def _members(view: View, names: Sequence[str]) -> Iterator[Member]:
    claim = claim_named(view, names)
    for name in claim.statements[:MOST_MEMBERS] if claim else ():
        record = view.find(name)
        if isinstance(record, Statement):
            document = view.find(record.document)
            label = display.name(document) if isinstance(document, Document) else ""
            yield Member(id=name, words=f"{label}: {words_of(view, record)}")


def _others(view: View, names: Sequence[str]) -> Iterator[Member]:
    """Yield the other claims of the story, the foremost first."""
    claim = claim_named(view, names)
    others = [c for c in view.claims(claim.story) if c.id != claim.id] if claim else []
    for other in others[:MOST_OTHERS]:
        yield Member(id=other.id, words=mask(display.shorten(other.text, 120)))


def _related(view: View, noun: JudgedNoun, names: Sequence[str]) -> Iterator[Cite]:
    """Yield what else can be judged of a link or a statement."""
    if noun in ("link", "direction"):
        documents = [d for name in names if isinstance(d := view.find(name), Document)]
        for first, second in (documents, documents[::-1]) if len(documents) == 2 else ():
            href = to_judgement("direction", (first.id, second.id))
            yield Cite(href=href, label="", text=f"{display.name(first)} took from {display.name(second)}")
    if noun == "direction":
        yield Cite(href=to_judgement("link", names), label="", text="whether one has it from the other at all")
    for kind, text in _OF_A_STATEMENT.items():
        if noun != kind and noun in _OF_A_STATEMENT and names:
            yield Cite(href=to_judgement(kind, names[:1]), label="", text=text)


_OF_A_STATEMENT: Mapping[str, str] = MappingProxyType(
    {
        "statement": "whether it is a statement, and which words it has",
        "claim": "which claim it belongs to",
        "role": "who says it: name, role, named or not, party or not",
        "place": "a place in it",
    }
)


def _earlier(noun: JudgedNoun, names: Sequence[str], held: Sequence[Held]) -> Iterator[str]:
    """Yield in words what people judged of the same subject before."""
    for one in held:
        judgement = one.judgement
        if judgement.noun == noun and set(judgement.subject) & set(names) and one.standing != "taken_back":
            yield f"{judgement.person}, {judgement.at[:10]}: {meaning(judgement)} ({STANDINGS[one.standing]})"


# --- the list ---------------------------------------------------------------------------------------------------


def _judged(view: View, memory: Memory, held: Held, backs: Mapping[str, Judgement]) -> Judged:
    judgement, every = held.judgement, memory.judgements
    ended = backs.get(judgement.id)
    stand = memory.stand(judgement)
    state: State | None = None if ended else stand.state
    heard = tuple(_heard(memory, held))
    return Judged(
        id=judgement.id,
        verdict=f"{judgement.verdict} {judgement.noun}",
        meaning=meaning(judgement),
        shown=judgement.shown,
        value=judgement.value or "",
        person=judgement.person,
        at=judgement.at.replace("T", " ").rstrip("Z") + " UTC",
        reason=judgement.reason,
        signed=tuple(
            Cite(href=j.id, label=j.reason, text=f"{j.person}, {j.at[:10]}")
            for j in every
            if j.signs == judgement.id and j.id not in backs
        ),
        taken_back=f"taken back by {ended.person}, {ended.at[:10]}: {ended.reason}" if ended else "",
        restore=ended.id if ended else "",
        standing=held.standing,
        standing_words=_standing(held, every),
        state="" if state is None else STATES[state],
        differs=state == "differs",
        turned=state == "differs" and judgement.agreed is True,
        href=_href(view, judgement.noun, stand.names, stand.claim),
        follows=tuple(cite for story in heard for cite in _follows(view, judgement, story)),
        note=STALE if any(story.stale for story in heard) else "",
    )


def _standing(held: Held, every: Sequence[Judgement]) -> str:
    rivals = dict.fromkeys(j.person for j in every if j.id in held.against)
    said = STANDINGS[held.standing]
    return f"{said} ({display.joined(list(rivals))})" if rivals and held.standing == "disputed" else said


def _heard(memory: Memory, held: Held) -> Iterator[JudgedStory]:
    """Yield the stories as judged in which something follows from a judgement."""
    if held.standing == "counts" and held.judgement.noun != "case":
        names = memory.latest.stories(held.judgement)
        yield from (story for name in names if (story := memory.story(name)) is not None)


def _follows(view: View, judgement: Judgement, heard: JudgedStory) -> Iterator[Cite]:
    """Yield the claims of a story that a judgement changes, with Stemma's numbers and those as judged."""
    changed = [one for one in heard.claims if one.changed and judgement.id in one.judgements]
    shown = changed[:MOST_FOLLOW]
    claims = view.named(Claim, [one.claim for one in shown if one.claim])
    for one in shown:
        stored = claims.get(one.claim or "")
        claim = stored or one.judged
        text = mask(display.shorten(claim.text, 120)) if claim else ""
        href = to_claim(stored.id) if stored else to_story(heard.story)
        yield Cite(href=href, label=count_words(stored, one), text=text)
    if len(changed) > MOST_FOLLOW:
        more = display.count(len(changed) - MOST_FOLLOW, "further claim")
        yield Cite(href=to_story(heard.story), label="", text=more)


def _href(view: View, noun: JudgedNoun, subject: Sequence[str], claim: str | None) -> str | None:
    record = view.find(subject[0]) if subject else None
    if isinstance(record, Document):
        story = view.story_of(record.id)
        return to_story(story) if story else to_document(record.id)
    if isinstance(record, Statement):
        return to_claim(claim) if noun == "claim" and claim else to_span(record.document, record.content)
    return None
