"""Write Russian and Ukrainian names as English news would: bodies word by word, persons letter by letter.

Enters: a name, lower case. Leaves: the name in Latin letters and English words, for comparison only; no one reads it.
Refuses: to tell Russian from Ukrainian: letters that both alphabets have are folded to one sound ("г" is g and h, "и"
is i and y), so that it does not matter which side wrote the name. Names in Latin letters come back unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stemma.language.words import mappings

LANGUAGES = ("ru", "uk")
"""Languages whose word lists are asked, in this order."""

LONGEST_ENDING = 5
"""Letters of a case ending behind a stem: "министерствами" has three, "российского" three."""

SHORT_STEM = 4
"""Letters of a stem that begins other words too ("суд", "дом", "рад")."""

ENDINGS = frozenset(
    (
        *("", "а", "ам", "ами", "ах", "ая", "е", "ей", "ем", "и", "ии", "им", "их", "ию", "ия", "ий", "й", "ов", "ого"),
        *("ое", "ой", "ом", "ому", "у", "ы", "ый", "ым", "ых", "ь", "ю", "я", "є", "єм", "і", "ів", "ій", "ії", "ію"),
        *("ія", "ові", "ої", "ою"),
    )
)
"""Case endings that may stand behind a short stem."""

LETTERS: Mapping[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
"""One Latin spelling for both alphabets; ``sound`` folds what romanisations make of the rest."""

_SAME = str.maketrans("yjwgq", "iivhk")
_CYRILLIC = re.compile(r"[а-яёєіїґ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|\d+")
_OBLIQUE = (
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"), ("ської", "ська"), ("ской", "ская"),
    ("ського", "ський"), ("ському", "ський"), ("ським", "ський"), ("скую", "ская"), ("ську", "ська"),
)  # fmt: skip
"""Endings of surnames that are adjectives, with the nominative; no other name has them."""

_GIVEN_ENDINGS = (
    ("а", ("",)), ("я", ("й", "ь")), ("у", ("", "а", "о")), ("ю", ("й", "ь", "я")), ("ом", ("", "о")),
    ("ем", ("й", "ь")), ("єм", ("й",)), ("и", ("а", "я")), ("ы", ("а",)), ("е", ("", "а")), ("і", ("", "а")),
    ("ою", ("а",)), ("ой", ("а",)), ("єю", ("я",)), ("ові", ("",)), ("єві", ("й",)),
)  # fmt: skip
_SURNAME_ENDINGS = ("ові", "еві", "ого", "ому", "ым", "им", "ом", "ем", "а", "у", "е", "і", "я", "ю")


def is_cyrillic(name: str) -> bool:
    """Tell whether a lower-case name has a Russian or Ukrainian letter."""
    return _CYRILLIC.search(name) is not None


@lru_cache(maxsize=4096)
def latin(name: str) -> str:
    """Return a lower-case name in Latin letters, the words for bodies and countries in English."""
    if not is_cyrillic(name):
        return name
    tokens = _nominative([w.replace("’", "'").replace("ʼ", "'") for w in _WORD.findall(name)])
    shown = (_english(token) for token in tokens)
    return " ".join(word for word in shown if word)


def _english(token: str) -> str:
    """Return what a word is in English names, else its letters one by one."""
    if not is_cyrillic(token):
        return token
    known = _short().get(token)
    shortest = max(2, len(token) - LONGEST_ENDING)
    starts = (token[:n] for n in range(len(token), shortest - 1, -1))
    known = next((_stems()[s] for s in starts if _begins(token, s)), None) if known is None else known
    return known if known is not None else _given().get(token) or letters(token)


def _begins(token: str, stem: str) -> bool:
    """Tell whether a listed stem begins a word; behind a short one only a case ending may stand: not "Суджа"."""
    return stem in _stems() and (len(stem) > SHORT_STEM or token[len(stem) :] in ENDINGS)


def is_own_name(word: str) -> bool:
    """Tell whether a lower-case word is a name by itself: no given name, and no word in the names of bodies."""
    if word in _given() or word in _given().values():
        return False
    return not is_cyrillic(word) or latin(word) == letters(word)


def letters(word: str) -> str:
    """Return a word letter by letter."""
    return "".join(LETTERS.get(letter, letter) for letter in word)


def given_name(word: str) -> str:
    """Return one spelling of a given name ("volodymyr", "wladimir" → "vladimir"), else the word unchanged."""
    return _given().get(word, word)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return a Latin word without what romanisations of Russian and Ukrainian differ in."""
    plain = word.translate(_SAME)
    for written, said in (("tsch", "ch"), ("kh", "h"), ("zh", "z"), ("ts", "c"), ("tz", "c"), ("ks", "x"), ("ie", "e")):
        plain = plain.replace(written, said)
    return re.sub(r"(.)\1", r"\1", re.sub(r"i+$", "i", plain.replace("io", "e")))


def _nominative(tokens: list[str]) -> list[str]:
    """Put a declined name into the nominative: "Владимира Путина" by its given name, "Зеленского" by its ending."""
    found = [next((t.removesuffix(old) + new for old, new in _OBLIQUE if t.endswith(old)), t) for t in tokens]
    for n, token in enumerate(found[:-1]):
        if token in _given():
            return found
        base = _given_base(token)
        if base is not None:
            return [*found[:n], base, *found[n + 1 : -1], _stripped(found[-1], base)]
    return found


def _given_base(word: str) -> str | None:
    """Return the nominative of a given name in another case."""
    for ending, bases in _GIVEN_ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found = next((stem + base for base in bases if stem + base in _given()), None)
            if found is not None:
                return found
    return None


def _stripped(surname: str, given: str) -> str:
    """Return a surname without the case ending that its given name shows it to have."""
    if given[-1] in "ая" and surname.endswith(("ой", "ою", "у")):
        return surname.removesuffix("ою").removesuffix("ой").removesuffix("у") + "а"
    if given[-1] in "ая" or surname.endswith(("ко", "ий", "ый")):
        return surname
    ending = next((e for e in _SURNAME_ENDINGS if surname.endswith(e) and len(surname) - len(e) >= 3), "")
    bare = surname.removesuffix(ending)
    return bare + ("о" if bare.endswith("к") and ending in ("а", "у", "ом") and bare.endswith(("енк", "ук")) else "")


@cache
def _short() -> Mapping[str, str]:
    return {k: v for code in LANGUAGES for k, v in mappings(code, "names").get("short", {}).items()}


@cache
def _stems() -> Mapping[str, str]:
    return {k: v for code in LANGUAGES for k, v in mappings(code, "names").get("stems", {}).items()}


@cache
def _given() -> Mapping[str, str]:
    blocks = ("given", "given_latin")
    return {k: v for code in LANGUAGES for block in blocks for k, v in mappings(code, "names").get(block, {}).items()}
