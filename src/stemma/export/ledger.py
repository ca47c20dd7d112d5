"""The certainty ledger: how sure each copy of a claim is, and what became of its caveat.

Enters: one arranged claim, the links of its story. Leaves: one ``Copy`` for each document, in time order.
Refuses: to say who dropped a caveat where the direction of copying is undecided; it then says who has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.claims.findings.certainty import RANK
from stemma.export.outline import Entry
from stemma.model import Commitment, Document, Link, Span, Statement

Caveat = Literal["kept", "weakened", "dropped", "invented", "has one", "none"]

COMMITMENT: Mapping[Commitment, str] = {
    "certain": "told as a fact",
    "probable": "told as probable",
    "possible": "told as possible",
    "reported": "told as what others say",
}

FATES: tuple[Caveat, ...] = ("dropped", "weakened", "invented", "kept", "has one", "none")
"""What can become of a caveat, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What one document makes of a claim. ``words`` carry its certainty; ``caution`` are its caveats."""

    document: Document
    statements: tuple[Statement, ...]
    commitment: Commitment
    denies: bool
    words: tuple[Span, ...]
    caution: tuple[Statement, ...]
    caveat: Caveat
    lender: str | None


def copies(entry: Entry, links: Sequence[Link]) -> tuple[Copy, ...]:
    """Return the copies of a claim, with what each did to the certainty of the report it retells."""
    known = {d.id for d in entry.documents}
    lenders = {
        link.borrower: link.lender
        for link in sorted(links, key=lambda k: (k.probability, k.id))
        if link.kind == "retells" and link.direction == "decided" and link.lender in known
    }
    return tuple(_copy(entry, document, lenders.get(document.id)) for document in entry.documents)


def _copy(entry: Entry, document: Document, lender: str | None) -> Copy:
    own = tuple(s for s in entry.statements if s.document == document.id)
    loudest = max(own, key=lambda s: (RANK[s.certainty.commitment], s.id), default=None)
    return Copy(
        document=document,
        statements=own,
        commitment=loudest.certainty.commitment if loudest else "reported",
        denies=bool(own) and all(s.certainty.polarity == "denied" for s in own),
        words=loudest.certainty.words if loudest else (),
        caution=_caution(entry, document.id),
        caveat=_fate(entry, document.id, lender),
        lender=lender,
    )


def _caution(entry: Entry, document: str) -> tuple[Statement, ...]:
    return tuple(s for s in entry.caveats if s.document == document)


def _fate(entry: Entry, document: str, lender: str | None) -> Caveat:
    """Return what became of the lender's caveat in this copy."""
    here = bool(_caution(entry, document))
    if lender is None:
        return "has one" if here else "none"
    there = bool(_caution(entry, lender))
    if not there:
        return "invented" if here else "none"
    if not here:
        return "dropped"
    return "weakened" if _stronger(entry, document, lender) else "kept"


def _stronger(entry: Entry, document: str, lender: str) -> bool:
    """Tell whether this copy commits itself more than its lender does."""
    return _commitment(entry, document) > _commitment(entry, lender)


def _commitment(entry: Entry, document: str) -> int:
    return max((RANK[s.certainty.commitment] for s in entry.statements if s.document == document), default=1)
