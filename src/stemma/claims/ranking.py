"""The order of a story's claims: what an editor must look at first.

Enters: claims in the making, each with the statement that says it best, and the material of their story. Leaves: the
same claims, the foremost first. Refuses: to weigh who acts; names of countries and peoples count nothing.

What a story is about stands in the openings of its reports. A claim comes first if many reports tell it, early, in
words with which many reports open; and once a claim has said them, these words count less, so that the next one tells
something else (as in SumBasic, Nenkova and Vanderwende 2005).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.claims.drafts import Group
from stemma.claims.material import Material
from stemma.claims.phrasing import FIRST_PERSON, short_text
from stemma.claims.worth import is_history, is_remark, stands_alone
from stemma.compare.readings import Reading

OPENING = 2
"""Sentences of a report's opening whose words are what its story is about; with one, a dateline or a teaser can be all
there is, with three the order is nearer to chance (31 stories, likeness to headlines the program does not see)."""

EARLY = 3
"""Sentences within which a report tells what it is about; what it tells later counts ``LATE``."""

LATE = 0.4
"""Part of a report that tells a claim further down."""

SHARED = 1.5
"""Power of the number of reports: a claim of two reports stands before two of one report that are as central, not
before one that says much more of what the story is about."""

SPOKEN = 0.5
"""Part that a claim counts whose best words are "I" or "we", or a question: somebody must be asked what it means."""

FADING = 0.7
"""Part of its weight that an opening word keeps once a claim has said it; without it one event stands in the first four
places, each time a little different."""

FOREMOST = 30
"""Claims after which nothing fades any more; nobody reads as far, and the order is found faster."""

LITTLE = 20.0
"""Bits below which a statement says too little to stand among the first."""

Best = Mapping[str, Reading]
"""Claim id → the statement that says it best."""


def rank(groups: Sequence[Group], best: Best, material: Material) -> list[Group]:
    """Return the claims of a story, the foremost first."""
    words = _opening_words(material)
    share = {g.id: _retold(g) * (SPOKEN if FIRST_PERSON.search(short_text(best[g.id])) else 1.0) for g in groups}
    queue = [(_tier(g), -share[g.id] * _central(best[g.id], words), g.id, g) for g in groups]
    heapq.heapify(queue)
    ordered: list[Group] = []
    while queue:
        tier, value, name, group = heapq.heappop(queue)
        now = -share[name] * _central(best[name], words)
        if now > value:
            heapq.heappush(queue, (tier, now, name, group))
            continue
        ordered.append(group)
        if len(ordered) < FOREMOST:
            words |= {term: words[term] * FADING for term in best[name].terms if term in words}
    return ordered


def _opening_words(material: Material) -> dict[str, float]:
    """Return the bits of each word with which reports open, times the share of the reports that do."""
    opening: dict[str, dict[int, None]] = {}
    told: dict[str, dict[str, float]] = {}
    for reading in sorted(material.readings, key=lambda r: r.statement.sentence):
        sentences = opening.setdefault(reading.document.id, {})
        sentences[reading.statement.sentence] = None
        if len(sentences) <= OPENING:
            told.setdefault(reading.document.id, {}).update(reading.terms)
    words: dict[str, float] = defaultdict(float)
    for document in sorted(told):
        for term, bits in told[document].items():
            if not term.startswith("@"):
                words[term] += bits / len(opening)
    return dict(words)


def _central(reading: Reading, words: Mapping[str, float]) -> float:
    """Return how much of what a statement says is what the story is about, squared, so that a bare name is little."""
    length = sum(bits * bits for bits in reading.terms.values())
    return sum(bits * words.get(t, 0.0) for t, bits in reading.terms.items()) ** 2 / length if length else 0.0


def _retold(group: Group) -> float:
    """Return in how many reports a claim stands, those that tell it far down counted less, to the power ``SHARED``."""
    first: dict[str, int] = {}
    for reading in group.readings:
        sentence = reading.statement.sentence
        first[reading.document.id] = min(sentence, first.get(reading.document.id, sentence))
    return float(sum(1.0 if sentence < EARLY else LATE for sentence in first.values()) ** SHARED)


def _tier(group: Group) -> int:
    """Return the shelf of a claim, 0 first.

    What was reported; remarks; history; fragments and what points back to a sentence before it; what says too little.
    """
    if max(r.bits for r in group.readings) < LITTLE:
        return 4
    alone = [r for r in group.asserting if stands_alone(r)]
    if not alone:
        return 3
    if all(is_history(r) for r in alone):
        return 2
    return int(all(is_remark(r) for r in alone))
