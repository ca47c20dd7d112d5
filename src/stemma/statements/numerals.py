"""Read a number written in figures or words as an inclusive interval.

Enters: a sentence's lower-case words and a position. Leaves: a ``Numeral`` or ``None``. Refuses: ordinals, and
figures joined to letters ("T-72", "mid-40s"). "tens of thousands" is [20000, 99999], "several hundred" [300, 999].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stemma.language.words import mappings

_FIGURE = re.compile(r"[~<>≥≤≈]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]{1,3})?")
"""Thousands with commas, decimals with a point, an abbreviated scale joined to it: "2.5bn"."""

_PAIR = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[–—-](\d{1,3}(?:,\d{3})+|\d+)")
"""A range in one word: "10–15"."""

_MIXED = {"½": 0.5, "¼": 0.25, "¾": 0.75}

LONGEST = 24
"""Characters of the longest figure read; 18 digits with their commas. Longer ones are account numbers and noise."""

FAR = 12
"""Tokens of the longest numeral read; "nine hundred and ninety-nine thousand nine hundred" has ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """The value of tokens ``first`` to ``end`` (half-open). ``share``: a part of a whole, in [0, 1].

    ``figures``: written in digits; ``vague``: "dozens", "several"; ``text``: the first word, lower case.
    """

    first: int
    end: int
    low: float
    high: float
    share: bool = False
    figures: bool = False
    vague: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Number words of one language with their values; ranges as (low, high)."""

    digits: dict[str, float]
    scales: dict[str, float]
    short: dict[str, float]
    vague: dict[str, tuple[float, float]]
    few: dict[str, tuple[float, float]]
    fractions: dict[str, float]
    starters: frozenset[str]


BY = frozenset(("about", "almost", "around", "by", "nearly", "roughly"))
AFTER_SHARE = frozenset(("", ",", ".", ";", "and", "compared", "from", "in", "last", "on", "since", "this", "to"))
"""Words around "a fifth" that make it a share although no "of" follows: "fell by a fifth in June"."""


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of ``language``; empty for a language without the list."""
    blocks = mappings(language, "quantities")
    digits = {k: float(v) for k, v in blocks.get("digits", {}).items()}
    scales = {k: float(v) for k, v in blocks.get("scales", {}).items()}
    vague = {k: _range(v) for k, v in blocks.get("vague", {}).items()}
    few = {k: _range(v) for k, v in blocks.get("few", {}).items()}
    fractions = {k: float(v) for k, v in blocks.get("fractions", {}).items()}
    return NumberWords(
        digits=digits,
        scales=scales,
        short={k: float(v) for k, v in blocks.get("short_scales", {}).items()},
        vague=vague,
        few=few,
        fractions=fractions,
        starters=frozenset((*digits, *scales, *vague, *few, *fractions, *blocks.get("halves", {}))),
    )


def _range(value: str) -> tuple[float, float]:
    low, _, high = value.partition("-")
    return float(low), float(high)


