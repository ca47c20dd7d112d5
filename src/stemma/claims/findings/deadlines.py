"""A time of a document, and whether it is one that can be waited for.

Enters: a time with its document, tree and the statement it stands in. Leaves: yes or no. Refuses: times that are past,
years off, too long, or only relative to what was told before ("a week later").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Span, Statement, Time

WAIT = 366
"""Days from a report to the start of what can be waited for: next May is, a goal for 2050 is not."""

LENGTH = 125
"""Days that an announced time may last, unless it is a deadline: nobody can put "this year" into a diary, "this autumn"
and "early next year" he can. Without it "they will return in 2010 to defend their title" is expected."""

ROLLED = 245
"""Days ahead from which a bare month may be a past one: told in March, "in January" may be that of this year."""

LONG = 31
"""Days from which an announced time is loose: within "this autumn" a deed can be looked up, a pursuit cannot."""

FROM = 20
"""Letters before an hour in which another is looked for from which it lasts: "from 10:30 a.m. until noon on Monday"."""

EXACT = 7
"""Days up to which a time is a date: then a light verb names a deed too ("will be in Oslo on Monday")."""

_DEADLINES = frozenset({"before", "by", "until", "within"})
"""Prepositions that set the last day of what may be done on any day until then."""

_FEW = frozenset({"2", "3", "4", "four", "three", "two"})
"""Months that a diary can hold, in words and in figures: "in the next three months", not "over the next 12 months"."""

_CLOSE = frozenset({"close", "end"})
"""Words by which a time is itself the end of something: "before the end of May" is in May."""

_AROUND = frozenset({"few", "in", "of", "over", "some", "sometime", "the", "this"})
"""Words of an expression of time that bound nothing: "in the coming few months"."""


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
        return day(published.latest) if published is not None else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, if the time could be resolved."""
        if self.time.earliest is None or self.time.latest is None:
            return None
        return day(self.time.earliest), day(self.time.latest)

    @property
    def comes(self) -> bool:
        """Tell whether it says itself that it lies ahead, whatever the tense: "was expected next week"."""
        return not self.said.isdisjoint(words("en", "findings")["coming_times"])

    @property
    def sets_last_day(self) -> bool:
        """Tell whether it is a deadline, up to which something may be done on any day: "by May"."""
        return bool(self.tokens[0]) and self.tree.word(self.tokens[0] - 1).lower() in _DEADLINES

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
    if not _names_a_date(said) or "later" in behind:  # "a week later" than what was told
        return False
    if _looks_back(moment) or _signs(moment) or _lasts(moment) or _is_too_long(moment) or _is_end(moment):
        return False
    if days is None or told is None:
        return True
    first, last = days
    if _is_another_day(first, last, said):
        return False
    if (first - told).days > ROLLED and _is_bare_month(said):
        return False
    return last >= told and (first - told).days <= WAIT


def _is_too_long(moment: Moment) -> bool:
    """Tell whether a time lasts too long for a diary and names no last day: "this year", "by 2035"."""
    before = moment.tree.word(moment.tokens[0] - 1).lower() if moment.tokens[0] else ""
    if before == "within" or not moment.said.isdisjoint(_CLOSE):
        return False
    if moment.days is not None:
        return (moment.days[1] - moment.days[0]).days > LENGTH
    numbered = any(moment.tree.parse.pos[t] == "NUM" and not YEAR.match(moment.tree.word(t)) for t in moment.tokens)
    if numbered and not moment.said.isdisjoint({"months", "years"}):
        return moment.said.isdisjoint(_FEW)
    loose = moment.said - words("en", "findings")["coming_times"] - _AROUND
    return not numbered and bool(loose) and all(w in {"months", "year"} or YEAR.match(w) for w in loose)


def _is_end(moment: Moment) -> bool:
    """Tell whether a time is only the end of one that begins earlier: "during April-May", "Monday–Friday"."""
    start = moment.time.span.start
    return _OPENED.search(moment.tree.text, max(0, start - FROM), start) is not None


_OPENED = re.compile(r"[^\W\d_][-–]$")


def _is_another_day(first: date, last: date, said: frozenset[str]) -> bool:
    """Tell whether a date names a day of the week on which it does not fall: nobody knows which of both is wrong."""
    weekdays = mappings("en", "times")["weekdays"]
    named = {weekdays[w] for w in said if w in weekdays}
    return first == last and len(named) == 1 and first.weekday() not in {int(n) for n in named}


