"""Times and their values against the publication date, on MEANTIME (Wikinews, 2004-2011).

DATE and TIME expressions only; durations are quantities. Value: the gold TIMEX3 value and ours are the same interval
(a part of day: the same day with hours; recently, soon, now: the same side). Gold values that no reader could give
("XXXX-XX-XX") count as missed. MEANTIME labels the first sentences of an article: what lies behind the sixth line and
the last label is not counted. The rules were written on the even-numbered articles; the odd ones were only scored.
The baseline reads years, months with years, full dates and weekdays before publication with regular expressions.
"Quantities found" is the share of the labelled amounts that overlap a quantity of ours. The labels have no values of
theirs; where the words of one hold a single figure or number word, "quantities exact" is the share of which our
interval has that value as an end (inside it, if the words are "about", "around", "some" or "nearly").
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.measure import Measurement, data_file, digest_files

from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.language.words import mappings
from stemma.model import Published, Quantity, Span, Time
from stemma.statements.quantities import find_quantities
from stemma.statements.times import find_times

LINES = 6
"""Lines of an article that MEANTIME labels: the title, the date, the first sentences."""

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_BASELINE = re.compile(
    rf"\b(?P<month>{'|'.join(calendar.month_name[1:])})(?: (?P<day>\d{{1,2}}))?,? (?P<year>\d{{4}})\b"
    rf"|\b(?P<weekday>{'|'.join(calendar.day_name)})\b|\b(?:in|since) (?P<only>(?:19|20)\d\d)\b"
)


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: float(n) for n, word in enumerate(_SMALL)} | {"fifteen": 15.0, "twenty": 20.0, "sixty": 60.0}
_LABEL = re.compile(rf"(-?\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)\s*({'|'.join(_SCALES)})?\b", re.IGNORECASE)
_ROUGH = re.compile(r"\b(?:about|almost|around|nearly|some)\b", re.IGNORECASE)


@dataclass
class Score:
    """Counts over the articles of one half."""

    hit: int = 0
    right: int = 0
    found: int = 0
    wanted: int = 0
    amounts: int = 0
    amounts_wanted: int = 0
    exact: int = 0
    exact_wanted: int = 0
    outcomes: dict[str, str] = field(default_factory=dict)

    def figures(self, half: str) -> dict[str, float]:
        """Return span F1, value F1, and how many quantities are found and have the value of the words."""
        both = max(self.found + self.wanted, 1)
        found = {f"{half} span F1": 2 * self.hit / both, f"{half} value F1": 2 * self.right / both}
        if self.amounts_wanted:
            found[f"{half} quantities found"] = self.amounts / self.amounts_wanted
            found[f"{half} quantities exact"] = self.exact / max(self.exact_wanted, 1)
        return found


def measure() -> Measurement:
    """Measure the grammar and the baseline on both halves."""
    path = data_file("times", "meantime.jsonl")
    articles = read_lines(path)
    figures: dict[str, float] = {}
    naive: dict[str, float] = {}
    cases: dict[str, str] = {}
    for half, start in (("even", 0), ("odd", 1)):
        ours, plain = Score(), Score()
        for article in articles[start::2]:
            tree = grow(article["text"], parse("doc_bench", article["text"], "en"))
            published = published_of(article)
            before = ours.right
            _match(ours, article, find_times(tree, published))
            _amounts(ours, article, tree)
            _match(plain, article, baseline(article["text"], published))
            ours.outcomes[str(article["id"])] = f"{ours.right - before} right of {len(_gold(article))}"
        figures |= ours.figures(half)
        naive |= plain.figures(half)
        cases |= ours.outcomes
    return Measurement(figures=figures, inputs=digest_files([path]), peers={"baseline": naive}, cases=cases)


def published_of(article: Any) -> Published | None:
    """Return the publication day; some are written day first."""
    created = article["created"]
    match = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", created or "")
    day = f"{match[3]}-{match[2]}-{match[1]}" if match else created
    return Published(earliest=day, latest=day, basis="declared") if day else None


def baseline(text: str, published: Published | None) -> list[Time]:
    """Return the baseline's times."""
    found: list[Time] = []
    for match in _BASELINE.finditer(text):
        value = None
        if match["month"]:
            day = f"-{int(match['day']):02d}" if match["day"] else ""
            value = f"{match['year']}-{_MONTHS[match['month'].lower()]:02d}{day}"
        elif match["only"]:
            value = match["only"]
        elif published is not None:
            anchor = date.fromisoformat(published.earliest)
            back = (anchor.weekday() - _DAYS[match["weekday"].lower()]) % 7
            value = (anchor - timedelta(days=back)).isoformat()
        ends = interval(value) if value else None
        span = Span(start=match.start("only") if match["only"] else match.start(), end=match.end())
        found.append(Time(span=span, earliest=ends[0] if ends else None, latest=ends[1] if ends else None))
    return found


