"""Find the stretches of a text that could be place names, longest match first.

Enters: a text with its parse, the gazetteer, and the lexicon. Leaves: ``Toponym`` stretches with the gazetteer's
entries and what surrounds them; whether one is a place is decided in ``recognise``. Refuses: a stretch that does
not begin with a capital letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Parse, PlaceKind
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import Lexicon
from stemma.places.names import fold

LONGEST = 6
"""Tokens of the longest name tried; "Islamic Republic of Iran" has four, hyphens count as tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A stretch of tokens, both ends included. ``first``..``last`` is the name, ``start``..``end`` with kind words.

    ``left`` and ``right`` end the run of capitalised tokens around it; ``kind`` is what a word beside it says.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document's tokens as the finder reads them: words, lower-case words, and which are capitalised."""

    text: str
    parse: Parse
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    capital: tuple[bool, ...]
    sentence: tuple[int, ...]
    ends: tuple[int, ...]
    lexicon: Lexicon

    def lower(self, token: int) -> str:
        """Return the lower-case word, or "" outside of the text."""
        return self.lowers[token] if 0 <= token < len(self.lowers) else ""

    def together(self, left: int, right: int) -> bool:
        """Tell whether both tokens exist and stand in one sentence."""
        return left >= 0 and right < len(self.words) and self.sentence[left] == self.sentence[right]


def read(text: str, parse: Parse, lexicon: Lexicon) -> Page:
    """Return the document's tokens as the finder reads them."""
    words = tuple(text[a:b] for a, b in zip(parse.starts, parse.ends, strict=True))
    sentence = [0] * len(words)
    ends = [0] * len(words)
    for number, (first, last) in enumerate(parse.sentences):
        sentence[first:last] = [number] * (last - first)
        ends[first:last] = [last] * (last - first)
    return Page(
        text=text,
        parse=parse,
        words=words,
        lowers=tuple(w.lower() for w in words),
        capital=tuple(w[:1].isupper() for w in words),
        sentence=tuple(sentence),
        ends=tuple(ends),
        lexicon=lexicon,
    )


def scan(page: Page, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the stretches that may be place names, in text order, without overlap."""
    token = 0
    while token < len(page.words):
        found = _longest(page, gazetteer, token) if page.capital[token] else None
        if found is None:
            token += 1
            continue
        yield found
        token = found.end + 1


def _longest(page: Page, gazetteer: Gazetteer, first: int) -> Toponym | None:
    feature = _feature(page, first)
    if feature is not None:
        return feature
    stop = min(first + LONGEST, page.ends[first])
    last = first
    while last + 1 < stop and _inside(page, last + 1):
        last += 1
    for end in range(last, first - 1, -1):
        if not page.capital[end]:
            continue
        key = fold(page.text[page.parse.starts[first] : page.parse.ends[end]])
        entries = gazetteer.find_key(key) if key else ()
        if entries or _kind_follows(page, first, end):
            return _toponym(page, first, end, key, entries)
    return None


def _inside(page: Page, token: int) -> bool:
    """Tell whether a token may stand inside a name: capitalised, a particle, a hyphen or an apostrophe."""
    return page.capital[token] or page.lowers[token] in page.lexicon.particles or page.words[token] in "-–'’"


def _kind_follows(page: Page, first: int, last: int) -> bool:
    """Tell whether "region", "district" or the like follows a one-word name that the gazetteer lacks."""
    if first != last or page.parse.pos[first] not in ("PROPN", "ADJ", "NOUN", ""):
        return False
    kinds = page.lexicon.kinds_after
    after = page.lower(last + 1)
    return (
        page.together(first, last + 1)
        and kinds.get(after) in ("region", "district")
        and len(page.words[first]) > 3
        and page.lowers[first] not in page.lexicon.demonyms
        and page.lowers[first] not in page.lexicon.leaving
        and page.lowers[first] not in page.lexicon.common
    )


def _toponym(page: Page, first: int, last: int, key: str, entries: tuple[Entry, ...]) -> Toponym:
    kind: PlaceKind | None = None
    start, end = first, last
    lexicon = page.lexicon
    if page.together(last, last + 1) and page.lower(last + 1) in lexicon.kinds_after:
        kind = lexicon.kinds_after[page.lower(last + 1)]
        end = last + 1
    elif page.together(first - 2, first) and page.lower(first - 1) == "of":
        kind = lexicon.kinds_before.get(page.lower(first - 2))
    elif page.together(first - 1, first):
        kind = lexicon.kinds_before.get(page.lower(first - 1))
    left, right = _run(page, start, end)
    return Toponym(
        first=first, last=last, start=start, end=end, left=left, right=right, key=key, entries=entries, kind=kind
    )


def _run(page: Page, start: int, end: int) -> tuple[int, int]:
    left, right = start, end
    while page.together(left - 1, left) and page.capital[left - 1]:
        left -= 1
    while page.together(right, right + 1) and page.capital[right + 1]:
        right += 1
    return left, right


def _feature(page: Page, first: int) -> Toponym | None:
    """Return a lake, river, sea, mountain … that the gazetteer of settlements does not hold."""
    lexicon = page.lexicon
    last = first
    stop = page.ends[first]
    if page.lowers[first] in lexicon.waters_before:
        last = first + 1
        if last < stop and page.lowers[last] == "of":
            last += 1
        if last < stop and page.lowers[last] == "the":
            last += 1
    elif first + 1 < stop and page.lowers[first + 1] in lexicon.waters_after and page.capital[first + 1]:
        last = first + 1
    if last == first or last >= stop or not page.capital[last]:
        return None
    if page.lowers[first] in ("the", "this", "our", "a"):
        return None
    key = fold(page.text[page.parse.starts[first] : page.parse.ends[last]])
    left, right = _run(page, first, last)
    return Toponym(
        first=first, last=last, start=first, end=last, left=left, right=right, key=key, entries=(), kind="other"
    )
