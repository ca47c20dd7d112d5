"""Two parties that accuse each other.

Enters: the claims of a story. Leaves: ``detail_differs`` on both claims (they are contested). Refuses: one-sided
accusations, and parties that the statements do not name as who acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.claims.drafts import Draft, Group, contents
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.parties import name_words
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.words import words

PLAIN = frozenset({"say"})
"""The verb that accuses nobody by itself: police who say whom they caught, and neighbours who say what the police did,
do not stand against each other."""

NEAR = 3
"""Sentences between two accusations of one exchange."""


def mutual_accusations(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One party says what the other did, and the other says the like of the first: accounts stand against accounts."""
    accusing = [(g, r) for g in groups for r in g.asserting if _accuses(r, material)]
    for (group, one), (counter, other) in combinations(accusing, 2):
        if group is counter or not _answers(one, other, material):
            continue
        names = [as_subject(p.name, p.kind) for p in (furthest(r.statement, material) for r in (one, other))]
        label = material.listed(r.document.id for r in (one, other))
        verb = agreed(joined(names), "accuses", "accuse", True)
        for claim in (group, counter):
            yield Draft(
                kind="detail_differs",
                sentence=f"{verb[:1].upper()}{verb[1:]} each other; neither account is shown to be right ({label}).",
                spans=contents((one, other)),
                claim=claim.id,
                rule="mutual_accusations",
            )


def _accuses(reading: Reading, material: Material) -> bool:
    """The cue claims or accuses, and a party other than the speaker acts in what is said."""
    statement, tree = reading.statement, reading.tree
    if is_own_voice(statement) or statement.cue is None:
        return False
    listed = words("en", "claims")["accusing"] - PLAIN
    return any(tree.lemma(t) in listed for t in tree.tokens_in(statement.cue)) and bool(reading.agents)


def _answers(one: Reading, other: Reading, material: Material) -> bool:
    """Each speaker is who acts in the other's statement, close by in one document or in linked documents."""
    if one.document.id == other.document.id:
        if abs(one.statement.sentence - other.statement.sentence) > NEAR:
            return False
    elif not material.related(one.document.id, other.document.id):
        return False
    first, second = _keys(one, material), _keys(other, material)
    return bool(first & other.agents) and bool(second & one.agents) and not first & second


def _keys(reading: Reading, material: Material) -> frozenset[str]:
    name = furthest(reading.statement, material).name
    return frozenset(key(w) for w in name_words(name) - words("en", "claims")["name_fillers"])
