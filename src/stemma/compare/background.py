"""What a whole story speaks of: its words tell none of its claims from another.

Enters: the readings of one story. Leaves: the same readings with less weight on such words, and how much two of them
share beside these. Refuses: to change what a reading says; only its ``terms`` and ``bits`` are weighed anew.

A word that each report has once may well be a word of one claim, so it keeps its weight; one that every report uses
again and again (the ship in the story of a ship) is in many claims and tells none of them from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

from stemma.compare.readings import Reading

FLOOR = 0.4
"""Part of its weight that a word keeps which every statement has; with none left, the event that all of a small story
is about falls apart ("the bridge fell", told ten times)."""

BACKGROUND = -5.5
"""Log odds that two statements tell one claim if all that they share is about the whole story; with 4.3 for the same
words and 3.7 for many of them a logistic regression on 526 pairs of real stories that were read and labelled."""

ALIKE = 4.3
"""Log odds for the same rare words, of a full hit; fitted with ``BACKGROUND``."""

MUCH = 3.7
"""Log odds for ``ENOUGH`` bits in common; fitted with ``BACKGROUND``."""

ENOUGH = 30.0
"""Bits that two statements share if they share much: three telling words."""


def without_background(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings of a story with less weight on words that are in more of them than there are reports."""
    reports = len({r.document.id for r in readings})
    if len(readings) <= reports:
        return list(readings)
    counts = Counter(term for reading in readings for term in reading.terms)
    rarest = log(len(readings) / reports)
    weights = {t: FLOOR + (1 - FLOOR) * log(len(readings) / n) / rarest for t, n in counts.items() if n > reports}
    return [_weighed(reading, weights) for reading in readings]


def telling(left: Reading, right: Reading) -> float:
    """Return the log odds that what two readings share tells one claim, rather than what the whole story is about."""
    shared = sum(min(bits, right.terms[t]) for t, bits in left.terms.items() if t in right.terms)
    alike = shared / (left.bits * right.bits) ** 0.5 if shared else 0.0
    return BACKGROUND + ALIKE * alike + MUCH * min(1.0, shared / ENOUGH)


def _weighed(reading: Reading, weights: Mapping[str, float]) -> Reading:
    terms = {t: bits * weights.get(t, 1.0) for t, bits in reading.terms.items()}
    return replace(reading, terms=terms, bits=sum(terms.values()))
