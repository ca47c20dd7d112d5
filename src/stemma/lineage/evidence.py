"""Weigh what two documents share: from evidence to the probability of a source in common beyond the event.

Enters: a ``Pair``. Leaves: weighed ``Evidence`` (natural-log odds) and the probability. Refuses: nothing.

``log odds = PRIOR + sum of weighed evidence``. The weights of what the words show were fitted by logistic regression
with non-negative weights on copies with known truth against independent accounts of one event, and rounded. The
weights of quotation, credit, shared source, shared speaker and orphan are set by hand, because synthetic copies do
not have these; none of them alone reaches 0.5. Figures: ``python -m bench quality.lineage``.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp

from stemma.lineage import translation
from stemma.lineage.credits import credit, orphan, shared_source, shared_speaker
from stemma.lineage.facts import conflicting_number, number, own_content, quotation
from stemma.lineage.pairs import Pair
from stemma.lineage.rules import (
    Rule,
    alike,
    order,
    peculiar_pair,
    peculiar_word,
    same_neighbours,
    same_words,
    selection,
    shared_words,
    verbatim,
)
from stemma.model import Evidence

PRIOR = -4.7
"""Log odds before any evidence. Two accounts of one event that share only what the event forces must stay below
0.5, and the shared event already brings some chance evidence."""

LIKELY = 0.5
"""Probability from which two documents are linked. DESIGN §5 writes no link below it."""

RULES: tuple[tuple[Rule, float], ...] = (
    (verbatim, 1.2),
    (peculiar_pair, 0.8),
    (peculiar_word, 0.1),
    (quotation, 0.8),
    (number, 0.3),
    (same_words, 2.0),
    (shared_words, 2.0),
    (same_neighbours, 1.2),
    (alike, 0.8),
    (selection, 2.5),
    (order, 0.5),
    (credit, 1.2),
    (shared_source, 1.0),
    (shared_speaker, 1.0),
    (orphan, 0.5),
    (own_content, 0.5),
    (conflicting_number, 0.5),
)
"""Rules with the weight that turns their strength into log odds."""

TRANSLATED: tuple[tuple[Rule, float], ...] = (
    *((rule, weight) for rule, weight in RULES if rule in (credit, shared_source, shared_speaker)),
    *translation.RULES,
)
"""The rules for documents in different languages, which have no word in common."""


def weigh(pair: Pair) -> tuple[Evidence, ...]:
    """Return all evidence on a pair, strongest first, scores in log odds."""
    rules = TRANSLATED if translation.languages_differ(pair) else RULES
    found = [replace(e, score=round(weight * e.score, 4)) for rule, weight in rules for e in rule(pair)]
    kept = [e for e in found if e.score]
    return tuple(sorted(kept, key=lambda e: (-abs(e.score), e.rule, e.detail)))


def probability(evidence: tuple[Evidence, ...]) -> float:
    """Return the probability that a pair with this evidence shares a source beyond the event, four decimals."""
    odds = PRIOR + sum(e.score for e in evidence)
    return round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 4)
