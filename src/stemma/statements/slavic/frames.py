"""What stands after a verb of saying: ", что …", ": …", a quotation, "о …", an infinitive, an object.

Enters: a unit, a cue and the cues after it. Leaves: the pieces of content. Refuses: nothing; a frame that does not fit
gives no pieces.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Span
from stemma.statements.slavic.cues import Cue, content_end, is_converb, is_impersonal
from stemma.statements.slavic.grammar import feature, is_finite, is_verb
from stemma.statements.slavic.sources import find_subject
from stemma.statements.slavic.units import Unit, trim

Pieces = tuple[Span, ...]


def that_clause(unit: Unit, cue: Cue, later: Sequence[Cue]) -> Pieces:
    """Return ", что …" after the verb; a chunk without a verb may stand between ("сказал Лунин, мэр, что")."""
    opens = unit.listed("attribution", "that")
    for number in range(cue.chunk + 1, min(cue.chunk + 3, len(unit.chunks))):
        chunk = unit.chunks[number]
        if not chunk.opener.startswith(","):
            return ()
        at = _skip_particles(unit, chunk.first, chunk.last)
        if unit.lower(at) in opens or (at + 1 < chunk.last and unit.lower(at + 1) in opens and _is_adp(unit, at)):
            if any(c.chunk < number for c in later) and not is_converb(unit, cue):
                return ()
            first = _to_that(unit, cue, unit.chunks[number - 1].last) if number == cue.chunk + 1 else chunk.first
            return piece_of(unit, first, content_end(unit, later, number))
        if any(is_verb(unit.tree, t) for t in range(chunk.first, chunk.last)):
            return ()
    return ()


def _is_adp(unit: Unit, token: int) -> bool:
    return unit.tree.parse.pos[token] == "ADP"


def _skip_particles(unit: Unit, first: int, last: int) -> int:
    while (
        first + 1 < last
        and unit.tree.parse.pos[first] == "PART"
        and unit.lower(first) not in unit.listed("attribution", "that")
    ):
        first += 1
    return first


def _to_that(unit: Unit, cue: Cue, comma: int) -> int:
    """Return where the content begins: at "о том" before the comma, else after it."""
    for at in range(max(cue.verb + 1, comma - 3), comma):
        if unit.phrase_at(at, "attribution", "to_that") == comma:
            return at
    return comma + 1


def after_colon(unit: Unit, cue: Cue) -> Pieces:
    """Return what stands after "X сказал:"."""
    for number in range(cue.chunk + 1, min(cue.chunk + 3, len(unit.chunks))):
        if unit.chunks[number].opener.endswith(":"):
            return piece_of(unit, unit.chunks[number].first, unit.last)
        if any(is_verb(unit.tree, t) for t in range(unit.chunks[number].first, unit.chunks[number].last)):
            return ()
    return ()


def quotation_after(unit: Unit, cue: Cue) -> Pieces:
    """Return the quotation in "X заявил «…»" where it is a sentence."""
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if unit.quoted[token] >= 0:
            quote = unit.quotes[unit.quoted[token]]
            spoken = any(is_finite(unit.tree, t) for t in unit.tree.tokens_in(quote.inner))
            return (quote.span,) if spoken else ()
    return ()


def fronted(unit: Unit, cue: Cue) -> Pieces:
    """Return "О пожаре" before "сообщил губернатор"."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "about"):
        return ()
    abouts = unit.listed("attribution", "prepositions_about")
    tokens = range(unit.chunks[cue.chunk].first, cue.first)
    first = next((t for t in tokens if unit.lower(t) in abouts and unit.quoted[t] < 0), None)
    if first is None:
        return ()
    source = find_subject(unit, cue.verb, first, cue.verb)
    return piece_of(unit, first, source[0] if source is not None else cue.first)


def about(unit: Unit, cue: Cue, later: Sequence[Cue]) -> Pieces:
    """Return "о гибели двух рабочих" after the verb or its subject."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "about") and not is_impersonal(unit, cue):
        return ()
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if unit.lower(token) in unit.listed("attribution", "prepositions_about") and unit.quoted[token] < 0:
            return piece_of(unit, token, content_end(unit, later, cue.chunk))
    return ()


def infinitive(unit: Unit, cue: Cue, later: Sequence[Cue]) -> Pieces:
    """Return the infinitive in "пообещал восстановить мост"."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "promise"):
        return ()
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if "VerbForm=Inf" in unit.tree.parse.tags[token]:
            first = token - 1 if unit.lower(token - 1) in unit.listed("certainty", "negatives") else token
            first = _asked(unit, cue, first)
            return piece_of(unit, first, content_end(unit, later, cue.chunk))
    return ()


def _asked(unit: Unit, cue: Cue, infinitive: int) -> int:
    """Return where "стороны прекратить огонь" begins in "призвал стороны прекратить огонь"."""
    tree, chunk = unit.tree, unit.chunks[cue.chunk]
    source = find_subject(unit, cue.verb, chunk.first, infinitive)
    at = cue.verb + 1 if source is None or source[0] < cue.verb else source[1]
    asked = at < infinitive and tree.parse.pos[at] in ("NOUN", "PROPN", "ADJ", "PRON", "DET")
    told = feature(tree, at, "Case") == "Dat" and tree.lemma(at) in unit.listed("speakers", "addressees")
    return at if asked and not told and unit.lower(at) not in unit.listed("speakers", "times") else infinitive


def object_of(unit: Unit, cue: Cue, later: Sequence[Cue]) -> Pieces:
    """Return the object in "подтвердил гибель двух рабочих": what follows the verb and its subject."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "object") or is_converb(unit, cue):
        return ()
    chunk = unit.chunks[cue.chunk]
    source = find_subject(unit, cue.verb, chunk.first, chunk.last)
    first = cue.verb + 1 if source is None or source[0] < cue.verb else source[1]
    if first >= chunk.last:
        return ()
    end = content_end(unit, later, cue.chunk)
    piece = trim(unit, first, end)
    return (
        (piece,)
        if piece is not None
        and any(unit.tree.parse.pos[t] in ("NOUN", "PROPN", "PRON") for t in unit.tree.tokens_in(piece))
        else ()
    )


def piece_of(unit: Unit, first: int, last: int) -> Pieces:
    """Return the one piece that the tokens ``[first, last)`` make, or none."""
    span = trim(unit, first, last)
    return (span,) if span is not None else ()
