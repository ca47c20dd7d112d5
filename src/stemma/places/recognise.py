"""Decide whether a stretch that the gazetteer knows is a place in this text.

Enters: ``Toponym`` stretches of one page. Leaves: those whose rules sum to more than ``THRESHOLD``. Refuses: names
of persons, parts of other names, common words. Each rule returns Evidence whose docstring users read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log10

from stemma.model import Evidence
from stemma.places.scan import Page, Toponym

THRESHOLD = 0.0
"""Sum of weights above which a stretch is a place (natural-log odds; fitted together with the weights)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A stretch with its page and what the whole document says: surnames, and words also used in lower case."""

    page: Page
    toponym: Toponym
    surnames: frozenset[str]
    lowercase: frozenset[str]


Rule = Callable[[Sight, float], Evidence | None]


def recognise(page: Page, toponyms: Iterable[Toponym]) -> list[Toponym]:
    """Return the stretches that are places."""
    seen = list(toponyms)
    surnames = _surnames(page, seen)
    lowercase = frozenset(w for w, c in zip(page.lowers, page.capital, strict=True) if not c)
    sights = (Sight(page=page, toponym=t, surnames=surnames, lowercase=lowercase) for t in seen)
    return [s.toponym for s in sights if score(s) > THRESHOLD]


def score(sight: Sight) -> float:
    """Return the sum of the rules' weights."""
    return sum(e.score for e in explain(sight))


def explain(sight: Sight) -> list[Evidence]:
    """Return the evidence of every rule that applies."""
    return [e for rule, weight in RULES if (e := rule(sight, weight)) is not None]


def _surnames(page: Page, toponyms: Iterable[Toponym]) -> frozenset[str]:
    """Collect the last words of persons' names: after a title or a given name, in a run of capitals."""
    lexicon = page.lexicon
    found: set[str] = set()
    for n, capital in enumerate(page.capital):
        if not capital or not page.together(n - 1, n):
            continue
        before = page.lowers[n - 1].rstrip(".")
        given = page.capital[n - 1] and before in lexicon.given_names
        if given or (before in lexicon.titles and page.capital[n - 1]):
            last = n
            while page.together(last, last + 1) and page.capital[last + 1]:
                last += 1
            found.add(page.lowers[last])
    return frozenset(found)


# --- rules ------------------------------------------------------------------------------------------


def tagged_as_name(sight: Sight, weight: float) -> Evidence | None:
    """The parser reads the word as a proper name."""
    pos = sight.page.parse.pos[sight.toponym.last]
    return _say("tagged_as_name", weight, pos) if pos in ("PROPN", "") else None


def large(sight: Sight, weight: float) -> Evidence | None:
    """A place of this name has many inhabitants."""
    people = max((e.population for e in sight.toponym.entries), default=0)
    return _say("large", weight * min(log10(people + 1), 7.0), f"{people} inhabitants") if people else None


def country_or_region(sight: Sight, weight: float) -> Evidence | None:
    """A country or a region bears exactly this name."""
    named = any(e.kind in ("country", "region") and e.main for e in sight.toponym.entries)
    return _say("country_or_region", weight, "country or region") if named else None


def own_name(sight: Sight, weight: float) -> Evidence | None:
    """A place has this as its main name, not as one of its other spellings."""
    return _say("own_name", weight, "main name") if any(e.main for e in sight.toponym.entries) else None


def several_words(sight: Sight, weight: float) -> Evidence | None:
    """The name has several words."""
    many = sight.toponym.last > sight.toponym.first and bool(sight.toponym.entries)
    return _say("several_words", weight, "several words") if many else None


