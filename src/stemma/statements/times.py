"""Find times and resolve them against the publication interval.

Enters: a document's tree and its publication interval, if known. Leaves: ``Time`` records in text order. Refuses: to
invent: what needs an unknown publication time stays unresolved, with its words as the relation; durations are
quantities. The grammar is in ``dates`` and ``relative``, for languages that decline in
``moments``; this module chooses what an expression is resolved against.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stemma.language.tree import Tree
from stemma.model import Published, Span, Time
from stemma.statements.moments import read_moment
from stemma.statements.periods import Period, hull
from stemma.statements.relative import read_time
from stemma.statements.timewords import Anchor, Reading, TimeLine, time_words

REACH = 3
"""Sentences within which "two days later" follows a time named before; further back it is later than something else."""

JOINTS = frozenset((",", "about", "around", "at", "by", "on"))
"""Words and marks between a clock time and its day."""


def find_times(tree: Tree, published: Published | None) -> tuple[Time, ...]:
    """Return the times of a document in text order."""
    known = time_words(tree.parse.language)
    if not known.months:
        return ()
    lowers = [tree.word(t).lower().replace("’", known.apostrophe) for t in range(len(tree.parse.starts))]
    anchors = _anchors(published)
    found: list[Time] = []
    mentioned, named, age = _single(anchors), None, 0
    for first, stop in tree.parse.sentences:
        line = TimeLine(tree=tree, lowers=lowers, first=first, stop=stop, known=known)
        age += 1
        for reading in _readings(line):
            period = _resolve(line, reading, anchors, mentioned, named if age <= REACH else None)
            if period is not None and period[0] == period[1]:
                mentioned = period
            if period is not None:
                named, age = period, 0
            found.append(_time(tree, reading, period))
    return tuple(found)


def _readings(line: TimeLine) -> list[Reading]:
    """Read a sentence left to right, then give clock times the day that stands beside them."""
    found: list[Reading] = []
    token = line.first
    starters = line.known.starters
    while token < line.stop:
        word = line.lowers[token]
        if line.known.declined:
            begins = word in starters or word[0].isdigit() or line.tree.lemma(token) in starters
            reading = read_moment(line, token) if begins else None
        else:
            reading = read_time(line, token) if word in starters or word[0].isdigit() or word[:4] == "mid-" else None
        if reading is None:
            token += 1
            continue
        found.append(reading)
        token = reading.end
    return _joined(line, found)


def _joined(line: TimeLine, readings: list[Reading]) -> list[Reading]:
    """Join a clock time and a day that only "on", "at", a comma or a bracket part."""
    joined: list[Reading] = []
    for reading in readings:
        before = joined[-1] if joined else None
        if before is not None and _beside(line, before, reading) and (before.hours is None) != (reading.hours is None):
            clock, days = (before, reading) if before.hours else (reading, before)
            if clock.needs == "mention" and days.resolve is not None:
                joined[-1] = replace(days, first=before.first, end=reading.end, hours=clock.hours, zone=clock.zone)
                continue
        joined.append(reading)
    return joined


def _beside(line: TimeLine, left: Reading, right: Reading) -> bool:
    between = line.lowers[left.end : right.first]
    known = line.known.beside or JOINTS
    return len(between) <= 2 and all(w in known for w in between)


def _anchors(published: Published | None) -> tuple[date, ...]:
    if published is None:
        return ()
    try:
        ends = (date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10]))
    except ValueError:
        return ()
    return tuple(dict.fromkeys(ends))


def _single(anchors: tuple[date, ...]) -> Period | None:
    return (anchors[0], anchors[0]) if len(anchors) == 1 else None


def _resolve(
    line: TimeLine, reading: Reading, anchors: tuple[date, ...], mentioned: Period | None, named: Period | None
) -> Period | None:
    if reading.resolve is None:
        return None
    ahead = _looks_ahead(line, reading)
    if reading.needs == "publication":
        if not anchors:
            return None
        periods = [reading.resolve(Anchor(when=when, ahead=ahead, named=named)) for when in anchors]
        known = [p for p in periods if p is not None]
        return hull(known[0], known[-1]) if len(known) == len(anchors) else None
    when = anchors[0] if anchors else date(2000, 1, 1)
    return reading.resolve(Anchor(when=when, ahead=ahead, mentioned=mentioned, named=named))


def _looks_ahead(line: TimeLine, reading: Reading) -> bool:
    """Tell whether the clause speaks of the future: its verb has "will" or stands in the infinitive."""
    parse = line.tree.parse
    if line.known.declined:
        tags = [parse.tags[t] for t in range(line.first, line.stop)]
        said = any(w in line.known.future for w in line.lowers[line.first : line.stop])
        return not any("Tense=Past" in t for t in tags) and (said or any("Tense=Fut" in t for t in tags))
    token = reading.first
    for _ in range(8):
        if parse.pos[token] in ("VERB", "AUX"):
            break
        if parse.heads[token] == token:
            return False
        token = parse.heads[token]
    if line.at(reading.first - 1) in ("until", "till", "by") and parse.tags[token] not in ("VBD", "VBN"):
        return True
    if parse.tags[token] == "VBD":
        return False
    return any(
        line.lowers[c] in line.known.future for c in line.tree.children[token] if parse.pos[c] in ("AUX", "PART")
    )


def _time(tree: Tree, reading: Reading, period: Period | None) -> Time:
    span = tree.span(reading.first, reading.end - 1)
    span = Span(start=span.start, end=span.end - (tree.text[span.end - 1] == ","))
    if period is None:
        return Time(span=span, earliest=None, latest=None, relation=span.within(tree.text))
    first, last = period[0].isoformat(), period[1].isoformat()
    if reading.hours is not None and first == last:
        first, last = (f"{first}T{h}{reading.zone}" for h in reading.hours)
    return Time(span=span, earliest=first, latest=last)
