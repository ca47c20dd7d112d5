"""Whether two statements assert or deny the same thing: a list of rules, summed as log odds.

Enters: two readings. Leaves: a ``Match`` with the evidence of each rule that spoke. Refuses: to let wording alone
decide; amounts, places and roles must agree, or at least not contradict, whatever the overlap of words says.

The weights were set on the labelled pairs in ``tests/cases/claims`` (invented sentences).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stemma.compare.readings import Amount, Reading
from stemma.compare.values import compare_intervals, compare_places, compare_times, is_large
from stemma.model import Evidence

SAME = 0.0
"""Log odds from which two statements are held to be one claim."""

BIAS = -4.5
"""Log odds before any rule speaks: two statements of one story are mostly about different things."""

MIN_WORDS = 4
"""Words of a sentence that can be recognised by all its words ("Nobody went into the water" has five)."""

ENOUGH = 30.0
"""Bits of a statement that can be recognised: three telling words."""

HALF = 0.5
"""Share of the shorter quotation's telling words that the longer has too, from which they are variants."""

Rule = Callable[[Reading, Reading], "Evidence | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The comparison of two statements: log odds that they are one claim, and why."""

    score: float
    evidence: tuple[Evidence, ...]


def match(left: Reading, right: Reading) -> Match:
    """Compare two statements; the order does not matter for the score."""
    found = tuple(e for rule in RULES if (e := rule(left, right)) is not None)
    return Match(score=round(BIAS + sum(e.score for e in found), 3), evidence=found)


def shared_words(left: Reading, right: Reading) -> Evidence | None:
    """Both use the same rare words, names or words of one meaning; the rarer, the more it counts."""
    shared = sorted(left.terms.keys() & right.terms.keys())
    bits = sum(min(left.terms[k], right.terms[k]) for k in shared)
    if not bits:
        return None
    share = bits / (left.bits * right.bits) ** 0.5
    inside = bits / min(left.bits, right.bits)
    score = 5.0 * share + 1.5 * inside * min(1.0, bits / 30)
    shown = ", ".join(k.lstrip("=@#") for k in shared[:8])
    return _evidence("shared_words", score, f"same words: {shown}", left, right)


def same_sentence(left: Reading, right: Reading) -> Evidence | None:
    """Both say the same short sentence word for word, common words included."""
    if min(len(left.words), len(right.words)) < MIN_WORDS or left.words != right.words:
        return None
    return _evidence("same_sentence", 5.0, "word for word the same", left, right)


def same_event(left: Reading, right: Reading) -> Evidence | None:
    """The main verbs (or the nouns made of them) name the same kind of event."""
    if left.head is not None and left.head == right.head:
        return _evidence("same_event", 1.5, f"both speak of “{left.head.lstrip('=@')}”", left, right)
    if left.events & right.events:
        shared = sorted(left.events & right.events)[0]
        return _evidence("same_event", 0.8, f"both speak of “{shared.lstrip('=@')}”", left, right)
    if left.events and right.events:
        return _evidence("same_event", -0.8, "no event in common", left, right)
    return None


def same_amount(left: Reading, right: Reading) -> Evidence | None:
    """Both give the same figure for the same counted thing."""
    for ours, theirs in _amount_pairs(left, right):
        if compare_intervals(ours.quantity, theirs.quantity) == "same":
            return _evidence("same_amount", 3.0, f"same amount of “{ours.measure.lstrip('=@')}”", left, right)
    return None


def same_count(left: Reading, right: Reading) -> Evidence | None:
    """Both count the same thing in the same event ("people" in "injured"), whatever the figure."""
    for ours, theirs in _amount_pairs(left, right):
        if ours.event is not None and ours.event == theirs.event:
            return _evidence("same_count", 3.0, f"both count “{ours.measure.lstrip('=@')}”", left, right)
    return None


def other_amount(left: Reading, right: Reading) -> Evidence | None:
    """They give figures that cannot both hold, for the same thing; or each has a figure for other things."""
    if same_amount(left, right) is not None:
        return None
    pairs = list(_amount_pairs(left, right))
    if any(compare_intervals(a.quantity, b.quantity) == "differs" for a, b in pairs):
        return _evidence("other_amount", -0.5, "figures differ", left, right)
    if not pairs and _telling(left) and _telling(right) and not _one_unit_left_out(left, right):
        return _evidence("other_amount", -2.5, "figures for different things", left, right)
    return None


def same_quote(left: Reading, right: Reading) -> Evidence | None:
    """Both quote the same words, or a variant of them; one rare word in common counts less than several."""
    pairs = [(a, b) for a in left.quotes for b in right.quotes if len(a & b) >= HALF * min(len(a), len(b))]
    if not pairs:
        return None
    alike, words_shared = max((len(a & b) / min(len(a), len(b)), len(a & b)) for a, b in pairs)
    weight = 3.5 if words_shared > 1 else 2.0
    return _evidence("same_quote", weight * alike, "the same quoted words", left, right)


def swapped_roles(left: Reading, right: Reading) -> Evidence | None:
    """Who acts in one is acted on in the other: "A accuses B" is not "B accuses A"."""
    ours, theirs = _parties(left.agents), _parties(right.agents)
    crossed = (ours & _parties(right.patients)) | (theirs & _parties(left.patients))
    if crossed and not ours & theirs:
        return _evidence("swapped_roles", -4.0, "the roles are exchanged", left, right)
    if ours and theirs and not ours & theirs:
        return _evidence("swapped_roles", -1.5, "other parties act", left, right)
    return None


def places_agree(left: Reading, right: Reading) -> Evidence | None:
    """They name the same place, or settlements that differ."""
    relation = compare_places(left.places, right.places)
    if relation == "same":
        return _evidence("places_agree", 0.6, "same place", left, right)
    return _evidence("places_agree", -0.7, "other settlements", left, right) if relation == "differs" else None


def times_agree(left: Reading, right: Reading) -> Evidence | None:
    """They name the same day, or days that differ."""
    relation = compare_times(left.statement.times, right.statement.times)
    if relation == "same":
        return _evidence("times_agree", 0.4, "same time", left, right)
    return _evidence("times_agree", -1.0, "other times", left, right) if relation == "differs" else None


def same_evidence(left: Reading, right: Reading) -> Evidence | None:
    """Both tell what the pictures show; one of two that does, and the other does not, is another claim."""
    if left.evidence and right.evidence:
        return _evidence("same_evidence", 1.8, "both describe pictures", left, right)
    return (
        _evidence("same_evidence", -1.2, "only one describes pictures", left, right)
        if left.evidence != right.evidence
        else None
    )


def same_kind(left: Reading, right: Reading) -> Evidence | None:
    """One tells what was, the other what will be, or what somebody thinks of it."""
    kinds = {left.statement.type, right.statement.type}
    if len(kinds) == 1:
        return None
    weight = -0.8 if "prediction" in kinds else -0.3
    return _evidence("same_kind", weight, "of different kinds: " + " and ".join(sorted(kinds)), left, right)


def says_little(left: Reading, right: Reading) -> Evidence | None:
    """One of them says too little to be recognised elsewhere, and no figure says it for it."""
    least = min(left.bits, right.bits)
    if least >= ENOUGH or same_count(left, right) is not None or same_sentence(left, right) is not None:
        return None
    return _evidence("says_little", (least - ENOUGH) / 10.0, "too few telling words", left, right)


RULES: tuple[Rule, ...] = (
    shared_words,
    same_sentence,
    same_event,
    same_amount,
    same_count,
    other_amount,
    same_quote,
    swapped_roles,
    places_agree,
    times_agree,
    same_evidence,
    same_kind,
    says_little,
)
"""The rules in the order in which explanations show them."""


def _amount_pairs(left: Reading, right: Reading) -> Iterator[tuple[Amount, Amount]]:
    for ours in left.amounts:
        for theirs in right.amounts:
            if ours.measure == theirs.measure and is_large(ours.quantity) and is_large(theirs.quantity):
                yield ours, theirs


def _one_unit_left_out(left: Reading, right: Reading) -> bool:
    """The same figure stands with a unit in one and with a noun in the other ("40 s", "forty endless seconds")."""
    pairs = ((a.quantity, b.quantity) for a in left.amounts for b in right.amounts)
    return any((a.unit is None) != (b.unit is None) and (a.low, a.high) == (b.low, b.high) for a, b in pairs)


def _telling(reading: Reading) -> bool:
    return any(is_large(a.quantity) for a in reading.amounts)


def _parties(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(k for k in keys if k[0] == "@")


def _evidence(rule: str, score: float, detail: str, left: Reading, right: Reading) -> Evidence:
    return Evidence(
        rule=rule,
        score=round(score, 3),
        detail=detail,
        left=left.document.at(left.statement.content),
        right=right.document.at(right.statement.content),
    )
