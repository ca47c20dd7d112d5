"""What people judged, in words: a claim's numbers as judged beside Stemma's, and why.

Enters: an arranged case with its judgements and what follows from them. Leaves: views and sentences. Refuses: to show a
number as judged without the names of those who judged, and without Stemma's own beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from stemma.export import display
from stemma.export.outline import Outline
from stemma.export.page import JudgedView
from stemma.model import Claim, JudgedClaim, JudgedNoun, JudgedStory, Judgement, Link, Origin, Verdict

MEANINGS: Mapping[JudgedNoun, Mapping[Verdict, str]] = MappingProxyType(
    {
        "statement": {
            "accept": "it is one statement, as marked",
            "reject": "it is no statement",
            "correct": "its words are others",
        },
        "claim": {
            "accept": "they say the same",
            "split": "the first says something else than the rest",
            "move": "the rest belong to the claim of the first",
            "merge": "they are one claim",
        },
        "link": {"accept": "one has it from the other", "reject": "neither has it from the other"},
        "direction": {"accept": "so it is", "reject": "nobody can tell who took from whom"},
        "role": {"correct": "who says it is corrected"},
        "place": {"correct": "it is another place", "reject": "it is no place"},
        "case": {"accept": "a judgement counts when a second person has signed it"},
    }
)
"""What can be said of each noun, in the words of a list."""

STALE = (
    "Another version of Stemma traced this case: what follows from judgements shows after a new run"
    " (stemma trace PATH... --case FILE)."
)
"""What stands in the place of numbers as judged, where records of another version would make them differ."""

MOST_NAMES = 3
"""Origins named where two readings have as many."""

MOST_WHY = 12
"""Judgements named beside a claim; a claim that people worked on for days has more, and the list of review has all."""


def meaning(judgement: Judgement) -> str:
    """Return what a judgement says, in words."""
    return MEANINGS[judgement.noun].get(judgement.verdict, judgement.verdict)


def count_words(claim: Claim | None, judged: JudgedClaim) -> str:
    """Return "Stemma: 1 to 3 origins; as judged by A. Reader: 1 origin", or what else differs."""
    stored, now = display.origin_range(claim) if claim else "no such claim", _judged_range(judged)
    if claim and judged.judged and stored == now:
        stored, now = (_further(claim, judged.judged, one) for one in (claim, judged.judged))
    return f"Stemma: {stored}; as judged by {_people(judged)}: {now}"


def _further(left: Claim, right: Claim, shown: Claim) -> str:
    """Return what tells two claims with the same number of origins apart, as one of them has it."""
    if [_origin(o) for o in left.origins.items] != [_origin(o) for o in right.origins.items]:
        names = display.joined([_origin(o) for o in shown.origins.items[:MOST_NAMES]])
        return f"{display.origin_range(shown)} ({names})"
    if left.status != right.status:
        return display.STATUS[shown.status].lower()
    if left.statements != right.statements:
        return display.count(len(shown.statements), "statement")
    return "contested" if shown.contested and not (left.contested and right.contested) else "another sentence"


def _origin(origin: Origin) -> str:
    return display.shorten(origin.name, 60) + display.party(origin)


def judged_view(outline: Outline, claim: str) -> JudgedView | None:
    """Return a claim as people judged it, or ``None`` where nobody did."""
    for story in outline.case.judged:
        for one in story.claims:
            if one.claim == claim:
                return _view(outline, one)
    return None


def story_notes(outline: Outline, story: str) -> tuple[str, ...]:
    """Return what people judged in a story, one sentence a judgement, and the claims that they split off."""
    judged = next((s for s in outline.case.judged if s.story == story), None)
    if judged is None:
        return ()
    return (*_why(outline, judged.judgements), *_adrift(outline, judged), *(_parted(c) for c in _new(judged)))


def link_notes(outline: Outline, link: Link) -> tuple[str, ...]:
    """Return what people judged of a link, one sentence a judgement."""
    counted = {name for story in outline.case.judged for name in story.judgements}
    ends = {link.borrower, link.lender}
    own = [j.id for j in outline.case.judgements if j.id in counted and set(j.subject) == ends]
    return (*stale_notes(outline), *_why(outline, own)) if own else ()


def stale_notes(outline: Outline) -> tuple[str, ...]:
    """Return the sentence that nothing is shown as judged before a new run, where that is so."""
    return (STALE,) if any(story.stale for story in outline.case.judged) else ()


def _new(judged: JudgedStory) -> list[JudgedClaim]:
    return [c for c in judged.claims if c.claim is None and c.judged is not None]


def _parted(one: JudgedClaim) -> str:
    assert one.judged is not None
    text = display.quoted(one.judged.text, 160)
    return f"A claim of its own, as judged by {_people(one)}: {text}, {display.origin_range(one.judged)}."


def _adrift(outline: Outline, judged: JudgedStory) -> Iterator[str]:
    if judged.stale:
        yield STALE
    for line in _why(outline, judged.adrift):
        yield f"No longer in the case, so that nothing follows: {line}"


def _view(outline: Outline, one: JudgedClaim) -> JudgedView:
    claim = one.judged
    told = len({s.document for s in outline.statements.values() if claim and s.id in _behind(claim)})
    return JudgedView(
        people=_people(one),
        range=_judged_range(one),
        status=display.STATUS[claim.status] if claim else "",
        contested=claim.contested if claim else False,
        sentence=display.status_sentence(claim, told) if claim else _gone(outline, one),
        origins=tuple(display.shorten(o.name, 120) + display.party(o) for o in claim.origins.items) if claim else (),
        changed=one.changed,
        why=tuple(_why(outline, one.judgements))[:MOST_WHY],
    )


def _behind(claim: Claim) -> set[str]:
    return {name for origin in claim.origins.items for name in origin.statements}


def _gone(outline: Outline, one: JudgedClaim) -> str:
    other = next((c for c in outline.case.claims if c.id == one.joined), None)
    return f"It is part of {display.quoted(other.text, 160)}." if other else "Nothing of it is left."


def _people(one: JudgedClaim) -> str:
    return display.printable(display.joined(one.people))


def _judged_range(one: JudgedClaim) -> str:
    if one.judged is None:
        return "part of another claim" if one.joined else "no claim"
    return display.origin_range(one.judged)


def _why(outline: Outline, names: Sequence[str]) -> Iterator[str]:
    """Yield each judgement as a sentence: who, when, what, why."""
    known = {j.id: j for j in outline.case.judgements}
    for judgement in (known[name] for name in names if name in known):
        value = f" → {display.shorten(judgement.value, 120)}" if judgement.value else ""
        shown = display.quoted(judgement.shown, 160)
        told = f"{judgement.person}, {display.day(judgement.at)}: {shown}: {meaning(judgement)}{value}"
        yield display.printable(f"{told}. Reason: {judgement.reason}")
