"""Whether one of two documents in different languages retells the other, or both retell one source: rules of lineage.

Enters: a ``Pair``. Leaves: ``Evidence`` with both spans, its raw strength as score; nothing for a pair in one language.
Refuses: to translate. What a translator cannot change is compared: numbers with what they count, names, places, kinds
of events and things, sentence by sentence, and their order.

What every account of an event must have weighs nothing: the first sentence that two reports share, and the first
number. The weights were set by hand on the invented reports of ``tests/cases/mixed`` and ``tests/cases/translation``;
there is no free set of translated news with known lineage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.compare.classes import event_of, is_name, thing_of
from stemma.compare.names import canonical
from stemma.compare.transliteration import is_own_name, latin, sound
from stemma.language.words import mappings, words
from stemma.lineage.pairs import Match, Pair, concordance
from stemma.lineage.readings import Witness
from stemma.lineage.rules import Rule, piece, short
from stemma.model import Document, Evidence, Quantity, Span

WEIGHTS = {"#": 2.0, "*": 1.5, "@": 1.0, "~": 1.0, "%": 0.5}
"""What a shared number with its noun, name, place, kind of event and kind of thing weigh in a sentence."""

ENOUGH = 2.0
"""Weight that two sentences must share to say the same: a number with its noun, or a place and a kind of event."""

COUNTERPART = 0.5
"""Share of the poorer sentence's weight from which the other is its counterpart."""

FREE = 1
"""Sentences and numbers that any two accounts of an event share."""

MANY = 3
"""Sentences or numbers beyond the free ones that make the full strength."""

LEAST_ORDER = 3
"""Sentences with a counterpart from which their order says something."""

LARGE = 10.0
"""Amounts from which a number tells something although no list knows what it counts ("500 blankets")."""

UNNAMED = "of something"
"""Stands for what a number counts where no list knows it."""

LONGEST_NAME = 6
"""Tokens of a body's name that is looked for: "the Ministry of Defence of Russia"."""

MIN_NAME = 4
"""Letters of a name's sound; shorter ones meet by chance across scripts."""


def languages_differ(pair: Pair) -> bool:
    """Tell whether the documents are in different languages."""
    return pair.left.document.language != pair.right.document.language


def translated_facts(pair: Pair) -> tuple[Evidence, ...]:
    """Sentence for sentence, one document has the facts of the other: the same numbers, names and kinds of events.

    One sentence in common is what the event forces on both, and counts nothing.
    """
    matched = _matches(pair)
    shorter = min(len(pair.left.sentences), len(pair.right.sentences))
    extra = len(matched) - FREE
    if extra < 1:
        return ()
    strength = min(1.0, extra / min(MANY, max(1, shorter - FREE)))
    pieces = [(", ".join(sorted(_shown(t) for t in match.stems))[:100], match) for match in matched[: MANY + FREE]]
    return tuple(
        piece(
            "translated_facts",
            pair,
            strength / len(pieces),
            f"one sentence in both: {said}",
            pair.left.sentences[match.left],
            pair.right.sentences[match.right],
        )
        for said, match in pieces
    )


def translated_order(pair: Pair) -> tuple[Evidence, ...]:
    """The documents tell the same facts in the same order, over at least three sentences."""
    matched = _matches(pair)
    if len(matched) < LEAST_ORDER:
        return ()
    kept = concordance(matched)
    strength = max(0.0, kept - 0.5) * 2 * min(1.0, (len(matched) - FREE) / MANY)
    detail = f"{len(matched)} sentences have a counterpart in the other language, {kept:.0%} of them in the same order"
    places = pair.left.sentences[matched[0].left], pair.right.sentences[matched[0].right]
    return (piece("translated_order", pair, strength, detail, *places),) if strength else ()


def translated_numbers(pair: Pair) -> tuple[Evidence, ...]:
    """Both count the same things with the same numbers; one is forced by the event, a list of them is not."""
    shared = sorted(_all(pair.left, "#") & _all(pair.right, "#"))
    extra = len(shared) - FREE
    if extra < 1:
        return ()
    detail = "both count " + ", ".join(_shown(t) for t in shared[:6])
    return (_whole("translated_numbers", pair, min(1.0, extra / MANY), detail),)


