"""Every attribution of a Russian or Ukrainian document, with the unit that it stands in.

Enters: the units of a document. Leaves: ``Said`` in the order of content: attributions by verbs and phrases, with the
quotations that go on after one. Refuses: scare quotes, and a quotation beside which and before which nobody speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.slavic.cues import find_cues
from stemma.statements.slavic.grammar import is_finite
from stemma.statements.slavic.phrases import find_phrases, party
from stemma.statements.slavic.units import Unit, trim
from stemma.statements.slavic.verbs import find_verbal, read_source

FEWEST_SPOKEN = 3
"""Words of a quotation that goes on with the speaker before it; shorter ones are scare quotes."""

MOST_SIGNED = 12
"""Units of the longest post that a last line may give a source to; at the end of a longer text it is a credit."""

MOST_RECENT = 60
"""Attributions looked back at; in a text of 400,000 code points all would cost the square."""

FURTHEST = 3
"""Units between a quotation and the speaker that it goes on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An attribution and the unit that its cue stands in."""

    attribution: Attribution
    unit: Unit
    number: int


def find_attributions(units: Sequence[Unit]) -> list[Said]:
    """Return the attributions of a document."""
    found: list[Said] = []
    for number, unit in enumerate(units):
        before = units[number - 1] if number else None
        verbal = [_carried(one, units, number, found) for one in find_verbal(unit, before)]
        for one in (*verbal, *find_phrases(unit, verbal)):
            found.append(Said(attribution=one, unit=unit, number=number))
        found += _introduced(units, number, verbal)
        _go_on(unit, number, found)
    found += _signed(units, found)
    near: dict[int, list[Said]] = {}
    for said in found:
        near.setdefault(said.number, []).append(said)
    return sorted((said for said in found if not _is_own_thought(said, near[said.number])), key=_order)


def _carried(one: Attribution, units: Sequence[Unit], number: int, found: Sequence[Said]) -> Attribution:
    """Give "об этом сообщил X" what the sentence before makes somebody say, where it does."""
    if number == 0 or one.content[0].end > units[number].tree.parse.starts[units[number].first]:
        return one
    inside = [said.attribution for said in found if said.number == number - 1 and said.attribution.cue is not None]
    return replace(one, content=inside[-1].content) if inside else one


def _is_own_thought(said: Said, found: Sequence[Said]) -> bool:
    """Tell "подчеркнул, что считает …": without a subject it goes on with the speaker around it."""
    here = said.attribution
    if here.source is not None or here.cue is None or here.shape not in ("clause", "object", "infinitive"):
        return False
    others = (o.attribution for o in found if o is not said and o.attribution.source is not None)
    return any(piece.covers(here.cue) for one in others for piece in one.content)


def _order(said: Said) -> tuple[int, int, int]:
    one = said.attribution
    return (one.content[0].start, one.content[-1].end, one.cue.start if one.cue else -1)


def _introduced(units: Sequence[Unit], number: int, verbal: Sequence[Attribution]) -> list[Said]:
    """Return "Он заявил:" and "Минобороны:" at a line's end with the next unit as content."""
    unit = units[number]
    if unit.tree.word(unit.last - 1) != ":" or number + 1 >= len(units) or verbal:
        return []
    content = tuple(_of_paragraph(units[number + 1 :]))
    if not content:
        return []
    colon = unit.tree.span(unit.last - 1, unit.last - 1)
    found = party(unit, unit.first, unit.last - 1)
    if found is not None:
        span = unit.tree.span(found[0], found[1] - 1)
        one = Attribution(source=span, cue=colon, content=content, shape="colon")
        return [Said(attribution=one, unit=unit, number=number)]
    cues = find_cues(unit)
    if not cues:
        return []
    cue = cues[-1]
    one = Attribution(
        source=read_source(unit, cue), cue=unit.tree.span(cue.first, cue.verb), content=content, shape="colon"
    )
    return [Said(attribution=one, unit=unit, number=number)]


def _of_paragraph(units: Sequence[Unit]) -> Iterator[Span]:
    """Yield what the sentences of the first paragraph say."""
    for position, unit in enumerate(units):
        if (
            position
            and "\n" in unit.tree.text[unit.tree.parse.ends[unit.first - 1] : unit.tree.parse.starts[unit.first]]
        ):
            return
        content = trim(unit, unit.first, unit.last)
        if content is not None:
            yield content


def _signed(units: Sequence[Unit], found: Sequence[Said]) -> Iterator[Said]:
    """Yield the sentences of a short post that ends with a line of its own for its source ("Минобороны России")."""
    last = len(units) - 1
    if not 0 < last < MOST_SIGNED or any(said.number == last for said in found):
        return
    unit = units[last]
    first = unit.first
    if unit.lower(first) in unit.listed("attribution", "label_openers") and unit.tree.word(first + 1) == ":":
        first += 2
    signature = party(unit, first, unit.last)
    if signature is None or not _opens_line(unit):
        return
    span = unit.tree.span(signature[0], signature[1] - 1)
    taken = {said.number for said in found}
    for number, other in enumerate(units[:last]):
        content = trim(other, other.first, other.last)
        spoken = any(is_finite(other.tree, t) for t in range(other.first, other.last))
        if number not in taken and content is not None and spoken:
            yield Said(
                attribution=Attribution(source=span, cue=None, content=(content,), shape="dash"),
                unit=other,
                number=number,
            )


def _opens_line(unit: Unit) -> bool:
    before = unit.tree.parse.ends[unit.first - 1]
    return "\n" in unit.tree.text[before : unit.tree.parse.starts[unit.first]]


def _go_on(unit: Unit, number: int, found: list[Said]) -> None:
    """Give each spoken quotation of a unit that nobody says yet to the last one who was quoted."""
    recent = [said for said in found[-MOST_RECENT:] if number - said.number <= FURTHEST]
    for quote in _free_quotes(unit, recent):
        for at in range(len(found) - 1, -1, -1):
            said = found[at]
            if number - said.number > FURTHEST:
                break
            if said.attribution.source is None or not _quotes(said):
                continue
            one = said.attribution
            found[at] = replace(said, attribution=replace(one, content=(*one.content, quote)))
            break


def _quotes(said: Said) -> bool:
    """Tell an attribution with a quotation among its contents."""
    return any(piece.within(said.unit.tree.text)[0] in '«„“"' for piece in said.attribution.content)


def _free_quotes(unit: Unit, found: Sequence[Said]) -> list[Span]:
    """Return the spoken quotations of a unit in which nothing but quotations says anything."""
    tree = unit.tree
    outside = [t for t in range(unit.first, unit.last) if unit.quoted[t] < 0]
    if any(is_finite(tree, t) for t in outside):
        return []
    spans: list[Span] = []
    for number in sorted({unit.quoted[t] for t in range(unit.first, unit.last)} - {-1}):
        quote = unit.quotes[number]
        tokens = [t for t in tree.tokens_in(quote.inner) if tree.word(t)[0].isalnum()]
        taken = any(quote.span.overlaps(p) for said in found for p in said.attribution.content)
        if len(tokens) >= FEWEST_SPOKEN and not taken and any(is_finite(tree, t) for t in tokens):
            spans.append(quote.span)
    return spans
