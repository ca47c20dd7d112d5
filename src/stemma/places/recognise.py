"""Decide whether a stretch that the gazetteer knows is a place in this text.

Enters: ``Toponym`` stretches of one page. Leaves: those whose rules sum to more than ``THRESHOLD``. Refuses: names
of persons, parts of other names, common words. Each rule returns Evidence, and its docstring is what users read.
The weights were fitted by logistic regression on the even-numbered articles of LGL and GeoWebNews (``bench/quality/
places.py --fit``) and rounded to one decimal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from stemma.model import Evidence
from stemma.places.page import Page
from stemma.places.scan import Toponym
from stemma.places.surroundings import Surroundings

ELSEWHERE = 0.5
"""Share of the mean score of the same words elsewhere in the document; without it half of the mentions of a town that
is once introduced with its state are lost (even half of LGL: F1 .843 without, .85x with)."""

THRESHOLD = 0.0
"""Sum of weights above which a stretch is a place (natural-log odds; fitted together with the weights)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A stretch with its page, what the whole document says, and its neighbours in the list of stretches."""

    page: Page
    toponym: Toponym
    around: Surroundings
    before: Toponym | None
    after: Toponym | None

    @property
    def word(self) -> str:
        """Return the only word, lower case, or "" where there are several."""
        return self.page.lowers[self.toponym.first] if self.toponym.first == self.toponym.last else ""


Rule = Callable[[Sight, float], Evidence | None]


def recognise(page: Page, toponyms: Sequence[Toponym], around: Surroundings) -> list[Toponym]:
    """Return the stretches that are places."""
    seen = sights(page, toponyms, around)
    scores = [score(s) for s in seen]
    by_key: dict[str, list[float]] = defaultdict(list)
    for sight, own in zip(seen, scores, strict=True):
        by_key[sight.toponym.key].append(own)
    return [
        sight.toponym
        for sight, own in zip(seen, scores, strict=True)
        if own + elsewhere(own, by_key[sight.toponym.key]) > THRESHOLD
    ]


def elsewhere(own: float, scores: Sequence[float]) -> float:
    """Return what the document's other stretches with the same words add: a name mostly has one meaning in a text."""
    others = len(scores) - 1
    return ELSEWHERE * (sum(scores) - own) / others if others else 0.0


def sights(page: Page, toponyms: Sequence[Toponym], around: Surroundings) -> list[Sight]:
    """Return each stretch with all that the rules look at."""
    return [
        Sight(
            page=page,
            toponym=t,
            around=around,
            before=toponyms[n - 1] if n else None,
            after=toponyms[n + 1] if n + 1 < len(toponyms) else None,
        )
        for n, t in enumerate(toponyms)
    ]


def score(sight: Sight) -> float:
    """Return the sum of the rules' weights."""
    return sum(e.score for e in explain(sight))


def explain(sight: Sight) -> list[Evidence]:
    """Return the evidence of every rule that applies."""
    return [e for rule, weight in RULES if (e := rule(sight, weight)) is not None]


# --- rules about the name ---------------------------------------------------------------------------


def prior(sight: Sight, weight: float) -> Evidence | None:
    """A capitalised stretch that the gazetteer knows is a place or not, before anything else is seen."""
    return _say("prior", weight, "before the evidence")


def not_tagged_as_name(sight: Sight, weight: float) -> Evidence | None:
    """The parser does not read the word as a proper name."""
    pos = sight.page.parse.pos[sight.toponym.last]
    return _say("not_tagged_as_name", weight, pos.lower()) if pos not in ("PROPN", "") else None


def large(sight: Sight, weight: float) -> Evidence | None:
    """Many people live in a place of this name (weight for each factor of ten above a thousand)."""
    people = max((e.population for e in sight.toponym.entries), default=0)
    return _say("large", weight * (log10(people) - 3), f"{people} inhabitants") if people > 1000 else None


def country(sight: Sight, weight: float) -> Evidence | None:
    """A country bears exactly this name."""
    named = any(e.kind == "country" and e.main for e in sight.toponym.entries)
    return _say("country", weight, "country") if named else None


def region(sight: Sight, weight: float) -> Evidence | None:
    """A region, or an area like a continent or a sea, bears exactly this name."""
    named = any(e.kind in ("region", "other") and e.main for e in sight.toponym.entries)
    return _say("region", weight, "region") if named else None


