"""Read a clock time: "6:40 p.m.", "08:30 UTC", "5 pm", "at noon".

Enters: a ``TimeLine`` and a token. Leaves: a ``Reading`` that begins there, or ``None``. Refuses: a scale like
"10:2", a decimal without a.m. or p.m. The day is the one named beside it, else the day last named in the document,
else the day of publication; none of these known, the time stays unresolved.
"""

from __future__ import annotations

import re

from stemma.statements.timewords import Reading, TimeLine

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_HALVES = {"a.m.": 0, "a.m": 0, "am": 0, "p.m.": 12, "p.m": 12, "pm": 12}


def read_clock(line: TimeLine, token: int) -> Reading | None:
    """Read "6:40 p.m.", "08:30 UTC", "5 pm", "noon"."""
    word, at = line.at(token), token + 1
    match = _CLOCK.fullmatch(word)
    half = _HALVES.get(line.at(at))
    if match is not None and int(match[1]) <= 24 and int(match[2]) < 60:
        hour, minute = int(match[1]) % 24, int(match[2])
        if half is None and "." in word and line.at(at) not in line.known.zones:
            return None
    elif half is not None and word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 12:
        hour, minute = int(word), 0
    elif word in ("noon", "midday", "midnight") and line.at(token - 1) in (
        "at",
        "by",
        "around",
        "until",
        "before",
        "after",
    ):
        hour, minute = (0 if word == "midnight" else 12), 0
    elif len(word) == 4 and word.isdecimal() and word.isascii() and line.at(at) in ("utc", "gmt"):
        hour, minute = int(word[:2]) % 24, int(word[2:]) % 60
    else:
        return None
    if half is not None:
        hour, at = hour % 12 + half, at + 1
    zone = line.known.zones.get(line.at(at).strip("()"), "")
    at += 1 if line.at(at) in line.known.zones else 0
    moment = f"{hour:02d}:{minute:02d}"
    return Reading(
        first=token, end=at, needs="mention", resolve=lambda a: a.mentioned, hours=(moment, moment), zone=zone
    )
