"""What stands around a verb of saying that comes after it: "…, сообщил X", «A, — сказал он. — B», "как пишет X, …".

Enters: a unit, a cue and its source. Leaves: content, shape and the first token of the cue; or the sentence before, to
which "об этом сообщил" points. Refuses: a rest such as "в понедельник" between two commas.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Span
from stemma.statements.attribution import Shape
from stemma.statements.slavic.cues import Cue, dash_before, is_as, is_impersonal, is_tail
from stemma.statements.slavic.frames import piece_of
from stemma.statements.slavic.grammar import feature, is_finite, is_verb
from stemma.statements.slavic.sources import Range
from stemma.statements.slavic.units import DASHES, Unit, trim

Reading = tuple[tuple[Span, ...], Shape, int]
"""Content, shape and the first token of the cue."""

_QUOTE_ENDS = frozenset('»“”"’')


def around_parenthesis(unit: Unit, cue: Cue, source: Range | None, later: Sequence[Cue]) -> Reading | None:
    """Return what stands before ", сообщил X", and after it where the sentence goes on; "как сообщает X, …" too."""
    chunk = unit.chunks[cue.chunk]
    as_ = is_as(unit, cue) and not any(is_finite(unit.tree, t) for t in range(chunk.first, cue.first))
    closed = _closed_quote_before(unit, chunk.first)
    if not (as_ or closed or is_tail(unit, cue)) or (as_ and source is None and is_impersonal(unit, cue)):
        return None
    first, last = region(unit, cue.chunk)
    end = chunk.last
    if source is not None and source[0] >= chunk.first:
        end = max(end, source[1])
    following = next((unit.chunks[c.chunk].first for c in later if c.chunk > cue.chunk), last)
    last = max(end, min(last, following))
    elsewhere = [piece_of(unit, first, chunk.first), piece_of(unit, end, last)]
    whole = as_ and all(elsewhere)
    pieces = tuple(piece for part in elsewhere for piece in part if whole or _says(unit, piece))
    if len(pieces) > 1 and _tells_who(unit, pieces[1]):
        pieces = pieces[:1]
    shape: Shape = "quote" if closed else "dash" if chunk.opener[-1:] in DASHES else "clause"
    start = chunk.first if as_ and cue.first == chunk.first + 1 else cue.first
    return (pieces, shape, start) if pieces else None


def _says(unit: Unit, piece: Span) -> bool:
    """Tell a clause from a rest such as "в понедельник" between two commas."""
    tokens = unit.tree.tokens_in(piece)
    return any(is_verb(unit.tree, t) or unit.quoted[t] >= 0 or unit.tree.word(t)[0].isdigit() for t in tokens)


def _tells_who(unit: Unit, piece: Span) -> bool:
    """Tell "специализирующаяся на …" and "который …" after a name: they say who it is."""
    first = unit.tree.tokens_in(piece)[0]
    relative = unit.tree.lemma(first) in unit.listed("attribution", "relative")
    return relative or "VerbForm=Part" in unit.tree.parse.tags[first]


def region(unit: Unit, number: int) -> tuple[int, int]:
    """Return the tokens around chunk ``number`` that belong to the same sentence part, between semicolons."""
    first, last = unit.first, unit.last
    for position, chunk in enumerate(unit.chunks):
        if chunk.opener == ";":
            if position <= number:
                first = chunk.first
            else:
                last = min(last, chunk.first - 1)
    return first, last


def _closed_quote_before(unit: Unit, token: int) -> bool:
    """Tell "«…», — " or "«…» — " before the chunk."""
    at = token - 1
    while at >= unit.first and (unit.tree.word(at) in DASHES or unit.tree.word(at) == ","):
        at -= 1
    if at < unit.first or at == token - 1 or unit.tree.word(at) not in _QUOTE_ENDS or unit.quoted[at] < 0:
        return False
    quote = unit.quotes[unit.quoted[at]]
    return any(is_finite(unit.tree, t) for t in unit.tree.tokens_in(quote.inner)) or unit.tree.word(at - 1) in "!?…"


def around_author(unit: Unit, cue: Cue, source: Range | None) -> Reading | None:
    """Return the two parts of «A, — сказал он. — B»."""
    dash = dash_before(unit, cue.verb)
    if dash is None:
        return None
    quote = unit.quotes[unit.quoted[cue.verb]]
    tokens = unit.tree.tokens_in(quote.span)
    stop = next_dash(unit, max(cue.verb, source[1] - 1 if source else cue.verb))
    pieces = [*piece_of(unit, tokens[0], dash)]
    if stop < tokens[-1]:
        pieces += piece_of(unit, stop + 1, tokens[-1] + 1)
    return (tuple(pieces), "quote", cue.first) if pieces else None


def next_dash(unit: Unit, token: int) -> int:
    """Return the dash, else the end of the quotation, after the author's words."""
    number = unit.quoted[token]
    at = token
    while at < unit.last and unit.quoted[at] == number:
        if unit.tree.word(at) in DASHES:
            return at
        at += 1
    return at


def points_back(unit: Unit, cue: Cue) -> bool:
    """Tell "об этом сообщил X", "это подтвердил X"."""
    chunk = unit.chunks[cue.chunk]
    if chunk.first != unit.first and not (cue.chunk == 1 and unit.chunks[0].last - unit.chunks[0].first <= 1):
        return False
    for token in range(chunk.first, chunk.last):
        stop = unit.phrase_at(token, "attribution", "this")
        if stop > token and unit.quoted[token] < 0:
            plain = stop - token == 1
            return not plain or (feature(unit.tree, token, "Case") in (None, "Acc", "Nom") and _takes_object(unit, cue))
    return False


def _takes_object(unit: Unit, cue: Cue) -> bool:
    return unit.tree.lemma(cue.verb) in unit.listed("attribution", "object")


def sentence_before(unit: Unit, before: Unit | None) -> Span | None:
    """Return the whole sentence before; ``None`` at the beginning of a text."""
    if before is None or before.last != unit.first:
        return None
    return trim(before, before.first, before.last)
