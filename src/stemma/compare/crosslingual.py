"""Whether two statements in different languages assert or deny the same thing: rules over what no translation changes.

Enters: two readings whose documents have different languages. Leaves: a ``Match`` as ``compare.statements`` gives it.
Refuses: to translate, and to decide by words; figures with what they count, places, names, times, and the kinds of
events and things (``compare.classes``) must agree, or at least not contradict.

The weights were set by hand on the first half of the invented pairs in ``tests/cases/claims/languages.txt``; the second
half was only scored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from stemma.compare.classes import event_of, is_name, thing_of
from stemma.compare.readings import Reading
from stemma.compare.statements import Hit, Match
from stemma.compare.transliteration import is_own_name, latin, sound
from stemma.compare.values import compare_intervals, compare_places, compare_times, is_large
from stemma.language.words import mappings
from stemma.model import Evidence, Quantity

BIAS = -4.0
"""Log odds before any rule speaks; that of statements in one language."""

TELLING_FIGURE = 10.0
"""Amounts from which the same figure of the same thing is hardly chance; smaller ones count two thirds."""

SMALL = 0.67
"""Part of a full hit that an amount below ``TELLING_FIGURE`` counts."""

LEAST = 2
"""Kinds, figures, names and towns that a statement must have together to be recognised abroad."""

MIN_NAME = 4
"""Letters of a name's sound; shorter ones meet by chance across scripts."""

PEOPLE = frozenset(("child", "civilian", "fan", "passenger", "person", "prisoner", "soldier", "worker"))
"""Kinds that are people, each of which another report may call just that."""

