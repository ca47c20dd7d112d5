"""The order of a story's claims: what an editor must look at first.

Enters: claims in the making, each with the statement that says it best, and the material of their story. Leaves: the
same claims, the foremost first. Refuses: to weigh who acts; names of countries and peoples count nothing.

What a story is about stands in the headlines and the openings of its reports, most of it in the first sentence. A claim
comes first if many reports tell it, early, in words with which many reports open; what tells a headline counts as told
in the first sentence, wherever it stands. Once a claim has said them, these words count
less, so that the next one tells something else (as in SumBasic, Nenkova and Vanderwende 2005).
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemma.claims.drafts import Group
from stemma.claims.material import Material
from stemma.claims.phrasing import short_text
from stemma.claims.pronouns import FIRST_PERSON
from stemma.claims.worth import is_history, is_remark, stands_alone
from stemma.compare.readings import PEOPLE, Reading
from stemma.compare.terms import key
from stemma.compare.values import is_large

OPENING = 3
"""Sentences of a report's opening whose words are what its story is about, each counting less than the one before it;
the first alone can be a dateline or a teaser."""

AGREED = 2.0
"""Power of the share of the reports that open with a word: with 1 the words of one long report, told in nobody else's
opening, stand beside those of all (133 stories, likeness to headlines the program does not see)."""

LEAD = 2.0
"""Power of what a sentence of an opening counts: a quarter for the second one, a ninth for the third; with 1 the
details of the second sentence stand before what the first one tells (133 stories, likeness to headlines)."""

DEPTH = 0.7
"""Power of what a report's sentence counts, for how many tell a claim; with 1 what two reports share in their tenth
sentences stands behind all that one report opens with (share of the first five that several reports tell: 0.59 to
0.62 on 124 stories, first claims as like the headlines as before)."""

SHARED = 1.5
"""Power of the number of reports; with 1 a claim of one report stands before the count of injured that nine give, since
few words of that are words with which reports open."""

SPOKEN = 0.5
"""Part that a claim counts whose best words are "I" or "we", or a question: somebody must be asked what it means."""

COUNTED = 1.5
"""How often a claim counts that says how many something happened to: what editors ask first (124 stories: first claims
are as like the headlines as with 1, at 2 less)."""

FADING = 0.7
"""Part of its weight that an opening word keeps once a claim has said it; without it one event stands in the first four
places, each time a little different."""

FOREMOST = 30
"""Claims after which nothing fades any more; nobody reads as far, and the order is found faster."""

SAID = 0.8
"""Share of the bits of a statement that one claim before it has said, from which it only repeats that one."""

REPEATED = 0.3
"""Part that a claim counts that only repeats one before it; without it "X said that P" and "P" stand side by side."""

HEADED = 0.6
"""Share of the bits of a headline from which a statement tells it."""

LITTLE = 20.0
"""Bits below which a statement says too little to stand among the first."""

_SAYING = frozenset({"report", "say", "state", "tell", "write"})
"""Verbs by which somebody relays what was said."""

Best = Mapping[str, Reading]
"""Claim id → the statement that says it best."""


def rank(groups: Sequence[Group], best: Best, material: Material) -> list[Group]:
    """Return the claims of a story, the foremost first."""
    headlines = _headlines(material)
    words = _opening_words(material, headlines)
    share = {g.id: _retold(g, headlines) * _weight(best[g.id]) for g in groups}
    queue = [(_tier(g, material), -share[g.id] * _central(best[g.id], words), g.id, g) for g in groups]
    heapq.heapify(queue)
    ordered: list[Group] = []
    while queue:
        tier, value, name, group = heapq.heappop(queue)
        told = (best[g.id] for g in ordered[:FOREMOST])
        now = -share[name] * _central(best[name], words) * (REPEATED if _repeats(best[name], told) else 1.0)
        if now > value:
            heapq.heappush(queue, (tier, now, name, group))
            continue
        ordered.append(group)
        if len(ordered) < FOREMOST:
            words |= {term: words[term] * FADING for term in best[name].terms if term in words}
    return ordered


def _weight(reading: Reading) -> float:
    """Return how often a claim counts for the form of what says it best."""
    spoken = SPOKEN if FIRST_PERSON.search(short_text(reading)) else 1.0
    counts = any(a.measure == PEOPLE and a.event is not None and is_large(a.quantity) for a in reading.amounts)
    return spoken * (COUNTED if counts else 1.0)


def _headlines(material: Material) -> Mapping[str, Mapping[str, float]]:
    """Return for each report the bits of those words of its title that its statements have too."""
    known: dict[str, dict[str, float]] = {d: {} for d in material.documents}
    for reading in material.readings:
        known[reading.document.id].update(reading.terms)
    titles = {d: re.findall(r"[^\W\d_]+", (material.documents[d].title or "").lower()) for d in known}
    keys = {d: [key(form) for word in title for form in _forms(word)] for d, title in titles.items()}
    return {d: {term: known[d][term] for term in keys[d] if term in known[d]} for d in known}


def _forms(word: str) -> Iterator[str]:
    """Yield what the lemma of a word of a headline can be: headlines are in the present tense, and are not parsed."""
    yield from (word.removesuffix(ending) for ending in ("", "s", "es", "d", "ed", "ing"))


def _opening_words(material: Material, headlines: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return the bits of each word with which reports open, times the share of the reports that do, to ``AGREED``."""
    opening: dict[str, dict[int, None]] = {}
    told: dict[str, dict[str, float]] = {}
    bits: dict[str, float] = {}
    for reading in sorted(material.readings, key=lambda r: r.statement.sentence):
        sentences = opening.setdefault(reading.document.id, {})
        sentences[reading.statement.sentence] = None
        if len(sentences) <= OPENING:
            said = told.setdefault(reading.document.id, {})
            for term, weight in reading.terms.items():
                said.setdefault(term, _early(len(sentences) - 1) ** LEAD)
                bits[term] = max(weight, bits.get(term, 0.0))
    for document, headline in headlines.items():
        for term in headline:
            told[document][term] = max(told[document].get(term, 0.0), 1.0 / len(opening))
        bits |= {term: max(weight, bits.get(term, 0.0)) for term, weight in headline.items()}
    share: dict[str, float] = defaultdict(float)
    for document in sorted(told):
        for term, early in told[document].items():
            share[term] += early / len(opening)
    return {term: bits[term] * share[term] ** AGREED for term in share if not term.startswith("@")}


