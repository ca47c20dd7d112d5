"""Which propositions leave their statement for a claim of their own, and which stay with it.

Enters: groups of readings, a reading for each proposition. Leaves: groups in which every statement stands once for each
claim that it takes part in. Refuses: a claim that only repeats what another claim's statements say as well: where the
same reports tell two things in one breath, they tell one claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.claims.clauses import is_clause
from stemma.compare.readings import Reading, without
from stemma.model import Evidence, Statement

Grouped = tuple[tuple[Reading, ...], tuple[Evidence, ...]]
"""Readings that say one thing, and the evidence that holds them together."""


def share_out(groups: Sequence[Grouped], statements: Mapping[str, Statement]) -> list[Grouped]:
    """Return the groups that are claims; a main proposition takes back those of its statement that found no claim."""
    standing = _standing([(_once(readings), why) for readings, why in groups])
    gone: dict[str, list[Reading]] = defaultdict(list)
    for readings, _ in standing:
        for reading in readings:
            if not reading.main:
                gone[reading.id].append(reading)
    return [
        (tuple(without(r, gone[r.id], statements[r.id]) if r.main else r for r in readings), why)
        for readings, why in standing
    ]


def _once(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Leave out a proposition beside another of its statement that it is part of, and what one report says twice."""
    longest: dict[str, Reading] = {}
    for reading in readings:
        other = longest.setdefault(reading.id, reading)
        if len(reading.tokens) > len(other.tokens):
            longest[reading.id] = reading
    once = tuple(r for r in readings if longest[r.id] is r)
    mains = tuple(r for r in once if r.main)
    return mains if mains and len({r.document.id for r in once}) == 1 else once


def _standing(groups: Sequence[Grouped]) -> list[Grouped]:
    """Return the groups with a main proposition, and of the others those that several reports share beside."""
    ids = [frozenset(r.id for r in readings) for readings, _ in groups]
    standing = {n for n, (readings, _) in enumerate(groups) if any(r.main for r in readings)}
    for number in sorted(set(range(len(groups))) - standing, key=lambda n: (-len(ids[n]), n)):
        if _adds(groups[number][0]) and not any(ids[number] <= ids[other] for other in standing):
            standing.add(number)
    return [groups[n] for n in sorted(standing)]


def _adds(readings: Sequence[Reading]) -> bool:
    """Tell whether propositions beside the main ones make a claim: of two reports, and one of them a sentence."""
    return len({r.document.id for r in readings}) > 1 and any(is_clause(r) for r in readings)
