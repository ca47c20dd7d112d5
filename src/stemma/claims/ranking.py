"""The order of a story's claims: what an editor must look at first.

Enters: claims in the making with their origins. Leaves: a sort key. Refuses: nothing.
"""

from __future__ import annotations

from stemma.claims.drafts import Group
from stemma.claims.phrasing import is_clause, opens_with_pronoun
from stemma.claims.stands import is_own_voice
from stemma.compare.readings import Reading
from stemma.compare.values import is_large
from stemma.model import Origins

LEAD = 4
"""Sentences of a report's opening in which its main points stand."""

LITTLE = 20.0
"""Bits below which a statement says too little to stand among the first."""


def order(group: Group, origins: Origins) -> tuple[int, float, float, str]:
    """Return the sort key: opinion and background last, then most retold on fewest origins, then importance."""
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
    vague = 1.0 if opens_with_pronoun(reading) else 0.0
    return 2 * position + figures + attributed + named + says + (0.3 if statement.places else 0.0) - vague


def _tier(group: Group) -> int:
    """Return 0 for shared claims, then shared opinions, clauses, noun phrases, opinions, and what says too little."""
    opinion = {r.statement.type for r in group.readings} == {"opinion"}
    shared = len(group.documents) > 1
    if max(r.bits for r in group.readings) < LITTLE:
        return 5
    if shared:
        return 1 if opinion else 0
    if opinion:
        return 4
    return 2 if any(is_clause(r) for r in group.readings) else 3


def _retold(group: Group, origins: Origins) -> float:
    """Documents for each origin, so that forty reprints of one post stand before two independent reports."""
    retold = len(group.documents) + (len(group.documents) - 1) / origins.high
    return retold - 0.5 * all(opens_with_pronoun(r) for r in group.asserting)
