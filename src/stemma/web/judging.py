"""A form of judgement becomes a judgement.

Enters: a form as it was sent, a view. Leaves: a ``Judgement``, anchored where its subject stands. Refuses: a judgement
without a person or a reason, on something the case does not have, of a kind that cannot be said of it, or a second
signature by the same person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import cast, get_args

from stemma.errors import NotFoundError, UsageError
from stemma.export import display
from stemma.export.judged import MEANINGS
from stemma.export.masking import mask
from stemma.ids import make_id
from stemma.model import Anchor, Claim, Correction, Document, JudgedNoun, Judgement, Span, Statement, Story, Verdict
from stemma.review import Latest, anchor
from stemma.store import View
from stemma.web.corrections import correct

LONGEST = 600
"""Code points of a reason or a correction."""


CHOICES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("statement", "correct"): "its words are others (below)",
        ("claim", "accept"): "these statements say the same",
        ("claim", "split"): "those ticked below say something else than the others",
        ("claim", "move"): "those ticked below belong to the other claim chosen",
        ("claim", "merge"): "it is the same claim as the other chosen",
        ("role", "correct"): "as entered below",
        ("place", "correct"): "it is the place entered below",
    }
)
"""What a verdict means on the form, where that is not what the list says of it afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled-in form of judgement; ``apart`` holds ids with blanks between them."""

    person: str = ""
    noun: str = ""
    verdict: str = ""
    subject: str = ""
    apart: str = ""
    merged: str = ""
    value: str = ""
    of: str = ""
    name: str = ""
    role: str = ""
    identity: str = ""
    party: str = ""
    reason: str = ""
    takes_back: str = ""
    signs: str = ""


def read_form(given: Iterable[tuple[str, str]]) -> Form:
    """Return the record of what a browser sent; what was ticked several times stands with blanks between."""
    found: dict[str, list[str]] = {}
    for name, value in given:
        found.setdefault(name, []).append(value)
    return Form(**{f.name: " ".join(found[f.name]) for f in fields(Form) if f.name in found})


def judge(view: View, form: Form, *, at: str) -> Judgement:
    """Return the judgement that a form asks for; ``at`` is the time (ISO 8601, UTC).

    Raises:
        UsageError: the form says too little, or what cannot be said.
        NotFoundError: its subject is not in the case.
    """
    person, reason = form.person.strip()[:120], form.reason.strip()[:LONGEST]
    if not person or not reason:
        raise UsageError("a judgement needs your name and a reason")
    model = _earlier(view, form, person)
    if model is None:
        noun, verdict = read_noun(form.noun), _verdict(form)
        subject, anchors = _subject(view, form, noun, verdict)
        shown, correction = describe(view, noun, subject), correct(view, form, noun, verdict, subject)
        value = form.value.strip()[:LONGEST] or None if correction is None else in_words(correction)
    else:
        noun, verdict, subject, anchors = model.noun, model.verdict, model.subject, model.anchors
        shown, correction, value = model.shown, model.correction, model.value
    judgement = Judgement(
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
        anchors=anchors,
        correction=correction,
    )
    return replace(judgement, agreed=Latest(view).state(judgement) == "agrees")


def read_noun(given: str) -> JudgedNoun:
    """Return a noun that people judge.

    Raises:
        UsageError: there is no such noun.
    """
    if given not in get_args(JudgedNoun):
        raise UsageError(f"nobody judges a “{given[:40]}”; there are: {', '.join(get_args(JudgedNoun))}")
    return cast(JudgedNoun, given)


def describe(view: View, noun: JudgedNoun, subject: Sequence[str]) -> str:
    """Return in words what stands there now.

    Raises:
        NotFoundError: nothing stands there.
    """
    if noun == "case" and not subject:
        return "all judgements of this case"
    records = [view.find(name) for name in subject]
    if noun in ("link", "direction") and len(set(subject)) == 2:
        ends = [display.name(r) if isinstance(r, Document) else _unseen(view, subject, r) for r in records]
        if all(ends):
            return (" took from " if noun == "direction" else " and ").join(ends)
    statements = [r for r in records if isinstance(r, Statement)]
    if noun not in ("link", "direction", "case") and statements and len(statements) == len(subject):
        return " / ".join(words_of(view, s) for s in statements)
    raise NotFoundError("what is to be judged is not in the case")


def words_of(view: View, statement: Statement) -> str:
    """Return what a statement says, as it may be shown."""
    document = view.find(statement.document)
    assert isinstance(document, Document)
    return display.unquoted(statement.content.within(mask(document.text)), 200)


def claim_named(view: View, names: Sequence[str]) -> Claim | None:
    """Return the claim that has the most of the named statements, or the claim of that id."""
    record = view.find(names[0]) if names else None
    if isinstance(record, Claim):
        return record
    story = view.story_of(record.document) if isinstance(record, Statement) else None
    own = [c for c in view.claims(story) if names[0] in c.statements] if story else []
    return max(own, key=lambda c: (len(set(names) & set(c.statements)), -c.rank), default=None)


def in_words(correction: Correction) -> str:
    """Return a correction as the list shows it."""
    parts = [
        correction.words,
        correction.name,
        f"({correction.geonames_id})" if correction.geonames_id else None,
        f"role: {correction.role}" if correction.role else None,
        _IDENTITIES.get(correction.identity or ""),
        _PARTIES.get(correction.party or ""),
    ]
    told = "; ".join(part for part in parts if part).replace("; (", " (")
    return f"{correction.of}: {told}" if correction.of and correction.words is None else told


_IDENTITIES: Mapping[str, str] = MappingProxyType(
    {"person": "a named person", "organization": "a named body", "unnamed": "not named"}
)
_PARTIES: Mapping[str, str] = MappingProxyType(
    {"yes": "takes part in it", "no": "takes no part in it", "unknown": "taking part or not: not known"}
)


# --- parts of a form --------------------------------------------------------------------------------------------


def _earlier(view: View, form: Form, person: str) -> Judgement | None:
    """Return the judgement that a form signs or takes back."""
    earlier = {j.id: j for j in view.judgements()}
    for other in (form.takes_back, form.signs):
        if other and other not in earlier:
            raise NotFoundError(f"no judgement {other}")
    if form.signs and earlier[form.signs].person.casefold() == person.casefold():
        raise UsageError("a second signature must be another person's")
    return earlier.get(form.signs or form.takes_back)


def _verdict(form: Form) -> Verdict:
    known = MEANINGS[read_noun(form.noun)]
    if form.verdict not in known:
        raise UsageError(f"a {form.noun} can be: {', '.join(known)}")
    return next(one for one in known if one == form.verdict)


def _subject(view: View, form: Form, noun: JudgedNoun, verdict: Verdict) -> tuple[tuple[str, ...], tuple[Anchor, ...]]:
    """Return the ids that a judgement is about, and where they stand; of a claim, one statement of each part."""
    named = tuple(form.subject.split())
    if noun != "claim":
        return named, tuple(_anchors(view, named))
    claim = claim_named(view, named)
    if claim is None:
        raise NotFoundError("what is to be judged is in no claim")
    apart = tuple(dict.fromkeys(name for name in form.apart.split() if name in claim.statements))
    other = claim_named(view, form.merged.split())
    if verdict in ("merge", "move") and (other is None or other.id == claim.id):
        raise UsageError("choose the other claim")
    if verdict in ("split", "move") and not apart:
        raise UsageError("tick the statements that do not belong here")
    rest = [name for name in claim.statements if name not in apart]
    if verdict == "split" and not rest:
        raise UsageError("leave at least one statement that stays")
    if verdict == "split":
        subject: tuple[str, ...] = (rest[0], *apart)
    elif verdict == "accept" or other is None:
        subject = named
    else:
        subject = (named[0], other.statements[0]) if verdict == "merge" else (other.statements[0], *apart)
    claims = [claim, other] if other else [claim]
    return subject, tuple(_anchors(view, subject, claims))


def _anchors(view: View, names: Sequence[str], claims: Sequence[Claim] = ()) -> Iterator[Anchor]:
    """Yield where the named records stand; a statement of a claim, at the stretch that says it."""
    for name in names:
        record = view.find(name)
        if isinstance(record, Document):
            yield anchor(name, record)
        elif isinstance(record, Statement):
            document = view.find(record.document)
            assert isinstance(document, Document)
            yield anchor(name, document, _stretch(record, claims))
        elif name.startswith("src_"):
            yield from (anchor(name, d) for d in _below(view, name, names))


def _stretch(statement: Statement, claims: Sequence[Claim]) -> Span:
    for claim in claims:
        for name, proposition in zip(claim.statements, claim.propositions, strict=False):
            if name == statement.id:
                return proposition.span
    return statement.content


def _unseen(view: View, subject: Sequence[str], record: object) -> str:
    """Return an unseen source in words, or nothing where there is none."""
    if record is not None:
        return ""
    source = next((name for name in subject if name.startswith("src_")), "")
    below = [display.name(d) for d in _below(view, source, subject)]
    return f"a source not seen here, of {display.joined(below)}" if below else ""


def _below(view: View, source: str, beside: Sequence[str]) -> list[Document]:
    """Return the documents below an unseen source, which is in the story of the document named beside it."""
    stories = [view.find(story) for name in beside if (story := view.story_of(name))]
    found = [d for s in stories if isinstance(s, Story) for u in s.unseen if u.id == source for d in u.documents]
    records = [view.find(name) for name in found]
    return [r for r in records if isinstance(r, Document)]
