"""Tell what a site's robots.txt allows.

Enters: the bytes of a robots.txt. Leaves: ``Rules``. Refuses: nothing; a line that is none is passed over.

As RFC 9309 has it: the groups that name this program, else those for ``*``; of the rules that fit an address the
longest decides, of two as long the one that allows. ``Crawl-delay`` is heard too, though the standard leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

AGENT = "stemma"
"""The name under which a site can address Stemma."""

MAX_BYTES = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for at least 500 KiB."""

MAX_RULES = 5_000
"""Rules kept; with the length of a path they bound the work for one address."""

MAX_PATTERN = 500
"""Code points of a rule's path; longer ones fit no address that news have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is allowed: (allows, pattern) of each rule, and the seconds asked for between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Tell whether ``path`` (with its query) may be fetched."""
        path = _uniform(path)
        fitting = [(len(pattern), allows) for allows, pattern in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def read_rules(data: bytes) -> Rules:
    """Return the rules that hold for Stemma; a line that the limit cuts is none."""
    whole = data if len(data) < MAX_BYTES else data[:MAX_BYTES].rpartition(b"\n")[0]
    lines = list(_lines(whole))
    named = any(key == "user-agent" and _agent(value) == AGENT for key, value in lines)
    wanted = AGENT if named else "*"
    rules: list[tuple[bool, str]] = []
    delay = 0.0
    ours = opened = False
    for key, value in lines:
        if key == "user-agent":
            ours = (ours and opened) or _agent(value) == wanted
            opened = True
            continue
        opened = False if key in ("allow", "disallow", "crawl-delay") else opened
        if ours and key in ("allow", "disallow") and value and len(value) <= MAX_PATTERN and len(rules) < MAX_RULES:
            rules.append((key == "allow", _uniform(value)))
        elif ours and key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value):
            delay = max(delay, float(value))
    return Rules(rules=tuple(rules), delay=delay)


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _agent(value: str) -> str:
    return "*" if value == "*" else re.split(r"[^a-z_-]", value.lower())[0]


def _fits(pattern: str, path: str) -> bool:
    """Match from the left, piece by piece between wild cards: no pattern can make it slow."""
    anchored = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not pieces:
        return not anchored or path == first
    place = len(first)
    for piece in pieces[:-1]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    last = pieces[-1]
    return path.endswith(last) and len(path) - len(last) >= place if anchored else path.find(last, place) >= 0


def _uniform(path: str) -> str:
    """Return a path with its escapes written in one way."""
    return quote(unquote_to_bytes(path), safe="/*$?=&;:@!'()+,~%[]-._")
