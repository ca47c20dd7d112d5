"""The phrase that names who speaks: beside a verb, after "по словам", in "в министерстве заявили".

Enters: a unit and where to look. Leaves: token ranges ``(first, last)``, half-open. Refuses: times and channels
("в понедельник", "в эфире"), and phrases with a verb.
"""

from __future__ import annotations

from stemma.statements.slavic.grammar import (
    HEADS,
    NOMINAL,
    feature,
    is_acronym,
    is_finite,
    is_plural,
    is_verb,
    may_be_subject,
)
from stemma.statements.slavic.units import Unit

Range = tuple[int, int]

LONGEST = 30
"""Tokens of the longest source; longer ones are clauses in which no verb was seen."""

_JOINTS = frozenset({"-", "‑", "/"})


def find_subject(unit: Unit, verb: int, first: int, last: int) -> Range | None:
    """Return the subject of ``verb`` among the tokens ``[first, last)`` around it."""
    if unit.lower(verb) in unit.listed("attribution", "impersonal"):
        return speaking_place(unit, verb, first, last)
    by_grammar = _subject_by_grammar(unit, verb, first, last)
    if by_grammar is not None:
        return by_grammar
    if unit.tree.child(verb, "nsubj", "nsubj:pass") is None:
        return (
            subject_before(unit, first, verb)
            or speaking_place(unit, verb, first, last)
            or subject_after(unit, verb + 1, last)
        )
    return speaking_place(unit, verb, first, last)


def _subject_by_grammar(unit: Unit, verb: int, first: int, last: int) -> Range | None:
    """Return the subject that the parse names, as the run of its words around its head."""
    tree = unit.tree
    head = tree.child(verb, "nsubj", "nsubj:pass")
    counted = head is not None and tree.child(head, "nummod", "nummod:gov") is not None
    if (
        head is None
        or not first <= head < last
        or not (counted or may_be_subject(tree, head) or is_acronym(tree.word(head)))
    ):
        return None
    below = set(tree.subtree(head))
    start = stop = head
    while start - 1 >= first and start - 1 in below and not _parts(unit, start - 1):
        start -= 1
    while stop + 1 < last and stop + 1 in below and not _parts(unit, stop + 1):
        stop += 1
    if stop < verb or start > verb:
        return _without_edges(unit, start, stop + 1)
    return (head, head + 1)


def _parts(unit: Unit, token: int) -> bool:
    """Tell a token that no source holds: a finite verb."""
    return is_finite(unit.tree, token) and unit.quoted[token] < 0


def subject_before(unit: Unit, first: int, verb: int) -> Range | None:
    """Return the subject in the tokens ``[first, verb)``: the last phrase in the nominative, without its adverbs."""
    tree = unit.tree
    token = first
    while token < verb:
        if tree.parse.pos[token] == "ADP":
            token = _after_prepositional(unit, token, verb)
        elif _opens_subject(unit, token, verb):
            stop = phrase_end(unit, token, verb)
            return _without_edges(unit, token, stop)
        else:
            token += 1
    return None


def subject_after(unit: Unit, first: int, last: int) -> Range | None:
    """Return the subject in the tokens ``[first, last)`` after a verb; whom it speaks to is passed over."""
    tree = unit.tree
    token = first
    while token < last:
        if tree.parse.pos[token] == "ADP":
            token = _after_prepositional(unit, token, last)
        elif _opens_subject(unit, token, last):
            return _without_edges(unit, token, phrase_end(unit, token, last))
        elif is_verb(tree, token):
            return None
        else:
            token += 1
    return None


def _opens_subject(unit: Unit, token: int, last: int) -> bool:
    """Tell the first word of a phrase in the nominative."""
    tree = unit.tree
    if unit.quoted[token] >= 0:
        end = _quote_end(unit, token)
        roled = end < last and tree.lemma(end) in unit.listed("speakers", "person_nouns")
        return not tree.word(token).isalnum() and end <= last and not roled
    if unit.lower(token) in unit.listed("speakers", "times"):
        return False
    if tree.parse.pos[token] in ("ADJ", "DET", "NUM"):
        if feature(tree, token, "Case") not in (None, "Nom"):
            return False
        following = token + 1
        while following < last and tree.parse.pos[following] in ("ADJ", "DET", "NUM"):
            following += 1
        if following < last and may_be_subject(tree, following):
            return True
        return tree.lemma(token) in unit.listed("speakers", "person_nouns")
    if tree.parse.pos[token] == "PRON":
        return unit.lower(token) in unit.listed("speakers", "pronouns")
    return may_be_subject(tree, token)


