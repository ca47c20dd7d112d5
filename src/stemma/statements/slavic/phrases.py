"""What attributes without a verb of saying: "по словам X", "якобы", "заявление о том, что", "Минобороны: …", "… — мэр".

Enters: a unit, and the attributions that verbs gave. Leaves: attributions. Refuses: labels before a colon that name no
party, and a dash inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.slavic.cues import content_end, find_cues
from stemma.statements.slavic.grammar import HEADS, NOMINAL, feature, is_acronym, is_finite, is_verb
from stemma.statements.slavic.sources import Range, phrase_end, source_after, with_apposition
from stemma.statements.slavic.tails import region
from stemma.statements.slavic.units import DASHES, Unit, trim

LONGEST_LABEL = 10
"""Tokens of the longest party before a colon or after a closing dash."""

FEWEST = 3
"""Tokens of the shortest content beside a label or a dash."""


def find_phrases(unit: Unit, verbal: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions of a unit by phrases, adverbs, nouns and labels."""
    by = list(_by(unit, verbal))
    yield from by
    yield from _nouns(unit, verbal)
    if not verbal and not by:
        yield from _label(unit)
        yield from _closing_dash(unit)
    yield from _unsourced(unit, [*verbal, *by])


def _by(unit: Unit, verbal: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield "по словам X, …", "…, по данным X, …" and "по его словам"."""
    token = unit.first
    while token < unit.last:
        opened = _opened_by(unit, token)
        if opened is None or unit.quoted[token] >= 0:
            token += 1
            continue
        cue, found, stop = opened
        pieces = _around(unit, token, stop, verbal)
        if pieces and found is not None:
            span = unit.tree.span(found[0], found[1] - 1)
            yield Attribution(source=span, cue=cue, content=pieces, shape="according")
        token = max(stop, token + 1)


def _opened_by(unit: Unit, token: int) -> tuple[Span, Range | None, int] | None:
    """Return cue, source and end of a phrase that begins at ``token``."""
    tree = unit.tree
    possessive = token + 2 < unit.last and unit.lower(token + 1) in unit.listed("attribution", "possessives")
    if (
        possessive
        and tree.parse.pos[token] == "ADP"
        and unit.lower(token + 2) in unit.listed("attribution", "own_words")
    ):
        return tree.span(token + 2, token + 2), (token + 1, token + 2), token + 3
    stop = max(_by_phrase(unit, token), unit.phrase_at(token, "attribution", "by_dative"))
    if stop == token or stop >= unit.last or unit.chunk_at(stop) != unit.chunk_at(token):
        return None
    chunk = unit.chunks[unit.chunk_at(stop)]
    if stop >= chunk.last or (tree.parse.pos[stop] not in (*NOMINAL, "PRON") and unit.quoted[stop] < 0):
        return None
    found = source_after(unit, stop, chunk.last)
    if found is None:
        return None
    wider = with_apposition(unit, found, unit.last)
    closed = _closing_bracket(unit, wider[1])
    if closed is not None:
        return tree.span(token, stop - 1), (wider[0], closed), closed
    end = wider[1]
    if wider == found and not any(is_finite(tree, t) for t in range(found[1], chunk.last)):
        end = chunk.last
    return tree.span(token, stop - 1), wider, end


def _closing_bracket(unit: Unit, token: int) -> int | None:
    """Return the end of a short name in brackets that begins at ``token``: "(ВОЗ)"."""
    if token >= unit.last or unit.tree.word(token) != "(":
        return None
    stop = min(unit.last, token + LONGEST_LABEL)
    return next((t + 1 for t in range(token + 1, stop) if unit.tree.word(t) == ")"), None)


def _by_phrase(unit: Unit, token: int) -> int:
    """Return the end of "по данным", "по уточнённым данным" at ``token``, or ``token``."""
    stop = unit.phrase_at(token, "attribution", "by")
    if stop > token or unit.tree.parse.pos[token] != "ADP":
        return stop
    at = token + 1
    while at < unit.last and (unit.tree.parse.pos[at] == "ADJ" or "VerbForm=Part" in unit.tree.parse.tags[at]):
        at += 1
    noun = at > token + 1 and at < unit.last
    return at + 1 if noun and f"{unit.lower(token)} {unit.lower(at)}" in unit.listed("attribution", "by") else token


def _around(unit: Unit, first: int, last: int, verbal: Sequence[Attribution]) -> tuple[Span, ...]:
    """Return what stands around a parenthesis: in the reported clause that holds it, else in the sentence."""
    tree = unit.tree
    start, stop = region(unit, unit.chunk_at(first))
    here = tree.span(first, max(first, last - 1))
    for one in verbal:
        for piece in one.content:
            tokens = tree.tokens_in(piece)
            if piece.covers(here) and len(tokens):
                start, stop = max(start, tokens[0]), min(stop, tokens[-1] + 1)
    for cue in find_cues(unit):
        chunk = unit.chunks[cue.chunk]
        outside = unit.quoted[cue.verb] < 0 and cue.verb > last
        if outside and start <= chunk.first < stop and unit.lower(chunk.first) in unit.listed("attribution", "joining"):
            stop = min(stop, chunk.first - 1)
    pieces = (trim(unit, start, first), trim(unit, last, stop))
    return tuple(p for p in pieces if p is not None and _is_clause(unit, p))


def _is_clause(unit: Unit, piece: Span) -> bool:
    tokens = unit.tree.tokens_in(piece)
    only_that = len(tokens) == 1 and unit.lower(tokens[0]) in unit.listed("attribution", "that")
    said = any(is_verb(unit.tree, t) or unit.lower(t) in unit.listed("certainty", "negatives") for t in tokens)
    return not only_that and (said or len(tokens) >= FEWEST - 1)


def _unsourced(unit: Unit, verbal: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield "якобы" and "по предварительным данным" where nobody else is made to say it."""
    tree = unit.tree
    spoken = [piece for one in verbal for piece in one.content] + [one.cue for one in verbal if one.cue]
    for token in range(unit.first, unit.last):
        if unit.quoted[token] >= 0:
            continue
        stop = unit.phrase_at(token, "attribution", "unsourced")
        if stop == token and (end := _by_phrase(unit, token)) > token + 2:
            stop = end
        adverb = unit.lower(token) in unit.listed("attribution", "adverbs")
        if stop == token and not adverb:
            continue
        cue = tree.span(token, token if adverb else stop - 1)
        if any(piece.overlaps(cue) for piece in spoken):
            continue
        start, end = region(unit, unit.chunk_at(token))
        whole = trim(unit, start, end)
        if adverb and whole is not None and whole.start < cue.start and cue.end < whole.end:
            pieces: tuple[Span, ...] = (whole,)
        else:
            pieces = tuple(
                p for p in (trim(unit, start, token), trim(unit, token + 1 if adverb else stop, end)) if p is not None
            )
            pieces = tuple(p for p in pieces if _is_clause(unit, p))
        if pieces:
            yield Attribution(source=None, cue=cue, content=pieces, shape="adverb")
            return


def _nouns(unit: Unit, verbal: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield "заявление министра о том, что …"."""
    tree = unit.tree
    for number in range(1, len(unit.chunks)):
        chunk, head = unit.chunks[number], unit.chunks[number - 1]
        if chunk.opener != "," or unit.lower(chunk.first) not in unit.listed("attribution", "that"):
            continue
        that = next(
            (t for t in range(head.first, head.last) if unit.phrase_at(t, "attribution", "to_that") == head.last), None
        )
        if that is None:
            continue
        nouns = unit.listed("attribution", "nouns")
        noun = next(
            (t for t in range(that - 1, head.first - 1, -1) if tree.lemma(t) in nouns and tree.parse.pos[t] == "NOUN"),
            None,
        )
        if noun is None or any(is_verb(tree, t) for t in range(noun, that)):
            continue
        end = phrase_end(unit, noun + 1, that)
        source = tree.span(noun + 1, end - 1) if end > noun + 1 else None
        stop = _clause_end(unit, number)
        piece = trim(unit, that, stop)
        held = piece is not None and source is None and any(p.covers(piece) for one in verbal for p in one.content)
        if piece is not None and not held and not _has_speaker(unit, head.first, noun):
            yield Attribution(source=source, cue=tree.span(noun, noun), content=(piece,), shape="noun")


def _has_speaker(unit: Unit, first: int, noun: int) -> bool:
    """Tell "опроверг информацию о том, что": the verb has the whole of it as its object."""
    return any(
        unit.tree.lemma(t) in unit.listed("attribution", "object") and is_finite(unit.tree, t)
        for t in range(first, noun)
    )


def _clause_end(unit: Unit, number: int) -> int:
    """Return the end of the clause that opens in a chunk: its chunks up to the next that has no clause word."""
    later = [c for c in find_cues(unit) if c.chunk > number]
    end = content_end(unit, later, number)
    for following in unit.chunks[number + 1 :]:
        opener = unit.lower(following.first)
        own = any(is_finite(unit.tree, t) for t in range(following.first, following.last))
        if own and opener not in unit.listed("attribution", "that") and following.first < end:
            return following.first - 1
    return end


def _label(unit: Unit) -> Iterator[Attribution]:
    """Yield "Минобороны РФ: силы ПВО сбили …"."""
    tree = unit.tree
    colon = next((n for n, c in enumerate(unit.chunks) if c.opener.endswith(":")), None)
    if colon is None or colon > 2 or unit.chunks[colon].first >= unit.last:
        return
    mark = unit.chunks[colon].first - 1
    found = party(unit, unit.first, unit.chunks[colon - 1].last) if colon else None
    piece = trim(unit, mark + 1, unit.last)
    if found is None or piece is None or len(tree.tokens_in(piece)) < FEWEST:
        return
    span = tree.span(found[0], found[1] - 1)
    yield Attribution(source=span, cue=tree.span(mark, mark), content=(piece,), shape="colon")


def _closing_dash(unit: Unit) -> Iterator[Attribution]:
    """Yield "Порт закрыт — мэр": a party after the last dash, and a clause before it."""
    tree = unit.tree
    chunk = unit.chunks[-1] if unit.chunks else None
    if chunk is None or chunk.opener[-1:] not in DASHES or len(unit.chunks) < 2:
        return
    found = party(unit, chunk.first, unit.last)
    dash = chunk.first - 1
    piece = trim(unit, unit.first, dash)
    if found is None or piece is None or len(tree.tokens_in(piece)) < FEWEST:
        return
    if not any(is_finite(tree, t) for t in tree.tokens_in(piece)):
        return
    span = tree.span(found[0], found[1] - 1)
    yield Attribution(source=span, cue=tree.span(dash, dash), content=(piece,), shape="dash")


def party(unit: Unit, first: int, last: int) -> Range | None:
    """Return the party that these tokens name, if they name one and nothing else."""
    tree = unit.tree
    while first < last and not tree.word(first)[0].isalnum() and unit.quoted[first] < 0:
        first += 1
    while first < last and not tree.word(last - 1)[-1].isalnum() and unit.quoted[last - 1] < 0:
        last -= 1
    if not 0 < last - first <= LONGEST_LABEL or any(is_verb(tree, t) for t in range(first, last)):
        return None
    labels = unit.listed("attribution", "label_openers") | unit.listed("speakers", "label_words")
    if any(unit.lower(t) in labels or tree.word(t)[0].isdigit() for t in range(first, last)):
        return None
    heads = [t for t in range(first, last) if tree.parse.pos[t] in HEADS or unit.quoted[t] >= 0]
    if not heads or tree.parse.pos[first] == "ADP":
        return None
    lists = ("person_nouns", "organization_nouns", "spokespeople", "group_nouns", "document_nouns", "known_bodies")
    known = frozenset().union(*(unit.listed("speakers", name) for name in lists))
    named = [t for t in heads if tree.lemma(t) in known or unit.lower(t) in known or is_acronym(tree.word(t))]
    mute = unit.listed("speakers", "bystanders")
    if any(tree.lemma(t) in mute for t in heads):
        return None
    return (first, last) if named or _is_name(unit, first, last) else None


def _is_name(unit: Unit, first: int, last: int) -> bool:
    """Tell "Лунин: …", "Пётр Лунин: …": names of a person and nothing else."""
    tree = unit.tree
    return all(
        tree.parse.pos[t] == "PROPN" and tree.word(t)[:1].isupper() and feature(tree, t, "Animacy") != "Inan"
        for t in range(first, last)
    )
