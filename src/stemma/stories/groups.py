"""Group documents into stories: candidates, connected components, and a cut inside each component.

Enters: the features of the documents. Leaves: groups of document ids, each in id order, sorted by first id.
Refuses: to merge two groups that each hold facts of their own which all of their reports tell and none of
the other's (``MIN_GROUP``, ``CORE``): that is how two look-alike events show themselves.

A pair is scored only if it shares telling words (``candidates``), and a group is decided only inside its
connected component, so a further document changes nothing that it does not touch. Order cannot matter: the
strongest pair is joined first and ties go to the smaller ids.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from stemma.config import Config
from stemma.stories.abroad import strong_terms
from stemma.stories.features import Features, rarity
from stemma.stories.likeness import TOP_TERMS, likeness, profile

JOIN = -1.0
"""Log odds between two groups (``STRONGEST``) from which they are one story. Chosen on the odd ECB+ topics (0.905
BCubed F1); it is below 0 because the regression was fitted on pairs of short texts."""

STRONGEST = 0.5
"""Part of the strongest pair in the tie between two groups; the rest is the mean of all pairs. With the mean alone
(0.92 on the odd topics) a long story falls apart into its aspects: the accident, the rumour, the inquiry."""

FLOOR = -8.0
"""Log odds of a pair that shares no telling word. Mean scores count it; without it a chain of three joins."""

CEILING = 8.0
"""Log odds above which a pair counts no more, so that one reprint cannot pull two events together."""

SHARED_TERMS = 2
"""Main terms (of the first ``REACH``) that two documents must share to be compared at all."""

REACH = 2 * TOP_TERMS
"""Terms of each document in the index of candidates."""

FAR = 45
"""Days between two publications from which they are not compared: a report of an event comes within weeks. It bounds
the pairs of a collection that grows for years; of the 65 pairs of the news-chains set that both coders call one
story, none lies further apart than 27 days."""

MIN_GROUP = 4
"""Documents of each group from which the core test is made; of three reports any three may share a phrase."""

CORE = 0.7
"""Share of a group's documents that tell a fact of its core."""

FOREIGN = 0.1
"""Share of the other group's documents up to which a fact counts as absent there."""

CORE_WEIGHT = 25.0
"""Bits (summed over the ``CORE_FACTS`` rarest) that the core facts of each group must reach to keep them apart:
two names and a figure. Chosen on the odd ECB+ topics: at 15 groups part that only differ in wording."""

CORE_FACTS = 8
"""Facts of a core that are summed."""

RARE = 7.0
"""Bits above ``COMMON`` of a term in the index of candidates; words such as "week" and "home" are no reason to
compare two documents."""

LINK = -4.0
"""Log odds from which a pair connects a component; below it the mean of a group could not reach ``JOIN`` by it."""

Ties = dict[str, dict[str, tuple[float, float]]]
"""Between two groups: the sum of their pairs' log odds above ``FLOOR``, and the strongest of them."""

Scores = dict[tuple[str, str], float]
"""Log odds of pairs of documents, the smaller id first."""


def group(features: Sequence[Features], *, config: Config) -> tuple[tuple[str, ...], ...]:
    """Return the stories as tuples of document ids; the order of ``features`` does not matter."""
    by_id = {f.document: f for f in features}
    if config.one_story:
        return (tuple(sorted(by_id)),) if by_id else ()
    scores = score_pairs(features)
    stories: list[tuple[str, ...]] = []
    for component in _components(sorted(by_id), scores):
        inner = {d: by_id[d] for d in component}
        stories.extend(_cut(inner, scores))
    return tuple(sorted(stories))


def score_pairs(features: Sequence[Features]) -> Scores:
    """Return the log odds of every candidate pair, smaller id first."""
    profiles = {f.document: profile(f) for f in features}
    return {
        (a, b): max(FLOOR, min(CEILING, likeness(profiles[a], profiles[b])))
        for a, b in candidates(sorted(features, key=lambda f: f.document))
    }


