"""What the whole document says that helps with each place name: persons, words in lower case, countries, regions.

Enters: a page and its stretches. Leaves: one ``Surroundings``. Refuses: nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.places.page import Page
from stemma.places.scan import Toponym

LONGEST_NAME = 4
"""Tokens of the longest person's name read; longer runs of capitals are headlines and titles of works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Surnames of persons; words also written in lower case; countries (ISO) and regions (place numbers) named."""

    surnames: frozenset[str]
    lowercase: frozenset[str]
    countries: Counter[str]
    regions: Counter[int]
    counts: Counter[str]


def survey(page: Page, toponyms: Sequence[Toponym]) -> Surroundings:
    """Return what the document says as a whole."""
    countries, regions = _areas(page, toponyms)
    return Surroundings(
        surnames=_surnames(page, toponyms),
        lowercase=frozenset(w for w, c in zip(page.lowers, page.capital, strict=True) if not c),
        countries=countries,
        regions=regions,
        counts=Counter(t.key for t in toponyms),
    )


def _areas(page: Page, toponyms: Iterable[Toponym]) -> tuple[Counter[str], Counter[int]]:
    """Count the countries and regions that are named outright and without doubt ("Georgia" is neither)."""
    countries: Counter[str] = Counter()
    regions: Counter[int] = Counter()
    demonyms = page.lexicon.demonyms
    for word, capital in zip(page.lowers, page.capital, strict=True):
        if capital and word in demonyms:
            countries[demonyms[word]] += 1
    for toponym in toponyms:
        named = [e for e in toponym.entries if e.main and e.kind in ("country", "region")]
        if len({e.country for e in named}) == 1 and named[0].country:
            countries[named[0].country] += 1
        for entry in named:
            if entry.kind == "region" and len(named) == 1:
                regions[entry.place] += 1
    return countries, regions


def _surnames(page: Page, toponyms: Iterable[Toponym]) -> frozenset[str]:
    """Collect last words of persons' names: two to four capitals that begin with a given name or follow a title."""
    known = {n for t in toponyms if t.last > t.first for n in range(t.first, t.last + 1)}
    found: set[str] = set()
    token, size = 0, len(page.words)
    while token < size:
        if not page.capital[token]:
            token += 1
            continue
        last = token
        while page.together(last, last + 1) and page.capital[last + 1] and last + 1 not in known:
            last += 1
        found.update(_persons(page, token, last))
        token = last + 1
    return frozenset(found)


def _persons(page: Page, first: int, last: int) -> Iterable[str]:
    lexicon = page.lexicon
    while first < last and page.lowers[first].rstrip(".") in lexicon.titles:
        first += 1
        if first == last:
            yield page.lowers[last]
            return
    final = page.lowers[last].rstrip(".")
    if not 1 <= last - first < LONGEST_NAME or page.parse.pos[last] not in ("PROPN", ""):
        return
    if final in lexicon.titles or final in lexicon.organisations_after or final in lexicon.common:
        return
    opening = page.lowers[first].rstrip(".")
    initial = any(len(page.lowers[t].rstrip(".")) == 1 for t in range(first, last))
    titled = page.lower(first - 1).rstrip(".") in lexicon.titles and page.together(first - 1, first)
    if opening in lexicon.given_names or initial or titled:
        yield page.lowers[last]
