"""How likely two documents report the same event: a list of rules, summed as log odds.

Enters: the features of two documents. Leaves: log odds, with the evidence of each rule. Refuses: nothing. Documents in
different languages are compared by other rules (``abroad``): they share no words.
The weights are the coefficients of a logistic regression on the pairs of the odd ECB+ topics (1 to 35) that
share a telling word; ``bench/quality/stories.py`` measures on the even ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from stemma.compare.classes import DECLINED
from stemma.model import Evidence
from stemma.stories import abroad
from stemma.stories.features import MAX_TERMS, Features, rarity

BIAS = -4.8
"""Log odds of two documents that share nothing the rules look at."""

TOP_NAMES = 6
"""Names that a report turns on; with 12 the bystanders of both look-alikes meet."""

TOP_TERMS = 12
"""Terms that a report turns on."""

DAYS = 14
"""Days between two publications from which a pair has the full penalty. In the news-chains set 56 of the 65 pairs
that both coders call one story lie at most 4 days apart, 60 at most 8."""

KNOWN_NAME = 8.0
"""Bits above ``COMMON`` of a name that every topic has ("London" 8, "Biden" 9)."""

RAREST_NAME = 17.0
"""Bits above ``COMMON`` of a name that the background model does not know at all."""

SNIPPET = 40
"""Terms up to which a text is a snippet: a title with a sentence or two has 20 to 30, a short report 60. Chosen on the
odd ECB+ topics and the odd stories of GoogleNews-TS (BCubed F1 0.906 → 0.928 and 0.800 → 0.892)."""

APART = -4.0
"""Log odds of the full penalty for publication on different days."""

Rule = Callable[["Profile", "Profile"], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Features laid out for look-up, made once a document. ``main`` and ``turns`` are its main names and terms."""

    features: Features
    terms: Mapping[str, float]
    lead: Mapping[str, float]
    names: frozenset[str]
    main: Mapping[str, float]
    turns: Mapping[str, float]


def profile(features: Features) -> Profile:
    """Return the features of one document laid out for comparison."""
    terms = dict(features.terms)
    return Profile(
        features=features,
        terms=terms,
        lead=dict(features.lead),
        names=frozenset(features.names),
        main={name: terms[name] for name in features.names[:TOP_NAMES]},
        turns=dict(features.terms[:TOP_TERMS]),
    )


def wording(left: Profile, right: Profile) -> float:
    """Both documents use the same rare words and names, weighed by how rare they are (cosine, 0 to 1)."""
    return _cosine(left.terms, right.terms)


def opening(left: Profile, right: Profile) -> float:
    """The titles and first sentences use the same rare words (cosine, 0 to 1)."""
    return _cosine(left.lead, right.lead)


def names_both(left: Profile, right: Profile) -> float:
    """Share of each one's main names found in the other: the smaller of the two shares."""
    return min(_share(left.main, right), _share(right.main, left))


def names_one(left: Profile, right: Profile) -> float:
    """Share of each one's main names found in the other: the larger share, so that a short report may join."""
    return max(_share(left.main, right), _share(right.main, left))


def terms_both(left: Profile, right: Profile) -> float:
    """Weight of each one's main words that the other has too: the smaller share."""
    return min(_share(left.turns, right), _share(right.turns, left))


def terms_one(left: Profile, right: Profile) -> float:
    """Weight of each one's main words that the other has too: the larger share."""
    return max(_share(left.turns, right), _share(right.turns, left))


def figures(left: Profile, right: Profile) -> float:
    """Share of the figures of the one with fewer that the other has too; years do not count."""
    ours, theirs = left.features.numbers, right.features.numbers
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def days_apart(left: Profile, right: Profile) -> float:
    """The documents were published on different days, so the second may be about another event (days, 0 to 1)."""
    first, second = sorted((left.features, right.features), key=lambda f: (f.latest or "", f.document))
    if first.latest is None or second.earliest is None:
        return 0.0
    gap = (date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)).days
    return max(0.0, min(1.0, gap / DAYS))


def rare_name(left: Profile, right: Profile) -> float:
    """Both turn on one name that is rare in the language: a ship, a person, a village (bits, 0 to 1)."""
    return _rareness(left, right, 0)


def second_name(left: Profile, right: Profile) -> float:
    """Both turn on a second such name: the ship and the village off which it sank (bits, 0 to 1)."""
    return _rareness(left, right, 1)


def _rareness(left: Profile, right: Profile, place: int) -> float:
    """Return how rare the shared main name at ``place`` is, the rarest first (0 to 1)."""
    mains = {*left.features.names[: 2 * TOP_NAMES], *right.features.names[: 2 * TOP_NAMES]}
    shared = mains & left.names & right.names
    bits = sorted((rarity(name, left.features.language) for name in shared), reverse=True)
    if len(bits) <= place:
        return 0.0
    return min(1.0, max(0.0, (bits[place] - KNOWN_NAME) / (RAREST_NAME - KNOWN_NAME)))


def much_said(left: Profile, right: Profile) -> float:
    """The shorter document says so much that reports of one event would share more (terms, 0 to 1)."""
    return min(len(left.terms), len(right.terms)) / MAX_TERMS


def snippets(left: Profile, right: Profile) -> float:
    """Both documents are snippets, too short to share as much as two reports do (terms, 0 to 1)."""
    return max(0.0, 1.0 - max(len(left.terms), len(right.terms)) / SNIPPET)


RULES: tuple[tuple[Rule, float], ...] = (
    (wording, 3.9),
    (opening, 2.5),
    (names_both, 1.3),
    (names_one, 0.2),
    (terms_both, 1.0),
    (terms_one, 1.3),
    (figures, 1.9),
    (rare_name, 1.7),
    (second_name, 0.5),
    (days_apart, APART),
    (much_said, -1.0),
    (snippets, 5.0),
)
"""Rules with their weights in log odds for a full hit."""


def likeness(left: Profile, right: Profile) -> float:
    """Return the log odds that two documents report one event."""
    if left.features.language != right.features.language:
        shared = abroad.likeness_abroad(left.features.common, right.features.common)
        return shared + APART * days_apart(left, right)
    alike = BIAS + sum(weight * rule(left, right) for rule, weight in RULES)
    if left.features.language in DECLINED:
        alike += abroad.conflicts(left.features.common, right.features.common)
    return alike


def compare(left: Features, right: Features) -> tuple[Evidence, ...]:
    """Return what each rule says of two documents, for explanations; scores are log odds."""
    ours, theirs = profile(left), profile(right)
    found = [(rule.__name__, weight, rule(ours, theirs)) for rule, weight in RULES]
    if left.language != right.language:
        found = [(rule.__name__, weight, rule(left.common, right.common)) for rule, weight in abroad.RULES]
        found.append((days_apart.__name__, APART, days_apart(ours, theirs)))
    return tuple(
        Evidence(rule=rule, score=round(weight * value, 3), detail=f"{value:.2f} of a full hit")
        for rule, weight, value in found
        if value
    )


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of unit length."""
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def _share(chosen: Mapping[str, float], other: Profile) -> float:
    """Return the share of the chosen terms' weight that the other document has too."""
    total = sum(chosen.values())
    return sum(weight for term, weight in chosen.items() if term in other.terms) / total if total else 0.0
