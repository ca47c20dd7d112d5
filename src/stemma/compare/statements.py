"""Whether two propositions assert or deny the same thing: a list of rules, summed as log odds.

Enters: two readings, of whole statements or of propositions. Leaves: a ``Match`` with the evidence of each rule that
spoke. Refuses: to let wording alone decide; amounts, places and roles must agree, or at least not contradict, whatever
the overlap of words says.

Weights: a logistic regression on the odd ECB+ topics (``bench/quality/fit_statements.py``), rounded; what those cannot
teach (its ``KEPT``) is set by hand on the labelled pairs in ``tests/cases/claims`` (invented sentences).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stemma.compare.readings import Amount, Reading
from stemma.compare.senses import nearness
from stemma.compare.values import compare_intervals, compare_places, compare_times, is_large
from stemma.model import Evidence

SAME = 0.0
"""Log odds from which two statements are held to be one claim."""

BIAS = -4.0
"""Log odds before any rule speaks: two propositions of one story are mostly about different things. Fitted: -4.0."""

MIN_WORDS = 4
"""Words of a sentence that can be recognised by all its words ("Nobody went into the water" has five)."""

ENOUGH = 30.0
"""Bits of a statement that can be recognised: three telling words."""

HALF = 0.5
"""Share of the shorter quotation's telling words that the longer has too, from which they are variants."""

Hit = tuple[float, str]
"""How fully a rule holds (1 is a full hit) and what it saw, in one phrase."""