def _after_prepositional(unit: Unit, token: int, last: int) -> int:
    """Return the token after a preposition, its noun and the genitives that hang on it."""
    tree = unit.tree
    at = token + 1
    while at < last and tree.parse.pos[at] in ("ADJ", "DET", "NUM", "PRON") and unit.quoted[at] < 0:
        at += 1
    if at < last and unit.quoted[at] < 0 and tree.parse.pos[at] in ("NOUN", "PROPN"):
        at += 1
    while at < last:
        if unit.quoted[at] >= 0:
            at = _quote_end(unit, at)
        elif tree.parse.pos[at] in NOMINAL and feature(tree, at, "Case") not in ("Nom", None):
            at += 1
        else:
            break
    return max(at, token + 1)


def phrase_end(unit: Unit, first: int, last: int) -> int:
    """Return the end of the noun phrase that begins at ``first``: nouns, their genitives, names and quoted names."""
    tree = unit.tree
    at = first
    while at < last and at - first < LONGEST:
        if unit.quoted[at] >= 0:
            stop = _quote_end(unit, at)
            if stop > last or any(is_finite(tree, t) for t in range(at, stop)):
                break
            at = stop
        elif tree.parse.pos[at] in NOMINAL or (at == first and tree.parse.pos[at] == "PRON"):
            if unit.lower(at) in unit.listed("speakers", "times") or _is_addressee(unit, first, at):
                break
            at += 1
        elif "VerbForm=Part" in tree.parse.tags[at] or (at > first and _goes_on(unit, at, last)):
            at += 1
        else:
            break
    return at


def _goes_on(unit: Unit, token: int, last: int) -> bool:
    """Tell a hyphen, a preposition or a conjunction inside a noun phrase."""
    pos = unit.tree.parse.pos[token]
    if unit.tree.word(token) in _JOINTS:
        return True
    return (pos == "ADP" and _belongs(unit, token, last)) or (pos == "CCONJ" and _joins_names(unit, token, last))


def _is_addressee(unit: Unit, first: int, token: int) -> bool:
    """Tell "журналистам" in "сказал мэр журналистам"."""
    return (
        token > first
        and feature(unit.tree, token, "Case") == "Dat"
        and (unit.tree.lemma(token) in unit.listed("speakers", "addressees"))
    )


def _belongs(unit: Unit, preposition: int, last: int) -> bool:
    """Tell a preposition inside a source ("полиция в Харьковской области") from "в Telegram", "в понедельник"."""
    tree = unit.tree
    if unit.phrase_at(preposition, "attribution", "citing") > preposition:
        return False
    at = preposition + 1
    while at < last and tree.parse.pos[at] in ("ADJ", "DET", "NUM") and unit.quoted[at] < 0:
        at += 1
    if at >= last or tree.parse.pos[at] not in ("NOUN", "PROPN") or unit.quoted[at] >= 0:
        return False
    aside = unit.listed("speakers", "times") | unit.listed("speakers", "media")
    return not ({unit.lower(at), tree.lemma(at)} & aside) and not _is_channel(unit, at)


def _is_channel(unit: Unit, token: int) -> bool:
    return any(tail in unit.lower(token) for tail in unit.listed("speakers", "channel_stems"))


def _joins_names(unit: Unit, token: int, last: int) -> bool:
    """Tell "и" between two parties from one that opens a clause: no verb follows in the range."""
    tree = unit.tree
    return (
        token + 1 < last
        and tree.parse.pos[token + 1] in NOMINAL
        and not any(is_finite(tree, t) for t in range(token + 1, last))
    )


def _quote_end(unit: Unit, token: int) -> int:
    """Return the token after the quotation that holds ``token``."""
    number = unit.quoted[token]
    while token < len(unit.quoted) and unit.quoted[token] == number:
        token += 1
    return token


