"""Which statements make one claim, as people judged it.

Enters: the claims in the making that Stemma gathered, statements as judged, judgements of claims. Leaves: the same
claims with statements moved, each remembering Stemma's claim that it comes from. Refuses: to gather anew: what no
judgement touches stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from stemma.claims.drafts import Group
from stemma.claims.material import Material
from stemma.claims.sides import take_sides
from stemma.compare.readings import Reading, read
from stemma.ids import make_id
from stemma.model import Evidence, Span
from stemma.review.lineages import Act
from stemma.review.statements import Corrected


@dataclass(slots=True, eq=False)
class Gathering:
    """A claim in the making. ``claim``: Stemma's, or ``None`` where people split it off from ``parted``.

    ``joined``: the gathering that took all its statements.
    """

    claim: str | None
    readings: list[Reading]
    evidence: tuple[Evidence, ...] = ()
    parted: str | None = None
    joined: Gathering | None = field(default=None, repr=False)
    group: Group | None = None

    def has(self, statement: str) -> bool:
        """Tell whether a statement takes part in it."""
        return any(r.id == statement for r in self.readings)


def judge_gatherings(
    groups: Sequence[Group], material: Material, corrected: Corrected, acts: Sequence[Act]
) -> list[Gathering]:
    """Return Stemma's claims and those that people made, as they judged them."""
    gatherings = [_opened(group, material, corrected) for group in groups]
    for act in acts:
        if act.judgement.noun != "claim" or any(name not in corrected.statements for name in act.names):
            continue
        if act.judgement.verdict == "split":
            _split(gatherings, act)
        elif act.judgement.verdict == "merge":
            _merge(gatherings, act, material)
        elif act.judgement.verdict == "move":
            _move(gatherings, act, material)
    for gathering in gatherings:
        if gathering.readings and gathering.group is None:
            gathering.readings.sort(key=_place)
            gathering.group = replace(take_sides(gathering.readings, gathering.evidence), id=_identity(gathering))
    return gatherings


def _identity(gathering: Gathering) -> str:
    """Return the id of a claim as judged: Stemma's, or one of its own where Stemma has no such claim."""
    return gathering.claim or make_id("clm", gathering.parted, *sorted({r.id for r in gathering.readings}))


def _opened(group: Group, material: Material, corrected: Corrected) -> Gathering:
    """Return a claim whose statements are as judged; sides are taken again where one is gone or cut."""
    whole = group.readings
    if all(material.statements.get(r.id) == corrected.statements.get(r.id) for r in whole):
        return Gathering(claim=group.id, readings=list(whole), evidence=group.evidence, group=group)
    kept = [_as_judged(r, material, corrected) for r in whole if r.id in corrected.statements]
    opened = Gathering(claim=group.id, readings=[r for r in kept if r is not None], evidence=group.evidence)
    if len(opened.readings) == len(whole) and not any(r.id in corrected.cut for r in whole):
        said = {(r.id, r.statement.content): r for r in opened.readings}
        opened.group = replace(
            group,
            asserting=tuple(said[r.id, r.statement.content] for r in group.asserting),
            denying=tuple(said[r.id, r.statement.content] for r in group.denying),
        )
    return opened


def _as_judged(reading: Reading, material: Material, corrected: Corrected) -> Reading | None:
    """Return a reading with its statement as judged; ``None`` where the corrected stretch has nothing of it."""
    statement = corrected.statements[reading.id]
    document = material.documents[reading.document.id]
    if reading.id in corrected.cut:
        meant = statement.content.overlaps(reading.statement.content)
        return read(statement, document, reading.tree) if meant else None
    inside = reading.statement.content
    places = tuple(p for p in statement.places if inside.covers(p.span))
    own = replace(reading.statement, source=statement.source, chain=statement.chain, places=places)
    return replace(reading, statement=own, document=document, places=places)


# --- moving statements --------------------------------------------------------------------------------------------


def _split(gatherings: list[Gathering], act: Act) -> None:
    """Take the statements that do not belong out of the claim of the first; together they are a claim of their own."""
    stays, *leave = act.names
    source = next((g for g in _of(gatherings, stays, act) if any(g.has(name) for name in leave)), None)
    if source is None:
        return
    out = _taken(source, leave)
    gatherings.append(Gathering(claim=None, readings=out, parted=source.claim or source.parted))


def _merge(gatherings: list[Gathering], act: Act, material: Material) -> None:
    """Put the claims of the named statements into that of the first."""
    first, *others = act.names
    target = _claim_of(gatherings, first, act, material)
    for name in others:
        source = _claim_of(gatherings, name, act, material)
        if source is not target:
            _give(target, _taken(source, [r.id for r in source.readings]))
            source.joined = target


def _move(gatherings: list[Gathering], act: Act, material: Material) -> None:
    """Put the named statements into the claim of the first of them, and out of the claims where they were meant."""
    first, *moved = act.names
    target = _claim_of(gatherings, first, act, material)
    for name in moved:
        source = _claim_of(gatherings, name, act, material)
        if source is not target:
            _give(target, _taken(source, [name]))
            source.joined = None if source.readings else target


def _claim_of(gatherings: list[Gathering], name: str, act: Act, material: Material) -> Gathering:
    """Return the claim that a statement was judged in; one that is in none comes as a claim of its own."""
    found = _of(gatherings, name, act)
    if found:
        return found[0]
    statement = material.statements[name]
    reading = read(statement, material.documents[statement.document], material.trees[statement.document])
    gatherings.append(Gathering(claim=None, readings=[reading]))
    return gatherings[-1]


def _of(gatherings: Iterable[Gathering], name: str, act: Act) -> list[Gathering]:
    """Return the claims of a statement, first that with the most of the stretch that was judged."""
    judged = next(old for old, now in zip(act.judgement.subject, act.names, strict=True) if now == name)
    anchor = next((a for a in act.judgement.anchors if a.id == judged), None)
    placed = act.ground.place(anchor) if anchor else None
    span = placed[1] if placed else None
    own = [g for g in gatherings if g.has(name)]
    return sorted(own, key=lambda g: -max(_shared(r.statement.content, span) for r in g.readings if r.id == name))


def _shared(left: Span, right: Span | None) -> int:
    return 0 if right is None else max(0, min(left.end, right.end) - max(left.start, right.start))


def _taken(source: Gathering, names: Sequence[str]) -> list[Reading]:
    out = [r for r in source.readings if r.id in names]
    if out:
        source.readings = [r for r in source.readings if r.id not in names]
        source.group = None
    return out


def _give(target: Gathering, readings: Sequence[Reading]) -> None:
    known = {(r.id, r.statement.content) for r in target.readings}
    target.readings += [r for r in readings if (r.id, r.statement.content) not in known]
    target.group = None


def _place(reading: Reading) -> tuple[str, Span, str]:
    return reading.document.id, reading.statement.content, reading.id
