"""Read what stands around a numeral: currency, unit, comparator, counted noun, age.

Enters: an ``AmountLine`` and token positions. Leaves: values with the position where they end or begin. Refuses:
nothing; where there is none, ``None`` and the position unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stemma.statements.amounts import AmountLine
from stemma.statements.numerals import Numeral, read_numeral

SKIPPED = frozenset(("ADJ", "ADV"))
"""Parts of speech between a number and its noun: "12 freshly painted wards"."""

NOUNS = frozenset(("NOUN", "PROPN"))

STERLING = 1_000_000
"""Pounds from which money is meant: news weighs in pounds, but not by the million."""

FAR = 8
"""Tokens between a number and its noun at most; longer runs are parse errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A numeral with the currency sign before and the unit behind it, on tokens ``start`` to ``end`` (half-open)."""

    numeral: Numeral
    start: int
    end: int
    unit: str | None
    currency: bool = False


def read_amount(line: AmountLine, token: int) -> Amount | None:
    """Read the amount whose numeral begins at ``token``."""
    numeral = read_numeral(line.lowers, token, line.stop, line.known.numbers)
    if numeral is None:
        return None
    sign, start = read_sign(line, token)
    if sign is not None:
        numeral = _scaled(line, numeral)
        return Amount(numeral=numeral, start=start, end=numeral.end, unit=sign, currency=True)
    numeral = _millions(line, numeral)
    unit, end = read_unit(line, numeral.end)
    if unit == "lb" and numeral.high >= STERLING:
        unit = "GBP"
    if line.at(start - 1) == "minus" and unit is not None:
        numeral, start = replace(numeral, low=-numeral.high, high=-numeral.low), start - 1
    return Amount(numeral=numeral, start=start, end=end, unit=unit)


def read_sign(line: AmountLine, token: int) -> tuple[str | None, int]:
    """Read the currency sign or code that ends before ``token``: "$", "US$", "EUR"."""
    before = line.at(token - 1)
    code = line.known.signs.get(before)
    if code is not None:
        wide = line.known.signs.get(line.at(token - 2) + before) if line.glued(token - 1) else None
        return (wide, token - 2) if wide is not None else (code, token - 1)
    if len(before) == 3 and line.tree.word(token - 1).isupper() and before in line.known.currencies:
        return line.known.currencies[before], token - 1
    return None, token


def _scaled(line: AmountLine, numeral: Numeral) -> Numeral:
    """Read a scale that is cut off a sum of money: "£5m", "$ 7.2 bn"."""
    scale = line.known.numbers.short.get(line.at(numeral.end))
    if scale is None or numeral.low >= 1000:
        return numeral
    return replace(numeral, low=numeral.low * scale, high=numeral.high * scale, end=numeral.end + 1)


def _millions(line: AmountLine, numeral: Numeral) -> Numeral:
    """Read "2m phones" as millions; "2m" with nothing counted behind it is a length."""
    short = line.at(numeral.end) in ("m", "k", "bn", "mn") and line.glued(numeral.end)
    return _scaled(line, numeral) if short and line.pos(numeral.end + 1) in NOUNS else numeral


def read_unit(line: AmountLine, end: int) -> tuple[str | None, int]:
    """Read a unit or a currency behind a number; a hyphen or one adjective ("long") may stand between."""
    at = end + 1 if line.at(end) in ("-", "–") else end
    found = line.phrase_at(line.known.units, at, 3)
    if found is not None:
        return found
    pair = (line.at(at), line.at(at + 1))
    if pair in line.known.foreign:
        return line.known.foreign[pair], at + 2
    if pair[1] in line.known.currencies and line.pos(at) in ("ADJ", "PROPN"):
        return line.known.currencies[pair[1]], at + 2
    if pair[0] in line.known.currencies:
        return line.known.currencies[pair[0]], at + 1
    if line.known.listed("lengths", pair[0]) and (pair[1],) in line.known.units:
        return line.known.units[(pair[1],)], at + 2
    return None, end


def read_comparator(line: AmountLine, start: int) -> tuple[str | None, int]:
    """Read the comparator that ends before ``start``: "more than", "up to", "~"."""
    found = line.phrase_before(line.known.comparators, start, 4)
    return found if found is not None else (None, start)


def read_behind(line: AmountLine, end: int) -> tuple[str | None, int]:
    """Read a comparator behind the number: "or more", "or so", "-plus"."""
    at = end + 1 if line.at(end) == "-" and line.glued(end + 1) else end
    found = line.phrase_at(line.known.after, at, 2)
    return found if found is not None else (None, end)


def read_counted(line: AmountLine, end: int) -> tuple[str | None, int]:
    """Read the counted noun and where it ends: "22 damaged buildings", "22-storey"."""
    if line.at(end) in ("-", "–") and line.glued(end) and line.glued(end + 1):
        noun = line.at(end + 1)
        return (None if noun == "strong" else noun), end + 2
    return _noun_phrase(line, end)


def read_whole(line: AmountLine, end: int) -> str | None:
    """Read what an amount is of: "40 tonnes of steel", "two thirds of the residents", "half the population"."""
    at = end + 1 if line.at(end) == "of" else end
    if at == end and line.at(end) not in ("the", "its", "their", "his", "her", "all", "our"):
        return None
    at += 1 if line.tag(at) in ("DT", "PDT") else 0
    return _noun_phrase(line, at)[0] if not line.at(at)[:1].isdigit() else None


def _noun_phrase(line: AmountLine, at: int) -> tuple[str | None, int]:
    """Return the head noun of the phrase that begins at ``at``, and the token after it."""
    noun, begin, from_ = None, at, at
    while at < line.stop and at - begin < FAR:
        if _modifier(line, at):
            at += 3
            continue
        if noun is not None and line.tag(at) == "CD" and line.pos(at - 1) == "PROPN" and line.pos(at + 1) == "NOUN":
            noun, at = None, at + 1
            continue
        if line.pos(at) in NOUNS or (line.tag(at) == "VBG" and line.pos(at + 1) not in NOUNS and noun is None):
            if line.known.listed("calendar", line.lowers[at]):
                break
            noun, from_ = line.lowers[at], at + 1
        elif noun is not None and line.tag(at) == "POS":
            noun = None
        elif noun is not None or not _skipped(line, at) or line.known.listed("time_openers", line.lowers[at]):
            break
        at += 1
    return noun, from_ if noun is not None else begin


def _modifier(line: AmountLine, at: int) -> bool:
    """Tell whether a compound adjective begins here: "1,000 UK-based troops"."""
    joined = line.at(at + 1) == "-" and line.glued(at + 1) and line.glued(at + 2)
    return joined and line.tag(at + 2) in ("VBN", "VBD", "VBG", "JJ")


def _skipped(line: AmountLine, at: int) -> bool:
    name = any(c.isdigit() for c in line.lowers[at]) and not line.lowers[at].isdecimal()
    return name or line.pos(at) in SKIPPED or line.tag(at) in ("VBN", "VBG", "PRP$", "HYPH")


def read_age(line: AmountLine, amount: Amount, start: int) -> tuple[int, int] | None:
    """Return the tokens of an age, if this is one: "60-year-old", "aged 60", "under 12", "Jonas Keller, 45,"."""
    end = amount.end
    if amount.unit in ("year", "month", "week", "day"):
        at = end + 1 if line.at(end) == "-" else end
        return (start, at + 1) if line.at(at) == "old" else None
    if amount.unit is not None or amount.numeral.vague or amount.numeral.high > 120:
        return None
    before = line.at(start - 1)
    if before == "aged" or (before == "age" and line.at(start) != "of"):
        return start - 1, end
    if before == "of" and line.at(start - 2) in ("age", "ages"):
        return _age_phrase(line, start - 2), end
    if start < amount.start and line.known.listed("aged", before):
        return start, end
    apposed = before == "," and line.at(end) in (",", ".", ")") and line.pos(start - 2) == "PROPN"
    return (start, end) if apposed and amount.numeral.figures and amount.numeral.low >= 10 else None


def _age_phrase(line: AmountLine, start: int) -> int:
    """Return where "between the ages of" begins."""
    at = start - 1 if line.at(start - 1) == "the" else start
    return at - 1 if line.at(at - 1) == "between" else start