def _without_edges(unit: Unit, first: int, last: int) -> Range | None:
    """Drop what is no part of a name at the edges: particles, adverbs, conjunctions, a channel at the end."""
    tree = unit.tree
    keep = (*NOMINAL, "PRON")
    while first < last and tree.parse.pos[first] not in keep and unit.quoted[first] < 0:
        first += 1
    for token in range(first + 1, last):
        if tree.parse.pos[token] == "ADP" and unit.quoted[token] < 0 and not _belongs(unit, token, last):
            last = token
            break
    while first < last and tree.parse.pos[last - 1] not in keep and unit.quoted[last - 1] < 0:
        last -= 1
    return (first, last) if first < last and any(_may_head(unit, t) for t in range(first, last)) else None


def _may_head(unit: Unit, token: int) -> bool:
    return unit.tree.parse.pos[token] in HEADS or unit.quoted[token] >= 0 or unit.tree.parse.pos[token] == "ADJ"


def speaking_place(unit: Unit, verb: int, first: int, last: int) -> Range | None:
    """Return "министерстве" in "в министерстве заявили": a body after "в" beside a plural verb without a subject."""
    tree = unit.tree
    impersonal = unit.lower(verb) in unit.listed("attribution", "impersonal")
    places = unit.listed("attribution", "text_places" if impersonal else "places")
    if not (is_plural(tree, verb) or impersonal):
        return None
    abouts = unit.listed("attribution", "prepositions_about")
    last = next((t for t in range(verb + 1, last) if unit.lower(t) in abouts), last)
    for token in range(first, last):
        if unit.lower(token) not in places or unit.quoted[token] >= 0:
            continue
        stop = phrase_end(unit, token + 1, verb if token < verb else last)
        if stop > token + 1 and _may_speak(unit, token + 1, stop, text=impersonal):
            return _without_edges(unit, token + 1, stop)
    return None


def _may_speak(unit: Unit, first: int, last: int, *, text: bool) -> bool:
    """Tell a body or a text from a time, a channel or a place of doing ("в ходе беседы"); a channel may be a text."""
    tree = unit.tree
    head = next((t for t in range(first, last) if tree.parse.pos[t] in ("NOUN", "PROPN")), first)
    names = {unit.lower(head), tree.lemma(head)}
    aside = unit.listed("speakers", "times") | unit.listed("speakers", "media")
    if text and (_is_channel(unit, head) or "канал" in names):
        return True
    if names & aside or _is_channel(unit, head):
        return False
    bodies = unit.listed("speakers", "organization_nouns") | unit.listed("speakers", "document_nouns")
    return bool(names & bodies) or tree.word(head)[:1].isupper() or unit.quoted[head] >= 0


def source_after(unit: Unit, first: int, last: int) -> Range | None:
    """Return the source after "по словам": up to the comma where no verb comes before it, else the noun phrase."""
    tree = unit.tree
    if not any(is_finite(tree, t) and unit.quoted[t] < 0 for t in range(first, last)):
        return _without_edges(unit, first, last)
    head = next((t for t in range(first, last) if tree.parse.pos[t] in HEADS), None)
    stop = phrase_end(unit, first, last)
    if head is not None and any(tree.parse.deps[first:last]):
        below = set(tree.subtree(head))
        while stop - 1 > head and stop - 1 not in below:
            stop -= 1
    return _without_edges(unit, first, stop)


def with_apposition(unit: Unit, found: Range, stop: int) -> Range:
    """Return the source with "…, глава района," after it: a chunk without a verb that opens with a role."""
    number = unit.chunk_at(found[1] - 1) + 1
    if number >= len(unit.chunks) or unit.chunks[number].opener != "," or unit.chunks[number - 1].last != found[1]:
        return found
    chunk = unit.chunks[number]
    tree = unit.tree
    if chunk.last > stop or any(is_verb(tree, t) for t in range(chunk.first, chunk.last)):
        return found
    opener = next((t for t in range(chunk.first, chunk.last) if tree.parse.pos[t] in ("NOUN", "PROPN")), None)
    if opener is None or tree.lemma(opener) not in unit.listed("speakers", "person_nouns"):
        return found
    end = _without_edges(unit, chunk.first, chunk.last)
    return (found[0], end[1]) if end is not None else found
