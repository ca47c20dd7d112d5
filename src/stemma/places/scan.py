"""Find the stretches of a text that could be place names, longest match first.

Enters: a page (a text's tokens) and the gazetteer. Leaves: ``Toponym`` stretches with the gazetteer's entries and
what surrounds them; whether one is a place is decided in ``recognise``. Refuses: a stretch that does not begin with
a capital letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stemma.model import PlaceKind
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.inflection import look_up
from stemma.places.names import fold
from stemma.places.page import Page

LONGEST = 7
"""Tokens of the longest name tried; hyphens count ("Republika Srpska", "Democratic People's Republic of Korea")."""

JOINTS = frozenset(("-", "–", "'", "’", "'s", "’s"))
"""Tokens that join the parts of a name: "Ivano-Frankivsk", "People's Republic"."""

SHORT = 4
"""Letters of the longest acronym; names in capitals up to this length are looked up as written ("NATO", "U.S.")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A stretch of tokens, both ends included. ``first``..``last`` is the name, ``start``..``end`` with kind words.

    ``left`` and ``right`` end the run of capitalised tokens around it; ``kind`` is what a word beside it says;
    ``listed``: it said so of a list of names, which may go on.
    """

    first: int
    last: int
    start: int
    end: int
    left: int
    right: int
    key: str
    entries: tuple[Entry, ...]
    kind: PlaceKind | None
    listed: bool = False


def scan(page: Page, gazetteer: Gazetteer) -> list[Toponym]:
    """Return the stretches that may be place names, in text order, without overlap."""
    found = list(_stretches(page, gazetteer))
    for n in range(len(found) - 2, -1, -1):
        found[n] = _shared_kind(page, found[n], found[n + 1])
    for n, toponym in enumerate(found):
        found[n] = _announced_kind(page, toponym, found[n - 1] if n else None)
    return found


def _stretches(page: Page, gazetteer: Gazetteer) -> Iterator[Toponym]:
    token = 0
    size = len(page.words)
    capital = page.capital
    while token < size:
        found = _longest(page, gazetteer, token) if capital[token] else None
        if found is None:
            token += 1
            continue
        yield found
        token = found.end + 1


def _longest(page: Page, gazetteer: Gazetteer, first: int) -> Toponym | None:
    water = _water_end(page, first)
    stop = min(first + LONGEST, page.ends[first])
    last = first
    while last + 1 < stop and _inside(page, last + 1):
        last += 1
    for end in range(last, first - 1, -1):
        if not page.capital[end]:
            continue
        if water is not None and end < water:
            break
        key, entries = _look_up(page, gazetteer, first, end)
        if entries or _unknown_area(page, first, end) or _unknown_town(page, first, end):
            return _toponym(page, first, end, key, entries)
    if water is None:
        return None
    key = fold(page.slice(first, water))
    return replace(_toponym(page, first, water, key, ()), kind="other", end=water)


def _look_up(page: Page, gazetteer: Gazetteer, first: int, last: int) -> tuple[str, tuple[Entry, ...]]:
    """Look a stretch up: acronyms and abbreviations exactly as written, all else by its folded key."""
    word = page.words[last]
    if page.lexicon.inflected and not word.isascii():
        return look_up(page, gazetteer, first, last)
    if last - first <= 1 and ("." in word or (word.isupper() and len(word) <= SHORT) or _stop_follows(page, last)):
        exact = "=" + page.slice(first, last)
        entries = gazetteer.find_key(exact) or (gazetteer.find_key(exact + ".") if _stop_follows(page, last) else ())
        if entries:
            return exact, entries
        if last == first and ("." in word or word.isupper()) and not page.headline(first):
            return exact, ()
    key = fold(page.slice(first, last))
    return key, gazetteer.find_key(key) if key else ()


def _stop_follows(page: Page, token: int) -> bool:
    end = page.parse.ends[token]
    return page.text[end : end + 1] == "."


def _inside(page: Page, token: int) -> bool:
    """Tell whether a token may stand inside a name: capitalised, a particle, a hyphen or an apostrophe."""
    return page.capital[token] or page.lowers[token] in page.lexicon.particles or page.words[token] in JOINTS


def _unknown_area(page: Page, first: int, last: int) -> bool:
    """Tell whether "region", "district" or the like follows a one-word name that the gazetteer lacks."""
    if first != last or not page.together(first, last + 1) or len(page.words[first]) < 4:
        return False
    lexicon, lower, after = page.lexicon, page.lowers[first], page.lowers[last + 1]
    if lexicon.kinds_after.get(after) not in ("region", "district") or page.parse.pos[first] not in ("PROPN", ""):
        return False
    named = not page.capital[last + 1] or after in ("oblast", "raion", "rayon", "krai", "hromada", "county", "parish")
    return (
        named
        and (not page.together(first - 1, first) or not page.capital[first - 1])
        and lower not in lexicon.demonyms
        and lower not in lexicon.leaving
        and lower not in lexicon.common
    )


def _unknown_town(page: Page, first: int, last: int) -> bool:
    """Tell whether "the village of" or the like stands before a one-word name that the gazetteer lacks."""
    if first != last or page.parse.pos[first] not in ("PROPN", "") or page.lowers[first] in page.lexicon.common:
        return False
    at = first - 2 if page.lower(first - 1) == "of" else first - 1
    said = page.together(at, first) and not page.capital[at] and page.lowers[at] in page.lexicon.towns
    return said and not (page.together(first, first + 1) and page.capital[first + 1])


def _toponym(page: Page, first: int, last: int, key: str, entries: tuple[Entry, ...]) -> Toponym:
    kind, start, end = _kind_beside(page, first, last)
    left, right = start, end
    while page.together(left - 1, left) and page.capital[left - 1]:
        left -= 1
    while page.together(right, right + 1) and page.capital[right + 1]:
        right += 1
    return Toponym(
        first=first, last=last, start=start, end=end, left=left, right=right, key=key, entries=entries, kind=kind
    )


def _kind_beside(page: Page, first: int, last: int) -> tuple[PlaceKind | None, int, int]:
    """Read the kind from "NAME region", "city of NAME", "village NAME"."""
    lexicon = page.lexicon
    after = page.lower(last + 1)
    if after in lexicon.kinds_after and page.together(last, last + 1) and not _goes_on(page, last + 1):
        return lexicon.kinds_after[after], first, last + 1
    if after in lexicon.kinds_after_plural and page.together(last, last + 1) and not page.capital[last + 1]:
        return lexicon.kinds_after_plural[after], first, last
    if page.lower(first - 1) == "of" and page.together(first - 2, first):
        return lexicon.kinds_before.get(page.lower(first - 2)), first, last
    if page.together(first - 1, first) and not page.capital[first - 1]:
        return lexicon.kinds_before.get(page.lower(first - 1)), first, last
    return None, first, last


def _goes_on(page: Page, token: int) -> bool:
    """Tell whether a kind word belongs to what follows: "U.S. State Department", "the Bonn city council"."""
    if not page.together(token, token + 1):
        return False
    if not page.capital[token]:
        return page.lexicon.kinds_after[page.lowers[token]] == "settlement" and page.parse.pos[token + 1] == "NOUN"
    return page.capital[token + 1] or page.lowers[token + 1] == "of"


def _shared_kind(page: Page, toponym: Toponym, following: Toponym) -> Toponym:
    """Give "Kharkiv" the kind of "Kharkiv and Sumy regions"."""
    after = page.lower(following.last + 1)
    plural = page.lexicon.kinds_after_plural.get(after) if page.together(following.last, following.last + 1) else None
    joined = page.together(toponym.last, following.first) and following.first - toponym.last <= 4
    if not joined or toponym.kind is not None:
        return toponym
    between = page.lowers[toponym.last + 1 : following.first]
    if not between or any(w not in (",", "and", "or", "the") for w in between):
        return toponym
    return replace(toponym, kind=plural or (following.kind if following.end == following.last else None))


def _announced_kind(page: Page, toponym: Toponym, before: Toponym | None) -> Toponym:
    """Give the names of "the regions of Kharkiv, Sumy and Poltava" their kind, one after the other."""
    if toponym.kind is not None or not page.together(toponym.start - 2, toponym.start):
        return toponym
    if page.lowers[toponym.start - 1] in ("of", "—", "–", ":", "-", "--"):
        kind = page.lexicon.kinds_after_plural.get(page.lowers[toponym.start - 2])
        return replace(toponym, kind=kind, listed=kind is not None)
    listed = before is not None and before.listed and before.end >= toponym.start - 4
    between = page.lowers[before.end + 1 : toponym.start] if before is not None else ()
    if before is None or not listed or not between or any(w not in (",", "and", "or", "the") for w in between):
        return toponym
    return replace(toponym, kind=before.kind, listed=True)


def _water_end(page: Page, first: int) -> int | None:
    """Return the last token of a lake, river, sea or mountain that begins at ``first``."""
    lexicon = page.lexicon
    lower = page.lowers[first]
    stop = page.ends[first]
    last = first + 1
    if lower in lexicon.waters_of and page.lower(last) == "of":
        last += 2 if page.lower(last + 1) == "the" else 1
    elif lower in lexicon.waters_before:
        pass
    elif not (last < stop and page.lowers[last] in lexicon.waters_after):
        return None
    if last >= stop or not page.capital[last] or lower in lexicon.leaving or lower in ("this", "our", "a", "that"):
        return None
    if page.lowers[last].rstrip(".") in lexicon.organisations_after:
        return None
    return last
