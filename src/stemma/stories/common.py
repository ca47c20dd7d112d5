"""What a report says in terms that do not depend on its language: places, numbers, names, kinds of events and things.

Enters: a document, whose places and quantities are known, and its tree. Leaves: ``Common``, small enough to be stored.
Refuses: nothing; a language without word lists has places and figures only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.compare.classes import DECLINED, event_of, is_name, thing_of
from stemma.compare.transliteration import is_own_name, latin, sound
from stemma.language.tree import Tree
from stemma.language.words import mappings
from stemma.model import Document, Quantity

LEAD = 320
"""Code points of the opening, where reporters put the event: two or three sentences."""

MOST_NAMES = 12
"""Names kept, in text order; more are bystanders."""

MIN_NAME = 4
"""Letters of a name's sound; shorter ones meet by chance across scripts."""

LEAST_FIGURE = 10
"""Numbers below it are in every report ("two", "3") and count only with what they count."""


CALENDAR = frozenset(mappings("en", "times")["months"]) | frozenset(mappings("en", "times")["weekdays"])
"""English words with a capital letter that are no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A document in terms that any language has; each tuple in alphabetical or numerical order.

    ``towns``: GeoNames ids of settlements, those of the opening again in ``lead_towns``; ``figures``: numbers from
    ``LEAST_FIGURE`` on ("22"), and numbers with the class of what they count ("22 building"); ``names``: sounds of
    proper names; ``events`` and ``things``: classes, the events of the opening again in ``lead_events``.
    """

    towns: tuple[int, ...] = ()
    lead_towns: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    lead_events: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


def extract_common(document: Document, tree: Tree) -> Common:
    """Return the language-independent terms of a document; they depend on nothing but the document."""
    language, parse = tree.parse.language, tree.parse
    towns = [(p.geonames_id, p.span.start) for p in document.places if p.geonames_id and p.kind == "settlement"]
    classed = [(event_of(lemma, language), start) for lemma, start in zip(parse.lemmas, parse.starts, strict=True)]
    events = [(name, start) for name, start in classed if name is not None]
    things = {name for lemma in parse.lemmas if (name := thing_of(lemma, language)) is not None}
    return Common(
        towns=tuple(sorted({town for town, _ in towns})),
        lead_towns=tuple(sorted({town for town, start in towns if start < LEAD})),
        regions=tuple(sorted({p.name for p in document.places if p.kind == "region"})),
        countries=tuple(sorted({p.name for p in document.places if p.kind == "country"})),
        figures=tuple(sorted({f for q in document.quantities for f in _figures(q, language)})),
        names=tuple(sorted(_names(document, tree))),
        events=tuple(sorted({name for name, _ in events})),
        lead_events=tuple(sorted({name for name, start in events if start < LEAD})),
        things=tuple(sorted(things)),
    )


def _figures(quantity: Quantity, language: str) -> Iterator[str]:
    """Yield a quantity as figures, whatever its comparator, alone and with the class of what is counted or measured."""
    values = {v for v in (quantity.low, quantity.high) if v}
    exact = quantity.low == quantity.high or quantity.low is None or not quantity.low or quantity.high is None
    if len(values) != 1 or not exact:
        return
    shown = f"{values.pop():.15g}"
    counted = thing_of(quantity.counted, language) if quantity.counted else quantity.unit
    if float(shown) >= LEAST_FIGURE:
        yield shown
    if counted is not None:
        yield f"{shown} {counted}"


def _names(document: Document, tree: Tree) -> set[str]:
    """Return the sounds of the proper names that are no places and no words of bodies."""
    parse, found = tree.parse, set[str]()
    places = [p.span for p in document.places]
    at = 0
    for token in range(len(parse.starts)):
        if len(found) >= MOST_NAMES or not is_name(tree, token):
            continue
        while at < len(places) and places[at].end <= parse.starts[token]:
            at += 1
        if at < len(places) and places[at].start < parse.ends[token]:
            continue
        word = parse.lemmas[token] if parse.language in DECLINED else tree.word(token).lower()
        heard = sound(latin(word))
        if len(heard) >= MIN_NAME and heard.isalpha() and is_own_name(word) and word not in CALENDAR:
            found.add(heard)
    return found