def after_preposition(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "in", "near", "from" or the like."""
    page, start = sight.page, sight.toponym.start
    while page.together(start - 1, start) and page.lowers[start - 1] in page.lexicon.leaving:
        start -= 1
    if page.together(start - 1, start) and page.lowers[start - 1] in page.lexicon.prepositions:
        return _say("after_preposition", weight, page.words[start - 1])
    return None


def kind_named(sight: Sight, weight: float) -> Evidence | None:
    """A word beside it says what kind of place it is: "region", "district", "the town of"."""
    return _say("kind_named", weight, sight.toponym.kind) if sight.toponym.kind is not None else None


def after_title(sight: Sight, weight: float) -> Evidence | None:
    """It stands after a person's title."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1).rstrip(".")
    if page.together(start - 1, start) and page.capital[start - 1] and before in page.lexicon.titles:
        return _say("after_title", weight, page.words[start - 1])
    return None


def surname_here(sight: Sight, weight: float) -> Evidence | None:
    """A person of this name is introduced in the document."""
    one = sight.toponym.first == sight.toponym.last
    known = one and sight.page.lowers[sight.toponym.first] in sight.surnames
    return _say("surname_here", weight, "person's name") if known else None


def given_name(sight: Sight, weight: float) -> Evidence | None:
    """It is a common given name."""
    one = sight.toponym.first == sight.toponym.last
    known = one and sight.page.lowers[sight.toponym.first] in sight.page.lexicon.given_names
    return _say("given_name", weight, "given name") if known else None


def inside_longer_name(sight: Sight, weight: float) -> Evidence | None:
    """Other capitalised words stand directly before or after it, which are no places themselves."""
    page, toponym = sight.page, sight.toponym
    left = toponym.left < toponym.start and page.lowers[toponym.start - 1] not in page.lexicon.leaving
    right = toponym.right > toponym.end
    return _say("inside_longer_name", weight, "longer name") if left or right else None


def part_of_organisation(sight: Sight, weight: float) -> Evidence | None:
    """A word for an organisation, street or building follows."""
    page, end = sight.page, sight.toponym.end
    follows = page.together(end, end + 1) and page.capital[end + 1]
    if follows and page.lowers[end + 1].rstrip(".") in page.lexicon.organisations_after:
        return _say("part_of_organisation", weight, page.words[end + 1])
    return None


def common_word(sight: Sight, weight: float) -> Evidence | None:
    """It is a common word that happens to be a place somewhere."""
    one = sight.toponym.first == sight.toponym.last
    known = one and sight.page.lowers[sight.toponym.first] in sight.page.lexicon.common
    return _say("common_word", weight, "common word") if known else None


def lowercase_here(sight: Sight, weight: float) -> Evidence | None:
    """The document also uses the word in lower case."""
    one = sight.toponym.first == sight.toponym.last
    known = one and sight.page.lowers[sight.toponym.first] in sight.lowercase
    return _say("lowercase_here", weight, "lower case elsewhere") if known else None


def demonym(sight: Sight, weight: float) -> Evidence | None:
    """It names a people or a language."""
    one = sight.toponym.first == sight.toponym.last
    lower = sight.page.lowers[sight.toponym.first]
    known = one and (lower in sight.page.lexicon.demonyms or lower.removesuffix("s") in sight.page.lexicon.demonyms)
    return _say("demonym", weight, "people or language") if known else None


def acronym(sight: Sight, weight: float) -> Evidence | None:
    """It is written in capitals only, though no country or region is, and the words around it are not."""
    word = sight.page.words[sight.toponym.first]
    plain = word.isupper() and 1 < len(word) <= 5 and sight.toponym.first == sight.toponym.last
    official = any(e.kind != "settlement" for e in sight.toponym.entries)
    return _say("acronym", weight, "acronym") if plain and not official else None


def direction(sight: Sight, weight: float) -> Evidence | None:
    """It is a point of the compass."""
    one = sight.toponym.first == sight.toponym.last
    known = one and sight.page.lowers[sight.toponym.first] in sight.page.lexicon.leaving
    return _say("direction", weight, "direction") if known else None


def no_entry(sight: Sight, weight: float) -> Evidence | None:
    """The gazetteer does not know the name."""
    return _say("no_entry", weight, "unknown name") if not sight.toponym.entries else None


RULES: tuple[tuple[Rule, float], ...] = (
    (tagged_as_name, 2.0),
    (large, 0.3),
    (country_or_region, 2.0),
    (own_name, 0.5),
    (several_words, 1.0),
    (after_preposition, 2.0),
    (kind_named, 3.0),
    (after_title, -5.0),
    (surname_here, -4.0),
    (given_name, -3.0),
    (inside_longer_name, -3.0),
    (part_of_organisation, -3.0),
    (common_word, -5.0),
    (lowercase_here, -2.0),
    (demonym, -6.0),
    (acronym, -6.0),
    (direction, -9.0),
    (no_entry, -3.0),
)
"""The rules with their weights (natural-log odds)."""


def _say(rule: str, score: float, detail: str) -> Evidence:
    return Evidence(rule=rule, score=score, detail=detail)
