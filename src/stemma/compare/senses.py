"""Which words mean the same or nearly the same: senses and derivations out of WordNet.

Enters: two lower-case lemmas, or a verb with its particle or object joined by "_" ("pass_away", "open_fire").
Leaves: how near they are. Refuses: to tell senses apart; words are near if any two of their commonest senses are.

The table ``language/lexicon/en/senses.tsv.gz`` is made from Princeton WordNet 3.0 (licence beside it) by
``tools/senses.py``: 23,000 words with their commonest senses and those of their derivations. It is read on first use.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

TABLE = Path(str(files("stemma.language"))) / "lexicon" / "en" / "senses.tsv.gz"

Nearness = Literal["same", "wider"]
"""``same``: a sense in common, also by derivation ("seize", "seizure"); ``wider``: one is a kind of the other."""

Entry = tuple[bool, frozenset[int], frozenset[int]]
"""Whether the word names an event as a noun, its senses, and the senses right above them."""

_NONE: Entry = (False, frozenset(), frozenset())


@lru_cache(maxsize=200_000)
def nearness(left: str, right: str) -> Nearness | None:
    """Tell how near two lemmas are in meaning, or ``None``; the order does not matter."""
    _, ours, ours_above = _table().get(left, _NONE)
    _, theirs, theirs_above = _table().get(right, _NONE)
    if ours & theirs:
        return "same"
    return "wider" if ours & theirs_above or theirs & ours_above else None


def names_event(noun: str) -> bool:
    """Tell whether a noun names an act or an event ("crash", "verdict")."""
    return _table().get(noun, _NONE)[0]


def is_known(lemma: str) -> bool:
    """Tell whether the table has a lemma or a verb of two parts."""
    return lemma in _table()


@cache
def _table() -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for line in gzip.decompress(TABLE.read_bytes()).decode().splitlines():
        word, event, own, above = line.split("\t")
        found[word] = (bool(event), frozenset(map(int, own.split())), frozenset(map(int, above.split())))
    return found
