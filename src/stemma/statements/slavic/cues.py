"""Verbs of saying in a unit, and how they stand in it.

Enters: a unit. Leaves: ``Cue``: the verb, its negation, its chunk. Refuses: participles, "отметим" and "нагадаємо" (the
report itself), and verbs inside a quotation, but for those that part it («A, — сказал он. — B»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.statements.slavic.grammar import feature
from stemma.statements.slavic.units import DASHES, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb of saying at ``verb`` in chunk ``chunk``; ``first`` is its negation, or the verb itself."""

    verb: int
    first: int
    chunk: int


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
    return dash_before(unit, token) is not None


def dash_before(unit: Unit, token: int) -> int | None:
    """Return the dash that opens the author's words in a quotation or a dialogue, right before the verb or subject."""
    tree = unit.tree
    for at in range(token - 1, max(unit.first, token - 4), -1):
        if tree.word(at) in DASHES:
            return at if at > unit.first and tree.word(at - 1) in (",", ".", "!", "?", "…") else None
        if tree.parse.pos[at] not in ("PRON", "ADV", "PART", "CCONJ", "NOUN", "PROPN"):
            return None
    return None


def is_impersonal(unit: Unit, cue: Cue) -> bool:
    """Tell "сообщается", "говорится", which have no speaker as subject."""
    return unit.lower(cue.verb) in unit.listed("attribution", "impersonal")


def is_converb(unit: Unit, cue: Cue) -> bool:
    """Tell "добавив", "отмечая"."""
    return "VerbForm=Conv" in unit.tree.parse.tags[cue.verb]


def is_as(unit: Unit, cue: Cue) -> bool:
    """Tell a verb in a chunk that opens with "как"."""
    return unit.lower(unit.chunks[cue.chunk].first) in unit.listed("attribution", "as")


def is_tail(unit: Unit, cue: Cue) -> bool:
    """Tell a verb that opens its chunk: ", сообщил X", "— сказал X", ", о чём заявил X", ", как пишет X"."""
    if cue.chunk == 0 or "VerbForm=Conv" in unit.tree.parse.tags[cue.verb]:
        return False
    chunk = unit.chunks[cue.chunk]
    if not chunk.opener or chunk.opener[-1] not in ",—–-―":
        return False
    if opens_clause(unit, cue) and not is_as(unit, cue):
        return False
    light = ("ADV", "PART", "SCONJ", "CCONJ")
    opens = unit.phrase_at(chunk.first, "attribution", "this")
    if all(unit.tree.parse.pos[t] in light for t in range(max(chunk.first, opens), cue.first)):
        joining = unit.listed("attribution", "joining")
        return chunk.first == cue.first or unit.lower(chunk.first) not in joining or is_as(unit, cue)
    last = cue.chunk == len(unit.chunks) - 1 or cue.verb == chunk.last - 1
    return chunk.opener[-1] in DASHES and last


def opens_clause(unit: Unit, cue: Cue) -> bool:
    """Tell a verb of saying after which ", что" or ":" comes."""
    if cue.chunk + 1 >= len(unit.chunks):
        return False
    following = unit.chunks[cue.chunk + 1]
    return following.opener == ":" or unit.lower(following.first) in unit.listed("attribution", "that")


def content_end(unit: Unit, later: Sequence[Cue], number: int) -> int:
    """Return where a content that begins in chunk ``number`` ends: before another speaker's part of the sentence."""
    for cue in later:
        if cue.chunk < number:
            continue
        chunk = unit.chunks[cue.chunk]
        joining = unit.listed("attribution", "joining") - {"как", "при"}
        before = cue.first - 1
        if cue.chunk > number and (unit.lower(chunk.first) in joining or chunk.opener == ";"):
            return chunk.first - 1
        if cue.chunk > number and is_tail(unit, cue):
            return chunk.first - 1
        if before >= chunk.first and unit.lower(before) in joining and opens_clause(unit, cue):
            return before
    return unit.last
