"""Verbs of saying in Russian and Ukrainian, with the clause, quotation, phrase or sentence that they report.

Enters: a unit, and the one before it. Leaves: attributions. Refuses: a verb with nothing said, and verbs inside a
quotation, but for those that part it («A, — сказал он. — B»).

Frames, tried in this order: the sentence before ("об этом сообщил"); ", что …"; ": …"; the verb after what is said
("…, сообщил X", "«…», — сказал X"); "о …"; an infinitive; an object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Span
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.slavic.grammar import feature, is_finite, is_verb
from stemma.statements.slavic.sources import Range, find_subject, with_apposition
from stemma.statements.slavic.units import DASHES, Unit, trim

_QUOTE_ENDS = frozenset('»“”"’')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb of saying at ``verb`` in chunk ``chunk``; ``first`` is its negation, or the verb itself."""

    verb: int
    first: int
    chunk: int


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


def find_cues(unit: Unit) -> list[Cue]:
    """Return the verbs of saying of a unit."""
    found: list[Cue] = []
    for token in range(unit.first, unit.last):
        if not _may_report(unit, token) or (unit.quoted[token] >= 0 and not _parts_quote(unit, token)):
            continue
        first = token
        if token > unit.first and unit.lower(token - 1) in unit.listed("certainty", "negatives"):
            first = token - 1
        found.append(Cue(verb=token, first=first, chunk=unit.chunk_at(token)))
    return found


def _may_report(unit: Unit, token: int) -> bool:
    lemma = unit.tree.lemma(token)
    if unit.lower(token) in unit.listed("attribution", "impersonal"):
        return True
    if feature(unit.tree, token, "Person") == "1" or unit.lower(token).endswith("мо"):
        return False
    tag = unit.tree.parse.tags[token]
    if ("VerbForm=Fin" not in tag and "VerbForm=Conv" not in tag) or "Person=0" in tag:
        return False
    return any(lemma in unit.listed("attribution", block) for block in ("say", "about", "object", "promise"))


def _parts_quote(unit: Unit, token: int) -> bool:
    """Tell «A, — сказал он. — B»: a dash after a comma or a full stop opens the speaker's part."""
    return _dash_before(unit, token) is not None


def _dash_before(unit: Unit, token: int) -> int | None:
    """Return the dash that opens the author's words in a quotation or a dialogue, right before the verb or subject."""
    tree = unit.tree
    for at in range(token - 1, max(unit.first, token - 4), -1):
        if tree.word(at) in DASHES:
            return at if at > unit.first and tree.word(at - 1) in (",", ".", "!", "?", "…") else None
        if tree.parse.pos[at] not in ("PRON", "ADV", "PART", "CCONJ", "NOUN", "PROPN"):
            return None
    return None


Reading = tuple[tuple[Span, ...], Shape, int]
"""Content, shape and the first token of the cue."""


def _read(unit: Unit, cue: Cue, later: list[Cue], source: Range | None, before: Unit | None) -> Reading | None:
    """Return what the verb reports, by the first frame that fits."""
    if unit.quoted[cue.verb] >= 0:
        return _inside_quote(unit, cue, source)
    for frame in (_that, _colon, _quote_object):
        pieces = frame(unit, cue, later)
        if pieces:
            return pieces, "colon" if frame is _colon else "clause", cue.first
    if _points_back(unit, cue):
        whole = _sentence_before(unit, cue, before)
        return ((whole,), "clause", cue.first) if whole is not None else None
    asked = _infinitive(unit, cue, later) if not _is_as(unit, cue) else ()
    if asked:
        return asked, "infinitive", cue.first
    found = _after_content(unit, cue, source, later)
    if found is not None:
        return found
    for frame in (_fronted, _about, _object):
        pieces = frame(unit, cue, later)
        if pieces:
            return pieces, "object", cue.first
    return None


def _source(unit: Unit, cue: Cue) -> Range | None:
    """Return who speaks: in the verb's chunk, else by grammar anywhere before it in the unit."""
    if unit.quoted[cue.verb] >= 0:
        stop = _next_dash(unit, cue.verb)
        opener = _dash_before(unit, cue.verb)
        first = opener + 1 if opener is not None else cue.verb
        return find_subject(unit.outside_quotes(first, stop), cue.verb, first, stop)
    chunk = unit.chunks[cue.chunk]
    found = find_subject(unit, cue.verb, chunk.first, chunk.last)
    if found is None and cue.chunk and not _is_tail(unit, cue):
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
    return not before or any(word in joining for word in before) or "VerbForm=Conv" in unit.tree.parse.tags[cue.verb]


# --- after the verb ---------------------------------------------------------------------------------


