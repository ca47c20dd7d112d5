"""Find counted and measured amounts as intervals with unit and counted noun.

Enters: a document's tree. Leaves: ``Quantity`` records in text order. Refuses: ordinals, years, dates, clock times,
numbers that name something ("Article 5", "Boeing 737"), telephone numbers, amounts inside a time expression
("three years ago").

Intervals (inclusive; ``None`` is an open end): *more*, *least* → [n, None); *most*, *fewer* → [0, n];
*nearly* → [0.9 n, n]; *about* → [0.9 n, 1.1 n], at least one whole unit to each side where things are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Quantity
from stemma.statements.numerals import Numeral, NumberWords, number_words, read_numeral

ABOUT = 0.1
"""Relative half-width of "about N"; reporters round to one or two digits, so 10 % covers the rounding."""

YEARS = (1000, 2100)
"""Figures without comma in this range, with nothing counted, are years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The word lists of one language."""

    numbers: NumberWords
    comparators: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    units: Mapping[tuple[str, ...], str]
    signs: Mapping[str, str]
    currencies: Mapping[str, str]
    naming: frozenset[str]
    clock: frozenset[str]
    time_words: frozenset[str]
    time_openers: frozenset[str]
    months: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence as the grammar reads it: token range, and lower-case words of the whole document."""

    tree: Tree
    lowers: Sequence[str]
    first: int
    stop: int
    known: Amounts

    def at(self, token: int) -> str:
        """Return the lower-case word, or "" outside of the sentence."""
        return self.lowers[token] if self.first <= token < self.stop else ""


def find_quantities(tree: Tree) -> tuple[Quantity, ...]:
    """Return the quantities of a document in text order."""
    known = _amounts(tree.parse.language)
    if not known.numbers.digits:
        return ()
    lowers = [tree.word(t).lower() for t in range(len(tree.parse.starts))]
    found: list[Quantity] = []
    for first, stop in tree.parse.sentences:
        line = Line(tree=tree, lowers=lowers, first=first, stop=stop, known=known)
        token = first
        while token < stop:
            quantity, token = _read(line, token)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _read(line: Line, token: int) -> tuple[Quantity | None, int]:
    """Try to read a quantity whose numeral begins at ``token``; return it and where to go on."""
    word = line.lowers[token]
    known = line.known.numbers
    if not (word[0].isdigit() or word in known.starters or word in ("a", "an") or word in "½¼¾"):
        return None, token + 1
    numeral = read_numeral(line.lowers, token, line.stop, known)
    if numeral is None:
        return None, token + 1
    if _names_something(line, numeral) or _clock_or_date(line, numeral):
        return None, numeral.end
    numeral = _range_on(line, numeral)
    return _measure(line, numeral)


def _range_on(line: Line, numeral: Numeral) -> Numeral:
    """Join "19 to 22", "two or three", "between 5 and 10", "10-15" to one numeral."""
    joint, end = line.at(numeral.end), numeral.end
    between = joint == "and" and line.at(numeral.first - 1) == "between"
    if not (between or joint in ("to", "or", "-", "–", "—")) or numeral.share:
        return numeral
    if line.at(end + 1) in line.known.signs:
        end += 1
    other = read_numeral(line.lowers, end + 1, line.stop, line.known.numbers) if end + 1 < line.stop else None
    if other is None or other.share or other.vague:
        return numeral
    low = numeral.low
    scale = other.high / _leading(other, line)
    if scale >= 1000 and low < 1000 and numeral.end == numeral.first + 1:
        low *= scale
    if low >= other.high:
        return numeral
    return replace(numeral, end=other.end, low=low, high=other.high)


def _leading(numeral: Numeral, line: Line) -> float:
    """Return the value of a numeral's first word alone, so that "2 to 3 million" scales both."""
    first = read_numeral(line.lowers, numeral.first, numeral.first + 1, line.known.numbers)
    return first.high if first is not None and first.high else 1.0


def _measure(line: Line, numeral: Numeral) -> tuple[Quantity | None, int]:
    start, sign = numeral.first, None
    if line.at(start - 1) in line.known.signs:
        sign, start = line.known.signs[line.at(start - 1)], start - 1
    unit, end = _unit(line, numeral.end)
    relation, start = _before(line, start)
    if relation is None:
        relation, end = _behind(line, end)
    unit = sign or unit
    if numeral.share:
        unit = "percent"
        numeral = replace(numeral, low=round(numeral.low * 100, 2), high=round(numeral.high * 100, 2))
    if _in_time(line, start, end, unit):
        return None, end
    counted, end = _counted(line, end, unit)
    if unit is None and counted is None and _bare(line, numeral):
        return None, numeral.end
    low, high = interval(numeral.low, numeral.high, relation, whole=unit is None)
    span = line.tree.span(start, end - 1)
    return Quantity(span=span, low=low, high=high, unit=unit, counted=counted), end


