"""Find counted and measured amounts as intervals with unit and counted noun.

Enters: a document's tree. Leaves: ``Quantity`` records in text order; the span reaches from the comparator to the
unit, or to the counted noun where that stands directly behind. Refuses: ordinals, years, dates, clock times, numbers
that name something ("Article 5", "Boeing 737"), telephone numbers, amounts inside a time expression ("three years
ago").

Intervals are inclusive; ``None`` is an open end (``intervals``). Shares are in percent. Languages that decline their
number words have a grammar of their own (``declined``), and the same records.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.language.tree import Tree
from stemma.model import Quantity, Span
from stemma.statements.amounts import AmountLine, amount_words
from stemma.statements.declined import read_declined
from stemma.statements.intervals import interval
from stemma.statements.measures import (
    Amount,
    read_age,
    read_amount,
    read_behind,
    read_comparator,
    read_counted,
    read_whole,
)
from stemma.statements.noncounts import counts_nothing, counts_one_thing, is_year
from stemma.statements.numerals import read_numeral

TIME_UNITS = frozenset(("s", "min", "h", "day", "night", "week", "month", "year", "decade", "century"))
"""Units whose amounts may be part of a time expression, and that are of nothing ("two months of the year")."""

CHANGE = 6
"""Tokens before "from" in which a verb of change makes "from 19 to 22" two amounts and not a range."""


def find_quantities(tree: Tree) -> tuple[Quantity, ...]:
    """Return the quantities of a document in text order."""
    known = amount_words(tree.parse.language)
    if not known.numbers.digits:
        return ()
    lowers = [known.plain(tree.word(t).lower()) for t in range(len(tree.parse.starts))]
    starters = known.numbers.starters | {"a", "an"}
    read = read_declined if known.declined else _read
    found: list[Quantity] = []
    for first, stop in tree.parse.sentences:
        line = AmountLine(tree=tree, lowers=lowers, first=first, stop=stop, known=known)
        token = first
        while token < stop:
            word = lowers[token]
            if not (word[0].isdigit() or word.partition("-")[0] in starters or word[0] in "½¼¾~<>≥≤≈"):
                token += 1
                continue
            quantity, token = read(line, token)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _read(line: AmountLine, token: int) -> tuple[Quantity | None, int]:
    """Try to read a quantity whose numeral begins at ``token``; return it and where to go on."""
    decade = _decade_of_life(line, token)
    if decade is not None:
        return decade, token + 1
    amount = read_amount(line, token)
    if amount is None:
        return None, token + 1
    if amount.unit is None and counts_nothing(line, amount.numeral):
        return None, amount.numeral.end
    score = _score(line, amount)
    if score is not None:
        return None, score
    return _measure(line, _share(line, _range(line, amount)))


def _decade_of_life(line: AmountLine, token: int) -> Quantity | None:
    """Read "in his 40s"."""
    word = line.at(token)
    if len(word) != 3 or not word[:2].isdecimal() or word[1:] != "0s" or line.tag(token - 1) != "PRP$":
        return None
    low = float(word[:2])
    return Quantity(span=line.tree.span(token, token), low=low, high=low + 9, unit="year")


def _score(line: AmountLine, amount: Amount) -> int | None:
    """Return the end of a score like "2-1", which counts nothing."""
    numeral, end = amount.numeral, amount.numeral.end
    if not numeral.figures or line.at(end) not in ("-", "–") or not line.at(end + 1).isdecimal():
        return None
    return end + 2 if float(line.at(end + 1)) <= numeral.low else None


def _range(line: AmountLine, amount: Amount) -> Amount:
    """Join "19 to 22", "two or three", "between $5 and $10", "10-15%" to one amount."""
    joint, start = line.at(amount.end), amount.start
    opener = line.at(start - 1)
    between = opener == "between" or (opener == "of" and line.at(start - 4) == "between")
    if amount.numeral.share or not (joint in ("to", "or", "-", "–", "—", "--") or (joint == "and" and between)):
        return amount
    if opener == "from" and _changes(line, start - 1):
        return amount
    at = amount.end + (2 if line.at(amount.end + 1) in line.known.signs else 1)
    other = read_amount(line, at) if at < line.stop else None
    if other is None or other.numeral.share or other.numeral.vague:
        return amount
    low = amount.numeral.low * (_factor(line, other) if amount.end == amount.start + 1 + amount.currency else 1)
    apart = amount.unit is not None and other.unit != amount.unit and not (amount.currency and other.unit is None)
    if apart or low >= other.numeral.high:
        return amount
    numeral = replace(amount.numeral, low=low, high=other.numeral.high, end=other.numeral.end)
    start = start - 1 if opener in ("between", "from") else start
    return replace(amount, numeral=numeral, start=start, end=other.end, unit=other.unit or amount.unit)


def _changes(line: AmountLine, token: int) -> bool:
    before = line.tree.parse.lemmas[max(line.first, token - CHANGE) : token]
    return any(line.known.listed("changes", lemma) for lemma in before)


def _factor(line: AmountLine, other: Amount) -> float:
    """Return the scale that a range's second number lends to the first: "2 to 3 million", "two to three hundred"."""
    first = read_numeral(line.lowers, other.numeral.first, other.numeral.first + 1, line.known.numbers)
    return other.numeral.high / first.high if first is not None and first.high else 1.0


