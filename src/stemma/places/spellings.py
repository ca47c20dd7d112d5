"""Choose among a settlement's many spellings: which lead to it, which its region shares, which a reader sees.

Enters: a ``Settlement`` of the source packages. Leaves: names as written. Refuses: airport codes and romanised search
keys, of which GeoNames has many.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio
from wordfreq import zipf_frequency

from stemma.places.names import fold
from stemma.places.sources import Settlement, own_names

MAX_SHOWN = 10
"""Other names kept for display; Donetsk has 130 spellings in GeoNames, most of them romanised search keys."""

SAME = 90.0
"""Similarity (percent of Indel distance) from which one of two other names is enough: "Dimitrova" beside "Dimitrov"."""

ALIKE = 65.0
"""Least similarity (percent of Indel distance) of a seat's spelling to its region's name: "Dnepropetrovsk" has 86,
"Stalino" for Donetsk 15."""


LARGE = 50_000
"""Inhabitants of a town whose English name is as good as its main one."""

ENGLISH = 3.0
"""Least Zipf frequency of an English name ("Geneva" has 4.0, "Lucerne" 3.0); a rare spelling is only that."""


def spellings(town: Settlement) -> tuple[str, ...]:
    """Return a settlement's names without airport codes and romanised search keys (all lower case)."""
    return (town.name, *(n for n in town.names if n != town.name and _is_name(n)))


def spellings_like(name: str, seat: Settlement) -> tuple[str, ...]:
    """Return the seat's spellings that are spellings of the region's name too: "Lugansk", but not "Voroshilovgrad"."""
    key = fold(name)
    return tuple(n for n in spellings(seat) if not n.isascii() or ratio(key, fold(n)) >= ALIKE)


def shown_names(main: str, names: Sequence[str]) -> tuple[str, ...]:
    """Choose the other names that a reader may meet: known to English text first, then those like the main one."""
    by_key: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (not n.isascii(), n)):
        if name.isascii() or "Ѐ" <= name[0] <= "ӿ":
            by_key.setdefault(fold(name), name)
    key = fold(main)
    by_key.pop(key, None)
    order = sorted(by_key, key=lambda k: (not by_key[k].isascii(), -_known(by_key[k]), -ratio(k, key), k))
    chosen: list[str] = []
    for other in order:
        if len(chosen) < MAX_SHOWN and all(ratio(other, c) < SAME for c in chosen):
            chosen.append(other)
    return tuple(by_key[k] for k in chosen)


def exonyms(town: Settlement) -> tuple[str, ...]:
    """Return the English names of a large town whose main name is its own: "Geneva" for Genève, "Lucerne".

    Where English is spoken only a part of the main name is as good ("Bronx"): "Pittsburgh" is not Pittsburg.
    """
    if town.population < LARGE:
        return ()
    key = fold(town.name)
    known = tuple(n for n in spellings(town) if n.isascii() and _known(n) >= ENGLISH and ratio(key, fold(n)) >= ALIKE)
    english = town.country in own_names()["features"]["english"]
    return tuple(n for n in known if fold(n) in key.split()) if english else known


def is_acronym(name: str) -> bool:
    """Tell whether a name is found only as written: "UAE", "U.S."."""
    return len(name.replace(".", "")) <= 4 and name.replace(".", "").isupper()


def _known(name: str) -> float:
    """Return how common a one-word name is in English text (Zipf scale), 0 for the rest."""
    return float(zipf_frequency(name, "en")) if name.isalpha() and len(name) > 3 else 0.0


def _is_name(name: str) -> bool:
    if name.isascii():
        return name[:1].isupper() and len(name) > 2 and not (name.isupper() and len(name) <= 4)
    return len(name) > 1