def interval(low: float, high: float, relation: str | None, *, whole: bool) -> tuple[float | None, float | None]:
    """Return the ends of "relation N"; ``whole``: the things counted have no parts."""
    if relation in ("more", "least"):
        return low, None
    if relation in ("most", "fewer"):
        return 0.0, high
    if relation == "nearly":
        return (min(floor(low * (1 - ABOUT)), low - 1) if whole else low * (1 - ABOUT)), high
    if relation == "about":
        if whole:
            return min(floor(low * (1 - ABOUT)), low - 1), max(ceil(high * (1 + ABOUT)), high + 1)
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _before(line: Line, start: int) -> tuple[str | None, int]:
    """Read the longest comparator that ends directly before ``start``."""
    if line.at(start - 1) in ("between", "from"):
        return None, start - 1
    for length in (4, 3, 2, 1):
        if start - length >= line.first:
            relation = line.known.comparators.get(tuple(line.lowers[start - length : start]))
            if relation is not None:
                return relation, start - length
    return None, start


def _behind(line: Line, end: int) -> tuple[str | None, int]:
    for length in (2, 1):
        relation = line.known.after.get(tuple(line.lowers[end : min(end + length, line.stop)]))
        if relation is not None:
            return relation, end + length
    return None, end


def _unit(line: Line, end: int) -> tuple[str | None, int]:
    if line.at(end) in ("-", "–") and (line.at(end + 1),) in line.known.units:
        end += 1
    for length in (3, 2, 1):
        unit = line.known.units.get(tuple(line.lowers[end : min(end + length, line.stop)]))
        if unit is not None:
            return unit, end + length
    code = line.known.currencies.get(line.at(end))
    if code is not None:
        return code, end + 1
    return None, end


def _counted(line: Line, end: int, unit: str | None) -> tuple[str | None, int]:
    """Read the counted noun and where the phrase ends."""
    parse = line.tree.parse
    at = end
    if unit is not None:
        return None, end
    while at < line.stop and (parse.pos[at] in ("ADJ", "ADV") or parse.tags[at] in ("VBN", "VBG", "DT", "PRP$")):
        at += 1
    noun = None
    while at < line.stop and parse.pos[at] in ("NOUN", "PROPN"):
        noun, at = at, at + 1
    if noun is None:
        return None, end
    return line.tree.word(noun).lower(), noun + 1


def _names_something(line: Line, numeral: Numeral) -> bool:
    """Tell whether the number is part of a name: "Boeing 737", "Article 5", "F-16"."""
    at = numeral.first - 1
    before = line.at(at)
    return before in line.known.naming or (before == "-" and line.tree.parse.ends[at] == line.tree.parse.starts[at + 1])


def _clock_or_date(line: Line, numeral: Numeral) -> bool:
    before, after = line.at(numeral.first - 1), line.at(numeral.end)
    return after in line.known.clock or before in line.known.months or after in line.known.months


def _in_time(line: Line, start: int, end: int, unit: str | None) -> bool:
    if unit not in ("s", "min", "h", "day", "night", "week", "month", "year", "decade", "century"):
        return False
    return line.at(end) in line.known.time_words or line.at(start - 1) in line.known.time_openers


def _bare(line: Line, numeral: Numeral) -> bool:
    """Tell whether nothing shows that the number counts: a year, or "one" used as a pronoun."""
    year = numeral.figures and YEARS[0] <= numeral.low <= YEARS[1] and "," not in numeral.text
    return year or numeral.text == "one"


@cache
def _amounts(language: str) -> Amounts:
    maps, lists = mappings(language, "quantities"), words(language, "quantities")
    none: frozenset[str] = frozenset()
    return Amounts(
        numbers=number_words(language),
        comparators=_phrases(maps.get("comparators", {})),
        after=_phrases(maps.get("after", {})),
        units=_phrases(maps.get("units", {})),
        signs={k.lower(): v for k, v in maps.get("currency_signs", {}).items()},
        currencies=maps.get("currencies", {}),
        naming=lists.get("naming", none),
        clock=lists.get("clock", none),
        time_words=lists.get("time_words", none),
        time_openers=lists.get("time_openers", none),
        months=lists.get("months", none),
    )


def _phrases(block: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): value for phrase, value in block.items()}
