"""What the grouping of stories needs to know of a document.

Enters: a document and its tree. Leaves: ``Features``, small enough to be stored for each document (at most
``MAX_TERMS`` weighted terms). Refuses: nothing; a language without grammar gives its longer words as terms.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from stemma.compare.classes import DECLINED, is_name
from stemma.compare.rarity import word_bits
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Span
from stemma.stories.common import Common, extract_common

MAX_TERMS = 160
"""Terms kept of one document, the weightiest first. A report of 600 words has about 150 different ones."""

LEAD_TERMS = 60
"""Terms of the opening (title and first sentences) that say what happened; reporters put the event first."""

COMMON = 5.0
"""Bits of a word (``compare.rarity``) that weighs nothing: "the" has 4.2, "with" 7.1, "minister" 13.0."""

STEEPNESS = 1.5
"""Power of the rarity. Chosen on the odd ECB+ topics: at 1 the common words of a topic join its two events."""

NAME_BONUS = 1.5
"""Factor of a proper name's weight. Chosen on the odd ECB+ topics: without it 0.873 BCubed F1, with it 0.888."""

COUNTRY_MALUS = 0.5
"""Factor of the name of a country or its people, which all reports of a topic share. Without it the reports on
one war are one story."""

NUMBER_RARITY = 10.0
"""Rarity of any number, in bits: the model gives all numbers of one length the same frequency."""

RARE_WORD = 9.0
"""Bits above ``COMMON`` from which a word of a text without any capital letter counts as a name. Chosen on the odd
stories of GoogleNews-TS, which are all lower case: without it 0.753 BCubed F1, with it 0.800."""

MIN_PLAIN = 4
"""Letters of a term in a language without grammar; shorter ones are mostly function words."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS = re.compile(r"\s*https?\b|\s*www\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A document as the grouping sees it.

    ``terms`` has unit length and stands weightiest first; ``lead`` are the terms of title and opening;
    ``names`` those that are proper names, weightiest first; ``numbers`` the figures in it, years left out;
    ``places`` GeoNames ids of its settlements. ``earliest``/``latest`` bound its publication day. ``common`` is what
    documents in other languages are compared by.
    """

    document: str
    language: str
    terms: tuple[tuple[str, float], ...]
    lead: tuple[tuple[str, float], ...]
    names: tuple[str, ...]
    numbers: frozenset[str]
    places: frozenset[int]
    common: Common
    earliest: str | None = None
    latest: str | None = None


def extract(document: Document, tree: Tree) -> Features:
    """Return the features of a document; they depend on nothing but the document."""
    found = list(_terms(document, tree))
    counts, names = Counter(term for term, _, _ in found), frozenset(term for term, name, _ in found if name)
    opening = Counter(term for term, _, _ in found[:LEAD_TERMS])
    opening.update(_title_terms(document, tree))
    language, caseless = tree.parse.language, document.text.islower()
    weights = _weights(counts, names, language)
    return Features(
        document=document.id,
        language=language,
        terms=weights,
        lead=_weights(opening, names, language),
        names=tuple(term for term, _ in weights if term in names or (caseless and _is_rare(term, language))),
        numbers=frozenset(t for t in counts if t[0] == "#" and not _YEAR.fullmatch(t[1:])),
        places=frozenset(p.geonames_id for p in document.places if p.geonames_id and p.kind == "settlement"),
        earliest=_day(document.published.earliest, "-01-01") if document.published else None,
        latest=_day(document.published.latest, "-12-28") if document.published else None,
        common=extract_common(document, tree),
    )


def _day(iso: str, rest: str) -> str | None:
    """Return the day of an ISO date; a year or month is filled up with ``rest``. What is no date is no day."""
    filled = iso[:10] if len(iso) >= 10 else iso + rest[len(iso) - 4 :]
    try:
        return date.fromisoformat(filled).isoformat()
    except ValueError:
        return None


def _terms(document: Document, tree: Tree) -> Iterator[tuple[str, bool, Span]]:
    """Yield each telling word: its form for comparison, whether it is a name, and where it stands."""
    parse = tree.parse
    for token in range(len(parse.starts)):
        if _ADDRESS.match(tree.text[parse.starts[parse.sentences[tree.sentence_of[token]][0]] :][:12]):
            continue
        word = tree.word(token)
        span = Span(start=parse.starts[token], end=parse.ends[token])
        if word[0].isdigit():
            yield "#" + word.strip(".,"), False, span
        elif is_name(tree, token) and any(c.isalpha() for c in word):
            yield parse.lemmas[token] if parse.language in DECLINED else word.lower(), True, span
        elif parse.pos[token] in {"NOUN", "VERB", "ADJ"} and any(c.isalpha() for c in word):
            if parse.lemmas[token] not in words("en", "claims")["news_verbs"]:
                yield parse.lemmas[token], False, span
        elif not parse.pos[token] and word.isalpha() and len(word) >= MIN_PLAIN:
            yield word.lower(), False, span


def _title_terms(document: Document, tree: Tree) -> list[str]:
    """Return the words of a title that stands outside of the text, as far as the text has them too."""
    known = frozenset(tree.parse.lemmas) | frozenset(tree.word(t).lower() for t in range(len(tree.parse.starts)))
    return [w for w in re.findall(r"\w+", (document.title or "").lower()) if w in known and len(w) >= MIN_PLAIN]


def _weights(counts: Counter[str], names: frozenset[str], language: str) -> tuple[tuple[str, float], ...]:
    """Weigh terms by how often they stand here and how rare they are in the language; unit length."""
    raw = {
        term: (1 + math.log(count)) * rarity(term, language) ** STEEPNESS * _factor(term, names)
        for term, count in counts.items()
    }
    kept = sorted(((t, w) for t, w in raw.items() if w > 0), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    length = math.sqrt(sum(w * w for _, w in kept)) or 1.0
    return tuple((term, round(weight / length, 6)) for term, weight in kept)


def _factor(term: str, names: frozenset[str]) -> float:
    if term in _countries():
        return COUNTRY_MALUS
    return NAME_BONUS if term in names else 1.0


@cache
def _countries() -> frozenset[str]:
    known = mappings("en", "speakers")["countries"]
    return frozenset(known) | frozenset(known.values())


def _is_rare(term: str, language: str) -> bool:
    return term[0] != "#" and rarity(term, language) >= RARE_WORD


def rarity(term: str, language: str) -> float:
    """Return how rare a term is: bits above ``COMMON`` under the background model."""
    return NUMBER_RARITY if term[0] == "#" else max(0.0, word_bits(term, language) - COMMON)