def translated_names(pair: Pair) -> tuple[Evidence, ...]:
    """Both name the same persons, ships or firms, whatever the script."""
    shared = sorted(_all(pair.left, "*") & _all(pair.right, "*"))
    if not shared:
        return ()
    detail = "both name " + ", ".join(_shown(t) for t in shared[:6])
    return (_whole("translated_names", pair, min(1.0, len(shared) / MANY), detail),)


def translated_quotation(pair: Pair) -> tuple[Evidence, ...]:
    """Both quote at the same place: their quotations speak of the same kinds of things, or hold the same numbers."""
    for left in pair.left.quotes:
        for right in pair.right.quotes:
            ours, theirs = _terms(pair.left, left.first, left.end), _terms(pair.right, right.first, right.end)
            if _weight(ours & theirs) >= 1.0 and _weight(ours & theirs) >= COUNTERPART * _weight(ours | theirs):
                words = short(pair.left.shown(left.first, left.end)), short(pair.right.shown(right.first, right.end))
                detail = f"both quote the same: “{words[0]}” – “{words[1]}”"
                places = (left.first, left.end), (right.first, right.end)
                return (piece("translated_quotation", pair, 1.0, detail, *places),)
    return ()


def cites_author(pair: Pair) -> tuple[Evidence, ...]:
    """One names the party whose own post or page the other is, written in another language."""
    for borrower, lender in ((pair.left, pair.right), (pair.right, pair.left)):
        outlet = canonical(lender.document.outlet or "")
        span = _named(borrower, outlet) if outlet and outlet != canonical(borrower.document.outlet or "") else None
        if span is not None:
            place = borrower.document.at(span)
            sides = (place, None) if borrower is pair.left else (None, place)
            detail = f"names {span.within(borrower.document.text)}, whose text the other is"
            return (Evidence(rule="cites_author", score=1.0, detail=detail, left=sides[0], right=sides[1]),)
    return ()


def _named(witness: Witness, party: str) -> Span | None:
    """Return where a document names a party, in any script and case."""
    tree, size = witness.tree, len(witness.tree.parse.starts)
    for n in range(size):
        if tree.word(n)[:1].isupper():
            for m in range(n, min(n + LONGEST_NAME, size)):
                span = tree.span(n, m)
                if canonical(span.within(tree.text)) == party:
                    return span
    return None


def other_numbers(pair: Pair) -> tuple[Evidence, ...]:
    """Against: the documents count the same kinds of things differently."""
    ours, theirs = _by_noun(_all(pair.left, "#")), _by_noun(_all(pair.right, "#"))
    apart = [noun for noun in sorted(ours.keys() & theirs.keys() - {UNNAMED}) if not ours[noun] & theirs[noun]]
    if not apart:
        return ()
    return (_whole("other_numbers", pair, -min(1.0, len(apart) / 2), "other numbers of " + ", ".join(apart)),)


def own_facts(pair: Pair) -> tuple[Evidence, ...]:
    """Against: each document has numbers and names that the other lacks, and most of its own."""
    marks = [_all(w, "#") | _all(w, "*") for w in (pair.left, pair.right)]
    shared = marks[0] & marks[1]
    own = min(len(m - shared) / len(m) if m else 0.0 for m in marks)
    if own <= COUNTERPART or min(len(m) for m in marks) < MANY:
        return ()
    detail = f"each has {own:.0%} or more of its numbers and names alone"
    return (_whole("own_facts", pair, -(own - COUNTERPART) / (1 - COUNTERPART), detail),)


RULES: tuple[tuple[Rule, float], ...] = (
    (translated_facts, 3.5),
    (translated_order, 1.5),
    (translated_numbers, 1.2),
    (translated_names, 1.0),
    (translated_quotation, 1.0),
    (cites_author, 1.5),
    (other_numbers, 0.8),
    (own_facts, 1.0),
)
"""Rules with the weight that turns their strength into log odds."""


