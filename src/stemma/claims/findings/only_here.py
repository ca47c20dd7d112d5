"""Concrete details that one report of several has alone.

Enters: the claims of a story. Leaves: ``only_here``. Refuses: opinions, background, and what has nothing to check:
only a figure of a named thing, or a statement of somebody who could be asked, is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import as_subject
from stemma.claims.origins import furthest, is_own_voice
from stemma.claims.phrasing import short_text
from stemma.compare.readings import Reading
from stemma.compare.values import is_large
from stemma.model import Quantity

MAX_EACH = 4
"""Findings of this kind for one document, those with figures first; more is a retelling of the report."""

MIN_OWN = 5.0
"""Least figure that is listed when a report gives it in its own voice; "three boats" is scenery."""

MIN_BITS = 25.0
"""Bits of a statement that says something of its own (two or three telling words)."""


def only_here(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A figure or a named party's statement stands in one report alone, though others tell the same event."""
    if len(material.documents) < 2:
        return
    figures = _figures_elsewhere(groups)
    kept: dict[str, list[tuple[tuple[bool, int, int], Draft]]] = {}
    for group in groups:
        if len(group.documents) > 1 or not group.asserting:
            continue
        reading = group.asserting[0]
        figure = next((q for r in group.asserting for q in _own_figures(r, figures)), None)
        if reading.bits < MIN_BITS or reading.statement.type == "opinion" or (figure is None and not _named(reading)):
            continue
        draft = _draft(group, reading, figure, material)
        rank = (figure is None, is_own_voice(reading.statement), reading.statement.content.start)
        kept.setdefault(reading.document.id, []).append((rank, draft))
    for _, found in sorted(kept.items()):
        yield from (draft for _, draft in sorted(found, key=lambda item: item[0])[:MAX_EACH])


def _draft(group: Group, reading: Reading, figure: Quantity | None, material: Material) -> Draft:
    label = material.labels[reading.document.id]
    party = furthest(reading.statement, material)
    who = "in its own voice" if is_own_voice(reading.statement) else f"from {as_subject(party.name, party.kind)}"
    spans = [reading.document.at(reading.statement.content)]
    if figure is not None:
        spans.append(reading.document.at(figure.span))
    return Draft(
        kind="only_here",
        sentence=f"Only {label} has this, {who}: “{short_text(reading)}”.",
        spans=tuple(spans),
        claim=group.id,
        rule="only_here",
    )


def _figures_elsewhere(groups: Sequence[Group]) -> dict[tuple[float | None, float | None], set[str]]:
    """Return, for each amount, the documents that give it anywhere."""
    found: dict[tuple[float | None, float | None], set[str]] = {}
    for group in groups:
        for reading in group.readings:
            for quantity in reading.document.quantities:
                found.setdefault((quantity.low, quantity.high), set()).add(reading.document.id)
    return found


def _own_figures(reading: Reading, elsewhere: dict[tuple[float | None, float | None], set[str]]) -> Iterator[Quantity]:
    """Yield the telling amounts of a statement that no other document gives."""
    for amount in reading.amounts:
        quantity = amount.quantity
        alone = elsewhere.get((quantity.low, quantity.high), set()) <= {reading.document.id}
        least = MIN_OWN if is_own_voice(reading.statement) else 0.0
        if is_large(quantity) and alone and quantity.unit is None and (quantity.high or quantity.low or 0.0) >= least:
            yield quantity


def _named(reading: Reading) -> bool:
    """A named person or body is quoted directly."""
    source = reading.statement.source
    return (
        source.named
        and source.kind in {"person", "organization"}
        and reading.statement.quotation in {"direct", "mixed"}
    )