Rule = Callable[[Reading, Reading], "Hit | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The comparison of two statements: log odds that they are one claim, and why."""

    score: float
    evidence: tuple[Evidence, ...]


def match(left: Reading, right: Reading) -> Match:
    """Compare two statements; the order does not matter for the score."""
    hits = ((rule, weight, hit) for rule, weight in RULES if (hit := rule(left, right)) is not None)
    found = tuple(_evidence(rule.__name__, weight * hit[0], hit[1], left, right) for rule, weight, hit in hits)
    return Match(score=round(BIAS + sum(e.score for e in found), 3), evidence=found)


def shared_words(left: Reading, right: Reading) -> Hit | None:
    """Both use the same rare words, names or words of one meaning; the rarer, the more it counts."""
    shared = _shared(left, right)
    shown = ", ".join(k.lstrip("=@#") for k in shared[:8])
    return (_bits(shared, left, right) / (left.bits * right.bits) ** 0.5, f"same words: {shown}") if shared else None


def same_beside(left: Reading, right: Reading) -> Hit | None:
    """The statements in which they stand go on with the same rare words."""
    shared = sorted(left.beside.keys() & right.beside.keys())
    bits = sum(min(left.beside[k], right.beside[k]) for k in shared)
    if not bits:
        return None
    shown = ", ".join(k.lstrip("=@#") for k in shared[:8])
    return bits / (sum(left.beside.values()) * sum(right.beside.values())) ** 0.5, f"beside the same words: {shown}"


def same_sentence(left: Reading, right: Reading) -> Hit | None:
    """Both say the same short sentence word for word, common words included."""
    if min(len(left.words), len(right.words)) < MIN_WORDS or left.words != right.words:
        return None
    return 1.0, "word for word the same"


def same_event(left: Reading, right: Reading) -> Hit | None:
    """Both turn on the same event, as a verb or as a noun: "expelled", "the expulsion of"."""
    meet = left.head is not None and left.head == right.head
    return (1.0, f"both turn on “{_shown(left.acts[0].word)}”") if meet else None


def near_event(left: Reading, right: Reading) -> Hit | None:
    """They turn on events of one meaning: "died", "passed away"."""
    if not left.acts or not right.acts or left.head == right.head:
        return None
    ours, theirs = sorted((left.acts[0].word, right.acts[0].word))
    return (1.0, f"“{_shown(ours)}” and “{_shown(theirs)}” mean the same") if nearness(ours, theirs) == "same" else None


def same_amount(left: Reading, right: Reading) -> Hit | None:
    """Both give the same figure for the same counted thing."""
    for ours, theirs in _amount_pairs(left, right):
        if compare_intervals(ours.quantity, theirs.quantity) == "same":
            return 1.0, f"same amount of “{ours.measure.lstrip('=@')}”"
    return None


def same_count(left: Reading, right: Reading) -> Hit | None:
    """Both count the same thing in the same event ("people" in "injured"), whatever the figure."""
    for ours, theirs in _amount_pairs(left, right):
        if ours.event is not None and ours.event == theirs.event:
            return 1.0, f"both count “{ours.measure.lstrip('=@')}”"
    return None


def other_amount(left: Reading, right: Reading) -> Hit | None:
    """They give figures that cannot both hold for the same thing."""
    if same_amount(left, right) is not None or same_count(left, right) is not None:
        return None
    relations = (compare_intervals(a.quantity, b.quantity) for a, b in _amount_pairs(left, right))
    return (1.0, "figures differ") if "differs" in relations else None


def other_things(left: Reading, right: Reading) -> Hit | None:
    """Each gives figures, and they count different things."""
    counted = _telling(left) and _telling(right) and not any(_amount_pairs(left, right))
    return (1.0, "figures for different things") if counted and not _one_unit_left_out(left, right) else None


def same_quote(left: Reading, right: Reading) -> Hit | None:
    """Both quote the same words, or a variant of them; one rare word in common counts less than several."""
    pairs = [(a, b) for a in left.quotes for b in right.quotes if len(a & b) >= HALF * min(len(a), len(b))]
    if not pairs:
        return None
    alike, words_shared = max((len(a & b) / min(len(a), len(b)), len(a & b)) for a, b in pairs)
    return alike if words_shared > 1 else 0.6 * alike, "the same quoted words"


def same_actor(left: Reading, right: Reading) -> Hit | None:
    """The same person, body or people acts in both."""
    share = _share(left, right, left.agents, right.agents)
    return (share, "the same one acts") if share else None


def same_object(left: Reading, right: Reading) -> Hit | None:
    """The same event is done to the same one or the same thing."""
    share = _share(left, right, left.patients, right.patients)
    return (share, "done to the same") if share and _events_meet(left, right) else None


def object_alone(left: Reading, right: Reading) -> Hit | None:
    """Other events are done to the same one or the same thing."""
    share = _share(left, right, left.patients, right.patients)
    return (share, "another thing done to the same") if share and not _events_meet(left, right) else None


def swapped_roles(left: Reading, right: Reading) -> Hit | None:
    """Who acts in one is acted on in the other: "A accuses B" is not "B accuses A"."""
    if left.agents & right.agents:
        return None
    ours, theirs = left.agents & right.patients, right.agents & left.patients
    crossed = (ours and theirs) or _parties(ours | theirs)
    return (1.0, "the roles are exchanged") if crossed else None


def other_parties(left: Reading, right: Reading) -> Hit | None:
    """The state or people that acts in one is not the one that acts in the other."""
    ours, theirs = _parties(left.agents), _parties(right.agents)
    if not ours or not theirs or ours & theirs or swapped_roles(left, right) is not None:
        return None
    return 1.0, "other parties act"


def both_deny(left: Reading, right: Reading) -> Hit | None:
    """Both say that something did not happen or is not so."""
    return (1.0, "both deny something") if left.negated and right.negated else None


def other_places(left: Reading, right: Reading) -> Hit | None:
    """Both name settlements, and none of them is in both."""
    return (1.0, "other settlements") if compare_places(left.places, right.places) == "differs" else None


def other_times(left: Reading, right: Reading) -> Hit | None:
    """Both name days, and none of them is in both."""
    return (1.0, "other times") if compare_times(left.statement.times, right.statement.times) == "differs" else None


def same_evidence(left: Reading, right: Reading) -> Hit | None:
    """Both statements tell what pictures or recordings show."""
    return (1.0, "both describe pictures") if left.evidence and right.evidence else None


def other_evidence(left: Reading, right: Reading) -> Hit | None:
    """One tells what pictures show, the other does not."""
    return (1.0, "only one describes pictures") if left.evidence != right.evidence else None


def other_kind(left: Reading, right: Reading) -> Hit | None:
    """One tells what was, the other what somebody thinks of it or, counting more, what will be."""
    kinds = {left.statement.type, right.statement.type}
    if len(kinds) == 1:
        return None
    return 1.0 if "prediction" in kinds else 0.4, "of different kinds: " + " and ".join(sorted(kinds))


def says_little(left: Reading, right: Reading) -> Hit | None:
    """One of them says too little to be recognised elsewhere, and no figure says it for it."""
    least = min(left.bits, right.bits)
    if least >= ENOUGH or same_count(left, right) is not None or same_sentence(left, right) is not None:
        return None
    return (ENOUGH - least) / ENOUGH, "too few telling words"


RULES: tuple[tuple[Rule, float], ...] = (
    (shared_words, 3.0),
    (same_beside, 1.5),
    (same_sentence, 4.0),
    (same_event, 3.2),
    (near_event, 3.4),
    (same_actor, 0.6),
    (same_object, 2.4),
    (object_alone, 1.7),
    (swapped_roles, -6.0),
    (other_parties, -1.7),
    (same_amount, 1.0),
    (same_count, 3.6),
    (other_amount, -1.6),
    (other_things, -2.5),
    (same_quote, 3.5),
    (both_deny, 0.8),
    (other_places, -0.5),
    (other_times, -0.5),
    (same_evidence, 1.8),
    (other_evidence, -0.8),
    (other_kind, -0.5),
    (says_little, -0.8),
)
"""The rules with their weights in log odds for a full hit, in the order in which explanations show them."""


def _shown(word: str) -> str:
    return word.replace("_", " ")


def _share(left: Reading, right: Reading, ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the bits of the common keys as a share of those of the side that says less."""
    common = ours & theirs
    if not common:
        return 0.0
    total = min(sum(left.terms.get(k, 0.0) for k in ours), sum(right.terms.get(k, 0.0) for k in theirs))
    return min(1.0, sum(min(left.terms.get(k, 0.0), right.terms.get(k, 0.0)) for k in common) / total) if total else 0.0


def _events_meet(left: Reading, right: Reading) -> bool:
    return same_event(left, right) is not None or near_event(left, right) is not None


def _shared(left: Reading, right: Reading) -> list[str]:
    return sorted(left.terms.keys() & right.terms.keys())


def _bits(shared: list[str], left: Reading, right: Reading) -> float:
    return sum(min(left.terms[k], right.terms[k]) for k in shared)


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
    return frozenset(k for k in keys if k.startswith("@"))


def _evidence(rule: str, score: float, detail: str, left: Reading, right: Reading) -> Evidence:
    return Evidence(
        rule=rule,
        score=round(score, 3),
        detail=detail,
        left=left.document.at(left.statement.content),
        right=right.document.at(right.statement.content),
    )
