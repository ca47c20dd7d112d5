"""What the whole document says that helps with each place name: persons, words in lower case, countries, regions.

Enters: a page and its stretches. Leaves: one ``Surroundings``. Refuses: nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.places.gazetteer import Entry
from stemma.places.inflection import nationality
from stemma.places.page import Page
from stemma.places.scan import Toponym

LONGEST_NAME = 4
"""Tokens of the longest person's name read; longer runs of capitals are headlines and titles of works."""

RIVAL = 5
"""A town with a fifth of the inhabitants of a region of its name is as well known; "Indiana" in Pennsylvania is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Surnames of persons; words also written in lower case; countries (ISO) and regions (place numbers) named.

    ``kin`` counts the different countries named ("") and the different regions of each country (ISO).
    """

    surnames: frozenset[str]
    lowercase: frozenset[str]
    countries: Counter[str]
    regions: Counter[int]
    kin: Counter[str]


def survey(page: Page, toponyms: Sequence[Toponym]) -> Surroundings:
    """Return what the document says as a whole."""
    countries, regions, kin = _areas(page, toponyms)
    return Surroundings(
        surnames=_surnames(page, toponyms),
        lowercase=frozenset(w for w, c in zip(page.lowers, page.capital, strict=True) if not c),
        countries=countries,
        regions=regions,
        kin=kin,
    )


def _areas(page: Page, toponyms: Iterable[Toponym]) -> tuple[Counter[str], Counter[int], Counter[str]]:
    """Count the countries and regions that are named outright and without doubt ("Georgia" is neither)."""
    countries: Counter[str] = Counter()
    regions: Counter[int] = Counter()
    kin: set[tuple[str, str | None]] = set()
    demonyms, said = page.lexicon.demonyms, frozenset(page.lowers)
    for word, capital in zip(page.lowers, page.capital, strict=True):
        if capital and word in demonyms:
            countries[demonyms[word]] += 1
    countries.update(code for word, code in page.lexicon.institutions.items() if word in said)
    if page.lexicon.nationalities:
        countries.update(code for word in sorted(said) if (code := nationality(word, page.lexicon)) is not None)
    for toponym in toponyms:
        towns = [e for e in toponym.entries if e.main and e.kind == "settlement" and toponym.kind != "region"]
        areas = [e for e in toponym.entries if e.main and e.kind in ("country", "region")]
        named = [a for a in areas if a.kind == "country" or not any(rivals(t, a) for t in towns)]
        if len({e.country for e in named}) == 1 and named[0].country:
            countries[named[0].country] += 1
            kin.add(("", named[0].country) if named[0].kind == "country" else (named[0].country, toponym.key))
        for entry in named:
            if entry.kind == "region" and len(named) == 1:
                regions[entry.place] += 1
    return countries, regions, Counter(kind for kind, _ in kin)


def rivals(town: Entry, region: Entry) -> bool:
    """Tell whether a settlement is as likely meant as the region whose name it has: in it, a capital, or large."""
    return town.admin1 == region.place or town.capital or RIVAL * town.population > region.population


def _surnames(page: Page, toponyms: Iterable[Toponym]) -> frozenset[str]:
    """Collect the last words of persons' names from the runs of capitalised words."""
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
        if _is_person(page, token, last):
            found.add(page.lowers[last])
            found |= {page.parse.lemmas[last]} if page.lexicon.inflected else set()
        token = last + 1
    return frozenset(found)


def _is_person(page: Page, first: int, last: int) -> bool:
    """Tell whether a run names a person: a title or a given name opens it, or it does what persons do."""
    lexicon = page.lexicon
    titled = False
    while first < last and page.lowers[first].rstrip(".") in lexicon.titles:
        first, titled = first + 1, True
    final = page.lowers[last].rstrip(".")
    if last - first >= LONGEST_NAME or page.parse.pos[last] not in ("PROPN", ""):
        return False
    if final in lexicon.titles or lexicon.is_common(final):
        return False
    if titled or (page.lower(first - 1).rstrip(".") in lexicon.titles and page.together(first - 1, first)):
        return True
    if first == last:
        return False
    initial = any(len(page.lowers[t].rstrip(".")) == 1 for t in range(first, last))
    return page.lowers[first].rstrip(".") in lexicon.given_names or initial or _acts(page, first, last)


def _acts(page: Page, first: int, last: int) -> bool:
    """Tell whether two words are the subject of a verb of persons and no part of them is a common word."""
    parse, lexicon = page.parse, page.lexicon
    plain = not any(
        lexicon.is_common(w) or w in lexicon.leaving or w in lexicon.demonyms or w in lexicon.peoples
        for w in page.lowers[first : last + 1]
    )
    subject = parse.deps[last] in ("nsubj", "nsubjpass") and page.lowers[parse.heads[last]] in lexicon.person_verbs
    return plain and subject and last == first + 1
