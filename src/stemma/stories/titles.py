"""Describe a story: a title that a person would give it, its places, and the days of its reports.

Enters: the documents of one story. Leaves: a ``Story`` without unseen sources (lineage finds those).
Refuses: to write a title of its own; it is the headline, or the opening sentence made shorter, of the document
whose words the other documents share most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from stemma.compare.classes import DECLINED
from stemma.ids import make_id
from stemma.language.words import words
from stemma.model import Document, Place, Published, Story, StoryPlace
from stemma.stories.features import rarity
from stemma.stories.shortening import in_whole_phrases, is_balanced

MAX_TITLE = 96
"""Code points of a title; a headline of a news agency has 60 to 90, a line of a dossier about 100."""

MIN_TITLE = 12
"""Code points below which a heading says nothing ("Ukraine war")."""

MIN_CUT = 55
"""Code points that must be left when a title is cut at a comma or a dash: a subject alone is no title."""

MIN_PARAGRAPH = 24
"""Code points of a paragraph that can open a report; shorter ones are section names and bylines."""

MAX_PLACES = 6
"""Places listed for a story, those that most documents name first."""

OPENING = 700
"""Code points of a document in which its opening sentence is looked for."""

MIN_PLAIN = 20
"""Code points of a sentence that can tell what happened."""

LONGEST_LINK = 12
"""Code points that are read beyond ``MAX_TITLE`` to see that a phrase begins there (" following ")."""

CANDIDATES = 5
"""Sentences at the head of a report among which one is looked for that can be a title."""

_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,30}$")
_SENTENCE = re.compile(
    r"[.!?…]['\"’”»)]?(?=\s+['\"‘“«(]?[A-ZА-ЯІЇЄҐ]|\s+['\"‘“«]\d)|(?<=[a-zа-я])[.!?](?=[A-ZА-ЯІЇЄҐ][a-zа-я])"
)
_SHORT = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs)\.$")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,/’'-]{2,40}|[A-Z][\w .]{2,30},?)(?: \d{1,2} [A-Z][a-z]{2,8}| [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s?(?:\([^()]{2,40}\))?\s?[—–:-]+\s+(?=['\"‘“«(]?[A-Z])"
    r"|^[A-Z][A-Z ]{2,40}, \d{1,2} [A-Z][a-z]{2,8} (?=['\"‘“«(]?[A-Z])"
)
_TIED = re.compile(r"^(?:And|But|However|Meanwhile|Moreover|Still|Yet)\b,? ")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]")
_LED_BY_SOURCE = re.compile(r"^(?:According to|As reported by|Citing) [^,]{2,80}, ", re.IGNORECASE)
_LED_BY_PHRASE = re.compile(r"^(?:After|Amid|At|Before|Despite|During|Following|From|In|On|Under|With) [^,]{2,80}, ")
_ENDS_IN_SOURCE = re.compile(
    r",? (?:according to|citing|as reported by) .{2,200}$|, [^,]{2,60} (?:said|says|reported|announced)(?: \w+)?$"
)
_ASIDE = re.compile(r"^([^,]{3,60}), [^,]{3,80}, (?=(?:has|have|had|is|was|are|were|will|\w{2,20}(?:ed|s))\b)")
_BREAKS = re.compile(r" [–—-] |—|; |: |, ")
_PHRASES = re.compile(
    r" (?=(?:after|amid|and|as|at|because|before|between|but|by|despite|during|following|for|from|in|into|on|since|"
    r"that|when|where|which|while|who|with|without) )"
)
_STUMP = re.compile(r"^(.{55,}?)(?:,(?=[\"”]$)| (?:after|as|because|when|where|which|while|who)(?: [\w’'-]+){1,3}$)")
_SPOKEN = re.compile(r"^[\"'“‘«]|\b(?:I|[Ww]e|[Yy]ou|[Yy]our|[Oo]ur|[Mm]y)\b|\?$")
_POINTING = re.compile(
    r"^(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their)\b"
    r"| (?:said|says|added|told \w+)$|^(?:Video|Watch|NEW)\b"
)


def describe(documents: Sequence[Document]) -> Story:
    """Return the story of one group of documents."""
    ordered = sorted(documents, key=lambda d: d.id)
    published = [d.published for d in ordered if d.published]
    return Story(
        id=make_id("sto", ordered[0].id),
        title=choose_title(ordered),
        documents=tuple(d.id for d in ordered),
        places=_places(ordered),
        earliest=_bound(published, first=True),
        latest=_bound(published, first=False),
    )


def choose_title(documents: Sequence[Document]) -> str:
    """Return the headline, else the opening sentence, that says most of what all documents open with.

    Documents in several languages share no words: the title is one in the language of most, else of the first report.
    """
    documents = _in_one_language(documents)
    openings = {d.id: Counter(_telling(_opening(d), d.language)) for d in documents}
    shared: Counter[str] = Counter(term for counts in openings.values() for term in counts)

    def value(item: tuple[str, Document]) -> tuple[float, int, str]:
        text, document = item
        terms = _telling(text, document.language)
        gain = sum(rarity(t, document.language or "en") * (shared[t] - 1 + 0.1) for t in sorted(terms))
        return -gain / max(6, len(terms)), len(text), document.id

    headlines = [(h, d) for d in documents if (h := _headline(d))]
    plain = [(text, d) for text, d in headlines if _is_plain(text)]
    for later in (0, CANDIDATES) if not plain else ():
        told = [(_shortened(_told(d, later)), d) for d in documents]
        plain = [(text, d) for text, d in told if _is_plain(text)]
        if plain:
            return _whole(min(plain, key=value), later)
    first = [(_shortened(_told(d, 0)), d) for d in documents]
    return min(plain or headlines or first, key=value)[0] or documents[0].path


def _whole(chosen: tuple[str, Document], later: int) -> str:
    """Return a title cut out of a sentence as a sentence of its own, or with a mark where it is cut."""
    title, document = chosen
    told = _told(document, later)
    if len(told) <= MAX_TITLE:
        return title
    whole = in_whole_phrases(told, MAX_TITLE) if document.language == "en" else None
    return whole or title.rstrip("…") + "…"


def _in_one_language(documents: Sequence[Document]) -> Sequence[Document]:
    """Return the documents in the language that most have, or the earliest of them where two languages have as many."""
    counts = Counter(d.language or "" for d in documents)

    def rank(document: Document) -> tuple[int, str, str]:
        published = document.published.earliest if document.published else "9999"
        return -counts[document.language or ""], published, document.id

    chosen = min(documents, key=rank).language
    return [d for d in documents if d.language == chosen]


def _headline(document: Document) -> str:
    """Return the document's title without labels and the site's name, or nothing if it says too little."""
    title = " ".join((document.title or "").split())
    label = re.match(r"^([\w ]{2,24}?)(?: \d{1,2})?\s?[:–—-]\s+", title)
    if label and label.group(1).lower() in words("en", "claims")["headline_labels"]:
        title = title[label.end() :]
    title = _shortened(_SITE.sub("", title))
    return title if len(title) >= MIN_TITLE else ""


def _told(document: Document, later: int) -> str:
    """Return a sentence of the opening without dateline, brackets, source and a "But" that ties it to another.

    It is the first, or with ``later`` the first of so many more that can be a title.
    """
    sentences = [_opening(document), *_sentences(_body(document))[1 : later + 1]]
    sentence = next((s for s in sentences if _is_plain(s)), sentences[0])
    for pattern in (_DATELINE, _BRACKETS, _TIED, _LED_BY_SOURCE, _LED_BY_PHRASE, _ENDS_IN_SOURCE):
        sentence = pattern.sub("", sentence)
    sentence = _tidy(_ASIDE.sub(r"\1 ", sentence))
    return sentence[:1].upper() + sentence[1:]


def _opening(document: Document) -> str:
    """Return the first sentence of the text."""
    body = _body(document)
    return next(iter(_sentences(body)), body)


def _body(document: Document) -> str:
    """Return the head of the text, removed stretches left out; a first line without a stop stands alone."""
    kept: list[str] = []
    cursor = 0
    for removed in sorted(document.removed, key=lambda r: r.span):
        kept.append(document.text[cursor : removed.span.start])
        cursor = max(cursor, removed.span.end)
    kept.append(document.text[cursor:])
    text = "".join(kept).strip()[: OPENING * 2]
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n|\n", text) if len(p.strip()) >= MIN_PARAGRAPH]
    return "\n".join(p[:OPENING] for p in paragraphs)


def _sentences(text: str) -> list[str]:
    """Return the sentences of each line of a text; a line without a stop is one."""
    found: list[str] = []
    for line in text.split("\n"):
        ends = [m.end() for m in _SENTENCE.finditer(line) if not _SHORT.search(line[: m.end()])]
        found += [s for a, b in pairwise([0, *ends, len(line)]) if (s := line[a:b].strip())]
    return found


def _is_plain(sentence: str) -> bool:
    """Tell whether a sentence can be a title: nobody speaks in it, it points back to nothing and is no label."""
    said = {m.group().lower() for m in _WORD.finditer(sentence)}
    label = said <= words("en", "claims")["headline_labels"] | words("en", "claims")["section_words"]
    return len(sentence) >= MIN_PLAIN and not (label or _SPOKEN.search(sentence) or _POINTING.search(sentence))


def _shortened(text: str) -> str:
    """Return a text of at most ``MAX_TITLE`` code points, cut at the last clause's end, phrase or word that fits."""
    text = _tidy(text)
    if len(text) <= MAX_TITLE:
        return text
    for pattern in (_BREAKS, _PHRASES):
        starts = (m.start() for m in pattern.finditer(text[: MAX_TITLE + LONGEST_LINK]))
        cuts = [n for n in starts if MIN_CUT <= n <= MAX_TITLE and is_balanced(text[:n])]
        if cuts:
            return _STUMP.sub(r"\1", text[: cuts[-1]].strip())
    return text[: text.rfind(" ", 0, MAX_TITLE - 1)].strip(" ,;:–—-") + "…"