def _share(line: AmountLine, amount: Amount) -> Amount:
    """Turn parts of a whole into percent: "two thirds", "one in five", "nine out of ten"."""
    numeral, end = amount.numeral, amount.numeral.end
    if numeral.share:
        low, high = round(numeral.low * 100, 2), round(numeral.high * 100, 2)
        return replace(amount, numeral=replace(numeral, low=low, high=high), unit="percent")
    at = end + 1 if line.at(end) == "in" else end + 2 if (line.at(end), line.at(end + 1)) == ("out", "of") else None
    whole = read_numeral(line.lowers, at, line.stop, line.known.numbers) if at is not None and at < line.stop else None
    if whole is None or amount.unit is not None or not 0 < numeral.low < whole.low:
        return amount
    if whole.low not in (10, 100) and not (numeral.low == 1 and whole.low < 20 and not whole.figures):
        return amount
    value = round(100 * numeral.low / whole.low, 2)
    return replace(amount, numeral=replace(numeral, low=value, high=value, share=True), end=whole.end, unit="percent")


def _measure(line: AmountLine, amount: Amount) -> tuple[Quantity | None, int]:
    """Read what stands around an amount, and make the record."""
    numeral, unit, end = amount.numeral, amount.unit, amount.end
    relation, start = read_comparator(line, amount.start)
    relation = relation or line.known.comparators.get((line.at(numeral.first)[:1],))
    age = read_age(line, amount, start)
    if age is not None:
        return _make(line, (age[0], age[1]), numeral.low, numeral.high, relation, unit or "year", None)
    if relation is None:
        relation, end = read_behind(line, end)
    if _in_time(line, start, end, unit):
        return None, end
    counted = None
    if unit is None or (numeral.share and amount.end > numeral.end):
        counted, end = read_counted(line, end)
        if counted is None and line.at(end) == "of":
            counted = read_whole(line, end)
        if is_year(line, numeral, counted, relation):
            return None, numeral.end
        if counts_one_thing(line, numeral, end, counted):
            if numeral.end == numeral.first + 1:
                return None, numeral.end
            counted, end = None, numeral.end  # "a 13 million contract": a sum without its currency
    elif unit not in TIME_UNITS:
        counted = read_whole(line, end) if numeral.share or line.at(end) == "of" else None
    if relation is None:
        relation, end = read_behind(line, end)
    return _make(line, (start, end), numeral.low, numeral.high, relation, unit, counted)


def _make(
    line: AmountLine,
    tokens: tuple[int, int],
    low: float,
    high: float,
    relation: str | None,
    unit: str | None,
    counted: str | None,
) -> tuple[Quantity, int]:
    first, last = interval(low, high, relation, whole=unit is None)
    span = line.tree.span(tokens[0], tokens[1] - (2 if line.lowers[tokens[1] - 1] == "of" else 1))
    if line.lowers[tokens[1] - 1] + "." == line.tree.word(tokens[1] - 1).lower():
        span = Span(start=span.start, end=span.end - 1)
    return Quantity(span=span, low=first, high=last, unit=unit, counted=counted), tokens[1]


def _in_time(line: AmountLine, start: int, end: int, unit: str | None) -> bool:
    """Tell whether a duration is part of a time expression: "three years ago", "the past two weeks"."""
    if unit not in TIME_UNITS:
        return False
    return line.known.listed("time_words", line.at(end)) or line.known.listed("time_openers", line.at(start - 1))