def read_numeral(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral | None:
    """Return the longest numeral that begins at ``first`` and ends before ``stop``."""
    stop = min(stop, first + FAR)
    word = lowers[first]
    if word[:1].isdigit() or word in _MIXED or word[:1] in "~<>≥≤≈":
        return _figures(lowers, first, stop, known) or _pair(lowers, first)
    if word in ("a", "an") and first + 1 < stop:
        return _after_article(lowers, first, stop, known)
    if word in known.few:
        return _few(lowers, first, first, stop, known)
    if word in known.vague:
        return _vague(lowers, first, stop, known)
    if word in known.fractions:
        return _half(lowers, first, stop, known) if word == "half" else None
    if word in known.digits:
        return _words(lowers, first, stop, known)
    return None


def _figures(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral | None:
    word = lowers[first]
    match = _FIGURE.fullmatch(word)
    if match is None and word not in _MIXED:
        return None
    if len(word) > LONGEST:
        return None
    value, scale = _MIXED.get(word, 0.0), ""
    if match is not None:
        value = float(match[1].replace(",", "") + (match[2] or ""))
        scale = match[3] or ""
    if scale and scale not in known.short:
        return None
    value *= known.short.get(scale, 1.0)
    end = first + 1
    if end < stop and lowers[end] in _MIXED:
        value, end = value + _MIXED[lowers[end]], end + 1
    if end + 1 < stop and lowers[end] == "-" and lowers[end + 1] in ("million", "billion", "trillion"):
        end += 1
    while end < stop and lowers[end] in known.scales:
        value, end = value * known.scales[lowers[end]], end + 1
    if end == first + 1 and end < stop and lowers[end] in ("bn", "mn", "mln", "bln", "trn", "tn"):
        value, end = value * known.short[lowers[end]], end + 1
    return Numeral(first=first, end=end, low=value, high=value, figures=True, text=word)


def _pair(lowers: Sequence[str], first: int) -> Numeral | None:
    match = _PAIR.fullmatch(lowers[first])
    if match is None or len(lowers[first]) > LONGEST:
        return None
    low, high = (float(match[n].replace(",", "")) for n in (1, 2))
    return Numeral(first=first, end=first + 1, low=low, high=high, figures=True) if low < high else None


def _after_article(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral | None:
    word = lowers[first + 1]
    if word in known.few and word != "several":
        return _few(lowers, first, first + 1, stop, known)
    if word in ("third", "quarter", "fifth", "tenth", "half"):
        if word == "half" and first + 2 < stop and lowers[first + 2] in ("dozen", "million", "billion"):
            value = known.scales[lowers[first + 2]] / 2
            return Numeral(first=first, end=first + 3, low=value, high=value)
        after = lowers[first + 2] if first + 2 < stop else ""
        known_share = after == "of" or (first > 0 and lowers[first - 1] in BY and after in AFTER_SHARE)
        value = 1 / known.fractions[word]
        return Numeral(first=first, end=first + 2, low=value, high=value, share=True) if known_share else None
    if word in known.scales and word != "score":
        found = _words([*lowers[:first], "one", *lowers[first + 1 :]], first, stop, known)
        return found if found is not None and found.end > first + 1 else None
    return None


def _few(lowers: Sequence[str], first: int, at: int, stop: int, known: NumberWords) -> Numeral | None:
    low, high = known.few[lowers[at]]
    end = at + 1
    if end + 1 < stop and lowers[end] == "of" and lowers[end + 1] in known.scales:
        end += 1
    counted = end
    while end < stop and lowers[end] in known.scales:
        factor = known.scales[lowers[end]]
        low, high, end = low * factor, (high + 1) * factor - 1, end + 1
    if end == counted and end < stop and lowers[end] == "of" and lowers[at] in ("couple", "handful", "pair"):
        end += 1
    return Numeral(first=first, end=end, low=low, high=high, vague=True, text=lowers[at])


def _vague(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral:
    low, high = known.vague[lowers[first]]
    end = first + 1
    while end + 1 < stop and lowers[end] == "of" and lowers[end + 1] in known.vague:
        factor = known.vague[lowers[end + 1]][0] / 2
        low, high, end = low * factor, (high + 1) * factor - 1, end + 2
    if end < stop and lowers[end] == "of":
        end += 1
    return Numeral(first=first, end=end, low=low, high=high, vague=True, text=lowers[first])


def _half(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral | None:
    """Read "half a million", "half a dozen", "half-dozen"; a plain "half" is a share."""
    at = first + 1
    if at < stop and lowers[at] in ("a", "-"):
        at += 1
    if at < stop and lowers[at] in known.scales:
        value = known.scales[lowers[at]] / 2
        return Numeral(first=first, end=at + 1, low=value, high=value)
    if first + 2 < stop and lowers[first + 1] in ("a", "an") and lowers[first + 2] not in ("of", "day"):
        return Numeral(first=first, end=first + 2, low=0.5, high=0.5, text="half")
    if first + 1 < stop and lowers[first + 1] in ("of", "the", "its", "their", "his", "her", "all", "our"):
        return Numeral(first=first, end=first + 1, low=0.5, high=0.5, share=True, text="half")
    return None


def _words(lowers: Sequence[str], first: int, stop: int, known: NumberWords) -> Numeral | None:
    """Read number words: "two hundred and five thousand", "twenty-two", "two thirds", "three and a half"."""
    total, current, end = 0.0, 0.0, first
    while end < stop:
        word = lowers[end]
        if word in known.digits and _fits(current, known.digits[word], end == first or lowers[end - 1] == "thousand"):
            current += known.digits[word]
        elif word in known.scales and end > first and word != "score":
            total, current = _scaled(total, current, known.scales[word])
        elif not _glue(lowers, end, stop, known):
            break
        end += 1
    value = total + current
    if end + 3 <= stop and tuple(lowers[end : end + 3]) == ("and", "a", "half"):
        value, end = value + 0.5, end + 3
        if end < stop and lowers[end] in known.scales:
            value, end = value * known.scales[lowers[end]], end + 1
        return Numeral(first=first, end=end, low=value, high=value, text=lowers[first])
    part = _denominator(lowers, end, stop, known)
    if part is not None and 0 < value < part[1]:
        return Numeral(first=first, end=part[0], low=value / part[1], high=value / part[1], share=True)
    return Numeral(first=first, end=end, low=value, high=value, text=lowers[first])


def _fits(current: float, digit: float, first: bool) -> bool:
    """Tell whether a digit word may follow: "twenty two", "hundred five", never "two five"."""
    if first:
        return True
    rest = current % 100
    return (rest == 0 and current > 0) or (rest >= 20 and rest % 10 == 0 and 0 < digit < 10)


def _scaled(total: float, current: float, scale: float) -> tuple[float, float]:
    if scale < 1000:
        return total, (current or 1.0) * scale
    return total + (current or 1.0) * scale, 0.0


def _glue(lowers: Sequence[str], at: int, stop: int, known: NumberWords) -> bool:
    """Tell whether a hyphen or "and" joins two number words ("twenty-two", "hundred and five")."""
    if at + 1 >= stop or lowers[at] not in ("-", "and") or at == 0:
        return False
    before, after = lowers[at - 1], lowers[at + 1]
    if lowers[at] == "-":
        return before in known.digits and (after in known.digits or after in known.scales)
    return before in ("hundred", "thousand", "million") and after in known.digits


def _denominator(lowers: Sequence[str], at: int, stop: int, known: NumberWords) -> tuple[int, float] | None:
    if at < stop and lowers[at] == "-":
        at += 1
    if at < stop and lowers[at] in known.fractions and lowers[at] not in ("half", "second"):
        return at + 1, known.fractions[lowers[at]]
    return None