def candidates(features: Sequence[Features]) -> Iterator[tuple[str, str]]:
    """Yield the pairs, in the order given, that share ``SHARED_TERMS`` rare main terms and are not ``FAR`` apart.

    Terms meet inside a language; documents in different languages meet by their towns, figures and names.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    abroad: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(features):
        shared: Counter[int] = Counter()
        for term in _index_terms(one):
            shared.update(index[one.language, term])
            index[one.language, term].append(number)
        for term in strong_terms(one.common):
            postings = abroad[term]
            for language in postings:
                shared.update(postings[language] if language != one.language else ())
            postings[one.language].append(number)
        for earlier in sorted(n for n, count in shared.items() if count >= SHARED_TERMS):
            if not _far_apart(features[earlier], one):
                yield features[earlier].document, one.document


def _far_apart(left: Features, right: Features) -> bool:
    """Tell whether two documents with known days were published more than ``FAR`` days apart."""
    if not (left.earliest and left.latest and right.earliest and right.latest):
        return False
    first, second = (left.latest, right.earliest) if left.latest < right.earliest else (right.latest, left.earliest)
    return (date.fromisoformat(second) - date.fromisoformat(first)).days > FAR


def _index_terms(features: Features) -> list[str]:
    return [term for term, _ in features.terms[:REACH] if rarity(term, features.language) >= RARE]


def _components(documents: Sequence[str], scores: Scores) -> Iterator[list[str]]:
    """Yield the sets of documents that candidate pairs above ``LINK`` connect, each in id order."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for (a, b), score in scores.items():
        if score > LINK:
            neighbours[a].append(b)
            neighbours[b].append(a)
    seen: set[str] = set()
    for start in documents:
        if start in seen:
            continue
        todo, component = [start], {start}
        while todo:
            fresh = set(neighbours[todo.pop()]) - component
            component |= fresh
            todo.extend(sorted(fresh))
        seen |= component
        yield sorted(component)


def _cut(features: Mapping[str, Features], scores: Scores) -> list[tuple[str, ...]]:
    """Join the two groups with the strongest tie, again and again, until no two may be joined."""
    members: dict[str, tuple[str, ...]] = {d: (d,) for d in features}
    facts = {d: Counter(t for t, _ in f.terms) for d, f in features.items()}
    tongues = {d: frozenset((f.language,)) for d, f in features.items()}
    rare = {t: rarity(t, f.language) for f in features.values() for t, _ in f.terms}
    ties: Ties = {d: {} for d in features}
    for (a, b), score in scores.items():
        if a in features and b in features:
            ties[a][b] = ties[b][a] = (score - FLOOR, score - FLOOR)
    queue = [(-s, a, b) for a in ties for b in ties[a] if a < b and (s := _strength(ties[a][b], 1)) >= JOIN - FLOOR]
    heapq.heapify(queue)
    while queue:
        strength, a, b = heapq.heappop(queue)
        if a not in members or b not in members or b not in ties[a]:
            continue
        if -strength != _strength(ties[a][b], len(members[a]) * len(members[b])):
            continue
        if len(tongues[a] | tongues[b]) == 1 and _look_alikes(
            facts[a], len(members[a]), facts[b], len(members[b]), rare
        ):
            continue
        members[a] = tuple(sorted(members[a] + members.pop(b)))
        facts[a], tongues[a] = facts[a] + facts.pop(b), tongues[a] | tongues.pop(b)
        for other, tie in _merge_rows(ties, a, b).items():
            joined = _strength(tie, len(members[a]) * len(members[other]))
            if joined >= JOIN - FLOOR:
                heapq.heappush(queue, (-joined, min(a, other), max(a, other)))
    return list(members.values())


def _strength(tie: tuple[float, float], pairs: int) -> float:
    """Return the tie between two groups: ``STRONGEST`` of the strongest pair, the rest of the mean."""
    total, strongest = tie
    return STRONGEST * strongest + (1 - STRONGEST) * total / pairs


def _merge_rows(ties: Ties, kept: str, gone: str) -> dict[str, tuple[float, float]]:
    """Add the ties of the group that is gone to those of the one that is kept, and return these."""
    row = ties[kept]
    row.pop(gone, None)
    for other, (total, strongest) in ties.pop(gone).items():
        if other != kept:
            before, top = row.get(other, (0.0, 0.0))
            row[other] = (before + total, max(top, strongest))
            ties[other].pop(gone)
            ties[other][kept] = row[other]
    return row


def _look_alikes(left: Counter[str], many: int, right: Counter[str], more: int, rare: Mapping[str, float]) -> bool:
    """Tell whether each of two groups has a core of facts that the other lacks."""
    if many < MIN_GROUP or more < MIN_GROUP:
        return False
    return min(_core(left, many, right, more, rare), _core(right, more, left, many, rare)) >= CORE_WEIGHT


def _core(own: Counter[str], size: int, other: Counter[str], others: int, rare: Mapping[str, float]) -> float:
    found = (rare[t] for t, n in own.items() if n >= CORE * size and other[t] <= FOREIGN * others)
    return sum(heapq.nlargest(CORE_FACTS, found))
