"""Group the propositions of a story's statements into claims.

Enters: the readings of a story. Leaves: groups of readings, in text order of their first one. Refuses: chains; a
reading joins a group only if it matches the better half of it on average and contradicts none of it. Two propositions
of one statement never meet, unless one is part of the other.

Candidate pairs come from an inverted index of rare words and figures; a word that more than ``CROWD`` of a
story's statements use is no reason to compare two of them.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from stemma.compare.background import telling, without_background
from stemma.compare.crosslingual import marks, match_abroad
from stemma.compare.readings import Reading
from stemma.compare.statements import SAME, match, other_times
from stemma.model import Evidence, Span

BETTER = 0.5
"""Share of the pairs of two groups, the best ones, that must match on average. With 1 many wordings of one claim keep
the next one out: of the reports that agree with a headline the claim that is likest to it has 24 in 100 instead of 26,
the best one 38 instead of 43 (FNC-1, 350 headlines); of 58 joins that this makes about 50 were right."""

UNRELATED = -3.0
"""Log odds of a pair that shares too little to be compared; it counts in a group's mean."""

REFUSED = -2.5
"""Log odds of one pair that keeps two groups apart whatever the mean says: exchanged roles, other figures."""

NESTED = 0.6
"""Share of the longer of two overlapping contents of one document from which they say the same."""

APART = -20.0
"""Log odds of two propositions of one statement that share no word: whatever others say, they are two."""

MIN_SHARED = 13.0
"""Bits that the statements of two propositions must share to be compared: a figure, a name of a town, or two telling
words."""

CROWD = 0.25
"""Share of a story's statements from which a word is too common there to make candidates."""

MIN_CROWD = 40
"""Statements that a word may always connect, so that a small story is compared wholly."""

UNMISTAKABLE = frozenset({"same_count", "same_sentence"})
"""Rules that tell a claim whatever else the story speaks of: two counts of the same, and the same words."""

Pairs = dict[tuple[int, int], float]
Rows = dict[int, dict[int, list[float]]]
"""Group → other group → the scores of their pairs, the highest first."""


def group_statements(readings: Sequence[Reading]) -> list[tuple[tuple[Reading, ...], tuple[Evidence, ...]]]:
    """Return the groups, each with the evidence that holds its first statement to the others."""
    ordered, repeats = _fold(sorted(readings, key=_place))
    scores: Pairs = {}
    reasons: dict[tuple[int, int], tuple[Evidence, ...]] = {}
    foreground = without_background(ordered)
    for a, b in _candidates(ordered):
        score, reasons[a, b] = _compare(ordered[a], ordered[b])
        unmistakable = not reasons[a, b] or any(e.rule in UNMISTAKABLE for e in reasons[a, b])
        scores[a, b] = score if unmistakable else _distinguish(score, foreground[a], foreground[b])
    groups = _link(len(ordered), scores)
    return [
        (tuple(sorted((r for n in members for r in repeats[n]), key=_place)), _strongest(members, scores, reasons))
        for members in groups
    ]


def _place(reading: Reading) -> tuple[str, Span, str]:
    return reading.document.id, reading.statement.content, reading.id


def _fold(readings: Sequence[Reading]) -> tuple[list[Reading], list[list[Reading]]]:
    """Return the readings to compare, and for each those of its document that repeat it word for word.

    A text that says one sentence a thousand times makes a thousand statements and not a million pairs.
    """
    seen: dict[tuple[str, str, bool], int] = {}
    first: list[Reading] = []
    repeats: list[list[Reading]] = []
    for reading in readings:
        content = reading.statement.content.within(reading.document.text)
        number = seen.setdefault((reading.document.id, content, reading.negated), len(first))
        if number == len(first):
            first.append(reading)
            repeats.append([])
        repeats[number].append(reading)
    return first, repeats


def _compare(left: Reading, right: Reading) -> tuple[float, tuple[Evidence, ...]]:
    """Score a pair; two contents of one document that overlap are one if they are nearly equally long."""
    if left.id == right.id:
        return (SAME if frozenset(left.tokens) & frozenset(right.tokens) else APART), ()
    ours, theirs = left.statement.content, right.statement.content
    if left.document.id == right.document.id and ours.overlaps(theirs):
        shared = len(frozenset(left.tokens) & frozenset(right.tokens))
        longer = max(len(left.tokens), len(right.tokens))
        return (6.0 if shared >= NESTED * longer else SAME), ()
    found = (match_abroad if _languages_differ(left, right) else match)(left, right)
    if left.document.id == right.document.id and other_times(left, right):
        return min(found.score, REFUSED), found.evidence  # one report that names two days tells of two events
    return found.score, found.evidence