def district(sight: Sight, weight: float) -> Evidence | None:
    """Only a county or district bears this name."""
    named = sight.toponym.entries and all(e.kind == "district" for e in sight.toponym.entries)
    return _say("district", weight, "district") if named else None


def own_name(sight: Sight, weight: float) -> Evidence | None:
    """A place has this as its main name, not as one of its other spellings."""
    return _say("own_name", weight, "main name") if any(e.main for e in sight.toponym.entries) else None


def several_words(sight: Sight, weight: float) -> Evidence | None:
    """The name has several words."""
    return _say("several_words", weight, "several words") if not sight.word and sight.toponym.entries else None


def short_name(sight: Sight, weight: float) -> Evidence | None:
    """The name has three letters or fewer."""
    return _say("short_name", weight, "short") if 0 < len(sight.word) <= 3 else None


def unknown_name(sight: Sight, weight: float) -> Evidence | None:
    """The gazetteer does not know the name; only the word beside it says that it is a place."""
    return _say("unknown_name", weight, "unknown name") if not sight.toponym.entries else None


def common_word(sight: Sight, weight: float) -> Evidence | None:
    """It is a common word that happens to be a place somewhere."""
    return _say("common_word", weight, "common word") if sight.word in sight.page.lexicon.common else None


def common_end(sight: Sight, weight: float) -> Evidence | None:
    """Its last word is one that ends names of organisations, streets or buildings."""
    last = sight.page.lowers[sight.toponym.last]
    ends = not sight.word and sight.toponym.entries and last in sight.page.lexicon.organisations_after
    return _say("common_end", weight, last) if ends else None


def title_word(sight: Sight, weight: float) -> Evidence | None:
    """It is a title or a role."""
    return _say("title_word", weight, "title") if sight.word.rstrip(".") in sight.page.lexicon.titles else None


def given_name(sight: Sight, weight: float) -> Evidence | None:
    """It is a common given name."""
    return _say("given_name", weight, "given name") if sight.word in sight.page.lexicon.given_names else None


def surname(sight: Sight, weight: float) -> Evidence | None:
    """It is a frequent surname."""
    return _say("surname", weight, "surname") if sight.word in sight.page.lexicon.surnames else None


def calendar(sight: Sight, weight: float) -> Evidence | None:
    """It is a month, a day or a feast."""
    return _say("calendar", weight, "calendar") if sight.word in sight.page.lexicon.calendar else None


def demonym(sight: Sight, weight: float) -> Evidence | None:
    """It names a people or a language."""
    demonyms = sight.page.lexicon.demonyms
    named = sight.word in demonyms or sight.word.removesuffix("s") in demonyms
    named = named or sight.word in sight.page.lexicon.peoples
    return _say("demonym", weight, "people or language") if sight.word and named else None


def direction(sight: Sight, weight: float) -> Evidence | None:
    """It is a point of the compass."""
    return _say("direction", weight, "direction") if sight.word in sight.page.lexicon.leaving else None


def acronym(sight: Sight, weight: float) -> Evidence | None:
    """It is written in capitals, as acronyms are, and no country or region is meant."""
    word = sight.page.words[sight.toponym.first]
    plain = bool(sight.word) and word.isupper() and 1 < len(word) <= 6
    official = any(e.kind != "settlement" for e in sight.toponym.entries)
    return _say("acronym", weight, "acronym") if plain and not official else None


def postal_code(sight: Sight, weight: float) -> Evidence | None:
    """It is a two-letter code, and no comma stands before it."""
    code = sight.toponym.key[:1] == "=" and len(sight.toponym.key) == 3
    loose = code and sight.page.lower(sight.toponym.first - 1) not in (",", "(", "-") and sight.toponym.key != "=US"
    return _say("postal_code", weight, "code") if loose and sight.toponym.key not in ("=UK", "=DC") else None


# --- rules about the words beside it ----------------------------------------------------------------


