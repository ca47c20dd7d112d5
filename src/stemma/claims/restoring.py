"""Make the claims of a story, as records, into claims in the making again, without gathering anew.

Enters: claims, and the readings of the story that can be claims. Leaves: groups as they were when the claims were
concluded. Refuses: records of another version, whose statements have no such readings (``None``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from stemma.claims.drafts import Group
from stemma.claims.material import Material
from stemma.claims.sides import take_sides
from stemma.compare.readings import Reading, without
from stemma.model import Claim


def restore(claims: Sequence[Claim], readings: Iterable[Reading], material: Material) -> list[Group] | None:
    """Return the groups that the claims were made from, in the claims' order."""
    known: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        known[reading.id].append(reading)
    members = [_members(claim, known) for claim in claims]
    gone: defaultdict[str, list[Reading]] = defaultdict(list)
    for own in members:
        for reading in own or ():
            if not reading.main:
                gone[reading.id].append(reading)
    groups: list[Group] = []
    for claim, own in zip(claims, members, strict=True):
        if own is None:
            return None
        whole = tuple(without(r, gone[r.id], material.statements[r.id]) if r.main else r for r in own)
        group = take_sides(whole, claim.evidence)
        if group.id != claim.id:
            return None
        groups.append(group)
    return groups


def _members(claim: Claim, known: defaultdict[str, list[Reading]]) -> list[Reading] | None:
    """Return the reading of each statement of a claim: the proposition that its record names, else the main one."""
    found: list[Reading] = []
    for name, proposition in zip(claim.statements, claim.propositions, strict=True):
        own = known.get(name, [])
        aside = (r for r in own if not r.main and r.statement.content == proposition.span)
        reading = next(aside, None) or next((r for r in own if r.main), None)
        if reading is None:
            return None
        found.append(reading)
    return sorted(found, key=lambda r: (r.document.id, r.statement.content, r.id))