def interval(value: str) -> tuple[str, str] | None:
    """Return the inclusive ends of a TIMEX3 value, ``None`` for one without."""
    for pattern, ends in _FORMS:
        match = re.fullmatch(pattern, value)
        if match:
            return ends(match)
    return None


def _month(match: re.Match[str]) -> tuple[str, str]:
    year, month = int(match[1]), int(match[2])
    return f"{year}-{month:02d}-01", f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def _quarter(match: re.Match[str]) -> tuple[str, str]:
    year, last = int(match[1]), 3 * int(match[2])
    return f"{year}-{last - 2:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}"


def _week(match: re.Match[str]) -> tuple[str, str]:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    first = monday + timedelta(days=5) if match[3] else monday
    return first.isoformat(), (monday + timedelta(days=6)).isoformat()


_FORMS = (
    (r"\d{4}-\d\d-\d\d", lambda m: (m[0], m[0])),
    (r"(\d{4})-(\d\d)(?:-XX)?", _month),
    (r"\d{4}", lambda m: (f"{m[0]}-01-01", f"{m[0]}-12-31")),
    (r"(\d{3})X?", lambda m: (f"{m[1]}0-01-01", f"{m[1]}9-12-31")),
    (r"(\d{4})-Q(\d)", _quarter),
    (r"(\d{4})-W(\d\d)(-WE)?", _week),
    (r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*", lambda m: (f"{m[1]}T{m[2]}", f"{m[1]}T{m[2]}")),
    (r"(\d{4}-\d\d-\d\d)T?(?:MO|AF|EV|NI)", lambda m: (f"{m[1]}T", f"{m[1]}T")),
)


def same(gold: str, time: Time) -> bool:
    """Tell whether a gold value and a time are the same interval."""
    side = mappings("en", "times")["vague"].get((time.relation or "").lower())
    if side is not None:
        return gold == f"{side.upper()}_REF"
    wanted = interval(gold)
    if wanted is None or time.earliest is None or time.latest is None:
        return False
    if wanted[0].endswith("T"):
        return time.earliest.startswith(wanted[0])
    return (time.earliest[:16].rstrip("Z"), time.latest[:16].rstrip("Z")) == wanted


def _gold(article: Any) -> list[Any]:
    return [t for t in article["times"] if t["type"] in ("DATE", "TIME")]


def _match(score: Score, article: Any, times: Sequence[Time]) -> None:
    gold = _gold(article)
    others = [t for t in article["times"] if t not in gold]
    lines = article["text"].split("\n")[:LINES]
    end = max([sum(len(line) + 1 for line in lines), *(t["end"] for t in article["times"])])
    score.wanted += len(gold)
    used: set[int] = set()
    for time in times:
        if time.span.start > end:
            continue
        free = next((n for n, t in enumerate(gold) if n not in used and _meets(time.span, t)), None)
        if free is None:
            score.found += 0 if any(_meets(time.span, t) for t in others) else 1
            continue
        used.add(free)
        score.found += 1
        score.hit += 1
        score.right += same(gold[free]["value"], time)


def _amounts(score: Score, article: Any, tree: Tree) -> None:
    quantities = find_quantities(tree)
    score.amounts_wanted += len(article["values"])
    for label in article["values"]:
        mine = [q for q in quantities if _meets(q.span, label)]
        score.amounts += bool(mine)
        value = value_of(label["text"])
        if value is not None:
            score.exact_wanted += 1
            score.exact += any(_has(q, value, rough=bool(_ROUGH.search(label["text"]))) for q in mine)


def value_of(text: str) -> float | None:
    """Return the value that the words of a label name, if they name one."""
    named = _LABEL.findall(text)
    if len(named) != 1:
        return None
    figure, scale = (part.lower() for part in named[0])
    value = _WORDS[figure] if figure in _WORDS else float(figure.replace(",", ""))
    return value * _SCALES.get(scale, 1.0)


def _has(quantity: Quantity, value: float, *, rough: bool) -> bool:
    if rough:
        return (quantity.low is None or quantity.low <= value) and (quantity.high is None or value <= quantity.high)
    return any(end is not None and abs(end - value) <= 1e-6 * abs(value) for end in (quantity.low, quantity.high))


def _meets(span: Span, label: Any) -> bool:
    return bool(label["start"] < span.end and span.start < label["end"])


def read_lines(path: Path) -> list[Any]:
    """Return the records of a file of JSON lines; a line ends at a line feed only."""
    with path.open(encoding="utf-8", newline="\n") as handle:
        return [json.loads(line) for line in handle]
