"""How many independent origins a claim has, as a range.

Enters: the readings of one claim that assert it, and the story's material. Leaves: ``Origins``. Refuses: to call
two origins distinct unless everything needed for it is shown; when in doubt they may be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from stemma.claims.material import Material
from stemma.claims.parties import countries_of, name_words, takes_part
from stemma.claims.stands import Stand, find_stands
from stemma.compare.names import canonical, same_party
from stemma.compare.readings import Reading
from stemma.compare.versions import page_of
from stemma.language.words import words
from stemma.model import Origin, Origins, Statement

MAX_CLIQUE = 12
"""Origins among which the largest set of pairwise distinct ones is searched; beyond it, ``low`` is a lower bound."""


def count_origins(readings: Sequence[Reading], material: Material) -> Origins:
    """Return the origins of a claim from the readings that assert it; those shown distinct come first.

    Neither end of the range exceeds the number of reports: two people quoted in one report are two items, but that
    report is all there is of them here. Versions of one page are one report.
    """
    stands = find_stands(readings, material)
    reports = len({page_of(r.document) for r in readings})
    high = min(len(stands), reports)
    distinct = _most_distinct(stands, material)
    items = tuple(_item(s, material) for s in (*distinct, *(s for s in stands if s not in distinct)))
    return Origins(low=min(len(distinct), high), high=high, items=items)


def _item(stand: Stand, material: Material) -> Origin:
    decided = [material.parties[r.id] for r in stand.readings if r.id in material.parties]
    return Origin(
        name=stand.name,
        kind=stand.kind,
        party=decided[-1] if decided else takes_part(stand.name, stand.role, stand.kind, stand.readings),
        statements=tuple(sorted(r.id for r in stand.readings)),
    )


def _most_distinct(stands: Sequence[Stand], material: Material) -> Sequence[Stand]:
    """Return the largest set of origins that are pairwise shown distinct, at least the first."""
    first = list(stands[:MAX_CLIQUE])
    edges = {(a, b) for a, b in combinations(range(len(first)), 2) if shown_distinct(first[a], first[b], material)}
    for size in range(len(first), 1, -1):
        for chosen in combinations(range(len(first)), size):
            if all(pair in edges for pair in combinations(chosen, 2)):
                return [first[n] for n in chosen]
    return first[:1]


def shown_distinct(left: Stand, right: Stand, material: Material) -> bool:
    """Tell whether two origins are shown distinct.

    Each could be asked, they share no body and no side, each has a basis of its own, and neither a chain nor
    lineage connects what they are cited for.
    """
    return (
        _can_be_asked(left)
        and _can_be_asked(right)
        and not _shares_body(left, right, material)
        and _has_own_basis(left, material)
        and _has_own_basis(right, material)
        and not _in_one_chain(left, right)
        and _told_apart(left, right, material)
    )


def _can_be_asked(stand: Stand) -> bool:
    return stand.named and stand.kind in {"person", "organization", "outlet"}


def _shares_body(left: Stand, right: Stand, material: Material) -> bool:
    """One name (or role) has a telling word of the other, or both are bodies of one state."""
    if same_party(left.name, right.name) is not None or canonical(left.name) == canonical(right.name):
        return True
    ours, theirs = (name_words(f"{s.name} {s.role or ''}") for s in (left, right))
    lists = words("en", "claims")
    state = lists["armed_bodies"] | lists["state_bodies"]
    countries = countries_of(left.name) & countries_of(right.name)
    if countries and ours & state and theirs & state:
        return True
    return bool((ours & theirs) - material.places - lists["name_fillers"] - lists["state_bodies"] - lists["onlookers"])


def _has_own_basis(stand: Stand, material: Material) -> bool:
    return any(own_basis(r) or _says_how(r.statement, material) for r in stand.readings)


def _says_how(statement: Statement, material: Material) -> bool:
    """Tell whether the source says in a neighbouring sentence how it knows: “I wrote it down myself”."""
    return any(
        abs(other.sentence - statement.sentence) <= 1
        and other.basis in {"saw", "took_part"}
        and other.chain[0].name == statement.chain[0].name
        for other in material.said[statement.document]
    )


def own_basis(reading: Reading) -> bool:
    """Tell whether the source saw, took part, counted or measured, by its basis or by a first-hand verb of its own."""
    statement = reading.statement
    if statement.basis in {"saw", "took_part"}:
        return True
    verbs = words("en", "claims")["first_hand"]
    tree = reading.tree
    for token in tree.tokens_in(statement.content):
        if tree.lemma(token) in verbs and tree.parse.pos[token] == "VERB":
            subject = tree.child(token, "nsubj")
            if subject is not None and _is_source(tree.word(subject).lower(), reading):
                return True
    return statement.cue is not None and any(tree.lemma(t) in verbs for t in tree.tokens_in(statement.cue))


def _is_source(word: str, reading: Reading) -> bool:
    return word in {"i", "we", "it", "they", "he", "she"} or word in name_words(reading.statement.source.name)


def _in_one_chain(left: Stand, right: Stand) -> bool:
    """One of them stands in the chain through which the other is cited."""
    for one, other in ((left, right), (right, left)):
        for reading in one.readings:
            if any(c.named and same_party(c.name, other.name) for c in reading.statement.chain):
                return True
    return False


def _told_apart(left: Stand, right: Stand, material: Material) -> bool:
    """Some document cites the one and a document that lineage does not connect with it cites the other."""
    return any(not material.related(a, b) for a in left.documents for b in right.documents)