def _central(reading: Reading, words: Mapping[str, float]) -> float:
    """Return how much of what a statement says is what the story is about, squared, so that a bare name is little."""
    length = sum(bits * bits for bits in reading.terms.values())
    return sum(bits * words.get(t, 0.0) for t, bits in reading.terms.items()) ** 2 / length if length else 0.0


def _said(words: Mapping[str, float], reading: Reading) -> float:
    """Return the share of the bits of words that a statement has."""
    return sum(bits for term, bits in words.items() if term in reading.terms) / sum(words.values())


def _repeats(reading: Reading, told: Iterable[Reading]) -> bool:
    """Tell whether one statement before it has said nearly all that a statement says."""
    return bool(reading.terms) and any(_said(reading.terms, other) >= SAID for other in told)


def _retold(group: Group, headlines: Mapping[str, Mapping[str, float]]) -> float:
    """Return in how many reports a claim stands, those that tell it further down counted less, to ``SHARED``."""
    first: dict[str, int] = {}
    for reading in group.readings:
        headline = headlines[reading.document.id]
        heads = bool(headline) and _said(headline, reading) >= HEADED
        sentence = 0 if heads else reading.statement.sentence
        first[reading.document.id] = min(sentence, first.get(reading.document.id, sentence))
    return float(sum(_early(sentence) ** DEPTH for sentence in first.values()) ** SHARED)


def _early(sentence: int) -> float:
    """Return what a sentence of a report counts: 1 for the first, a half for the second, a third for the next."""
    return 1.0 / (1 + sentence)


def _tier(group: Group, material: Material) -> int:
    """Return the shelf of a claim, 0 first.

    What was reported; remarks; history; fragments, what points back to a sentence before it and what only relays
    another claim; what says too little.
    """
    if max(r.bits for r in group.readings) < LITTLE:
        return 4
    alone = [r for r in group.asserting if stands_alone(r) and not _only_relays(r, material)]
    if not alone:
        return 3
    if all(is_history(r) for r in alone):
        return 2
    return int(all(is_remark(r) for r in alone))


def _only_relays(reading: Reading, material: Material) -> bool:
    """Tell whether a content is that somebody else said a thing, a claim by itself: "P, Gil said on Monday"."""
    here, tree = reading.statement, reading.tree
    said = tree.tokens_in(here.content)
    top = next((t for t in said if tree.parse.heads[t] not in said or tree.parse.heads[t] == t), None)
    subject = tree.child(top, "nsubj") if top is not None and tree.lemma(top) in _SAYING else None
    if subject is None:
        return False
    who = tree.span(subject, subject)
    inside = (s for s in material.said[here.document] if s.cue == here.cue and here.content.covers(s.content))
    return any(k.span is not None and k.span.covers(who) for s in inside for k in s.chain[len(here.chain) :])
