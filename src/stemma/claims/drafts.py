"""A claim and a finding in the making.

Enters: what grouping and the finding rules decide. Leaves: frozen drafts that ``weigh`` turns into records.
Refuses: nothing; the records check themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemma.claims.trimming import nested
from stemma.compare.readings import Reading
from stemma.ids import make_id
from stemma.model import DocumentSpan, Evidence, Finding, FindingKind, Story

MAX_SPANS = 12
"""Spans of one finding; a reader checks no more, and a claim of 100 reprints would list them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A claim in the making: ``asserting`` and ``denying`` readings, in text order."""

    id: str
    asserting: tuple[Reading, ...]
    denying: tuple[Reading, ...]
    evidence: tuple[Evidence, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings, those that assert first."""
        return self.asserting + self.denying

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, sorted."""
        return tuple(sorted({r.document.id for r in self.readings}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding in the making; ``rule`` names the function that made it."""

    kind: FindingKind
    sentence: str
    spans: tuple[DocumentSpan, ...]
    claim: str | None
    rule: str


def finish(draft: Draft, story: Story) -> Finding:
    """Return the record of a draft; its id covers story, claim, kind and spans."""
    spans = tuple(sorted(set(draft.spans)))[:MAX_SPANS]
    places = [f"{s.document}:{s.span.start}:{s.span.end}" for s in spans]
    return Finding(
        id=make_id("fnd", story.id, draft.claim, draft.kind, draft.rule, *places),
        story=story.id,
        claim=draft.claim,
        kind=draft.kind,
        sentence=nested(draft.sentence),
        spans=spans,
        rule=draft.rule,
    )


Told = Mapping[str, Sequence[tuple[Reading, Group]]]
"""Document id → what it asserts, each with its claim."""


def told_by_document(groups: Iterable[Group]) -> Told:
    """Return, for each document, the readings that assert a claim, with the claim."""
    found: dict[str, list[tuple[Reading, Group]]] = {}
    for group in groups:
        for reading in group.asserting:
            found.setdefault(reading.document.id, []).append((reading, group))
    return found


def contents(readings: Iterable[Reading]) -> tuple[DocumentSpan, ...]:
    """Return the content spans of readings."""
    return tuple(r.document.at(r.statement.content) for r in readings)
