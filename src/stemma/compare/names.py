"""Whether two names mean the same party: an organisation, a body of a state, or a person.

Enters: names as documents spell them. Leaves: a comparison key, or the ``Evidence`` that two names meet.
Refuses: a guess. Names whose countries or first names contradict each other never meet, and a bare word
that only shares a country with another name does not either.

"Russian MoD", "Russia's defence ministry", "Russian Defense Ministry" and "Ministry of Defence of Russia"
have one key. The lists stand in ``lexicon/en/speakers.toml``. Names in Cyrillic letters are compared as
``transliteration`` writes them: "Минобороны РФ", "Міноборони РФ" and "Russian MoD" have one key too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from stemma.compare.transliteration import given_name, is_cyrillic, latin, sound
from stemma.language.words import mappings, words
from stemma.model import Evidence

EQUAL = 4.0
"""Log odds of one key: both names say the same words. Breaks without: "Russian MoD" against "the ministry"."""

INITIALS = 3.0
"""Log odds of an acronym against the words it is made of. Lower than ``EQUAL``: "CSC" fits many names."""

SURNAME = 2.5
"""Log odds of a surname alone against a full name: inside one story two speakers seldom share a surname."""

SHORTER = 1.5
"""Log odds of a body named without its country ("Defense Ministry"): the other country's is as well possible."""

MIN_ACRONYM = 2
"""Letters of the shortest acronym compared with initials; one letter fits every name."""

MIN_SHORT_FORM = 3
"""Letters of a first name's short form ("Rob", "Jess"); with 2, "Jo Kern" would be "Jonas Kern"."""

_DIGRAPHS = (("sch", "sh"), ("sz", "sh"), ("tsh", "h"), ("ts", "c"), ("cz", "h"), ("ch", "h"), ("kh", "h"), ("zh", "z"))
"""How languages write the sounds of Cyrillic letters, with one sign for those that some of them write alike."""

_SURE = (("kh", "h"), ("ts", "c"))
MIN_FOLDED = 6
"""Letters of a name from which they are folded: "Chu" and "Hu" are two surnames."""

