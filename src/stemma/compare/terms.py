"""One comparison key for the words that mean the same in news: stems, synonym sets, and peoples as countries.

Enters: a lemma. Leaves: a key ("=expel" for a synonym set, "@russia" for a country or its people, else a stem).
Refuses: to guess at meaning; words that no list and no ending connects stay apart.

The sets stand in ``lexicon/en/synonyms.toml``. Stemming only takes off the endings by which English makes nouns
from verbs; it is blind to meaning, so it needs ``MIN_STEM`` letters to be left. British and American spelling meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from stemma.language.words import mappings, words

MIN_STEM = 4
"""Letters of a stem. At 3, "mission" and "mister" would meet as "mis"."""

MIN_ROOT = 3
"""Letters before an ending that Britons spell otherwise ("lab-our"); with 2, "flour" would be "flor"."""

_SPELLINGS = (("our", "or"), ("tre", "ter"), ("bre", "ber"))
_DOERS = ("er", "or", "ee")
_ENDINGS = (
    "ization", "isation", "ational", "ations", "ation", "ments", "ment", "ances", "ance", "ences", "ence", "ings",
    "ing", "ions", "ion", "als", "al", "ures", "ure", "ers", "er", "ors", "or", "ists", "ist", "ities", "ity",
    "ates", "ated", "ate", "ised", "ized", "ise", "ize", "ed", "es", "s", "e", "y",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def key(lemma: str) -> str:
    """Return the comparison key of one lower-case lemma."""
    countries = _countries()
    bare = _american(lemma.removesuffix("'s").removesuffix("’s"))
    if bare in countries:
        return "@" + countries[bare]
    stemmed = stem(bare)
    found = _sets().get(bare) or _sets().get(stemmed + "+")
    return "=" + found if found else stemmed


def _american(lemma: str) -> str:
    """Return the American spelling: "harbour" as "harbor", "theatre" as "theater"."""
    for ending, other in _SPELLINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= MIN_ROOT:
            return lemma.removesuffix(ending) + other
    return lemma


def stem(lemma: str) -> str:
    """Return a lemma without the ending that makes a noun of a verb: "movement" as "move", "killing" as "kill"."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= MIN_STEM:
            lemma = lemma.removesuffix(ending).rstrip("e")
            break
    return lemma[:-1] if len(lemma) > MIN_STEM and lemma[-1:] == lemma[-2:-1] else lemma


@cache
def _sets() -> Mapping[str, str]:
    """Return word → set, and stem with "+" → set for the longer words, whose stems are safe.

    Who or what does a thing is none of them: "employ" is no "employee", "shoot" no "shooter", "found" no "founder".
    """
    found: dict[str, str] = {}
    for name, block in sorted(words("en", "synonyms").items()):
        for word in sorted(block):
            found[word] = name
            if len(stem(word)) > MIN_STEM and not word.endswith(_DOERS):
                found.setdefault(stem(word) + "+", name)
    return found


@cache
def _countries() -> Mapping[str, str]:
    known = mappings("en", "speakers")["countries"]
    return {**{name: name for name in known.values()}, **known}