REPORTING = frozenset(("accuse", "deny", "verify"))
"""Kinds of events that are how something is said, not what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """A reading in terms that any language has.

    ``events`` and ``things``: classes; ``names``: sounds of persons' and ships' names; ``parties``: countries and
    peoples, by their English names; ``figures``: amounts with the class or unit that they measure, if any.
    """

    reading: Reading
    events: frozenset[str]
    things: frozenset[str]
    names: frozenset[str]
    parties: frozenset[str]
    figures: tuple[tuple[Quantity, str | None], ...]


Rule = Callable[[Abroad, Abroad], "Hit | None"]


def match_abroad(left: Reading, right: Reading) -> Match:
    """Compare two statements in different languages; the order does not matter for the score."""
    ours, theirs = go_abroad(left), go_abroad(right)
    hits = ((rule, weight, hit) for rule, weight in RULES if (hit := rule(ours, theirs)) is not None)
    found = tuple(_evidence(rule.__name__, weight * hit[0], hit[1], left, right) for rule, weight, hit in hits)
    return Match(score=round(BIAS + sum(e.score for e in found), 3), evidence=found)


def go_abroad(reading: Reading) -> Abroad:
    """Return a reading in terms that any language has."""
    tree, language = reading.tree, reading.tree.parse.language
    lemmas = [tree.lemma(t) for t in reading.tokens]
    events = frozenset(e for lemma in lemmas if (e := event_of(lemma, language)) is not None)
    placed = [t for p in reading.places for t in tree.tokens_in(p.span)]
    own = [t for t in reading.tokens if t not in placed]
    return Abroad(
        reading=reading,
        events=events - REPORTING,
        things=frozenset(c for lemma in lemmas if (c := thing_of(lemma, language)) is not None),
        names=frozenset(_names(reading, own)),
        parties=frozenset(p for lemma in lemmas if (p := _party(lemma)) is not None),
        figures=tuple((q, _measure(q, language)) for q in reading.statement.quantities),
    )


def marks(reading: Reading) -> frozenset[str]:
    """Return keys of which two readings in different languages share one if they can be one claim."""
    abroad = go_abroad(reading)
    figures = (f"#{q.low} {measure}" for q, measure in abroad.figures if measure is not None)
    return frozenset((*(f"~{e}" for e in abroad.events), *(f"*{n}" for n in abroad.names), *figures))


def same_figure(left: Abroad, right: Abroad) -> Hit | None:
    """Both give the same figure for the same kind of thing; a large figure is hardly chance."""
    for ours, what in left.figures:
        for theirs, other in right.figures:
            if _one_measure(what, other) and _alike(ours, theirs):
                telling = max(v for v in (ours.low, ours.high) if v is not None) >= TELLING_FIGURE
                return (1.0 if telling else SMALL), f"the same figure of “{what}”"
    return None


def bare_figure(left: Abroad, right: Abroad) -> Hit | None:
    """Both give the same figure, and of one of them no list says what it counts."""
    if same_figure(left, right) is not None:
        return None
    for ours, what in left.figures:
        for theirs, other in right.figures:
            if (what is None or other is None) and _alike(ours, theirs):
                value = max(v for v in (ours.low, ours.high) if v is not None)
                return (1.0 if value >= TELLING_FIGURE or value % 1 else SMALL), f"the same figure, {value:.15g}"
    return None


def other_figure(left: Abroad, right: Abroad) -> Hit | None:
    """They give figures for the same kind of thing that cannot both hold."""
    if same_figure(left, right) is not None:
        return None
    pairs = [(a, b) for a, what in left.figures for b, other in right.figures if _one_measure(what, other)]
    large = [(a, b) for a, b in pairs if is_large(a) and is_large(b)]
    apart = any(compare_intervals(a, b) == "differs" for a, b in large)
    return (1.0, "figures differ") if apart else None


def other_measure(left: Abroad, right: Abroad) -> Hit | None:
    """Each gives figures, and they count different kinds of things; or only one gives any, and none is a denial."""
    ours, theirs = ({what for q, what in side.figures if is_large(q)} for side in (left, right))
    met = any(_one_measure(what, other) for what in ours for other in theirs)
    if met or not ours | theirs or bare_figure(left, right) is not None:
        return None
    if ours and theirs:
        return 1.0, "figures for different things"
    denied = "denied" in (left.reading.statement.certainty.polarity, right.reading.statement.certainty.polarity)
    return None if denied else (0.3, "only one gives a figure")


def same_event_abroad(left: Abroad, right: Abroad) -> Hit | None:
    """Both tell of the same kinds of events, counted by the side that tells of fewer."""
    shared = left.events & right.events
    if not shared:
        return None
    return len(shared) / min(len(left.events), len(right.events)), "the same kind of event: " + ", ".join(
        sorted(shared)
    )


def other_event(left: Abroad, right: Abroad) -> Hit | None:
    """Both tell of events, and no kind is the same."""
    apart = left.events and right.events and not left.events & right.events
    return (1.0, "other kinds of events") if apart else None


def same_thing(left: Abroad, right: Abroad) -> Hit | None:
    """Both speak of the same kinds of things or people, counted by the side that names fewer."""
    shared = left.things & right.things
    if not shared:
        return None
    return len(shared) / min(len(left.things), len(right.things)), "the same kind of thing: " + ", ".join(
        sorted(shared)
    )


def other_thing(left: Abroad, right: Abroad) -> Hit | None:
    """Both speak of kinds of things, and none is the same."""
    apart = left.things and right.things and not left.things & right.things
    return (1.0, "other kinds of things") if apart else None


def same_name(left: Abroad, right: Abroad) -> Hit | None:
    """Both name the same person or ship, by its sound in Latin letters."""
    shared = left.names & right.names
    return (1.0, "the same name: " + ", ".join(sorted(shared))) if shared else None


def same_town(left: Abroad, right: Abroad) -> Hit | None:
    """Both name the same settlement or region."""
    alike = compare_places(left.reading.places, right.reading.places) == "same"
    return (1.0, "the same place") if alike else None


def happened_there(left: Abroad, right: Abroad) -> Hit | None:
    """The same kind of event in the same settlement, and neither gives a figure that could tell two apart."""
    there = same_town(left, right) is not None and left.events & right.events
    return (1.0, "the same kind of event there") if there and not left.figures and not right.figures else None


def other_town(left: Abroad, right: Abroad) -> Hit | None:
    """Both name settlements, and none of them is in both."""
    apart = compare_places(left.reading.places, right.reading.places) == "differs"
    return (1.0, "other settlements") if apart else None


def other_parties_abroad(left: Abroad, right: Abroad) -> Hit | None:
    """Both name countries or peoples, and none of them is in both."""
    apart = left.parties and right.parties and not left.parties & right.parties
    return (1.0, "other parties") if apart else None


def other_times_abroad(left: Abroad, right: Abroad) -> Hit | None:
    """Both name days, and none of them is in both."""
    apart = compare_times(left.reading.statement.times, right.reading.statement.times) == "differs"
    return (1.0, "other times") if apart else None


def same_kind(left: Abroad, right: Abroad) -> Hit | None:
    """Both tell what will be, or what somebody thinks."""
    kinds = {left.reading.statement.type, right.reading.statement.type}
    return (1.0, "both are a " + kinds.pop()) if kinds in ({"prediction"}, {"opinion"}) else None


def other_kind_abroad(left: Abroad, right: Abroad) -> Hit | None:
    """One tells what was, the other what will be or what somebody thinks of it."""
    kinds = {left.reading.statement.type, right.reading.statement.type}
    return (1.0, "of different kinds: " + " and ".join(sorted(kinds))) if len(kinds) > 1 else None


def says_little_abroad(left: Abroad, right: Abroad) -> Hit | None:
    """One of them has too little that another language could have."""
    least = min(
        len(a.events) + len(a.things) + len(a.names) + len(a.figures) + len(a.reading.places) for a in (left, right)
    )
    return (1.0, "too few terms that need no translation") if least < LEAST else None


RULES: tuple[tuple[Rule, float], ...] = (
    (same_figure, 3.6),
    (bare_figure, 2.0),
    (other_figure, -1.6),
    (other_measure, -2.0),
    (same_event_abroad, 2.5),
    (other_event, -2.5),
    (same_thing, 1.6),
    (other_thing, -1.2),
    (same_name, 1.5),
    (same_town, 1.2),
    (happened_there, 0.8),
    (other_town, -2.0),
    (other_parties_abroad, -0.8),
    (other_times_abroad, -0.5),
    (same_kind, 0.8),
    (other_kind_abroad, -0.7),
    (says_little_abroad, -1.0),
)
"""The rules with their weights in log odds for a full hit, in the order in which explanations show them."""


def _names(reading: Reading, tokens: Iterable[int]) -> Iterable[str]:
    """Yield the sounds of the proper names among ``tokens`` that stand for themselves."""
    tree = reading.tree
    for token in tokens:
        if is_name(tree, token):
            word = tree.word(token).lower() if tree.word(token).isascii() else tree.lemma(token)
            heard = sound(latin(word))
            if len(heard) >= MIN_NAME and heard.isalpha() and is_own_name(word) and _party(word) is None:
                yield heard


def _party(lemma: str) -> str | None:
    """Return the country that a word names, also as an adjective."""
    known = mappings("en", "speakers")["countries"]
    english = latin(lemma)
    return known.get(english) or (english if english in known.values() else None)


def _one_measure(left: str | None, right: str | None) -> bool:
    """Tell whether two figures measure one thing; whoever counts soldiers or children counts people."""
    if left is None or right is None:
        return False
    return left == right or ("person" in (left, right) and {left, right} <= PEOPLE)


def _measure(quantity: Quantity, language: str) -> str | None:
    """Return the unit, or the class of what is counted."""
    if quantity.unit is not None:
        return quantity.unit
    return thing_of(quantity.counted, language) if quantity.counted else None


def _alike(left: Quantity, right: Quantity) -> bool:
    return compare_intervals(left, right) == "same" and is_large(left)


def _evidence(rule: str, score: float, detail: str, left: Reading, right: Reading) -> Evidence:
    return Evidence(
        rule=rule,
        score=round(score, 3),
        detail=detail,
        left=left.document.at(left.statement.content),
        right=right.document.at(right.statement.content),
    )
