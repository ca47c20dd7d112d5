"""Rules of recognition about the words beside the name.

Enters: a ``Sight`` and the rule's weight. Leaves: Evidence where the rule applies. Each docstring is what users read.
"""

from __future__ import annotations

from stemma.model import Evidence
from stemma.places.page import Page
from stemma.places.scan import Toponym
from stemma.places.sights import Sight, say

PARTY = 3
"""Letters of the longest party label before a hyphen and a home town ("R-Marshall", "DFL-Cook")."""

KNOWN = 500_000
"""Inhabitants of a city whose authorities are named by the city ("Chicago said")."""


def after_preposition(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "in", "near", "outside" or the like."""
    word = _word_before(sight)
    return say("after_preposition", weight, word) if word in sight.page.lexicon.prepositions else None


def after_weak_preposition(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "to", "from", "of" or the like, which also take persons."""
    word = _word_before(sight)
    return say("after_weak_preposition", weight, word) if word in sight.page.lexicon.weak_prepositions else None


def people_follow(sight: Sight, weight: float) -> Evidence | None:
    """A word for people, an office or a part of town follows: "a Paris man", "the Boston area"."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1)
    follows = page.together(end, end + 1) and not page.capital[end + 1] and after in page.lexicon.people_after
    return say("people_follow", weight, after) if follows else None


def saint_possessive(sight: Sight, weight: float) -> Evidence | None:
    """It is a saint's name in the possessive, as of feasts, schools and churches."""
    saint = sight.toponym.key.startswith("st ") and sight.page.lower(sight.toponym.end + 1) in ("'s", "’s")
    return say("saint_possessive", weight, "possessive") if saint else None


def kind_named(sight: Sight, weight: float) -> Evidence | None:
    """A word beside it says what kind of place it is: "region", "district", "the town of"."""
    return say("kind_named", weight, sight.toponym.kind) if sight.toponym.kind is not None else None


def area_follows(sight: Sight, weight: float) -> Evidence | None:
    """A comma and the name of its country, region or district follow."""
    if sight.after is None or not _comma(sight.page, sight.toponym.end, sight.after.start):
        return None
    return say("area_follows", weight, "its area") if _holds(sight.after, sight.toponym) else None


def area_of_another(sight: Sight, weight: float) -> Evidence | None:
    """It follows the name of a place inside it and a comma."""
    if sight.before is None or not _comma(sight.page, sight.before.end, sight.toponym.start):
        return None
    return say("area_of_another", weight, "area of a place") if _holds(sight.toponym, sight.before) else None


def dateline(sight: Sight, weight: float) -> Evidence | None:
    """It opens a paragraph as a dateline does."""
    page, toponym = sight.page, sight.toponym
    opens = toponym.start == page.parse.sentences[page.sentence[toponym.start]][0]
    marks = page.lower(toponym.end + 1) in ("(", "—", "–", "-", "--")
    return say("dateline", weight, "dateline") if opens and marks else None


def after_title(sight: Sight, weight: float) -> Evidence | None:
    """It stands after a person's title."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1).rstrip(".")
    titled = page.together(start - 1, start) and before in page.lexicon.titles and not sight.declined
    return say("after_title", weight, before) if titled else None


def name_before(sight: Sight, weight: float) -> Evidence | None:
    """Another capitalised word stands directly before it."""
    page, toponym = sight.page, sight.toponym
    before = page.lower(toponym.start - 1)
    plain = toponym.left == toponym.start or before in page.lexicon.leaving or before.rstrip(".") in page.lexicon.titles
    opening = not plain and toponym.start - 1 == page.parse.sentences[page.sentence[toponym.start]][0]
    named = not plain and not (opening and page.parse.pos[toponym.start - 1] not in ("PROPN", "NOUN", "ADJ", ""))
    return say("name_before", weight, before) if named else None


def hyphen_before(sight: Sight, weight: float) -> Evidence | None:
    """A hyphen joins it to a capitalised word before it that is no place: "Davila-Rivas", "Euro-Atlantic"."""
    page, start = sight.page, sight.toponym.start
    joined = page.lower(start - 1) in ("-", "–") and page.parse.ends[start - 1] == page.parse.starts[start]
    if not joined or start < 2 or not page.capital[start - 2] or len(page.words[start - 2]) <= PARTY:
        return None
    if page.lowers[start - 2] in page.lexicon.demonyms:
        return None
    known = sight.before is not None and sight.before.end == start - 2 and page.lowers[start - 2] not in ("al", "el")
    return say("hyphen_before", weight, page.words[start - 2]) if not known else None


def given_name_before(sight: Sight, weight: float) -> Evidence | None:
    """A given name or an initial stands directly before it."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1).rstrip(".")
    named = page.together(start - 1, start) and page.capital[start - 1]
    return (
        say("given_name_before", weight, before)
        if named and (before in page.lexicon.given_names or len(before) == 1)
        else None
    )


def name_after(sight: Sight, weight: float) -> Evidence | None:
    """Another capitalised word, that is no title and no organisation, stands directly after it."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1).rstrip(".")
    plain = sight.toponym.right == end or after in page.lexicon.titles or after in page.lexicon.organisations_after
    plain = plain or (sight.declined and after in page.lexicon.given_names)
    return say("name_after", weight, after) if not plain else None


def organisation_after(sight: Sight, weight: float) -> Evidence | None:
    """A word for an organisation, street or building follows."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1).rstrip(".")
    follows = page.together(end, end + 1) and page.capital[end + 1] and after in page.lexicon.organisations_after
    return say("organisation_after", weight, after) if follows else None


def of_organisation(sight: Sight, weight: float) -> Evidence | None:
    """It ends the name of an organisation: "University of …"."""
    page, start = sight.page, sight.toponym.start
    ends = page.lower(start - 1) == "of" and page.together(start - 2, start) and page.capital[start - 2]
    named = ends and page.lowers[start - 2] in page.lexicon.organisations_after
    return say("of_organisation", weight, page.lower(start - 2)) if named else None


def person_verb(sight: Sight, weight: float) -> Evidence | None:
    """It is the subject of a verb that mostly a person does."""
    parse, last = sight.page.parse, sight.toponym.last
    subject = parse.deps[last] in ("nsubj", "nsubjpass")
    verb = sight.page.lowers[parse.heads[last]]
    return say("person_verb", weight, verb) if subject and verb in sight.page.lexicon.person_verbs else None


def speaks(sight: Sight, weight: float) -> Evidence | None:
    """It is the subject of a verb of saying, and no place known for a government."""
    parse, last = sight.page.parse, sight.toponym.last
    known = any(e.capital or e.kind == "country" or e.population >= KNOWN for e in sight.toponym.entries)
    if known or parse.deps[last] not in ("nsubj", "nsubjpass"):
        return None
    verb = sight.page.lowers[parse.heads[last]]
    return say("speaks", weight, verb) if verb in sight.page.lexicon.speech_verbs else None


def after_organisation(sight: Sight, weight: float) -> Evidence | None:
    """A word for a street, a newspaper or a brigade stands before it, in a language that names these so."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1)
    named = page.together(start - 1, start) and before in page.lexicon.organisations_before
    return say("after_organisation", weight, before) if named else None


def full_name(sight: Sight, weight: float) -> Evidence | None:
    """It is a given name, and another capitalised word follows."""
    page, end = sight.page, sight.toponym.end
    follows = sight.word in page.lexicon.given_names and sight.toponym.right > end
    plain = follows and page.lower(end + 1).rstrip(".") not in page.lexicon.titles | page.lexicon.organisations_after
    return say("full_name", weight, page.lower(end + 1)) if plain else None


def the_common(sight: Sight, weight: float) -> Evidence | None:
    """It is a common word after "the" or a nationality: "the Center for …", "European Union"."""
    lexicon, before = sight.page.lexicon, sight.page.lower(sight.toponym.start - 1)
    if not lexicon.is_common(sight.word) or sight.exact:
        return None
    part = before == "the" or before in lexicon.demonyms or before in lexicon.peoples
    return say("the_common", weight, before) if part else None


def age_follows(sight: Sight, weight: float) -> Evidence | None:
    """An age between commas follows, as after a person's name."""
    page, end = sight.page, sight.toponym.end
    number = page.lower(end + 2)
    aged = page.lower(end + 1) == "," and number.isdecimal() and len(number) == 2 and page.lower(end + 3) in (",", ".")
    return say("age_follows", weight, number) if aged else None


def _word_before(sight: Sight) -> str:
    """Return the word before the stretch, past points of the compass and "the"."""
    page, start = sight.page, sight.toponym.start
    while page.together(start - 1, start) and page.lowers[start - 1] in page.lexicon.leaving:
        start -= 1
    return page.lowers[start - 1] if page.together(start - 1, start) else ""


def _comma(page: Page, end: int, start: int) -> bool:
    """Tell whether only a comma or a bracket stands between two stretches."""
    return start == end + 2 and page.lowers[end + 1] in (",", "(") and page.together(end, start)


def _holds(area: Toponym, inside: Toponym) -> bool:
    """Tell whether some reading of ``area`` contains some reading of ``inside``."""
    places = {e.place for e in area.entries if e.kind != "settlement"}
    countries = {e.country for e in area.entries if e.kind == "country"}
    return any(e.admin1 in places or e.admin2 in places or e.country in countries for e in inside.entries)
