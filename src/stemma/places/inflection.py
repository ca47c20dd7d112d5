"""Look declined place names up: "в Мирнограде", "у Мирнограді", "Донецкой области", "на Донеччині".

Enters: a stretch of a page in a language with ``case_endings``. Leaves: a key, equal for the cases of one name, and the
gazetteer's entries of all dictionary forms that the endings allow. Refuses: nothing; a stretch that no form fits has
no entries. The endings say what could be; population, region and neighbours choose, by the rules of every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import Lexicon
from stemma.places.names import fold
from stemma.places.page import Page

_WORDS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")

LEAST_STEM = 3
"""Letters of a name that stay before an ending; at 2, "Ром" (Rome's stem) would also be "Ро" + "м"."""

MOST_FORMS = 96
"""Combinations of forms tried for a name of several words; "Білої Церкви" has 12, "Кривого Рогу" 20."""

SHORT = 4
"""Letters of the longest acronym: names in capitals up to this length are looked up among the areas only."""


def look_up(page: Page, gazetteer: Gazetteer, first: int, last: int) -> tuple[str, tuple[Entry, ...]]:
    """Return the key and the entries of a stretch, in any case."""
    lexicon = page.lexicon
    region = _region(page, gazetteer, first, last)
    if region:
        return region[0].name.lower(), region
    forms = [*_phrases(page, first, last), *_seats(page, first, last)]
    area = _area(page, gazetteer, forms, last)
    if area:
        return area[0].name.lower(), area
    word = page.words[last]
    if first == last and word.isupper() and len(word) <= SHORT and not page.headline(first):
        return fold(word), ()
    if first == last and lexicon.is_common(page.lowers[first]):
        return fold(word), ()
    return _gathered(fold(page.slice(first, last)), [(fold(f), gazetteer.find(f)) for f in forms])


def _gathered(key: str, found: Sequence[tuple[str, tuple[Entry, ...]]]) -> tuple[str, tuple[Entry, ...]]:
    """Return the entries of all forms; the form that most people's town has is the key.

    The index keeps main names in Latin letters only, so that every name in the text's own script is as good as one.
    """
    known = [(form, entries) for form, entries in found if entries]
    if not known:
        return key, ()
    best = max(known, key=lambda pair: (pair[1][0].population, len(pair[0]), pair[0]))
    merged = {entry.place: replace(entry, main=True) for _, entries in known for entry in entries}
    return best[0], tuple(sorted(merged.values(), key=lambda e: (-e.population, e.place)))


def dictionary_forms(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the word, lower case, and what it may be in the nominative."""
    found = [word]
    for length in range(1, len(word) - LEAST_STEM + 1):
        endings = lexicon.case_endings.get(word[-length:])
        if endings is not None:
            stem = word[:-length]
            found.extend(stem + ("" if ending == "-" else ending) for ending in endings.split())
    return tuple(dict.fromkeys(found))


def nominative(page: Page, first: int, last: int, key: str) -> str | None:
    """Return the form of a stretch that its key stands for, with capitals: "Мирноград" for "Мирнограде"."""
    form = next((f for f in _phrases(page, first, last) if fold(f) == key), None)
    if form is None or form.isascii():
        return None
    small = page.lexicon.particles
    return _WORDS.sub(lambda m: m[0] if m[0] in small else m[0][:1].upper() + m[0][1:], form)


def nationality(word: str, lexicon: Lexicon) -> str | None:
    """Return the ISO code of the country that an adjective of nationality names, in any case."""
    return next((lexicon.nationalities[s] for s in _adjective_stems(word, lexicon) if s in lexicon.nationalities), None)


def _adjective_stems(word: str, lexicon: Lexicon) -> Iterator[str]:
    for ending in sorted(lexicon.adjective_cases, key=lambda e: (-len(e), e)):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            yield word[: -len(ending)]


def _region(page: Page, gazetteer: Gazetteer, first: int, last: int) -> tuple[Entry, ...]:
    """Return the region of an adjective with a word for a region behind it: "Донецкой области"."""
    if not page.together(last, last + 1) or page.lexicon.kinds_after.get(page.lowers[last + 1]) != "region":
        return ()
    word = page.slice(first, last).lower()
    names = (page.lexicon.regions.get(stem) for stem in _adjective_stems(word, page.lexicon))
    return next((_areas_called(gazetteer, name) for name in names if name), ())


def _seats(page: Page, first: int, last: int) -> Iterator[str]:
    """Yield the towns that an adjective with "district" behind it may come from: "Покровского района"."""
    if first != last or not page.together(last, last + 1) or page.lowers[last + 1] not in page.lexicon.kinds_after:
        return
    for stem in _adjective_stems(page.lowers[first], page.lexicon):
        yield stem
        for ending in ("ск", "ськ"):
            if stem.endswith(ending) and len(stem) - len(ending) >= LEAST_STEM:
                yield stem.removesuffix(ending)


def _area(page: Page, gazetteer: Gazetteer, forms: Sequence[str], last: int) -> tuple[Entry, ...]:
    """Return the country or area that a form names, also with a lower-case noun behind it: "Чёрного моря"."""
    areas = page.lexicon.areas
    for form in forms:
        if form.replace("ё", "е").replace("’", "'") in areas:
            return _areas_called(gazetteer, areas[form.replace("ё", "е").replace("’", "'")])
    if not page.together(last, last + 1) or page.capital[last + 1]:
        return ()
    behind = dictionary_forms(page.lowers[last + 1], page.lexicon)
    longer = (f"{form} {noun}".replace("ё", "е") for form in forms for noun in behind)
    return next((_areas_called(gazetteer, areas[phrase]) for phrase in longer if phrase in areas), ())


def _areas_called(gazetteer: Gazetteer, name: str) -> tuple[Entry, ...]:
    """Return the area with a name as the lexicon gives it; a country before a region of its name ("Georgia")."""
    found = gazetteer.find_key(name) if name.startswith("=") else gazetteer.find(name)
    areas = [e for e in found if e.main and e.kind != "settlement"]
    countries = tuple(e for e in areas if e.kind == "country")
    return countries or tuple(e for e in areas if e.kind in ("region", "other"))[:1]


def _phrases(page: Page, first: int, last: int) -> Iterator[str]:
    """Yield the stretch in all forms, as written first; marks between the words stay as they are."""
    parts: list[tuple[str, ...]] = []
    for token in range(first, last + 1):
        gap = " " if token > first and page.parse.starts[token] > page.parse.ends[token - 1] else ""
        forms = dictionary_forms(page.lowers[token], page.lexicon)
        lemma = page.parse.lemmas[token]
        parts.append(tuple(gap + form for form in dict.fromkeys((*forms, lemma))))
    yield from dict.fromkeys("".join(words) for words in islice(product(*parts), MOST_FORMS))
