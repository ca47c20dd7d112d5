"""Verbs of saying in Russian and Ukrainian, with the clause, quotation, phrase or sentence that they report.

Enters: a unit, and the one before it. Leaves: attributions. Refuses: a verb with nothing said, and verbs inside a
quotation, but for those that part it («A, — сказал он. — B»).

Frames, tried in this order: the sentence before ("об этом сообщил"); ", что …"; ": …"; the verb after what is said
("…, сообщил X", "«…», — сказал X"); "о …"; an infinitive; an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.slavic.cues import Cue, dash_before, find_cues, is_as, is_converb, is_tail
from stemma.statements.slavic.frames import (
    about,
    after_colon,
    fronted,
    infinitive,
    object_of,
    quotation_after,
    that_clause,
)
from stemma.statements.slavic.grammar import is_finite, is_verb
from stemma.statements.slavic.sources import Range, find_subject, with_apposition
from stemma.statements.slavic.tails import (
    Reading,
    around_author,
    around_parenthesis,
    next_dash,
    points_back,
    sentence_before,
)
from stemma.statements.slavic.units import Unit


def find_verbal(unit: Unit, before: Unit | None) -> Iterator[Attribution]:
    """Yield the attributions by verbs of a unit in text order."""
    cues = find_cues(unit)
    last: Range | None = None
    for number, cue in enumerate(cues):
        source = _source(unit, cue)
        if source is not None and _is_nobody(unit, source):
            continue
        found = _read(unit, cue, cues[number + 1 :], source, before)
        if found is None:
            continue
        content, shape, first = found
        if source is None and _goes_on(unit, cue):
            source = last
        last = source or last
        yield Attribution(source=_span(unit, source), cue=unit.tree.span(first, cue.verb), content=content, shape=shape)


def _is_nobody(unit: Unit, source: Range) -> bool:
    """Tell "который" and, outside of quotations, "мы": a relative clause, and the report itself."""
    relative = unit.tree.lemma(source[0]) in unit.listed("attribution", "relative")
    selves = unit.listed("certainty", "self")
    ours = unit.lower(source[0]) in selves and source[1] == source[0] + 1 and unit.quoted[source[0]] < 0
    return relative or ours


def _read(unit: Unit, cue: Cue, later: Sequence[Cue], source: Range | None, before: Unit | None) -> Reading | None:
    """Return what the verb reports, by the first frame that fits."""
    if unit.quoted[cue.verb] >= 0:
        return around_author(unit, cue, source)
    said = that_clause(unit, cue, later)
    if said:
        return said, "clause", cue.first
    said = after_colon(unit, cue) or quotation_after(unit, cue)
    if said:
        return said, "colon", cue.first
    if points_back(unit, cue):
        whole = sentence_before(unit, before)
        return ((whole,), "clause", cue.first) if whole is not None else None
    said = infinitive(unit, cue, later) if not is_as(unit, cue) else ()
    if said:
        return said, "infinitive", cue.first
    found = around_parenthesis(unit, cue, source, later)
    if found is not None:
        return found
    said = fronted(unit, cue) or about(unit, cue, later) or object_of(unit, cue, later)
    return (said, "object", cue.first) if said else None


def _source(unit: Unit, cue: Cue) -> Range | None:
    """Return who speaks: in the verb's chunk, else by grammar anywhere before it in the unit."""
    if unit.quoted[cue.verb] >= 0:
        stop = next_dash(unit, cue.verb)
        opener = dash_before(unit, cue.verb)
        first = opener + 1 if opener is not None else cue.verb
        return find_subject(unit.outside_quotes(first, stop), cue.verb, first, stop)
    chunk = unit.chunks[cue.chunk]
    found = find_subject(unit, cue.verb, chunk.first, chunk.last)
    if found is None and cue.chunk and not is_tail(unit, cue):
        head = unit.tree.child(cue.verb, "nsubj", "nsubj:pass")
        start = unit.chunks[0].first
        if head is not None and start <= head < chunk.first:
            found = find_subject(unit, cue.verb, start, chunk.first)
        elif head is None:
            found = _before_apposition(unit, cue)
    return with_apposition(unit, found, unit.last) if found is not None and found[0] > cue.verb else found


def _before_apposition(unit: Unit, cue: Cue) -> Range | None:
    """Return "Иван Лунин, глава района," before its verb: the chunks between hold no verb."""
    chunk = unit.chunks[cue.chunk - 1]
    tree = unit.tree
    if cue.chunk < 2 or unit.chunks[cue.chunk].opener != "," or chunk.opener != ",":
        return None
    if unit.chunks[cue.chunk].first < cue.first or any(is_finite(tree, t) for t in range(chunk.first, chunk.last)):
        return None
    found = find_subject(unit, cue.verb, unit.chunks[cue.chunk - 2].first, unit.chunks[cue.chunk - 2].last)
    if found is None or found[1] != unit.chunks[cue.chunk - 2].last:
        return None
    return found if any(is_verb(tree, t) for t in range(chunk.first, chunk.last)) else (found[0], chunk.last)


def read_source(unit: Unit, cue: Cue) -> Span | None:
    """Return the span of who speaks by a cue."""
    return _span(unit, _source(unit, cue))


def _span(unit: Unit, found: Range | None) -> Span | None:
    return unit.tree.span(found[0], found[1] - 1) if found is not None else None


def _goes_on(unit: Unit, cue: Cue) -> bool:
    """Tell a verb joined to the one before: "…, и добавил, что"."""
    chunk = unit.chunks[cue.chunk]
    joining = unit.listed("attribution", "joining")
    before = [unit.lower(t) for t in range(chunk.first, cue.verb)]
    return not before or any(word in joining for word in before) or is_converb(unit, cue)
