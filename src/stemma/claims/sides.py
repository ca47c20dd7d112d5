"""Who asserts a claim and who denies it.

Enters: the readings that grouping put together. Leaves: a ``Group`` with the two sides. Refuses: to call a statement a
denial because it has a "not": it must deny in so many words, or negate the same event in mostly the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.claims.drafts import Group
from stemma.compare.classes import DECLINED, event_of
from stemma.compare.negation import calls_false
from stemma.compare.readings import Reading, main_token
from stemma.ids import make_id
from stemma.language.words import words
from stemma.model import Evidence

NEGATES = 0.6
"""Share of the shorter statement's bits that a negated one must have to contradict it: "is different from" and
"is not the same as" are in one claim and agree."""


def take_sides(readings: Sequence[Reading], evidence: tuple[Evidence, ...]) -> Group:
    """Split a group into those who assert and those who deny; what most statements say, else the earliest, is it.

    Who "denied" a thing does not make it a claim that it is not so, as long as anybody says that it is.
    """
    negated = [r for r in readings if r.negated]
    plain = [r for r in readings if not r.negated]
    stated = [r for r in negated if not _speaks_against(r)] if plain else negated
    if len(plain) == len(stated):
        first = min((*plain, *stated), key=lambda r: (_speaks_against(r), _published(r), r.negated, r.id))
        plain, negated = (negated, plain) if first.negated else (plain, negated)
    elif len(stated) > len(plain):
        plain, negated = negated, plain
    denying = tuple(r for r in negated if _speaks_against(r) or any(_contradicts(r, p) for p in plain))
    asserting = tuple(r for r in readings if r not in denying)
    return Group(id=_identity(readings), asserting=asserting, denying=denying, evidence=evidence)


def _identity(readings: Sequence[Reading]) -> str:
    """Return the id of a claim: that of its first statement, with the stretch where that says other things too."""
    first = min(readings, key=lambda r: (not r.main, r.id, r.statement.content))
    if first.main:
        return make_id("clm", first.id)
    return make_id("clm", first.id, f"{first.statement.content.start}:{first.statement.content.end}")


def _contradicts(left: Reading, right: Reading) -> bool:
    """Tell whether one statement negates what the other says: the same event in mostly the same words, elsewhere."""
    if left.document.id == right.document.id and left.statement.content.overlaps(right.statement.content):
        return False
    if {left.tree.parse.language, right.tree.parse.language} & DECLINED:
        return left.negated != right.negated
    if _is_possible(left) != _is_possible(right):  # "can close the pier", "although it did not close it"
        return False
    shared = sum(bits for term, bits in left.terms.items() if term in right.terms)
    return left.head == right.head and shared >= NEGATES * min(left.bits, right.bits)


def _is_possible(reading: Reading) -> bool:
    """Tell whether a statement only says what somebody can do."""
    head = main_token(reading.tree, reading.tokens)
    below = () if head is None else reading.tree.children[head]
    return any(reading.tree.lemma(c) in {"can", "could"} for c in below)


def _speaks_against(reading: Reading) -> bool:
    """Tell whether a statement denies what others say: by its cue, or as "the claim that … is false"."""
    head = main_token(reading.tree, reading.tokens)
    return denies_outright(reading) or (head is not None and calls_false(reading.tree, head))


def denies_outright(reading: Reading) -> bool:
    """Tell whether the statement is introduced by a word of denying."""
    cue = reading.statement.cue
    lemmas = [reading.tree.lemma(t) for t in reading.tree.tokens_in(cue)] if cue is not None else []
    language = reading.tree.parse.language
    if language in DECLINED:
        return any(event_of(lemma, language) == "deny" for lemma in lemmas)
    return any(lemma in words("en", "verification")["deny"] | words("en", "certainty")["untrue"] for lemma in lemmas)


def _published(reading: Reading) -> str:
    published = reading.document.published
    return published.earliest if published else ""
