"""What two documents say themselves of where they have it: outlets named, pages linked, posts and persons shared.

Enters: two witnesses, or a ``Pair``. Leaves: ``Reference`` records (one document names another) and ``Evidence``.
Refuses: a guess: an outlet that is only named counts as named, not as copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.lineage.mentions import outlet_key
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.model import Evidence, Span

LINKED, CREDITED, NAMED = 3.0, 2.5, 1.0
"""Strength of a link to the other's page, of a credit line with the other's outlet, of naming it in the text."""

SHARED_AGENCY, SHARED_CHANNEL = 2.0, 1.0
"""Strength of one agency credited by both, and of one party's post or broadcast that both attribute content to.
The second alone must not decide: two reporters may well read the same post."""

ORPHAN = 1.0
"""Strength of a person mentioned as known, whom only the other document introduces."""

_STRENGTH = {"link": LINKED, "credit": CREDITED, "named": NAMED}
_VERB = {"link": "links to", "credit": "credits", "named": "names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in one document that names or links the other."""

    kind: Literal["link", "credit", "named"]
    span: Span | None
    name: str

    @property
    def strength(self) -> float:
        """How surely the other was used."""
        return _STRENGTH[self.kind]


def refers(borrower: Witness, lender: Witness) -> Reference | None:
    """Return the strongest place in which ``borrower`` names ``lender``'s page or outlet, if any."""
    page = _page(lender.document.url)
    if page and any(_page(link) == page for link in borrower.document.links):
        return Reference(kind="link", span=None, name=lender.document.url or page)
    outlet = outlet_key(lender.document.outlet)
    if not outlet or outlet == outlet_key(borrower.document.outlet):
        return None
    name = lender.document.outlet or outlet
    if outlet in borrower.mentions.agencies:
        return Reference(kind="credit", span=borrower.mentions.agencies[outlet].span, name=name)
    span = borrower.mentions.parties.get(outlet)
    return Reference(kind="named", span=span, name=name) if span else None


def credit(pair: Pair) -> tuple[Evidence, ...]:
    """One document names the other's outlet or links to its page."""
    found: list[Evidence] = []
    for borrower, lender in ((pair.left, pair.right), (pair.right, pair.left)):
        reference = refers(borrower, lender)
        if reference is not None:
            span = borrower.document.at(reference.span) if reference.span else None
            left, right = (span, None) if borrower is pair.left else (None, span)
            detail = f"{borrower.document.outlet or 'one document'} {_VERB[reference.kind]} {reference.name}"
            found.append(Evidence(rule="credit", score=reference.strength, detail=detail, left=left, right=right))
    return tuple(found)


def shared_source(pair: Pair) -> tuple[Evidence, ...]:
    """Both documents credit the same agency, or attribute what they report to the same party's post or broadcast."""
    found: list[Evidence] = []
    left, right = pair.left.mentions, pair.right.mentions
    for mine, theirs, score in (
        (left.agencies, right.agencies, SHARED_AGENCY),
        (left.channels, right.channels, SHARED_CHANNEL),
    ):
        for key in sorted(mine.keys() & theirs.keys())[:1]:
            places = pair.left.document.at(mine[key].span), pair.right.document.at(theirs[key].span)
            detail = f"both go back to {mine[key].name}"
            found.append(Evidence(rule="shared_source", score=score, detail=detail, left=places[0], right=places[1]))
    return tuple(found)


def orphan(pair: Pair) -> tuple[Evidence, ...]:
    """One document speaks of a person as if it had introduced the person, and only the other does."""
    left, right = pair.left.mentions.persons, pair.right.mentions.persons
    for noun in (*orphans(pair.left, pair.right), *orphans(pair.right, pair.left)):
        side = "first" if left[noun].bare else "second"
        detail = f"the {side} document speaks of “the {noun}” without introduction; the other introduces one"
        places = pair.left.document.at(left[noun].span), pair.right.document.at(right[noun].span)
        return (Evidence(rule="orphan", score=ORPHAN, detail=detail, left=places[0], right=places[1]),)
    return ()


def orphans(borrower: Witness, lender: Witness) -> tuple[str, ...]:
    """Return the roles that ``borrower`` mentions as known and only ``lender`` introduces."""
    mine, theirs = borrower.mentions.persons, lender.mentions.persons
    return tuple(sorted(noun for noun in mine.keys() & theirs.keys() if mine[noun].bare and not theirs[noun].bare))


def _page(url: str | None) -> str:
    """Return an address in the form in which two are compared: no scheme, no query, no closing slash."""
    shown = (url or "").casefold().split("#")[0].split("?")[0]
    return shown.split("://", 1)[-1].removeprefix("www.").rstrip("/")