def _that(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return ", что …" after the verb; a chunk without a verb may stand between ("сказал Лунин, мэр, что")."""
    opens = unit.listed("attribution", "that")
    for number in range(cue.chunk + 1, min(cue.chunk + 3, len(unit.chunks))):
        chunk = unit.chunks[number]
        if not chunk.opener.startswith(","):
            return ()
        at = _skip_particles(unit, chunk.first, chunk.last)
        if unit.lower(at) in opens or (at + 1 < chunk.last and unit.lower(at + 1) in opens and _is_adp(unit, at)):
            if any(c.chunk < number for c in later) and not _is_relay(unit, cue):
                return ()
            first = _to_that(unit, cue, unit.chunks[number - 1].last) if number == cue.chunk + 1 else chunk.first
            return _piece(unit, first, content_end(unit, later, number))
        if any(is_verb(unit.tree, t) for t in range(chunk.first, chunk.last)):
            return ()
    return ()


def _is_adp(unit: Unit, token: int) -> bool:
    return unit.tree.parse.pos[token] == "ADP"


def _is_relay(unit: Unit, cue: Cue) -> bool:
    return "VerbForm=Conv" in unit.tree.parse.tags[cue.verb]


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


def content_end(unit: Unit, later: list[Cue], number: int) -> int:
    """Return where a content that begins in chunk ``number`` ends: before another speaker's part of the sentence."""
    for cue in later:
        if cue.chunk < number:
            continue
        chunk = unit.chunks[cue.chunk]
        joining = unit.listed("attribution", "joining") - {"как", "при"}
        before = cue.first - 1
        if cue.chunk > number and (unit.lower(chunk.first) in joining or chunk.opener == ";"):
            return chunk.first - 1
        if cue.chunk > number and _is_tail(unit, cue):
            return chunk.first - 1
        if before >= chunk.first and unit.lower(before) in joining and _opens_clause(unit, cue):
            return before
    return unit.last


def _opens_clause(unit: Unit, cue: Cue) -> bool:
    """Tell a verb of saying after which ", что" or ":" comes."""
    if cue.chunk + 1 >= len(unit.chunks):
        return False
    following = unit.chunks[cue.chunk + 1]
    return following.opener == ":" or unit.lower(following.first) in unit.listed("attribution", "that")


def _colon(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return what stands after "X сказал:"."""
    chunk = unit.chunks[cue.chunk]
    for number in range(cue.chunk + 1, min(cue.chunk + 3, len(unit.chunks))):
        if unit.chunks[number].opener.endswith(":"):
            return _piece(unit, unit.chunks[number].first, unit.last)
        if any(is_verb(unit.tree, t) for t in range(unit.chunks[number].first, unit.chunks[number].last)):
            return ()
    del chunk, later
    return ()


def _quote_object(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return the quotation in "X заявил «…»" where it is a sentence."""
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if unit.quoted[token] >= 0:
            quote = unit.quotes[unit.quoted[token]]
            spoken = any(is_finite(unit.tree, t) for t in unit.tree.tokens_in(quote.inner))
            return (quote.span,) if spoken else ()
    del later
    return ()


def _about(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return "о гибели двух рабочих" after the verb or its subject."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "about") and not _is_impersonal(unit, cue):
        return ()
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if unit.lower(token) in unit.listed("attribution", "prepositions_about") and unit.quoted[token] < 0:
            return _piece(unit, token, content_end(unit, later, cue.chunk))
    return ()


def _fronted(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return "О пожаре" before "сообщил губернатор"."""
    del later
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "about"):
        return ()
    abouts = unit.listed("attribution", "prepositions_about")
    tokens = range(unit.chunks[cue.chunk].first, cue.first)
    first = next((t for t in tokens if unit.lower(t) in abouts and unit.quoted[t] < 0), None)
    if first is None:
        return ()
    source = find_subject(unit, cue.verb, first, cue.verb)
    return _piece(unit, first, source[0] if source is not None else cue.first)


def _is_impersonal(unit: Unit, cue: Cue) -> bool:
    return unit.lower(cue.verb) in unit.listed("attribution", "impersonal")


def _infinitive(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return the infinitive in "пообещал восстановить мост"."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "promise"):
        return ()
    chunk = unit.chunks[cue.chunk]
    for token in range(cue.verb + 1, chunk.last):
        if "VerbForm=Inf" in unit.tree.parse.tags[token]:
            first = token - 1 if unit.lower(token - 1) in unit.listed("certainty", "negatives") else token
            return _piece(unit, first, content_end(unit, later, cue.chunk))
    return ()


def _object(unit: Unit, cue: Cue, later: list[Cue]) -> tuple[Span, ...]:
    """Return the object in "подтвердил гибель двух рабочих": what follows the verb and its subject."""
    if unit.tree.lemma(cue.verb) not in unit.listed("attribution", "object") or _is_relay(unit, cue):
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


def _piece(unit: Unit, first: int, last: int) -> tuple[Span, ...]:
    span = trim(unit, first, last)
    return (span,) if span is not None else ()


# --- after what is said ---------------------------------------------------------------------------


def _is_tail(unit: Unit, cue: Cue) -> bool:
    """Tell a verb that opens its chunk: ", сообщил X", "— сказал X", ", о чём заявил X", ", как пишет X"."""
    if cue.chunk == 0 or "VerbForm=Conv" in unit.tree.parse.tags[cue.verb]:
        return False
    chunk = unit.chunks[cue.chunk]
    if not chunk.opener or chunk.opener[-1] not in ",—–-―":
        return False
    if _opens_clause(unit, cue) and not _is_as(unit, cue):
        return False
    light = ("ADV", "PART", "SCONJ", "CCONJ")
    opens = unit.phrase_at(chunk.first, "attribution", "this")
    if all(unit.tree.parse.pos[t] in light for t in range(max(chunk.first, opens), cue.first)):
        joining = unit.listed("attribution", "joining")
        return chunk.first == cue.first or unit.lower(chunk.first) not in joining or _is_as(unit, cue)
    last = cue.chunk == len(unit.chunks) - 1 or cue.verb == chunk.last - 1
    return chunk.opener[-1] in DASHES and last


def _is_as(unit: Unit, cue: Cue) -> bool:
    return unit.lower(unit.chunks[cue.chunk].first) in unit.listed("attribution", "as")


def _after_content(unit: Unit, cue: Cue, source: Range | None, later: list[Cue]) -> Reading | None:
    """Return what stands before ", сообщил X", and after it where the sentence goes on; "как сообщает X, …" too."""
    chunk = unit.chunks[cue.chunk]
    as_ = _is_as(unit, cue) and not any(is_finite(unit.tree, t) for t in range(chunk.first, cue.first))
    closed = _closed_quote_before(unit, chunk.first)
    if not (as_ or closed or _is_tail(unit, cue)) or (as_ and source is None and _is_impersonal(unit, cue)):
        return None
    first, last = region(unit, cue.chunk)
    end = chunk.last
    if source is not None and source[0] >= chunk.first:
        end = max(end, source[1])
    following = next((unit.chunks[c.chunk].first for c in later if c.chunk > cue.chunk), last)
    last = max(end, min(last, following))
    elsewhere = [_piece(unit, first, chunk.first), _piece(unit, end, last)]
    pieces = tuple(piece for part in elsewhere for piece in part if _says(unit, piece))
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


def _inside_quote(unit: Unit, cue: Cue, source: Range | None) -> Reading | None:
    """Return the two parts of «A, — сказал он. — B»."""
    dash = _dash_before(unit, cue.verb)
    if dash is None:
        return None
    quote = unit.quotes[unit.quoted[cue.verb]]
    tokens = unit.tree.tokens_in(quote.span)
    stop = _next_dash(unit, max(cue.verb, source[1] - 1 if source else cue.verb))
    pieces = [*_piece(unit, tokens[0], dash)]
    if stop < tokens[-1]:
        pieces += _piece(unit, stop + 1, tokens[-1] + 1)
    return (tuple(pieces), "quote", cue.first) if pieces else None


def _next_dash(unit: Unit, token: int) -> int:
    """Return the dash, else the end of the quotation, after the author's words."""
    number = unit.quoted[token]
    at = token
    while at < unit.last and unit.quoted[at] == number:
        if unit.tree.word(at) in DASHES:
            return at
        at += 1
    return at


# --- the sentence before --------------------------------------------------------------------------


def _points_back(unit: Unit, cue: Cue) -> bool:
    """Tell "об этом сообщил X", "это подтвердил X"."""
    chunk = unit.chunks[cue.chunk]
    if chunk.first != unit.first and not (cue.chunk == 1 and unit.chunks[0].last - unit.chunks[0].first <= 1):
        return False
    for token in range(chunk.first, chunk.last):
        stop = unit.phrase_at(token, "attribution", "this")
        if stop > token and unit.quoted[token] < 0:
            plain = stop - token == 1
            return not plain or feature(unit.tree, token, "Case") in (None, "Acc", "Nom") and _takes_object(unit, cue)
    return False


def _takes_object(unit: Unit, cue: Cue) -> bool:
    return unit.tree.lemma(cue.verb) in unit.listed("attribution", "object")


def _sentence_before(unit: Unit, cue: Cue, before: Unit | None) -> Span | None:
    """Return the whole sentence before; ``None`` at the beginning of a text."""
    del cue
    if before is None or before.last != unit.first:
        return None
    return trim(before, before.first, before.last)
