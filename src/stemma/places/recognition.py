"""Decide whether a stretch that the gazetteer knows is a place in this text.

Enters: ``Toponym`` stretches of one page. Leaves: those whose rules sum to more than ``THRESHOLD``. Refuses: names
of persons, parts of other names, common words. Each rule returns Evidence, and its docstring is what users read.
The weights were fitted by logistic regression on the even-numbered articles of LGL and GeoWebNews
(``bench/quality/fit_places.py``) and rounded to one decimal; ``town_ending`` and ``after_organisation``, which English
has no use for, were set by hand on invented sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemma.model import Evidence
from stemma.places import namerules, neighbourrules
from stemma.places.page import Page
from stemma.places.scan import Toponym
from stemma.places.sights import Rule, Sight, sights
from stemma.places.surroundings import Surroundings

RULES: tuple[tuple[Rule, float], ...] = (
    (namerules.prior, -1.5),
    (namerules.not_tagged_as_name, -1.2),
    (namerules.large, 0.8),
    (namerules.country, 0.9),
    (namerules.region, 0.7),
    (namerules.district, 1.1),
    (namerules.own_name, 0.5),
    (namerules.several_words, 0.7),
    (namerules.town_ending, 0.8),
    (namerules.short_name, -1.2),
    (namerules.unknown_name, 0.9),
    (namerules.common_word, -2.1),
    (namerules.common_end, -3.6),
    (namerules.title_word, -2.7),
    (namerules.given_name, -0.7),
    (namerules.surname, -1.8),
    (namerules.calendar, -5.0),
    (namerules.demonym, -6.0),
    (namerules.body, -6.0),
    (namerules.direction, -9.0),
    (namerules.acronym, -4.0),
    (namerules.postal_code, -3.4),
    (neighbourrules.after_preposition, 2.5),
    (neighbourrules.after_weak_preposition, 0.8),
    (neighbourrules.people_follow, 2.4),
    (neighbourrules.saint_possessive, -3.5),
    (neighbourrules.kind_named, 1.9),
    (neighbourrules.area_follows, 2.3),
    (neighbourrules.area_of_another, 1.6),
    (neighbourrules.dateline, 2.8),
    (neighbourrules.after_title, -2.0),
    (neighbourrules.name_before, -0.8),
    (neighbourrules.hyphen_before, -2.0),
    (neighbourrules.given_name_before, -0.7),
    (neighbourrules.name_after, -1.0),
    (neighbourrules.organisation_after, -0.3),
    (neighbourrules.of_organisation, -1.6),
    (neighbourrules.person_verb, -1.8),
    (neighbourrules.speaks, -1.1),
    (neighbourrules.full_name, -2.5),
    (neighbourrules.after_organisation, -2.0),
    (neighbourrules.the_common, -4.0),
    (neighbourrules.age_follows, -1.6),
    (namerules.surname_here, -2.8),
    (namerules.lowercase_here, -0.6),
    (namerules.unsupported, -0.7),
    (namerules.region_here, 0.8),
)
"""The rules with their weights (natural-log odds)."""

ELSEWHERE = 0.5
"""Share of the mean score of the same words elsewhere in the document; without it half of the mentions of a town that
is once introduced with its state are lost (even half of LGL: F1 .843 without, .85x with)."""

THRESHOLD = 0.0
"""Sum of weights above which a stretch is a place (natural-log odds; fitted together with the weights)."""


def recognise(page: Page, toponyms: Sequence[Toponym], around: Surroundings) -> list[Toponym]:
    """Return the stretches that are places."""
    seen = sights(page, toponyms, around)
    scores = [score(s) for s in seen]
    by_key: dict[str, list[float]] = defaultdict(list)
    for sight, own in zip(seen, scores, strict=True):
        by_key[sight.toponym.key].append(own)
    return [
        sight.toponym
        for sight, own in zip(seen, scores, strict=True)
        if own + _support(sight, own, by_key[sight.toponym.key]) > THRESHOLD
    ]


def _support(sight: Sight, own: float, scores: Sequence[float]) -> float:
    """Return what other stretches add; where a word says "the town of", what a person is called takes nothing away."""
    support = elsewhere(own, scores)
    return support if sight.toponym.kind is None else max(support, 0.0)


def elsewhere(own: float, scores: Sequence[float]) -> float:
    """Return what the document's other stretches with the same words add: a name mostly has one meaning in a text."""
    others = len(scores) - 1
    return ELSEWHERE * (sum(scores) - own) / others if others else 0.0


def score(sight: Sight) -> float:
    """Return the sum of the rules' weights."""
    return sum(e.score for e in explain(sight))


def explain(sight: Sight) -> list[Evidence]:
    """Return the evidence of every rule that applies."""
    return [e for rule, weight in RULES if (e := rule(sight, weight)) is not None]
