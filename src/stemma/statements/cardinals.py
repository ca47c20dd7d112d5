"""Read a number in a language that declines its number words, and writes thousands with blanks, decimals with a comma.

Enters: an ``AmountLine`` and a token. Leaves: a ``Cardinal`` or ``None``. Refuses: ordinals ("22-й"), clock times,
dates, scores. "двадцать два" and "двадцяти двох" are 22, "1,2 тысячи" is 1200, "десятки тысяч" is [20000, 99999].

Figures are read from the text itself, not from its tokens: tokenizers differ in what they make of "1 200" and "10–15".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from stemma.statements.amounts import AmountLine

_FIGURE = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)|\d{1,15})(?:([.,])(\d{1,9}))?(?!\d)")
_SECOND = re.compile(r"\s?[–—-]\s?(\d{1,9}(?:,\d{1,3})?)(?![\d.:–—-]|,\d)")
_SUFFIX = re.compile(r"[-‑]([^\W\d_]{1,16})")
_NOT_COUNT = re.compile(r"[:/.]\d|[–—-]\d")

FAR = 10
"""Tokens of the longest number in words; "девятьсот девяносто девять тысяч девятьсот девяносто девять" has seven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cardinal:
    """A number on tokens ``first`` to ``end`` (half-open); ``stop``: the code point where it ends.

    ``share``: a part of a whole, in [0, 1]; ``age``: joined to a word for years of life; ``figures``: in digits;
    ``text``: the figures or the first word.
    """

    first: int
    end: int
    stop: int
    low: float
    high: float
    share: bool = False
    age: bool = False
    figures: bool = False
    text: str = ""


def read_cardinal(line: AmountLine, token: int) -> Cardinal | None:
    """Return the longest number that begins at ``token``."""
    if line.lowers[token][:1].isdigit():
        return _figures(line, token)
    return _hyphenated(line, token) or _vague(line, token) or _words(line, token)


def _figures(line: AmountLine, token: int) -> Cardinal | None:
    text, start = line.tree.text, line.tree.parse.starts[token]
    match = _FIGURE.match(text, start, min(len(text), line.tree.parse.ends[line.stop - 1]))
    if match is None:
        return None
    value = _value(match)
    found = _until(line, token, match.end(), value, value, match[0])
    suffix = _SUFFIX.match(text, match.end())
    if suffix is not None:
        word = suffix[1].lower()
        found = _until(line, token, suffix.end(), value, value, match[0])
        if line.known.listed("aged", word):
            return replace(found, age=True)
        return _scaled(line, found) if line.known.listed("declined", word) else None
    second = _SECOND.match(text, match.end())
    if second is not None:
        high = float(second[1].replace(",", "."))
        return _scaled(line, _until(line, token, second.end(), value, high, match[0])) if value < high else None
    return None if _NOT_COUNT.match(text, match.end()) else _scaled(line, found)


def _value(match: re.Match[str]) -> float:
    """Return the value of figures; three decimals that end in a nought are thousands ("1,200", after English)."""
    whole, part = re.sub(r"\D", "", match[1]), match[3] or ""
    if len(part) == 3 and part.endswith("0") and whole != "0":
        return float(whole + part)
    return float(f"{whole}.{part or 0}")


def _until(line: AmountLine, first: int, stop: int, low: float, high: float, text: str) -> Cardinal:
    """Return figures that end at a code point, with the token after them."""
    end = min(max(first + 1, bisect_left(line.tree.parse.starts, stop)), line.stop)
    return Cardinal(first=first, end=end, stop=stop, low=low, high=high, figures=True, text=text)


def _scaled(line: AmountLine, found: Cardinal) -> Cardinal:
    """Multiply by the "тысяч", "млн" or "сотни" behind."""
    factor = multiplier(line, found.end) or line.known.numbers.short.get(line.at(found.end))
    if factor is None:
        return found
    short = line.at(found.end) in line.known.numbers.short
    end, stop = found.end + 1, line.tree.parse.ends[found.end]
    if short and line.at(end) == "." and line.glued(end):
        end, stop = end + 1, line.tree.parse.ends[end]
    return replace(found, end=end, stop=stop, low=found.low * factor, high=found.high * factor)


def multiplier(line: AmountLine, token: int) -> float | None:
    """Return the factor that a word behind a number means: "тысячи", "сотен"."""
    numbers, word = line.known.numbers, line.at(token)
    vague = numbers.vague.get(word)
    return numbers.scales.get(word) or (vague[0] / 2 if vague is not None else None)


def _hyphenated(line: AmountLine, token: int) -> Cardinal | None:
    """Read "два-три" and "двадцять-тридцять"."""
    left, _, right = line.lowers[token].partition("-")
    end = token + 1
    if not right and line.at(token + 1) in ("-", "–") and line.glued(token + 1) and line.glued(token + 2):
        right, end = line.at(token + 2), token + 3
    low, high = (line.known.numbers.digits.get(word) for word in (left, right))
    if low is None or high is None or low >= high:
        return None
    return _scaled(line, _spoken(line, token, end, low, high))


def _vague(line: AmountLine, token: int) -> Cardinal | None:
    """Read "несколько сотен", "десятки тысяч", "полтора миллиона"."""
    numbers, word = line.known.numbers, line.lowers[token]
    if word in line.known.halves:
        value = line.known.halves[word]
        return _scaled(line, _spoken(line, token, token + 1, value, value))
    found = numbers.few.get(word) or numbers.vague.get(word)
    if found is None:
        return None
    low, high, end = *found, token + 1
    factor = multiplier(line, end)
    if factor is not None:
        low, high, end = low * factor, (high + 1) * factor - 1, end + 1
    return _spoken(line, token, end, low, high)


def _words(line: AmountLine, token: int) -> Cardinal | None:
    """Read number words: "двести тридцать тысяч", "двадцяти двох", "две трети"."""
    numbers = line.known.numbers
    total, current, end = 0.0, 0.0, token
    while end < min(line.stop, token + FAR):
        word = line.lowers[end]
        digit, factor = numbers.digits.get(word), multiplier(line, end)
        if digit is not None and _fits(current, digit):
            current += digit
        elif factor is not None and factor < 1000:
            current = (current or 1.0) * factor
        elif factor is not None:
            total, current = total + (current or 1.0) * factor, 0.0
        else:
            break
        end += 1
    parts = numbers.fractions.get(line.at(end))
    if end > token and parts is not None and 0 < current < parts:
        value = current / parts
        return replace(_spoken(line, token, end + 1, value, value), share=True)
    if end == token:
        parts = numbers.fractions.get(line.lowers[token])
        return replace(_spoken(line, token, token + 1, 1 / parts, 1 / parts), share=True) if parts else None
    return _spoken(line, token, end, total + current, total + current)


def _fits(current: float, digit: float) -> bool:
    """Tell whether a digit word may follow what was read: "двадцать два", "сто пять", never "два пять"."""
    if current == 0:
        return True
    if digit >= 100:
        return False
    if digit >= 10:
        return current % 100 == 0
    return current % 10 == 0 and current % 100 != 10 and digit > 0


def _spoken(line: AmountLine, first: int, end: int, low: float, high: float) -> Cardinal:
    stop = line.tree.parse.ends[end - 1]
    return Cardinal(first=first, end=end, stop=stop, low=low, high=high, text=line.lowers[first])
