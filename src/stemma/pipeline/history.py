"""What became of earlier stories and claims when a case grew.

Enters: the stories and claims before and after. Leaves: the ones after, with ``replaces`` naming the earlier ids whose
members they took over. Refuses: nothing; an earlier one whose members are all gone has no heir.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from stemma.model import Claim, Story


class _Kept(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def replaces(self) -> tuple[str, ...]: ...


Heir = TypeVar("Heir", bound=_Kept)


def inherit_stories(after: Sequence[Story], before: Sequence[Story]) -> tuple[Story, ...]:
    """Return ``after`` with ``replaces``: a story inherits from one that vanished if it took most of its documents."""
    names = _inheritance(after, before, lambda story: story.documents)
    return tuple(replace(story, replaces=names.get(story.id, ())) for story in after)


def inherit_claims(after: Sequence[Claim], before: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return ``after`` with ``replaces``: a claim inherits from one that vanished if it took most of its statements."""
    names = _inheritance(after, before, lambda claim: claim.statements)
    return tuple(replace(claim, replaces=names.get(claim.id, ())) for claim in after)


def _inheritance(
    after: Sequence[Heir], before: Sequence[Heir], members: Callable[[Heir], Sequence[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Map the id of each heir to the sorted ids that it replaces, those of its forerunners included."""
    owner = {member: heir.id for heir in after for member in members(heir)}
    alive = {heir.id for heir in after}
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    for record in before:
        if record.id in alive:
            heirs[record.id].update(record.replaces)
            continue
        heir_of = _heaviest(owner[member] for member in members(record) if member in owner)
        if heir_of is not None:
            heirs[heir_of].update((record.id, *record.replaces))
    return {name: tuple(sorted(earlier - {name})) for name, earlier in heirs.items()}


def _heaviest(names: Iterable[str]) -> str | None:
    """Return the commonest of ``names``, of equally common ones the smallest."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name), default=None)