_LETTERS = str.maketrans({"y": "i", "j": "i", "w": "v", "ł": "l"})
_LATIN_END = "\u0250"
_MOST_WORDS = 5
"""Words of the longest name of a country: "Democratic Republic of the Congo"."""

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*\.?(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOMAIN = re.compile(r"(?<=[^\W\d_]{3})\.(?:co\.[a-z]{2}|com|net|org|[a-z]{2})$")
_TOGETHER = re.compile(r", (?:and )?| and ")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")


def same_party(left: str, right: str) -> Evidence | None:
    """Return why two names mean one party, or ``None`` where that is not shown."""
    a, b = _read(left), _read(right)
    if a.words and b.words and not _contradict(a, b):
        for rule in (equal_words, initials_match, surname_matches, country_left_out):
            found = rule(a, b)
            if found is not None:
                return found
    return _one_of_several(left, right) if " and " in left or " and " in right else None


def _one_of_several(left: str, right: str) -> Evidence | None:
    """One name is among those who speak together ("France, Germany and Italy"), so that they are no second origin."""
    for many, one in ((left, right), (right, left)):
        parts = _TOGETHER.split(many)
        if len(parts) > 1 and all(part[:1].isupper() for part in parts):
            return next((found for part in parts if (found := same_party(part, one)) is not None), None)
    return None


def canonical(name: str) -> str:
    """Return the comparison key of a name: its country, then its telling words in alphabetical order."""
    read = _read(name)
    return " ".join(filter(None, (*sorted(read.countries), *sorted(read.words))))


def is_foreign_spelling(name: str) -> bool:
    """Tell a name that keeps a letter by which translations betray their language: "Ławrow" beside "Lavrov"."""
    return "ł" in name.casefold()


def meeting_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that meet share at least one; names without a common key never meet."""
    read = _read(name)
    acronyms = frozenset(w.replace(".", "") for w in read.order[:1])
    return read.words | acronyms | read.initials | frozenset(f(w) for w in read.order[-1:] for f in (_sound, sound))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: countries, telling words (sorted later), words in order, and titles removed.

    ``initials``: the acronyms that could stand for it, with its country ("idf") and without ("df"). ``foreign``: it was
    written in Cyrillic letters, so that its Latin spelling is ours.
    """

    countries: frozenset[str]
    words: frozenset[str]
    order: tuple[str, ...]
    shown: str
    initials: frozenset[str]
    foreign: bool = False

    @property
    def body(self) -> bool:
        lists = words("en", "speakers")
        return bool(self.words & (lists["body_nouns"] | lists["organization_nouns"] | lists["organization_words"]))


def equal_words(left: _Name, right: _Name) -> Evidence | None:
    """Both names have the same telling words, after spelling, abbreviations and word order are set aside."""
    heard = frozenset(map(sound, left.words)) == frozenset(map(sound, right.words))
    same = left.words == right.words or ((left.foreign or right.foreign) and heard)
    if not same or left.countries != right.countries:
        return None
    return Evidence(rule="equal_words", score=EQUAL, detail=f"“{left.shown}” and “{right.shown}” are one name")


def initials_match(left: _Name, right: _Name) -> Evidence | None:
    """One name is made of the first letters of the other's words."""
    for short, long in ((left, right), (right, left)):
        letters = short.order[0].replace(".", "")
        if len(short.order) == 1 and len(letters) >= MIN_ACRONYM and letters in long.initials:
            return Evidence(rule="initials_match", score=INITIALS, detail=f"“{short.shown}” abbreviates “{long.shown}”")
    return None


def surname_matches(left: _Name, right: _Name) -> Evidence | None:
    """One name is the surname of the other, or both share the surname and no first name contradicts."""
    if left.body or right.body or left.countries or right.countries:
        return None
    short, long = sorted((left, right), key=lambda n: (len(n.order), n.order))
    heard = sound if left.foreign or right.foreign else _sound
    if heard(short.order[-1]) != heard(long.order[-1]) or not _looks_personal(long):
        return None
    alone = len(short.order) == 1 or all(w in words("en", "speakers")["particles"] for w in short.order[:-1])
    ends = long.order[-len(short.order) :] == short.order
    if not alone and not ends and not _firsts_agree(short.order[0], long.order[0]):
        return None
    return Evidence(rule="surname_matches", score=SURNAME, detail=f"“{short.shown}” is the surname in “{long.shown}”")


def country_left_out(left: _Name, right: _Name) -> Evidence | None:
    """The names are one body's, but one of them leaves out the country."""
    if left.words != right.words or not left.body or (left.countries and right.countries):
        return None
    short, long = sorted((left, right), key=lambda n: len(n.countries))
    return Evidence(
        rule="country_left_out", score=SHORTER, detail=f"“{short.shown}” without the country of “{long.shown}”"
    )


def _contradict(left: _Name, right: _Name) -> bool:
    return bool(left.countries and right.countries and left.countries != right.countries)


def _looks_personal(name: _Name) -> bool:
    return 2 <= len(name.order) <= 4 and all(w.isalpha() or set(w) & set("-.'") for w in name.order)


def _firsts_agree(left: str, right: str) -> bool:
    """First names agree when they are equal but for the spelling, or one is the other's initial or short form."""
    same = _sound(left) == _sound(right) or given_name(left) == given_name(right)
    short, long = sorted((left.rstrip("."), right.rstrip(".")), key=len)
    return same or short == long[:1] or (len(short) >= MIN_SHORT_FORM and long.startswith(short))


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """Return a word without what transliterations differ in: "Zelensky", "Zelenskyy", "Zelenskiy".

    Reports that were translated keep the spelling of their language: "Ławrow", "Łukaszenka", "Zacharowa".
    """
    plain = word.translate(_LETTERS)
    for written, said in _DIGRAPHS if len(plain) >= MIN_FOLDED else _SURE:
        plain = plain.replace(written, said)
    return re.sub(r"(.)\1", r"\1", re.sub(r"enka$", "enko", plain))


def _without_accents(text: str) -> str:
    """Return the text with Latin letters stripped of their accents ("Kovács" is also written "Kovacs")."""
    folded = (unicodedata.normalize("NFD", ch) if ch < _LATIN_END else ch for ch in text)
    return "".join(ch for ch in "".join(folded) if unicodedata.category(ch) != "Mn")


@lru_cache(maxsize=4096)
def _read(name: str) -> _Name:
    """Take a name apart. Anything in brackets is left out: it repeats the name as an acronym."""
    shown = " ".join(name.split())
    lists, maps = words("en", "speakers"), mappings("en", "speakers")
    plain = _without_accents(_BRACKETS.sub(" ", shown).casefold().strip(" «»\"“”'‘’.,")).replace("’", "'")
    foreign = is_cyrillic(plain)
    plain = latin(maps["name_phrases"].get(plain, plain)) if foreign else plain
    plain = maps["name_phrases"].get(re.sub(r"^the\s+", "", plain), plain).replace("co-op", "coop")
    plain = maps["capitals"].get(plain, plain)
    raw = [_DOMAIN.sub("", _POSSESSIVE.sub("", match.group())) for match in _WORD.finditer(plain)]
    tokens = [t for word in raw for t in maps["name_phrases"].get(word, word).split()]
    countries, rest = ([], tokens) if _is_first_name(plain, tokens) else _take_countries(tokens)
    letters = [_letters(w) for w in raw if w not in lists["name_stop"] and maps["name_words"].get(w, w)]
    bare = [w[0] for w in rest if w not in lists["name_stop"] and maps["name_words"].get(w, w)]
    initials = frozenset("".join(x) for x in (letters, bare) if len(x) >= MIN_ACRONYM)
    kept = [maps["name_words"].get(w, w) for w in rest if w not in lists["name_stop"]]
    kept = [w for w in kept if w]
    untitled = [w for w in kept if w not in lists["titles"]] or kept
    if countries and not untitled:
        return _Name(frozenset(), frozenset(countries), tuple(countries), shown, initials, foreign)
    return _Name(frozenset(countries), frozenset(untitled), tuple(untitled), shown, initials, foreign)


def _is_first_name(plain: str, tokens: list[str]) -> bool:
    """Tell "Jordan Smith" and "Chad Smith" from "Jordan's army" and "Chad army"."""
    lists = words("en", "speakers")
    bodies = lists["body_nouns"] | lists["organization_nouns"] | lists["organization_words"]
    countries = frozenset(mappings("en", "speakers")["countries"].values())
    two = len(tokens) == 2 and plain == " ".join(tokens)
    return two and tokens[0] in countries and tokens[1] not in bodies


def _letters(word: str) -> str:
    """Return what a word gives to an acronym: its first letter, or "us", "uk", "un" whole."""
    short = word.replace(".", "")
    return short if short in ("eu", "uk", "un", "us") else word[0]


def _take_countries(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Split tokens into the countries they name, in their own names, and the rest."""
    known = mappings("en", "speakers")["countries"]
    names = frozenset(known.values())
    countries: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(tokens):
        for length in range(min(_MOST_WORDS, len(tokens) - position), 0, -1):
            phrase = " ".join(tokens[position : position + length])
            if phrase in known or phrase in names:
                countries.append(known.get(phrase, phrase))
                break
        else:
            length = 1
            rest.append(tokens[position])
        position += length
    return countries, rest
