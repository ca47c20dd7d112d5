"""Rules of recognition about the name itself and about the rest of the document.

Enters: a ``Sight`` and the rule's weight. Leaves: Evidence where the rule applies. Each docstring is what users read.
"""

from __future__ import annotations

from math import log10

from stemma.model import Evidence
from stemma.places.names import fold
from stemma.places.sights import Sight, say


def prior(sight: Sight, weight: float) -> Evidence | None:
    """A capitalised stretch that the gazetteer knows is a place or not, before anything else is seen."""
    return say("prior", weight, "before the evidence")


def not_tagged_as_name(sight: Sight, weight: float) -> Evidence | None:
    """The parser does not read the word as a proper name."""
    pos = sight.page.parse.pos[sight.toponym.last]
    adjective = sight.declined and pos == "ADJ" and (sight.toponym.kind is not None or not sight.word)
    return say("not_tagged_as_name", weight, pos.lower()) if pos not in ("PROPN", "") and not adjective else None


def large(sight: Sight, weight: float) -> Evidence | None:
    """Many people live in a place of this name (weight for each factor of ten above a thousand)."""
    people = max((e.population for e in sight.toponym.entries), default=0)
    return say("large", weight * (log10(people) - 3), f"{people} inhabitants") if people > 1000 else None


def country(sight: Sight, weight: float) -> Evidence | None:
    """A country bears exactly this name."""
    named = any(e.kind == "country" and e.main for e in sight.toponym.entries)
    return say("country", weight, "country") if named else None


def region(sight: Sight, weight: float) -> Evidence | None:
    """A region, or an area like a continent or a sea, bears exactly this name."""
    named = any(e.kind in ("region", "other") and e.main for e in sight.toponym.entries)
    return say("region", weight, "region") if named else None


def district(sight: Sight, weight: float) -> Evidence | None:
    """Only a county or district bears this name."""
    named = sight.toponym.entries and all(e.kind == "district" for e in sight.toponym.entries)
    return say("district", weight, "district") if named else None


def own_name(sight: Sight, weight: float) -> Evidence | None:
    """A place has this as its main name, not as one of its other spellings."""
    return say("own_name", weight, "main name") if any(e.main for e in sight.toponym.entries) else None


def town_ending(sight: Sight, weight: float) -> Evidence | None:
    """It ends as towns are called in the language of the text, and persons are not: "-град", "-ськ", "-овка"."""
    ending = next((e for e in sorted(sight.page.lexicon.town_endings) if sight.toponym.key.endswith(fold(e))), None)
    return say("town_ending", weight, ending) if ending and sight.toponym.entries else None


def several_words(sight: Sight, weight: float) -> Evidence | None:
    """The name has several words."""
    return say("several_words", weight, "several words") if not sight.word and sight.toponym.entries else None


def short_name(sight: Sight, weight: float) -> Evidence | None:
    """The name has three letters or fewer."""
    return say("short_name", weight, "short") if 0 < len(sight.word) <= 3 else None


def unknown_name(sight: Sight, weight: float) -> Evidence | None:
    """The gazetteer does not know the name; only the word beside it says that it is a place."""
    return say("unknown_name", weight, "unknown name") if not sight.toponym.entries else None


def common_word(sight: Sight, weight: float) -> Evidence | None:
    """It is a common word that happens to be a place somewhere."""
    common = not sight.exact and sight.page.lexicon.is_common(sight.word)
    return say("common_word", weight, "common word") if common else None


def common_end(sight: Sight, weight: float) -> Evidence | None:
    """Its last word is one that ends names of organisations, streets or buildings, and no region is called so."""
    last = sight.page.lowers[sight.toponym.last]
    known = sight.toponym.entries and not any(e.main and e.kind != "settlement" for e in sight.toponym.entries)
    ends = not sight.word and known and last in sight.page.lexicon.organisations_after
    return say("common_end", weight, last) if ends else None


def title_word(sight: Sight, weight: float) -> Evidence | None:
    """It is a title or a role."""
    return say("title_word", weight, "title") if sight.word.rstrip(".") in sight.page.lexicon.titles else None


def given_name(sight: Sight, weight: float) -> Evidence | None:
    """It is a common given name."""
    return say("given_name", weight, "given name") if sight.word in sight.page.lexicon.given_names else None


def surname(sight: Sight, weight: float) -> Evidence | None:
    """It is a frequent surname."""
    return say("surname", weight, "surname") if sight.word in sight.page.lexicon.surnames else None


def calendar(sight: Sight, weight: float) -> Evidence | None:
    """It is a month, a day or a feast."""
    return say("calendar", weight, "calendar") if sight.word in sight.page.lexicon.calendar else None


def demonym(sight: Sight, weight: float) -> Evidence | None:
    """It names a people or a language."""
    demonyms = sight.page.lexicon.demonyms
    named = sight.word in demonyms or sight.word.removesuffix("s") in demonyms
    named = named or sight.word in sight.page.lexicon.peoples
    return say("demonym", weight, "people or language") if sight.word and named else None


def body(sight: Sight, weight: float) -> Evidence | None:
    """It is the name of an international body."""
    return say("body", weight, "body") if sight.word in sight.page.lexicon.bodies else None


def direction(sight: Sight, weight: float) -> Evidence | None:
    """It is a point of the compass."""
    return say("direction", weight, "direction") if sight.word in sight.page.lexicon.leaving else None


def acronym(sight: Sight, weight: float) -> Evidence | None:
    """It is written in capitals, as acronyms are, and no country or region is meant."""
    word = sight.page.words[sight.toponym.first]
    plain = bool(sight.word) and word.isupper() and 1 < len(word) <= 6
    official = any(e.kind != "settlement" for e in sight.toponym.entries)
    return say("acronym", weight, "acronym") if plain and not official else None


def postal_code(sight: Sight, weight: float) -> Evidence | None:
    """It is a two-letter code, and no comma stands before it."""
    code = sight.toponym.key[:1] == "=" and len(sight.toponym.key) == 3
    loose = code and sight.page.lower(sight.toponym.first - 1) not in (",", "(", "-") and sight.toponym.key != "=US"
    return say("postal_code", weight, "code") if loose and sight.toponym.key not in ("=UK", "=DC") else None


def surname_here(sight: Sight, weight: float) -> Evidence | None:
    """A person of this name is introduced in the document, and no word beside it says that a place is meant."""
    lemma = sight.page.parse.lemmas[sight.toponym.last] if sight.word and sight.page.lexicon.inflected else sight.word
    person = {sight.word, lemma} & sight.around.surnames and sight.toponym.kind is None
    return say("surname_here", weight, "person's name") if person else None


def lowercase_here(sight: Sight, weight: float) -> Evidence | None:
    """The document also writes the word in lower case."""
    return say("lowercase_here", weight, "lower case elsewhere") if sight.word in sight.around.lowercase else None


def unsupported(sight: Sight, weight: float) -> Evidence | None:
    """It is also a personal name, and the document names no country where a place is called so."""
    lexicon = sight.page.lexicon
    personal = sight.word in lexicon.given_names or sight.word in lexicon.surnames
    here = any(sight.around.countries[e.country or ""] or e.kind == "country" for e in sight.toponym.entries)
    return say("unsupported", weight, "no country of its own named") if personal and not here else None


def region_here(sight: Sight, weight: float) -> Evidence | None:
    """The document names the region of a settlement of this name."""
    here = any(e.admin1 is not None and sight.around.regions[e.admin1] for e in sight.toponym.entries)
    return say("region_here", weight, "its region is named") if here else None
