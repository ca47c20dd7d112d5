"""Tell the numbers that count nothing: years, dates, clock times, names, addresses, telephone numbers, scores.

Enters: an ``AmountLine`` and a numeral. Leaves: whether it counts nothing. Refuses: nothing. Each rule is a function
of the line and the numeral; one that holds is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stemma.statements.amounts import AmountLine
from stemma.statements.numerals import Numeral

POINTERS = frozenset(("the", "these", "those"))
"""Words before a bare number word that point back instead of counting: "the two were sharing a joke"."""

_CLOCK = re.compile(r"\d{1,2}\.\d\d")

YEARS = (1900, 2050)
"""Figures without comma in this range are years, unless a comparator, a unit or a word for people says otherwise."""


def names_something(line: AmountLine, numeral: Numeral) -> bool:
    """For example "Article 5", "Flight 370", "F-16": a number that is part of a name."""
    before = line.at(numeral.first - 1)
    if line.known.listed("naming", before.rstrip(".")) and not (before == "no" and not numeral.figures):
        return True
    glued = before in ("-", "–") and line.glued(numeral.first) and line.glued(numeral.first - 1)
    return glued and not line.at(numeral.first - 2)[:1].isdigit()


def club(line: AmountLine, numeral: Numeral) -> bool:
    """For example "Group of Seven": a number word in a name."""
    capital = line.tree.word(numeral.first)[:1].isupper()
    return (
        capital
        and not numeral.figures
        and line.at(numeral.first - 1) == "of"
        and line.pos(numeral.first - 2) == "PROPN"
    )


def clock_or_date(line: AmountLine, numeral: Numeral) -> bool:
    """For example "9 a.m.", "May 14", "14 May", "5 o'clock"."""
    before, after = line.at(numeral.first - 1), line.at(numeral.end)
    return (
        line.known.listed("clock", after)
        or (before == "at" and _CLOCK.fullmatch(numeral.text) is not None)
        or _month(line, numeral.first - 1, before)
        or (numeral.figures and numeral.high <= 31 and _month(line, numeral.end, after))
    )


def _month(line: AmountLine, token: int, word: str) -> bool:
    return line.known.listed("months", word) and line.tree.word(token)[:1].isupper()


def telephone(line: AmountLine, numeral: Numeral) -> bool:
    """For example "+49 7531 555": figures beside other figures."""
    before, after = line.at(numeral.first - 1), line.at(numeral.end)
    return numeral.figures and (before[:1] == "+" or before.isdecimal() or (after.isdecimal() and len(after) > 2))


def address(line: AmountLine, numeral: Numeral) -> bool:
    """For example "221 Baker Street": a house number."""
    if not numeral.figures or line.pos(numeral.end) != "PROPN":
        return False
    return any(line.known.listed("streets", line.at(numeral.end + n).rstrip(".")) for n in (1, 2, 3))


def model(line: AmountLine, numeral: Numeral) -> bool:
    """For example "FTSE 100", "Safari 4.0", "001": figures after a name or led by a nought, that count no plural."""
    if not numeral.figures or "," in numeral.text or numeral.end > numeral.first + 1:
        return False
    if len(numeral.text) > 1 and numeral.text.startswith("0") and "." not in numeral.text:
        return True
    before = numeral.first - 1
    named = line.pos(before) == "PROPN" and line.tree.word(before)[:1].isupper()
    return named and not line.known.listed("calendar", line.at(before)) and not plural_follows(line, numeral.end)


def plural_follows(line: AmountLine, at: int) -> bool:
    """Tell whether a noun in the plural follows, adjectives and other nouns between."""
    for token in range(at, min(at + 4, line.stop)):
        if line.tag(token) in ("NNS", "NNPS"):
            return True
        if line.pos(token) not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def one_idiom(line: AmountLine, numeral: Numeral) -> bool:
    """For example "one of them", "one another", "in one way", "no one", "this one": "one" that counts nothing."""
    if numeral.text != "one" or numeral.end > numeral.first + 1:
        return False
    before, after = line.at(numeral.first - 1), line.at(numeral.end)
    return (
        line.known.listed("one_before", before)
        or line.known.listed("one_after", after)
        or (line.pos(numeral.first) == "PRON" and line.pos(numeral.end) not in ("NOUN", "ADJ", "PROPN"))
    )


def few(line: AmountLine, numeral: Numeral) -> bool:
    """For example "few people", "as few as": "few" without an article says how little, not how many."""
    return numeral.text in ("few", "couple", "handful", "pair") and line.at(numeral.first) == numeral.text


def which_half(line: AmountLine, numeral: Numeral) -> bool:
    """For example "the first half of the match": an ordinal says which half, not how much."""
    return numeral.text == "half" and line.known.listed("ordinals", line.at(numeral.first - 1))


RULES: tuple[Callable[[AmountLine, Numeral], bool], ...] = (
    names_something,
    club,
    clock_or_date,
    telephone,
    address,
    model,
    one_idiom,
    few,
    which_half,
)


def counts_nothing(line: AmountLine, numeral: Numeral) -> bool:
    """Tell whether a numeral counts nothing."""
    return any(rule(line, numeral) for rule in RULES)


def is_year(line: AmountLine, numeral: Numeral, counted: str | None, relation: str | None) -> bool:
    """Tell whether four figures are a year: nothing measured, and nothing counted that lives or stands in numbers."""
    plain = numeral.figures and YEARS[0] <= numeral.low <= YEARS[1] and len(numeral.text) == 4
    if not plain or numeral.low != numeral.high or relation in ("more", "fewer", "most"):
        return False
    return not line.known.listed("countable", counted or "") if relation is None else counted is None


def counts_one_thing(line: AmountLine, numeral: Numeral, end: int, counted: str | None) -> bool:
    """Tell whether a bare number, or one before a noun in the singular, is a name: "the 787", "the 225 index"."""
    if numeral.text == "one":
        return counted is None
    if not numeral.figures and counted is None and not numeral.vague and line.at(numeral.first - 1) in POINTERS:
        return True
    if not numeral.figures or numeral.low != numeral.high or numeral.low <= 1 or line.at(numeral.end) in ("-", "of"):
        return False
    if counted is None:
        known = line.tag(numeral.end) in ("VBN", "VBD") or line.at(numeral.end) in ("who", "people", "others", "more")
        return line.at(numeral.first - 1) in ("the", "a", "an", "this", "its") and not known and "," not in numeral.text
    return line.tag(end - 1) == "NN" and not line.known.listed("uncounted", counted)