def _distinguish(score: float, left: Reading, right: Reading) -> float:
    """Lower the score of two readings that share little but what the whole story is about; never down to a refusal."""
    if _languages_differ(left, right):
        return score
    return min(score, max(REFUSED, score + telling(left, right)))


def _languages_differ(left: Reading, right: Reading) -> bool:
    return left.document.language != right.document.language


def _candidates(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one statement, and those that share a term and, with their statements, ``MIN_SHARED`` bits."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    index: dict[str, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for same in _marks(reading):
            alike[same].append(number)
        for term in sorted(reading.terms):
            index[term].append(number)
    abroad = _abroad(readings)
    crowd = max(MIN_CROWD, int(CROWD * len(readings)))
    for number, reading in enumerate(readings):
        shared: dict[int, float] = defaultdict(float)
        for term, bits in sorted(reading.terms.items()):
            if len(index[term]) <= crowd:
                for other in index[term]:
                    if other > number:
                        shared[other] += bits
        for same in _marks(reading):
            shared.update({other: MIN_SHARED for other in alike[same] if other > number})
        for other in abroad.get(number, ()):
            shared[other] = MIN_SHARED
        for other in sorted(shared):
            if shared[other] >= MIN_SHARED or shared[other] + _beside(reading, readings[other]) >= MIN_SHARED:
                yield number, other


def _abroad(readings: Sequence[Reading]) -> dict[int, set[int]]:
    """Return, for each reading, the later ones in other languages that share a mark with it."""
    if len({r.document.language for r in readings}) < 2:
        return {}
    index: dict[str, list[int]] = defaultdict(list)
    found: dict[int, set[int]] = defaultdict(set)
    for number, reading in enumerate(readings):
        for mark in sorted(marks(reading)):
            for earlier in index[mark]:
                if _languages_differ(readings[earlier], reading):
                    found[earlier].add(number)
            index[mark].append(number)
    return found


def _marks(reading: Reading) -> list[tuple[str, ...]]:
    """Return what alone is reason enough to compare two readings: all words, the statement, a count of the same."""
    return [reading.words, (reading.id,), *{(f"{a.measure} {a.event}",): None for a in reading.amounts if a.event}]


def _beside(left: Reading, right: Reading) -> float:
    """Return the bits that the statements of two readings share beside them."""
    return sum(bits for term, bits in left.beside.items() if term in right.beside)


def _link(count: int, scores: Pairs) -> list[tuple[int, ...]]:
    """Join groups by the mean of their better pairs, strongest first; ties go to the earlier statements."""
    members: dict[int, tuple[int, ...]] = {n: (n,) for n in range(count)}
    rows: Rows = {n: {} for n in range(count)}
    for (a, b), score in scores.items():
        rows[a][b] = rows[b][a] = [score]
    queue = [(-score, a, b) for (a, b), score in scores.items() if score > SAME]
    heapq.heapify(queue)
    while queue:
        mean, a, b = heapq.heappop(queue)
        if a not in members or b not in members or -mean != _mean(rows, members, a, b) or rows[a][b][-1] < REFUSED:
            continue
        members[a] = tuple(sorted(members[a] + members.pop(b)))
        for other in _merge_rows(rows, a, b):
            if (score := _mean(rows, members, a, other)) > SAME:
                heapq.heappush(queue, (-score, min(a, other), max(a, other)))
    return [members[n] for n in sorted(members)]


def _mean(rows: Rows, members: dict[int, tuple[int, ...]], a: int, b: int) -> float:
    """Return the mean score of the better pairs of two groups; those not compared count ``UNRELATED``."""
    pairs = ceil(len(members[a]) * len(members[b]) * BETTER)
    best = rows[a].get(b, [])[:pairs]
    return (sum(best) + UNRELATED * (pairs - len(best))) / pairs


def _merge_rows(rows: Rows, kept: int, gone: int) -> list[int]:
    row = rows[kept]
    row.pop(gone, None)
    for other, scores in rows.pop(gone).items():
        if other == kept:
            continue
        row[other] = sorted([*row.get(other, ()), *scores], reverse=True)
        rows[other].pop(gone)
        rows[other][kept] = row[other]
    return sorted(row)


def _strongest(
    members: tuple[int, ...], scores: Pairs, reasons: dict[tuple[int, int], tuple[Evidence, ...]]
) -> tuple[Evidence, ...]:
    """Return, for every statement but one, the evidence of its best match inside the group."""
    found: list[Evidence] = []
    for number in members[1:]:
        pairs = [(min(number, o), max(number, o)) for o in members if o != number]
        best = max((p for p in pairs if p in scores), key=lambda p: (scores[p], (-p[0], -p[1])), default=None)
        if best is not None:
            found.extend(e for e in reasons[best] if e not in found)
    return tuple(found)
