"""Read amounts in languages that decline: "более 1,2 тысячи тонн", "близько тридцяти будівель", "до трёх километров".

Enters: an ``AmountLine`` and the token of a number. Leaves: a ``Quantity`` with the dictionary form of what is counted,
and the token where to go on. Refuses: what ``quantities`` refuses: years, dates, clock times, names, telephone
numbers, amounts inside a time expression.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.model import Quantity, Span
from stemma.statements.amounts import AmountLine
from stemma.statements.cardinals import Cardinal, read_cardinal
from stemma.statements.intervals import interval

YEARS = (1900, 2050)
"""Four figures in this range that count nothing are a year."""

NOUN_REACH = 4
"""Tokens from a number to the noun that it counts: "22 сильно повреждённых жилых дома"."""

UNIT_WORDS = 3
"""Words of the longest unit: "километров в час"."""

CHANGE = 4
"""Tokens before a number in which a word of change takes "до" to itself."""

BESIDE = frozenset(("ADJ", "ADV", "DET"))
"""Parts of speech between a number and what it counts; participles count as adjectives."""


def read_declined(line: AmountLine, token: int) -> tuple[Quantity | None, int]:
    """Try to read a quantity whose number begins at ``token``; return it and where to go on."""
    number = read_cardinal(line, token)
    if number is None:
        return None, token + 1
    if number.age:
        return _quantity(line, number, None, number.first, number.stop, "year", None), number.end
    if _names_something(line, number):
        return None, number.end
    opener = number.first - 1 if line.known.listed("openers", line.at(number.first - 1)) else None
    number, joined = _range(line, number)
    sign = line.known.signs.get(line.at(number.first - 1))
    relation, start = line.phrase_before(line.known.comparators, number.first - (1 if sign else 0), 4) or (None, None)
    start = number.first - (1 if sign else 0) if start is None else start
    if relation == "most" and _changes(line, number.first):
        relation, start = None, number.first
    if joined and opener is not None:
        relation, start = None, opener
    unit, end, stop = (sign, number.end, number.stop) if sign else _unit(line, number)
    behind = line.phrase_at(line.known.after, end, 2)
    if behind is not None:
        relation, end = behind[0], behind[1]
        stop = line.tree.parse.ends[end - 1]
        unit, end, stop = (unit, end, stop) if unit else _unit(line, replace(number, end=end, stop=stop))
    if _in_time(line, start, end, unit):
        return None, end
    counted = None
    if unit is None or number.share or unit == "percent":
        counted, end, stop = _counted(line, end, stop)
    if _says_nothing(line, number, unit, counted, relation):
        return None, number.end
    return _quantity(line, number, relation, start, stop, unit, counted), end


def _quantity(
    line: AmountLine,
    number: Cardinal,
    relation: str | None,
    first: int,
    stop: int,
    unit: str | None,
    counted: str | None,
) -> Quantity:
    low, high, unit = (number.low, number.high, unit)
    if number.share:
        low, high, unit = round(low * 100, 2), round(high * 100, 2), "percent"
    low_end, high_end = interval(low, high, relation, whole=unit is None)
    span = Span(start=line.tree.parse.starts[first], end=stop)
    return Quantity(span=span, low=low_end, high=high_end, unit=unit, counted=counted)


def _range(line: AmountLine, number: Cardinal) -> tuple[Cardinal, bool]:
    """Join "от 5 до 10", "5 или 6", "10 – 15" to one amount; a "до" needs the word that opens the range."""
    joint = line.at(number.end)
    if number.low != number.high or number.share or not line.known.listed("joints", joint):
        return number, number.low != number.high
    if joint == "до" and not line.known.listed("openers", line.at(number.first - 1)):
        return number, False
    other = read_cardinal(line, number.end + 1) if number.end + 1 < line.stop else None
    if other is None or other.share or other.age:
        return number, False
    low = number.low
    if low < other.low and other.low >= 1000 > low and number.end == number.first + 1:
        scale = 10 ** (len(str(int(other.low))) - len(str(int(other.low)).rstrip("0")))
        low = low * (scale if scale >= 1000 and _has_scale(line, other) else 1)
    if low >= other.high:
        return number, False
    return replace(number, low=low, high=other.high, end=other.end, stop=other.stop), True


def _has_scale(line: AmountLine, number: Cardinal) -> bool:
    """Tell whether a number ends in "тысяч" or "млн", which a range lends to its first end."""
    return number.end > number.first + 1 and not line.lowers[number.end - 1][:1].isdigit()


def _changes(line: AmountLine, first: int) -> bool:
    """Tell whether "до" leads to the end of a change: "упала до 15 градусов" is 15 degrees, not up to 15."""
    before = line.tree.parse.lemmas[max(line.first, first - CHANGE) : first]
    return line.at(first - 1) == "до" and any(line.known.listed("changes", lemma) for lemma in before)


def _unit(line: AmountLine, number: Cardinal) -> tuple[str | None, int, int]:
    """Read a unit or currency behind a number, by words and by dictionary forms."""
    lemmas, parse = line.tree.parse.lemmas, line.tree.parse
    for length in range(UNIT_WORDS, 0, -1):
        last = number.end + length
        if last > line.stop:
            continue
        for said in (tuple(line.lowers[number.end : last]), lemmas[number.end : last]):
            unit = line.known.units.get(said) or line.known.currencies.get(" ".join(said))
            if unit is not None:
                dotted = line.at(last) == "." and (*said, ".") in line.known.units
                return unit, last + dotted, parse.ends[last + dotted - 1]
        square = _squared(line, number.end) if length == UNIT_WORDS else None
        if square is not None:
            return square
    return None, number.end, number.stop


def _squared(line: AmountLine, at: int) -> tuple[str, int, int] | None:
    """Read "кв. км", whose full stop is a token of its own."""
    if line.at(at) not in ("кв", "куб") or line.at(at + 1) != ".":
        return None
    unit = line.known.units.get((line.at(at), line.at(at + 2)))
    return (unit, at + 3, line.tree.parse.ends[at + 2]) if unit is not None else None


def _counted(line: AmountLine, end: int, stop: int) -> tuple[str | None, int, int]:
    """Return the dictionary form of the noun that is counted, the token after it, and where it ends.

    An adjective without a noun behind it is one itself: "300 полонених", "15 раненых".
    """
    parse, alone = line.tree.parse, None
    for at in range(end, min(line.stop, end + NOUN_REACH)):
        word = line.tree.word(at)
        if parse.pos[at] in ("NOUN", "PROPN", "") and word.isalpha() and word.islower():
            if line.known.listed("months", parse.lemmas[at]):
                return None, end, stop
            return parse.lemmas[at], at + 1, parse.ends[at]
        participle = "VerbForm=Part" in parse.tags[at]
        if not (parse.pos[at] in BESIDE or participle):
            break
        if alone is None and word.islower() and (participle or parse.pos[at] == "ADJ"):
            alone = at
    return (parse.lemmas[alone], alone + 1, parse.ends[alone]) if alone is not None else (None, end, stop)


def _names_something(line: AmountLine, number: Cardinal) -> bool:
    """Tell whether a number is a date, a clock time, a name or a telephone number."""
    before, first = line.at(number.first - 1), number.first
    lemma = line.tree.parse.lemmas[first - 1] if first > line.first else ""
    if line.known.listed("naming", before) or line.known.listed("naming", lemma) or before == "+":
        return number.figures
    if number.figures and number.end < line.stop and _dated(line, number):
        return True
    glued = before in ("-", "–", ":", "/") and line.glued(first) and line.glued(first - 1)
    return number.figures and (glued or _goes_on(line, number))


def _dated(line: AmountLine, number: Cardinal) -> bool:
    """Tell whether figures are the day of a month or a year: "14 мая", "2031 года"."""
    lemma = line.tree.parse.lemmas[number.end]
    if number.high <= 31 and line.known.listed("months", lemma):
        return True
    year = YEARS[0] <= number.low <= YEARS[1] and len(number.text) == 4
    return year and (line.known.listed("years", lemma) or line.known.listed("years", line.at(number.end)))


def _goes_on(line: AmountLine, number: Cardinal) -> bool:
    """Tell whether ":30" or "-45-67" follows without a blank."""
    mark = line.at(number.end) in (":", "-", "/", ".") and line.glued(number.end) and line.glued(number.end + 1)
    return mark and line.at(number.end + 1)[:1].isdigit()


def _in_time(line: AmountLine, start: int, end: int, unit: str | None) -> bool:
    """Tell whether an amount of time is part of a time expression: "2 года назад", "через три дня", "в 5 часов"."""
    if unit not in ("s", "min", "h", "day", "night", "week", "month", "year", "decade", "century"):
        return False
    before = line.tree.parse.lemmas[start - 1] if start > line.first else ""
    hour = unit == "h" and line.at(start - 1) in ("в", "о", "об")
    return hour or line.known.listed("time_words", line.at(end)) or line.known.listed("time_openers", before)


def _says_nothing(
    line: AmountLine, number: Cardinal, unit: str | None, counted: str | None, relation: str | None
) -> bool:
    """Tell whether a bare number is a year, a lone "один", a nought-led code or a part of nothing."""
    if unit is not None:
        return False
    if number.share:
        return counted is None
    if number.low == number.high == 1 and not number.figures:
        return counted is None or line.known.listed("one_after", line.at(number.end))
    code = number.figures and len(number.text) > 1 and number.text[0] == "0" and number.text[1].isdigit()
    year = number.figures and len(number.text) == 4 and YEARS[0] <= number.low <= YEARS[1]
    return code or (year and counted is None)