def after_preposition(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "in", "near", "outside" or the like."""
    word = _word_before(sight)
    return _say("after_preposition", weight, word) if word in sight.page.lexicon.prepositions else None


def after_weak_preposition(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "to", "from", "of" or the like, which also take persons."""
    word = _word_before(sight)
    return _say("after_weak_preposition", weight, word) if word in sight.page.lexicon.weak_prepositions else None


def after_the(sight: Sight, weight: float) -> Evidence | None:
    """It stands after "the", and no kind of place is said."""
    page, toponym = sight.page, sight.toponym
    the = page.lower(toponym.start - 1) == "the" and toponym.kind is None and toponym.entries
    country = any(e.kind in ("country", "other") for e in toponym.entries)
    return _say("after_the", weight, "the") if the and not country else None


def people_follow(sight: Sight, weight: float) -> Evidence | None:
    """A word for people, an office or a part of town follows: "a Paris man", "the Boston area"."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1)
    follows = page.together(end, end + 1) and not page.capital[end + 1] and after in page.lexicon.people_after
    return _say("people_follow", weight, after) if follows else None


def saint_possessive(sight: Sight, weight: float) -> Evidence | None:
    """It is a saint's name in the possessive, as of feasts, schools and churches."""
    saint = sight.toponym.key.startswith("st ") and sight.page.lower(sight.toponym.end + 1) in ("'s", "’s")
    return _say("saint_possessive", weight, "possessive") if saint else None


def kind_named(sight: Sight, weight: float) -> Evidence | None:
    """A word beside it says what kind of place it is: "region", "district", "the town of"."""
    return _say("kind_named", weight, sight.toponym.kind) if sight.toponym.kind is not None else None


def area_follows(sight: Sight, weight: float) -> Evidence | None:
    """A comma and the name of its country, region or district follow."""
    if sight.after is None or not _comma(sight.page, sight.toponym.end, sight.after.start):
        return None
    return _say("area_follows", weight, "its area") if _holds(sight.after, sight.toponym) else None


def area_of_another(sight: Sight, weight: float) -> Evidence | None:
    """It follows the name of a place inside it and a comma."""
    if sight.before is None or not _comma(sight.page, sight.before.end, sight.toponym.start):
        return None
    return _say("area_of_another", weight, "area of a place") if _holds(sight.toponym, sight.before) else None


def dateline(sight: Sight, weight: float) -> Evidence | None:
    """It opens a paragraph as a dateline does."""
    page, toponym = sight.page, sight.toponym
    opens = toponym.start == page.parse.sentences[page.sentence[toponym.start]][0]
    marks = page.lower(toponym.end + 1) in ("(", "—", "–", "-", "--")
    return _say("dateline", weight, "dateline") if opens and marks else None


def after_title(sight: Sight, weight: float) -> Evidence | None:
    """It stands after a person's title."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1).rstrip(".")
    titled = page.together(start - 1, start) and before in page.lexicon.titles
    return _say("after_title", weight, before) if titled else None


def before_title(sight: Sight, weight: float) -> Evidence | None:
    """A title or a role follows: "Kyiv Mayor …"."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1).rstrip(".")
    titled = page.together(end, end + 1) and page.capital[end + 1] and after in page.lexicon.titles
    return _say("before_title", weight, after) if titled else None


def name_before(sight: Sight, weight: float) -> Evidence | None:
    """Another capitalised word stands directly before it."""
    page, toponym = sight.page, sight.toponym
    before = page.lower(toponym.start - 1)
    plain = toponym.left == toponym.start or before in page.lexicon.leaving or before.rstrip(".") in page.lexicon.titles
    opening = not plain and toponym.start - 1 == page.parse.sentences[page.sentence[toponym.start]][0]
    named = not plain and not (opening and page.parse.pos[toponym.start - 1] not in ("PROPN", "NOUN", "ADJ", ""))
    return _say("name_before", weight, before) if named else None


def given_name_before(sight: Sight, weight: float) -> Evidence | None:
    """A given name or an initial stands directly before it."""
    page, start = sight.page, sight.toponym.start
    before = page.lower(start - 1).rstrip(".")
    named = page.together(start - 1, start) and page.capital[start - 1]
    return _say("given_name_before", weight, before) if named and (
        before in page.lexicon.given_names or len(before) == 1
    ) else None


def name_after(sight: Sight, weight: float) -> Evidence | None:
    """Another capitalised word, that is no title and no organisation, stands directly after it."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1).rstrip(".")
    plain = sight.toponym.right == end or after in page.lexicon.titles or after in page.lexicon.organisations_after
    return _say("name_after", weight, after) if not plain else None


def organisation_after(sight: Sight, weight: float) -> Evidence | None:
    """A word for an organisation, street or building follows."""
    page, end = sight.page, sight.toponym.end
    after = page.lower(end + 1).rstrip(".")
    follows = page.together(end, end + 1) and page.capital[end + 1] and after in page.lexicon.organisations_after
    return _say("organisation_after", weight, after) if follows else None


def of_organisation(sight: Sight, weight: float) -> Evidence | None:
    """It ends the name of an organisation: "University of …"."""
    page, start = sight.page, sight.toponym.start
    ends = page.lower(start - 1) == "of" and page.together(start - 2, start) and page.capital[start - 2]
    named = ends and page.lowers[start - 2] in page.lexicon.organisations_after
    return _say("of_organisation", weight, page.lower(start - 2)) if named else None


def person_verb(sight: Sight, weight: float) -> Evidence | None:
    """It is the subject of a verb that mostly a person does."""
    parse, last = sight.page.parse, sight.toponym.last
    subject = parse.deps[last] in ("nsubj", "nsubjpass")
    verb = sight.page.lowers[parse.heads[last]]
    return _say("person_verb", weight, verb) if subject and verb in sight.page.lexicon.person_verbs else None


def age_follows(sight: Sight, weight: float) -> Evidence | None:
    """An age between commas follows, as after a person's name."""
    page, end = sight.page, sight.toponym.end
    number = page.lower(end + 2)
    aged = page.lower(end + 1) == "," and number.isdecimal() and len(number) == 2 and page.lower(end + 3) in (",", ".")
    return _say("age_follows", weight, number) if aged else None


# --- rules about the rest of the document -----------------------------------------------------------


def surname_here(sight: Sight, weight: float) -> Evidence | None:
    """A person of this name is introduced in the document."""
    return _say("surname_here", weight, "person's name") if sight.word in sight.around.surnames else None


def lowercase_here(sight: Sight, weight: float) -> Evidence | None:
    """The document also writes the word in lower case."""
    return _say("lowercase_here", weight, "lower case elsewhere") if sight.word in sight.around.lowercase else None


def country_here(sight: Sight, weight: float) -> Evidence | None:
    """The document names the country of a settlement of this name."""
    here = any(
        e.kind in ("settlement", "district") and e.country and sight.around.countries[e.country]
        for e in sight.toponym.entries
    )
    return _say("country_here", weight, "its country is named") if here else None


def region_here(sight: Sight, weight: float) -> Evidence | None:
    """The document names the region of a settlement of this name."""
    here = any(e.admin1 is not None and sight.around.regions[e.admin1] for e in sight.toponym.entries)
    return _say("region_here", weight, "its region is named") if here else None


RULES: tuple[tuple[Rule, float], ...] = (
    (prior, -1.6),
    (not_tagged_as_name, -1.3),
    (large, 0.7),
    (country, 2.1),
    (region, 0.9),
    (district, 1.2),
    (own_name, 0.7),
    (several_words, 0.8),
    (short_name, -1.0),
    (unknown_name, 1.4),
    (common_word, -1.8),
    (common_end, -3.5),
    (title_word, -2.7),
    (given_name, -2.1),
    (surname, -1.8),
    (calendar, -5.0),
    (demonym, -6.0),
    (direction, -9.0),
    (acronym, -4.0),
    (postal_code, -3.2),
    (after_preposition, 2.5),
    (after_weak_preposition, 0.8),
    (after_the, 0.2),
    (people_follow, 2.4),
    (saint_possessive, -4.1),
    (kind_named, 1.6),
    (area_follows, 2.5),
    (area_of_another, 2.4),
    (dateline, 2.8),
    (after_title, -2.1),
    (before_title, -0.1),
    (name_before, -1.0),
    (given_name_before, -0.5),
    (name_after, -1.3),
    (organisation_after, -0.4),
    (of_organisation, -1.1),
    (person_verb, -2.7),
    (age_follows, -1.6),
    (surname_here, -2.6),
    (lowercase_here, -0.7),
    (country_here, -0.1),
    (region_here, 0.9),
)
"""The rules with their weights (natural-log odds)."""


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


def _say(rule: str, score: float, detail: str) -> Evidence:
    return Evidence(rule=rule, score=score, detail=detail)