def _is_bare_month(said: frozenset[str]) -> bool:
    """Tell whether nothing but a month says when: neither a year nor "next"."""
    coming = words("en", "findings")["coming_times"] | {"year"}
    named = any(YEAR.match(w) for w in said) or not said.isdisjoint(coming)
    return not named and any(w in mappings("en", "times")["months"] for w in said)


def _looks_back(moment: Moment) -> bool:
    """Tell whether a time is said to lie behind: "a murder back in 1967", "on 4 January of that year"."""
    tree, before = moment.tree, (moment.tokens[0] - 1, moment.tokens[0] - 2)
    if any(t >= 0 and tree.lemma(t) == "back" for t in before):
        return True
    return _OF_THEN.match(tree.text, tree.span(moment.tokens[-1], moment.tokens[-1]).end) is not None


def _lasts(moment: Moment) -> bool:
    """Tell how long something goes on from now: "for the next month"; "for next month" sets a date."""
    tree, first = moment.tree, moment.tokens[0]
    near = tree.text[max(0, tree.parse.starts[first] - len("for the ")) : tree.parse.ends[moment.tokens[-1]]]
    return re.search(r"\bfor the next\b", near, re.IGNORECASE) is not None


_OF_THEN = re.compile(r"\s+of\s+that\s+(?:year|month|week)\b")


def _signs(moment: Moment) -> bool:
    """Tell whether a full date ends what somebody posted: "— Harbour Press Team January 12, 2015"."""
    tree, before = moment.tree, moment.tokens[0] - 1
    dated = any(YEAR.match(w) for w in moment.said) and len(moment.tokens) > 2
    return dated and before >= 0 and tree.parse.pos[before] not in {"ADP", "VERB", "AUX", "ADV", "NOUN", "NUM"}


def in_full(moment: Moment) -> Span:
    """Return the words of a time with its preposition, and the hour from which it lasts: "4:30-7:30 p.m. Monday"."""
    tree, tokens = moment.tree, moment.tokens
    start = tree.span(tokens[0], tokens[0]).start
    opened = _HOURS.search(tree.text, max(0, start - FROM), start)
    before = tree.parse.heads[moment.top]
    opens = before == tokens[0] - 1 and tree.parse.deps[before] == "prep"
    whole = tree.span(before if opens else tokens[0], tokens[-1])
    return Span(start=min(opened.start(), whole.start), end=whole.end) if opened is not None else whole


_HOURS = re.compile(r"(?:[Ff]rom )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)? ?(?:[-–—]|to|until) ?$")
"""What stands before the hour at which something ends."""


def awaited(moment: Moment) -> tuple[date, date]:
    """Return the days in which a resolved time falls due: none before its report, and all up to a deadline.

    "Later this month" begins with the report, "by the end of May" ends with May, "before May" on the day before.
    """
    assert moment.days is not None
    (first, last), told = moment.days, moment.told
    before = moment.tree.word(moment.tokens[0] - 1).lower() if moment.tokens[0] else ""
    if before == "before" and _CLOSE.isdisjoint(moment.said):
        last = first - timedelta(days=1)
    if told is None or last < told:
        return min(first, last), last
    return (told if moment.sets_last_day else max(first, told)), last


def _names_a_date(said: frozenset[str]) -> bool:
    """Tell whether words name a day, a week, a month or a year that may lie ahead; "at noon" names none."""
    calendar, behind = mappings("en", "times"), words("en", "findings")["past_times"]
    blocks = ("days", "months", "seasons", "units", "weekdays")
    return behind.isdisjoint(said) and any(w in calendar[b] or YEAR.match(w) for w in said for b in blocks)


YEAR = re.compile(r"(?:19|20)\d\d$")


def day(moment: str) -> date:
    """Return the day of a moment in ISO 8601."""
    return date.fromisoformat(moment[:10])


def is_exact(moment: Moment) -> bool:
    """Tell whether a time is a date of a week at most; unresolved, whether it names a day."""
    if moment.days is None:
        return any(w in mappings("en", "times")["weekdays"] or w.isdigit() for w in moment.said)
    return (moment.days[1] - moment.days[0]).days <= EXACT


def is_vague(moment: Moment) -> bool:
    """Tell whether a time has no end that can be waited for: "in the coming weeks", "this autumn"."""
    if moment.days is not None:
        return (moment.days[1] - moment.days[0]).days > LONG
    numbered = any(moment.tree.parse.pos[t] == "NUM" for t in moment.tokens)
    return not numbered and not moment.said.isdisjoint(_MANY)


_MANY = frozenset({"days", "months", "weeks"})
"""Units of which no number says how many."""
