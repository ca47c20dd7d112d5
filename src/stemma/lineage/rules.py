"""The rules by which two documents of a story share more than their event forces on them.

Enters: a ``Pair``. Leaves: ``Evidence`` with both spans, its raw strength as score. Refuses: nothing; a rule that
sees nothing returns nothing.

Each rule returns at most ``SHOWN`` pieces; their strengths add up to the strength of all that it saw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log, log2

from stemma.compare.rarity import chance
from stemma.lineage.align import PREDICTABLE
from stemma.lineage.pairs import Pair, concordance
from stemma.lineage.readings import WINDOW, Witness
from stemma.model import Evidence

Rule = Callable[[Pair], tuple[Evidence, ...]]

SHOWN = 5
"""Pieces of evidence that one rule shows; an editor checks five in a minute."""

UNIT = 8.0
"""Bits above chance that count as one; strength grows with the logarithm, because evidence of one kind repeats
itself. A text copied word for word has a thousand bits, but is no thousand times more surely a copy."""

QUOTED = 0.5
"""Part of a shared run that counts when it is quoted on both sides: two reporters may have heard one speaker."""

MATCHED = 0.6
"""Share of a sentence's information from which it says the same as its counterpart. Median of independent
accounts in ECB+: 0.3; of heavily rewritten copies: 0.64 (python -m bench quality.lineage)."""

LINED_UP = 0.35
"""The same for the order of sentences, where a weaker match suffices because several must agree."""

HAPAX = 0.2
"""Share of the words used once that two independent accounts of an event have in common (ECB+: median 0.19)."""

NEAR = 0.05
"""Share of word pairs that independent accounts have in common outside of shared runs (ECB+: median 0.03)."""

FEWEST = 15
"""Words or pairs of words of the shorter document that a share is taken of, at least; three of five prove nothing."""

CROWD = 5
"""Documents of a story from which its own counts say what is common in it; with fewer they say nothing."""

ALIKE, STEP = 0.10, 0.04
"""Likeness inside the story that independent accounts reach (ECB+ stories of 8 to 10 texts: median 0.04, 90 of 100
below 0.10, 95 below 0.12), and the likeness beyond it that counts as one."""

TELLING = 10.0
"""Bits of a word from which sharing it is counted; AUC is the same from 10 to 13."""

USUAL, GROWTH = 0.25, 0.53
"""Bits that two accounts of one event share, as ``USUAL × (words × words) ** GROWTH``: least squares over 2,346 pairs
of ECB+ accounts without a common run of eight words."""

STEADY = 10.0
"""Bits added to those shared, and least that is usual, so that one word in two short texts does not decide."""

MOST = 1.5
"""Largest strength: 4.5 times what is usual, or less than a fifth of it."""

SCALED = frozenset({"en"})
"""Languages in which that was measured."""

_Piece = tuple[float, str, tuple[int, int], tuple[int, int]]
"""Bits, what to say, and the word ranges on the left and on the right."""


def verbatim(pair: Pair) -> tuple[Evidence, ...]:
    """Both documents hold the same sequence of words, which is too unusual to be written twice by chance.

    Names, numbers and stock phrases of news writing weigh nothing, and words that the whole story uses weigh
    little. A sequence that is quoted on both sides counts half: two reporters may have heard one speaker.
    """
    pieces: list[_Piece] = []
    for bits, run in pair.telling:
        places = (run.left, run.left + run.length), (run.right, run.right + run.length)
        weight = QUOTED if _quoted(pair.left, *places[0]) and _quoted(pair.right, *places[1]) else 1.0
        words = short(pair.left.shown(*places[0]))
        pieces.append((bits * weight, f"both write “{words}”, which is unusual: {chance(bits)} would", *places))
    return evidence("verbatim", pair, pieces)


def peculiar_word(pair: Pair) -> tuple[Evidence, ...]:
    """Both documents use the same odd word, outside of any sequence that they share."""
    pieces: list[_Piece] = []
    for stem in sorted(pair.left.places.keys() & pair.right.places.keys()):
        n, m = pair.left.places[stem][0], pair.right.places[stem][0]
        bits = min(pair.left.bits[n], pair.right.bits[m]) - pair.exposure
        if bits > 0 and n not in pair.covered:
            pieces.append((bits, f"both use the rare word “{pair.left.words[n]}”", (n, n + 1), (m, m + 1)))
    return evidence("peculiar_word", pair, pieces)


def peculiar_pair(pair: Pair) -> tuple[Evidence, ...]:
    """Both documents put the same two words together, which are seldom put together: an odd link, even re-worded.

    A name counts by the word that is tied to it: that a bloc is named is forced by the event, that it has a
    "zone" is not.
    """
    pieces: list[_Piece] = []
    for key in sorted(pair.left.neighbours.keys() & pair.right.neighbours.keys()):
        left, right = pair.left.neighbours[key], pair.right.neighbours[key]
        if not pair.covered.issuperset(left):
            bits = _link_bits(pair, key, left, right)
            if bits > 0:
                places = (left[0], left[1] + 1), (right[0], right[1] + 1)
                words = short(pair.left.shown(*places[0])), short(pair.right.shown(*places[1]))
                pieces.append((bits, f"both link the same words: “{words[0]}” – “{words[1]}”", *places))
    return evidence("peculiar_pair", pair, pieces)


def _link_bits(pair: Pair, key: tuple[str, str], left: tuple[int, int], right: tuple[int, int]) -> float:
    """Return the bits above chance of two words standing together in both documents.

    With a name: its mentions, times the places beside each, times the links of names that might coincide, are the
    chances that an independent account had to put the word there.
    """
    witness = pair.left
    names = [n for n in left if witness.named[n]]
    if not names:
        return PREDICTABLE * sum(witness.bits[n] for n in left) - pair.exposure - log2(WINDOW) + 1
    word = left[0] if names[0] == left[1] else left[1]
    name = witness.stems[names[0]]
    mentions = max(len(side.places.get(name, ())) for side in (pair.left, pair.right))
    reach = max(left[1] - left[0], right[1] - right[0])
    together = sum(_together(side, key) for side in (pair.left, pair.right))
    bits = pair.usage.bits(witness, word, forced=max(2, together))
    return bits - log2(2 * reach * mentions) - log2(max(2, witness.tied))


def _together(witness: Witness, key: tuple[str, str]) -> int:
    first, second = (witness.places.get(stem, ()) for stem in key)
    return sum(any(abs(n - m) <= WINDOW for m in second) for n in first)


def same_words(pair: Pair) -> tuple[Evidence, ...]:
    """The documents choose the same incidental words: of the words that each uses once, many are the same."""
    once = pair.left.once, pair.right.once
    both = sorted(once[0] & once[1], key=lambda s: (-pair.left.bits[pair.left.places[s][0]], s))
    share = len(both) / max(FEWEST, min(len(once[0]), len(once[1])))
    if share <= HAPAX or not both:
        return ()
    words = ", ".join(pair.left.words[pair.left.places[s][0]] for s in both[:8])
    detail = f"of the words used once, {share:.0%} are the same in both ({words})"
    first = pair.left.places[both[0]][0], pair.right.places[both[0]][0]
    return (piece("same_words", pair, share - HAPAX, detail, (first[0], first[0] + 1), (first[1], first[1] + 1)),)


def shared_words(pair: Pair) -> tuple[Evidence, ...]:
    """For or against: the documents have more, or fewer, words of content in common than two accounts of one event.

    Each word counts by its rarity in ordinary writing; what two accounts of their lengths share is reckoned with.
    """
    left, right = pair.left, pair.right
    if not {left.tree.parse.language, right.tree.parse.language} <= SCALED or not (left.words and right.words):
        return ()
    places = {s: left.places[s][0] for s in left.places.keys() & right.places.keys()}
    both = sorted((s for s in places if left.plain[places[s]] >= TELLING), key=lambda s: (-left.plain[places[s]], s))
    bits = sum(left.plain[places[s]] - TELLING + 1 for s in both)
    usual = max(STEADY, USUAL * (len(left.words) * len(right.words)) ** GROWTH)
    strength = max(-MOST, min(MOST, log((bits + STEADY) / usual)))
    words = ", ".join(left.words[places[s]] for s in both[:8]) or "none of them rare"
    detail = f"{bits / usual:.1f} times the words that two accounts of their length have in common ({words})"
    n, m = (places[both[0]], right.places[both[0]][0]) if both else (0, 0)
    return (piece("shared_words", pair, strength, detail, (n, n + 1), (m, m + 1)),)


def same_neighbours(pair: Pair) -> tuple[Evidence, ...]:
    """The documents put the same words next to each other again and again, outside of sequences they share."""
    keys = sorted(pair.left.neighbours.keys() & pair.right.neighbours.keys())
    loose = [k for k in keys if not pair.covered.issuperset(pair.left.neighbours[k])]
    share = len(loose) / max(FEWEST, min(len(pair.left.neighbours), len(pair.right.neighbours)))
    if share <= NEAR:
        return ()
    left, right = pair.left.neighbours[loose[0]], pair.right.neighbours[loose[0]]
    detail = f"{len(loose)} pairs of words stand together in both, for instance “{' / '.join(loose[0])}”"
    places = (left[0], left[1] + 1), (right[0], right[1] + 1)
    return (piece("same_neighbours", pair, min(0.2, share - NEAR) * 5, detail, *places),)


def alike(pair: Pair) -> tuple[Evidence, ...]:
    """The documents choose the same details of those on which the story's documents differ.

    Likeness is the cosine over words and names, each weighed by how few of the story's documents have it: what
    every document of the story says counts for nothing.
    """
    if pair.usage.documents < CROWD:
        return ()
    telling, left, right = pair.usage.telling, pair.left, pair.right
    both = sorted(left.places.keys() & right.places.keys(), key=lambda s: (-telling(s), s))
    likeness = sum(telling(s) ** 2 for s in both) / (left.norm * right.norm)
    if likeness <= ALIKE:
        return ()
    words = ", ".join(left.words[left.places[s][0]] for s in both[:8])
    detail = f"closer to each other than most documents of the story ({likeness:.2f}), by {words}"
    n, m = left.places[both[0]][0], right.places[both[0]][0]
    return (piece("alike", pair, min(3.0, (likeness - ALIKE) / STEP), detail, (n, n + 1), (m, m + 1)),)


def selection(pair: Pair) -> tuple[Evidence, ...]:
    """The documents choose the same facts: sentence for sentence, one says what the other says."""
    pieces: list[_Piece] = []
    for match in pair.matches:
        if match.share >= MATCHED:
            left, right = pair.left.sentences[match.left], pair.right.sentences[match.right]
            names = ", ".join(match.stems[:6])
            pieces.append((match.share, f"one sentence in both: {names}", left, right))
    shorter = max(3, min(len(pair.left.sentences), len(pair.right.sentences)))
    return evidence("selection", pair, pieces, strength=min(1.0, len(pieces) / shorter))


def order(pair: Pair) -> tuple[Evidence, ...]:
    """The documents tell the same facts in the same order, over at least four sentences."""
    lined = [m for m in pair.matches if m.share >= LINED_UP]
    if len(lined) < 4:
        return ()
    kept = concordance(lined)
    detail = f"{len(lined)} sentences have a counterpart, {kept:.0%} of them in the same order"
    left, right = pair.left.sentences[lined[0].left], pair.right.sentences[lined[0].right]
    strength = max(0.0, kept - 0.5) * min(1.0, len(lined) / 8) * 2
    return (piece("order", pair, strength, detail, left, right),) if strength else ()


def _quoted(witness: Witness, first: int, end: int) -> bool:
    return any(quote.first <= first and end <= quote.end for quote in witness.quotes)


def short(text: str) -> str:
    """Return a stretch of text cut to what fits a line or two."""
    return text if len(text) <= 120 else f"{text[:117].rstrip()}…"


def evidence(rule: str, pair: Pair, pieces: Sequence[_Piece], *, strength: float | None = None) -> tuple[Evidence, ...]:
    """Return the strongest pieces; their scores share out the strength of all."""
    if strength is None:
        strength = log2(1 + sum(p[0] for p in pieces) / UNIT)
    shown = sorted(pieces, key=lambda p: (-p[0], p[2]))[:SHOWN]
    total = sum(p[0] for p in shown)
    return tuple(piece(rule, pair, strength * p[0] / total, p[1], p[2], p[3]) for p in shown)


def piece(rule: str, pair: Pair, score: float, detail: str, left: tuple[int, int], right: tuple[int, int]) -> Evidence:
    """Return one piece of evidence for two word ranges."""
    return Evidence(rule=rule, score=score, detail=detail, left=pair.at_left(*left), right=pair.at_right(*right))
