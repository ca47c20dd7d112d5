"""Fold a place name to the key under which the gazetteer keeps it.

Enters: a name as written. Leaves: the key, equal for spellings that differ only in case, accents, apostrophes,
hyphens or full stops ("Donets’k" = "Donetsk", "Saint-Denis" = "St. Denis"). Refuses: nothing; a name without
letters has the empty key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_DROPPED = re.compile(r"['’ʼʹ`´‘.]")
_BREAKS = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\bsaint\b")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return the look-up key of ``name``."""
    lowered = name.casefold()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(c for c in lowered if not unicodedata.combining(c))
    return _SAINT.sub("st", _BREAKS.sub(" ", _DROPPED.sub("", lowered)).strip())
