"""The order of a story's claims: what an editor must look at first.

Enters: claims in the making with their origins. Leaves: a sort key. Refuses: nothing.
"""

from __future__ import annotations

from stemma.claims.drafts import Group
from stemma.claims.phrasing import FIRST_PERSON, short_text
from stemma.claims.stands import is_own_voice
from stemma.claims.worth import is_anchored, is_history, is_remark, stands_alone
from stemma.compare.readings import Reading
from stemma.compare.values import is_large
from stemma.model import Origins

LEAD = 4
"""Sentences of a report's opening in which its main points stand."""

LITTLE = 20.0
"""Bits below which a statement says too little to stand among the first."""


def order(group: Group, origins: Origins) -> tuple[int, float, float, str]:
    """Return the sort key: remarks, history and fragments last, then most retold, then importance."""
    return (
        _tier(group),
        -_retold(group, origins),
        -sum(importance(r) for r in group.readings) / len(group.readings),
        group.id,
    )


def importance(reading: Reading) -> float:
    """Return how much a statement matters: position, figures, attribution, and how much it says (0 to about 6)."""
    statement = reading.statement
    position = max(0.0, 1.0 - statement.sentence / (LEAD * 4))
    figures = 1.0 if any(is_large(a.quantity) for a in reading.amounts) else 0.0
    attributed = 0.0 if is_own_voice(statement) else 0.8
    named = 0.4 if statement.source.named and attributed else 0.0
    says = min(1.0, reading.bits / 80.0)
    vague = 1.0 if FIRST_PERSON.search(short_text(reading)) else 0.0
    remark = 0.0 if is_anchored(reading) else 1.0
    return 2 * position + figures + attributed + named + says + (0.3 if statement.places else 0.0) - vague - remark


def _tier(group: Group) -> int:
    """Return the shelf of a claim, 0 first.

    Shared claims; shared remarks; claims of one report; remarks of one report; history; fragments and what points
    back to a sentence before it; what says too little.
    """
    if max(r.bits for r in group.readings) < LITTLE:
        return 6
    alone = [r for r in group.asserting if stands_alone(r)]
    if not alone:
        return 5
    if all(is_history(r) for r in alone):
        return 4
    return (0 if len(group.documents) > 1 else 2) + all(is_remark(r) for r in alone)


def _retold(group: Group, origins: Origins) -> float:
    """Documents for each origin, so that forty reprints of one post stand before two independent reports."""
    return len(group.documents) + (len(group.documents) - 1) / origins.high
