"""Rules on quotations and numbers that two documents share, and on what speaks against a common source.

Enters: a ``Pair``. Leaves: ``Evidence`` with both spans. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2

from stemma.lineage.names import CONTENT_BITS
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Quote, Witness
from stemma.lineage.rules import LINED_UP, evidence, piece, short
from stemma.model import Evidence

SHORT_QUOTE = 8
"""Words of a quotation that an author picks out; a longer one is a statement that several reporters may have heard."""

ODD = 13.5
"""Bits of a word in ordinary writing from which quoting it is a choice: "slap" has 17, "serious" 13, "every" 11.
The story's own counts are left aside: that all of a story's reports quote it is no reason to."""

AROUND = 8
"""Words after or before a short quotation in which its object stands ("a ‘slap’ for the alliance", "a ‘lullaby’ is
what the skippers call the new quota")."""

OWN = 0.8
"""Share of both documents' sentences without counterpart from which each tells mainly a story of its own."""


def quotation(pair: Pair) -> tuple[Evidence, ...]:
    """Both pick the same few words out to quote them, about the same thing, even if one quotes more of them.

    Long quotations do not count here: several reporters may have heard one speaker.
    """
    pieces = []
    left, right = pair.left, pair.right
    for a in _short_quotes(left):
        for b in _short_quotes(right):
            core = _core(pair, a, b)
            if core is None:
                continue
            bits = core[0] - log2(2 + len(left.quotes) * len(right.quotes))
            words = short(left.shown(a.first, a.end)), short(right.shown(b.first, b.end))
            said = f"both quote “{words[0]}” / “{words[1]}” about “{core[1]}”"
            pieces.append((bits, said, (a.first, a.end), (b.first, b.end)))
    return evidence("quotation", pair, [p for p in pieces if p[0] > 0])


def _short_quotes(witness: Witness) -> Iterator[Quote]:
    return (quote for quote in witness.quotes if quote.end - quote.first <= SHORT_QUOTE)


def _core(pair: Pair, a: Quote, b: Quote) -> tuple[float, str] | None:
    """Return the bits of the rarest word in both quotations and the object that both have, if any."""
    left = pair.left
    inside = {left.stems[n]: left.plain[n] for n in range(a.first, a.end) if left.plain[n] >= ODD}
    shared = [(inside[s], s) for s in {pair.right.stems[n] for n in range(b.first, b.end)} if s in inside]
    if not shared:
        return None
    bits, word = max(shared)
    mine, theirs = _around(left, a), _around(pair.right, b)
    objects = sorted(mine.keys() & theirs.keys() - {word}, key=lambda s: (not left.named[mine[s]], mine[s]))
    return (bits, left.shown(mine[objects[0]], mine[objects[0]] + 1)) if objects else None


def _around(witness: Witness, quote: Quote) -> Mapping[str, int]:
    """Return the words of content near a quotation, each with its nearest place; names count in any form."""
    near = range(max(0, quote.first - AROUND), min(len(witness.words), quote.end + AROUND))
    strong = [n for n in near if witness.named[n] or witness.plain[n] >= CONTENT_BITS]
    return {witness.stems[n]: n for n in sorted(strong, key=lambda n: -abs(n - quote.first))}


def number(pair: Pair) -> tuple[Evidence, ...]:
    """Both give several of the same exact counts; one or two are forced by the event, a list of them is not."""
    left, right = pair.left.counts, pair.right.counts
    pieces = []
    for key in sorted(left.keys() & right.keys()):
        n, m = left[key], right[key]
        said = f"both count {pair.left.words[n]} “{key[1]}”"
        pieces.append((1.0, said, (n, n + 1), (m, m + 1)))
    return evidence("number", pair, pieces, strength=max(0.0, len(pieces) - 1.0) / 2) if len(pieces) > 1 else ()


def own_content(pair: Pair) -> tuple[Evidence, ...]:
    """Against: nearly every sentence of each document has no counterpart in the other."""
    lined = [m for m in pair.matches if m.share >= LINED_UP]
    sides = len(pair.left.sentences), len(pair.right.sentences)
    kept = len({m.left for m in lined}) / max(1, sides[0]), len({m.right for m in lined}) / max(1, sides[1])
    own = 1 - max(kept)
    if min(sides) < 4 or own <= OWN:
        return ()
    few = f"only {kept[0]:.0%} and {kept[1]:.0%} of the sentences say" if any(kept) else "no sentence of either says"
    detail = f"{few} mainly what one of the other document says"
    first = pair.left.sentences[0], pair.right.sentences[0]
    return (piece("own_content", pair, -(own - OWN) / (1 - OWN), detail, *first),)


def conflicting_number(pair: Pair) -> tuple[Evidence, ...]:
    """Against: the documents count the same things differently."""
    left, right = _by_noun(pair.left), _by_noun(pair.right)
    pieces = []
    for noun in sorted(left.keys() & right.keys()):
        if not {v for v, _ in left[noun]} & {v for v, _ in right[noun]}:
            (a, n), (b, m) = left[noun][0], right[noun][0]
            pieces.append((1.0, f"one counts {a} “{noun}”, the other {b}", (n, n + 1), (m, m + 1)))
    return evidence("conflicting_number", pair, pieces, strength=-min(3.0, len(pieces)) / 3) if pieces else ()


def _by_noun(witness: Witness) -> Mapping[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for (value, noun), place in witness.counts.items():
        found.setdefault(noun, []).append((value, place))
    return found
