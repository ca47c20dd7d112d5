"""The words of time of one language, and one sentence as the time grammar reads it.

Enters: the word lists ``times`` and ``quantities``. Leaves: ``TimeWords`` and ``TimeLine``. Refuses: nothing; a
language without the lists has none, and then no times are found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast, get_args

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.numerals import NumberWords, number_words
from stemma.statements.periods import ClockUnit, Part, Period, Unit

Needs = Literal["nothing", "publication", "mention"]
"""What an expression is resolved against: nothing, the publication time, or the day last mentioned."""


OPENERS = ("last", "next", "this", "openers")
"""Lists of words that may begin a time expression."""


PHRASES = ("same_day", "next_day", "spans", "night")
"""Lists of phrases that may begin a time expression in languages that decline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a reading is resolved against. ``ahead``: the clause looks forward; ``mentioned``: the last day named.

    ``named``: the last time named a sentence or two before, of any length; never the publication.
    """

    when: date
    ahead: bool
    mentioned: Period | None = None
    named: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An expression on tokens ``first`` to ``end`` (half-open), and how to resolve it.

    ``hours``: first and last minute of the day ("05:00", "11:59"); ``zone``: an ISO offset or "".
    """

    first: int
    end: int
    needs: Needs
    resolve: Callable[[Anchor], Period | None] | None
    hours: tuple[str, str] | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The words of time of one language."""

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, Unit | ClockUnit]
    seasons: Mapping[str, int]
    hours: Mapping[str, tuple[str, str]]
    ordinals: Mapping[str, int]
    zones: Mapping[str, str]
    last: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    future: frozenset[str]
    vague: Mapping[str, str]
    holidays: tuple[tuple[tuple[str, ...], tuple[int, int]], ...]
    long_months: frozenset[str]
    doubtful_months: frozenset[str]
    before_year: frozenset[str]
    not_before_year: frozenset[str]
    not_after_year: frozenset[str]
    countable: frozenset[str]
    named_days: frozenset[str]
    day_papers: frozenset[str]
    parts: tuple[tuple[tuple[str, ...], Part], ...]
    starters: frozenset[str]
    beside: frozenset[str]
    declined: bool

    @property
    def apostrophe(self) -> str:
        """Return how the lists write the curly apostrophe inside a word: straight where words decline ("п'ятниця")."""
        return "'" if self.declined else "’"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """One sentence: token range, and the lower-case words of the whole document."""

    tree: Tree
    lowers: Sequence[str]
    first: int
    stop: int
    known: TimeWords

    def at(self, token: int) -> str:
        """Return the lower-case word, or "" outside of the sentence."""
        return self.lowers[token] if self.first <= token < self.stop else ""

    def month(self, token: int) -> int | None:
        """Return the month that a capitalised word names, if it does."""
        if not self.first <= token < self.stop or not self.tree.word(token)[:1].isupper():
            return None
        return self.known.months.get(self.lowers[token].rstrip("."))

    def step(self, token: int) -> int | None:
        """Return -1, 0 or 1 for "last", "this" or "next" at ``token``."""
        word = self.at(token)
        if word in self.known.last:
            return -1
        return 1 if word in self.known.next else 0 if word in self.known.this else None

    def whole(self, token: int, low: int, high: int) -> int | None:
        """Return the whole number in figures at ``token`` if it lies in ``[low, high]``."""
        word = self.at(token)
        if not word.isdecimal() or not word.isascii() or len(word) > 4:
            return None
        return int(word) if low <= int(word) <= high else None


@cache
def time_words(language: str) -> TimeWords:
    """Return the words of time of ``language``."""
    maps, lists = mappings(language, "times"), words(language, "times")
    none: frozenset[str] = frozenset()
    parts = [
        (tuple(phrase.split()), part)
        for part in get_args(Part)
        for phrase in sorted(lists.get(part, none), key=lambda p: (-len(p.split()), p))
    ]
    holidays = [
        (tuple(name.split()), (int(when[:2]), int(when[3:])))
        for name, when in sorted(maps.get("holidays", {}).items(), key=lambda pair: (-len(pair[0].split()), pair))
    ]
    months, weekdays, days = (_numbers(maps.get(name, {})) for name in ("months", "weekdays", "days"))
    units = cast("Mapping[str, Unit | ClockUnit]", maps.get("units", {}))
    hours = {k: (v[:5], v[6:]) for k, v in maps.get("parts_of_day", {}).items()}
    starters = {*months, *(m + "." for m in months), *weekdays, *days, *units, *hours}
    starters |= {*maps.get("seasons", {}), *maps.get("vague", {}), *maps.get("ordinals", {}), *(p[0][0] for p in parts)}
    starters |= {name[0] for name, _ in holidays} | {phrase.split()[0] for phrase in maps.get("vague", {})}
    starters |= {*number_words(language).starters, *(w for name in OPENERS for w in lists.get(name, none))}
    starters |= {phrase.split()[0] for name in PHRASES for phrase in lists.get(name, none)}
    starters |= {word for name in ("noons", "years_by_name") for word in maps.get(name, {})}
    return TimeWords(
        numbers=number_words(language),
        months=months,
        weekdays=weekdays,
        days=days,
        units=units,
        seasons=_numbers(maps.get("seasons", {})),
        hours=hours,
        ordinals=_numbers(maps.get("ordinals", {})),
        zones=maps.get("zones", {}),
        last=lists.get("last", none),
        next=lists.get("next", none),
        this=lists.get("this", none),
        future=lists.get("future", none),
        vague=maps.get("vague", {}),
        holidays=tuple(holidays),
        long_months=frozenset(m for m in months if len(m) > 4 or m in ("may", "june", "july")),
        doubtful_months=lists.get("doubtful_months", none),
        before_year=lists.get("before_year", none),
        not_before_year=lists.get("not_before_year", none),
        not_after_year=lists.get("not_after_year", none),
        countable=words(language, "quantities").get("countable", none),
        named_days=lists.get("named_days", none),
        day_papers=lists.get("day_papers", none),
        parts=tuple(parts),
        starters=frozenset(starters) if months else none,
        beside=lists.get("beside", none),
        declined="declined_years" in lists,
    )


def _numbers(block: Mapping[str, str]) -> dict[str, int]:
    return {k: int(v) for k, v in block.items()}
