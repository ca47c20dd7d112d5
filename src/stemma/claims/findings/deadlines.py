"""A time of a document, and whether it is one that can be waited for.

Enters: a time with its document, tree and the statement it stands in. Leaves: yes or no. Refuses: times that are past,
years off, too long, or only relative to what was told before ("a week later").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Statement, Time

WAIT = 366
"""Days from a report to the start of what can be waited for: "next year" is, a goal for 2050 is not."""

LENGTH = 366
"""Days that an announced time may last: "the next ten years" is no date."""

EXACT = 7
"""Days up to which a time is a date: then a light verb names a deed too ("will be in Oslo on Monday")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time: where it stands, its tokens, the one by which it hangs on the rest, and its words.

    ``statement``: the innermost one whose content has it; ``None`` in the frame around what others said.
    """

    document: Document
    tree: Tree
    statement: Statement | None
    time: Time
    tokens: range
    top: int
    said: frozenset[str]

    @property
    def told(self) -> date | None:
        """The last day on which the report may have been published."""
        published = self.document.published
        return _day(published.latest) if published is not None else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, if the time could be resolved."""
        if self.time.earliest is None or self.time.latest is None:
            return None
        return _day(self.time.earliest), _day(self.time.latest)

    @property
    def comes(self) -> bool:
        """Tell whether it says itself that it lies ahead, whatever the tense: "was expected next week"."""
        return not self.said.isdisjoint(words("en", "findings")["coming_times"])

    @property
    def later(self) -> bool:
        """Tell whether it begins after its report."""
        if self.days is None or self.told is None:
            return self.comes
        return self.comes or self.days[0] > self.told


def can_be_waited_for(moment: Moment) -> bool:
    """Tell whether a time lies ahead of its report, soon, and is no longer than a year; unresolved, by its words."""
    said, days, told = moment.said, moment.days, moment.told
    behind = moment.time.span.within(moment.tree.text).lower()
    if not _names_a_date(said) or (days is None and "later" in behind):  # "a week later" than what was told
        return False
    if days is None or told is None:
        return True
    first, last = days
    return (last - first).days <= LENGTH and last >= told and (first - told).days <= WAIT


def _names_a_date(said: frozenset[str]) -> bool:
    """Tell whether words name a day, a week, a month or a year that may lie ahead; "at noon" names none."""
    calendar, behind = mappings("en", "times"), words("en", "findings")["past_times"]
    blocks = ("days", "months", "seasons", "units", "weekdays")
    return behind.isdisjoint(said) and any(w in calendar[b] or YEAR.match(w) for w in said for b in blocks)


YEAR = re.compile(r"(?:19|20)\d\d$")


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def is_exact(moment: Moment) -> bool:
    """Tell whether a time is a date of a week at most; unresolved, whether it names a day."""
    if moment.days is None:
        return any(w in mappings("en", "times")["weekdays"] or w.isdigit() for w in moment.said)
    return (moment.days[1] - moment.days[0]).days <= EXACT