def _matches(pair: Pair) -> list[Match]:
    """Return the sentences of the left with their best counterparts on the right, in the order of the left."""
    left, right = _facts(pair.left), _facts(pair.right)
    found: list[Match] = []
    for i, ours in enumerate(left):
        shared, j = max(((_weight(ours & theirs), -j) for j, theirs in enumerate(right)), default=(0.0, 0))
        theirs = right[-j] if right else frozenset()
        least = min(_weight(ours), _weight(theirs))
        if shared >= ENOUGH and shared >= COUNTERPART * least:
            found.append(Match(left=i, right=-j, share=min(1.0, shared / least), stems=tuple(sorted(ours & theirs))))
    return found


def _facts(witness: Witness) -> tuple[frozenset[str], ...]:
    return tuple(_terms(witness, first, end) for first, end in witness.sentences)


def _terms(witness: Witness, first: int, end: int) -> frozenset[str]:
    """Return what a stretch of words says: "#22 building", "*konev", "@710035", "~control", "%soldier"."""
    tree, document = witness.tree, witness.document
    span, language = witness.span(first, end), witness.tree.parse.language
    tokens = [witness.tokens[n] for n in range(first, end)]
    lemmas = [tree.lemma(t) for t in tokens]
    return frozenset(
        (
            *(f"#{_figure(q)} {noun}" for q, noun in _counts(document, span, language)),
            *(f"@{p.geonames_id or p.name}" for p in document.places if _inside(p.span, span) and p.kind != "country"),
            *(f"~{e}" for lemma in lemmas if (e := event_of(lemma, language)) is not None),
            *(f"%{c}" for lemma in lemmas if (c := thing_of(lemma, language)) is not None),
            *(f"*{name}" for name in _names(witness, tokens)),
        )
    )


def _counts(document: Document, span: Span, language: str) -> Iterator[tuple[Quantity, str]]:
    """Yield the quantities of a stretch with their unit, or the class of what they count; large ones also without."""
    for quantity in document.quantities:
        noun = quantity.unit or (thing_of(quantity.counted, language) if quantity.counted else None)
        large = max((v for v in (quantity.low, quantity.high) if v is not None), default=0.0) >= LARGE
        if (noun is not None or large) and _inside(quantity.span, span):
            yield quantity, noun or UNNAMED


def _figure(quantity: Quantity) -> str:
    ends = {f"{v:.15g}" for v in (quantity.low, quantity.high) if v}
    return "-".join(sorted(ends))


def _names(witness: Witness, tokens: Iterable[int]) -> Iterator[str]:
    """Yield the sounds of the proper names that stand for themselves; places are terms of their own."""
    tree = witness.tree
    for token in tokens:
        placed = any(_inside(tree.span(token, token), p.span) for p in witness.document.places)
        if is_name(tree, token) and not placed:
            word = tree.word(token).lower() if tree.word(token).isascii() else tree.lemma(token)
            heard = sound(latin(word))
            if len(heard) >= MIN_NAME and heard.isalpha() and is_own_name(word) and not _common(word):
                yield heard


def _common(word: str) -> bool:
    """Tell whether an English word with a capital letter is a country or a word of bodies: "Russian", "Ministry"."""
    lists, countries = words("en", "speakers"), mappings("en", "speakers")["countries"]
    return word in countries or any(word in lists[name] for name in ("body_nouns", "organization_words", "titles"))


def _all(witness: Witness, kind: str) -> frozenset[str]:
    """Return the terms of one kind that a document has anywhere."""
    return frozenset(t for terms in _facts(witness) for t in terms if t[0] == kind)


def _by_noun(figures: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for figure in figures:
        number, _, noun = figure.partition(" ")
        found.setdefault(noun, set()).add(number)
    return found


def _weight(terms: Iterable[str]) -> float:
    return sum(WEIGHTS[term[0]] for term in terms)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _shown(term: str) -> str:
    return term[1:].removesuffix(" " + UNNAMED) if term[0] != "@" else "the same place"


def _whole(rule: str, pair: Pair, score: float, detail: str) -> Evidence:
    """Return one piece of evidence that lies in no single place."""
    return Evidence(rule=rule, score=score, detail=detail)