def _tidy(text: str) -> str:
    return text.strip(" –—-|·•").rstrip(".").strip()


def _telling(text: str, language: str | None) -> set[str]:
    return {w for w in (m.group().lower() for m in _WORD.finditer(text)) if rarity(w, language or "en") > 1}


def _bound(published: Sequence[Published], *, first: bool) -> str | None:
    """Return the earliest or latest day that the publication intervals reach."""
    if not published:
        return None
    return min(p.earliest for p in published) if first else max(p.latest for p in published)


def _places(documents: Sequence[Document]) -> tuple[StoryPlace, ...]:
    """Merge the documents' places by id (or by name where open), those named by most documents first."""
    merged: dict[str, list[tuple[str, str, Place]]] = {}
    for document in documents:
        for place in document.places:
            key = str(place.geonames_id) if place.geonames_id is not None else "?" + place.name.casefold()
            merged.setdefault(key, []).append((document.id, _as_written(document, place), place))
    ranked = sorted(
        merged.items(), key=lambda kv: (-len({d for d, _, _ in kv[1]}), _GRAIN[kv[1][0][2].kind], -len(kv[1]), kv[0])
    )
    return tuple(_story_place([(shown, p) for _, shown, p in found]) for _, found in ranked[:MAX_PLACES])


def _as_written(document: Document, place: Place) -> str:
    """Return a place's name as the document writes it; where names decline, in the nominative (``Place.names``)."""
    if document.language not in DECLINED or place.geonames_id is None:
        return place.span.within(document.text)
    return place.names[0] if place.names and not place.names[0].isascii() else place.name


_GRAIN = {"settlement": 0, "district": 1, "region": 2, "other": 3, "country": 4}
"""Which kind of place tells more of where an event was: the finer first."""


def _story_place(found: Sequence[tuple[str, Place]]) -> StoryPlace:
    """Return one place with every name that a document or the gazetteer uses, the documents' own first."""
    place = found[0][1]
    counts = Counter(" ".join(shown.split()) for shown, _ in found)
    shown = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    names = dict.fromkeys([*shown, place.name, *(n for _, p in found for n in p.names)])
    return StoryPlace(
        name=place.name,
        names=tuple(names),
        kind=place.kind,
        geonames_id=place.geonames_id,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )
