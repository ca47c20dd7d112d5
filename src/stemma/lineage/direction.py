"""Decide which of two documents could have been made from the other.

Enters: a ``Pair``. Leaves: ``Evidence`` whose score is positive where the left lends to the right, negative the
other way round (natural-log odds). Refuses: a guess: below ``DECIDED`` the direction stays open.
"""

from __future__ import annotations

from datetime import UTC, datetime

from stemma.lineage.credits import Reference, orphans, refers
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.lineage.rules import LINED_UP
from stemma.model import Evidence, Published

DECIDED = 1.8
"""Log odds from which a direction is said: six to one. An orphan alone (1.0) must not decide, because the person
may have been introduced in a third document that both retell."""

TIME, LINK, CREDIT, NAMED, ORPHAN, CUT, PART = 4.0, 4.0, 3.0, 2.0, 1.0, 2.0, 1.0
"""Log odds of: published before the other; links to it; credits its outlet; names its outlet; refers to a person
whom only it introduces; is the other without its end; is part of the other."""

CONTAINED = 0.85
"""Share of the shorter document's sentences with a counterpart from which it may be a cut of the longer one."""

TAIL = 0.25
"""Share of the longer document after the last counterpart, from which it was cut at the end. An author who adds
to a text seldom adds a quarter at the very end and nothing before."""


def direct(pair: Pair) -> tuple[Evidence, ...]:
    """Return all that speaks for the left (positive) or for the right (negative) as the lender."""
    found = (*time(pair), *reference(pair), *orphan_direction(pair), *cut(pair))
    return tuple(sorted(found, key=lambda e: (-abs(e.score), e.rule, e.detail)))


def before(left: Published | None, right: Published | None) -> bool:
    """Tell whether everything in the left interval lies before everything in the right one."""
    if left is None or right is None:
        return False
    first, second = left.latest, right.earliest
    if len(first) > 10 and len(second) > 10:
        a, b = _moment(first), _moment(second)
        if a is not None and b is not None:
            return a < b
    return first[:10] < second[:10]


def time(pair: Pair) -> tuple[Evidence, ...]:
    """Whichever was published first cannot have been made from the other."""
    left, right = pair.left.document, pair.right.document
    for sign, first, second in ((1, left, right), (-1, right, left)):
        if first.published and second.published and before(first.published, second.published):
            detail = f"published {first.published.latest}, before {second.published.earliest}"
            return (Evidence(rule="time", score=sign * TIME, detail=detail),)
    return ()


def reference(pair: Pair) -> tuple[Evidence, ...]:
    """A document that names, credits, forwards or links the other had it before its eyes."""
    found: list[Evidence] = []
    for sign, borrower, lender in ((1, pair.right, pair.left), (-1, pair.left, pair.right)):
        named = refers(borrower, lender)
        if named is not None:
            score = {"link": LINK, "forward": LINK, "credit": CREDIT, "named": NAMED}[named.kind]
            found.append(_referring(pair, borrower, named, sign * score))
    return tuple(found)


def orphan_direction(pair: Pair) -> tuple[Evidence, ...]:
    """A document that speaks of a person as known, whom only the other introduces, was cut or retold from it."""
    found: list[Evidence] = []
    for sign, borrower, lender in ((1, pair.right, pair.left), (-1, pair.left, pair.right)):
        for noun in orphans(borrower, lender)[:1]:
            spans = {w: w.document.at(w.mentions.persons[noun].span) for w in (borrower, lender)}
            detail = f"“the {noun}” is introduced in one document only"
            left, right = spans[pair.left], spans[pair.right]
            found.append(Evidence(rule="orphan_direction", score=sign * ORPHAN, detail=detail, left=left, right=right))
    return tuple(found)


def cut(pair: Pair) -> tuple[Evidence, ...]:
    """One document is a part of the other: an editor cuts more often than he adds, above all at the end."""
    lined = [m for m in pair.matches if m.share >= LINED_UP]
    for sign, longer, shorter, kept, used in (
        (1, pair.left, pair.right, {m.right for m in lined}, {m.left for m in lined}),
        (-1, pair.right, pair.left, {m.left for m in lined}, {m.right for m in lined}),
    ):
        rest = len(longer.sentences) - len(used)
        if len(kept) >= max(2, CONTAINED * len(shorter.sentences)) and rest >= TAIL * len(longer.sentences):
            behind = len(longer.sentences) - 1 - max(used)
            at_end = behind >= TAIL * len(longer.sentences) and len(used) >= CONTAINED * (max(used) + 1)
            detail = f"the shorter document has nothing of its own; the longer one has {rest} more sentences"
            return (Evidence(rule="cut", score=sign * (CUT if at_end else PART), detail=detail),)
    return ()


def _referring(pair: Pair, borrower: Witness, named: Reference, score: float) -> Evidence:
    span = borrower.document.at(named.span) if named.span else None
    left, right = (span, None) if borrower is pair.left else (None, span)
    detail = f"{borrower.document.outlet or 'one document'} {named.verb} {named.name}"
    return Evidence(rule="reference", score=score, detail=detail, left=left, right=right)


def _moment(stamp: str) -> datetime | None:
    """Return the moment of a time stamp in UTC; one without a zone counts as UTC."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
