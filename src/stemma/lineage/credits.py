"""What two documents say themselves of where they have it: outlets named, pages linked, posts and persons shared.

Enters: two witnesses, or a ``Pair``. Leaves: ``Reference`` records (one document names another) and ``Evidence``.
Refuses: a guess: an outlet that is only named counts as named, not as copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.language.words import words
from stemma.lineage.mentions import Cited, outlet_key
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness
from stemma.model import DocumentSpan, Evidence, Span

LINKED, CREDITED, NAMED = 2.8, 2.5, 1.0
"""Strength of a link to the other's page or a forward of its post, of a credit line with the other's outlet, of naming
it in the text."""

SHARED_AGENCY, SHARED_CHANNEL = 2.0, 1.0
"""Strength of one agency credited by both, and of one party's post or broadcast that both attribute content to.
The second alone must not decide: two reporters may well read the same post."""

SPEAKER, SPEAKER_BIT = 1.5, 0.6
"""Most that one shared speaker counts, and what a bit of rarity in the story counts. A spokesman whom every
second document quotes counts 0.6; the expert in three of fourteen documents 1.4."""

ORPHAN = 1.0
"""Strength of a person mentioned as known, whom only the other document introduces."""

_STRENGTH = {"link": LINKED, "forward": LINKED, "credit": CREDITED, "named": NAMED}
_VERB = {"link": "links to", "forward": "forwards", "credit": "credits", "named": "names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in one document that names or links the other."""

    kind: Literal["link", "forward", "credit", "named"]
    span: Span | None
    name: str

    @property
    def strength(self) -> float:
        """How surely the other was used."""
        return _STRENGTH[self.kind]

    @property
    def verb(self) -> str:
        """What the document does to the other, in words."""
        return _VERB[self.kind]


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
        span = borrower.mentions.agencies[outlet].span
        return Reference(kind="credit" if span else "forward", span=span, name=name)
    span = borrower.mentions.parties.get(outlet)
    return Reference(kind="named", span=span, name=name) if span and _is_said(borrower, outlet, span) else None


def _is_said(borrower: Witness, outlet: str, span: Span) -> bool:
    """Tell whether an outlet is named for what it says: a police that sends boats is an outlet, too, but no source."""
    if outlet in borrower.mentions.sources:
        return True
    tree = borrower.tree
    saying = words(tree.parse.language, "attribution")
    if not saying:
        return True
    verbs = frozenset().union(*saying.values()) | words(tree.parse.language, "certainty").get("verify", frozenset())
    token = tree.tokens_in(span)[-1]
    while tree.parse.pos[token] != "VERB" and tree.parse.heads[token] != token:
        token = tree.parse.heads[token]
    return tree.lemma(token) in verbs


def credit(pair: Pair) -> tuple[Evidence, ...]:
    """One document names the other's outlet or links to its page."""
    found: list[Evidence] = []
    for borrower, lender in ((pair.left, pair.right), (pair.right, pair.left)):
        reference = refers(borrower, lender)
        if reference is not None:
            span = borrower.document.at(reference.span) if reference.span else None
            left, right = (span, None) if borrower is pair.left else (None, span)
            detail = f"{borrower.document.outlet or 'one document'} {reference.verb} {reference.name}"
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
            places = _place(pair.left, mine[key]), _place(pair.right, theirs[key])
            detail = f"both go back to {mine[key].name}"
            found.append(Evidence(rule="shared_source", score=score, detail=detail, left=places[0], right=places[1]))
    return tuple(found)


def common_origin(left: Witness, right: Witness) -> str | None:
    """Return the key of an agency, or else of a channel, that both documents credit."""
    for mine, theirs in (
        (left.mentions.agencies, right.mentions.agencies),
        (left.mentions.channels, right.mentions.channels),
    ):
        both = mine.keys() & theirs.keys()
        if both:
            return min(both)
    return None


def shared_speaker(pair: Pair) -> tuple[Evidence, ...]:
    """Both documents quote the same person, whom few documents of the story quote.

    The choice of an expert is an author's, not the event's.
    """
    left, right = pair.left.mentions.speakers, pair.right.mentions.speakers
    for surname in sorted(left.keys() & right.keys(), key=lambda s: (-pair.usage.telling(s), s))[:1]:
        score = min(SPEAKER, SPEAKER_BIT * pair.usage.telling(surname))
        places = _place(pair.left, left[surname]), _place(pair.right, right[surname])
        detail = f"both quote {max(left[surname].name, right[surname].name, key=len)}"
        return (Evidence(rule="shared_speaker", score=score, detail=detail, left=places[0], right=places[1]),)
    return ()


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


def _place(witness: Witness, cited: Cited) -> DocumentSpan | None:
    """Return where a witness names something; a forward names its channel outside of the text."""
    return witness.document.at(cited.span) if cited.span else None


def _page(url: str | None) -> str:
    """Return an address in the form in which two are compared: no scheme, no query, no closing slash."""
    shown = (url or "").casefold().split("#")[0].split("?")[0]
    return shown.split("://", 1)[-1].removeprefix("www.").rstrip("/")
