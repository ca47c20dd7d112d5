"""Align the sentences of two documents, as lineage sees them.

Enters: two trees, of any language. Leaves: a ``Pairing``: the sentences of each, the stretches that stand word for
word in both, and the chain of sentences that tell the same in the same order. Refuses: nothing; texts that share
nothing have an empty chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.lineage.align import Run
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness, read
from stemma.lineage.rules import LINED_UP
from stemma.lineage.usage import adapt
from stemma.model import Document, Span

MARKED = 12.0
"""Bits from which a shared stretch is marked: one telling word among small ones. Without it "said on Monday that" is
marked all over two reports that share nothing."""

LONG = 6
"""Words from which a shared stretch is marked whatever it tells: a row of names and titles is worth seeing too."""

SAME = 30.0
"""What a whole sentence told in other words counts in the chain, in bits: as much as two telling words kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Two documents' sentences, aligned. Index 0 is the left document, 1 the right one.

    ``chain``: pairs of sentence numbers, rising on both sides. ``met``: the sentences with any counterpart, also one
    that stands elsewhere. ``shared``: stretches that both have word for word.
    """

    sentences: tuple[tuple[Span, ...], tuple[Span, ...]]
    shared: tuple[tuple[Span, ...], tuple[Span, ...]]
    chain: tuple[tuple[int, int], ...]
    met: tuple[frozenset[int], frozenset[int]]


def align_sentences(left: Tree, right: Tree, *, alike: Sequence[tuple[Span, Span]] = ()) -> Pairing:
    """Return the pairing of two documents; ``alike`` are places, left and right, that are known to tell the same."""
    usage, (a, b) = adapt([read(_bare(tree), tree) for tree in (left, right)])
    pair = Pair(left=a, right=b, usage=usage)
    runs = [run for run in pair.runs if run.bits >= MARKED or run.length >= LONG]
    weights = _weights(a, b, runs)
    for match in pair.matches:
        if match.share >= LINED_UP:
            key = match.left, match.right
            weights[key] = weights.get(key, 0.0) + SAME * match.share
    for here, there in alike:
        first, second = _number(a, here), _number(b, there)
        if first is not None and second is not None:
            weights[first, second] = weights.get((first, second), 0.0) + SAME / 2
    return Pairing(
        sentences=(_sentences(a), _sentences(b)),
        shared=(
            tuple(a.span(r.left, r.left + r.length) for r in runs),
            tuple(sorted(b.span(r.right, r.right + r.length) for r in runs)),
        ),
        chain=heaviest_chain(weights, len(b.sentences)),
        met=(frozenset(i for i, _ in weights), frozenset(j for _, j in weights)),
    )


def _number(witness: Witness, place: Span) -> int | None:
    """Return the number of the sentence that a place begins in, among those that have words."""
    tokens = witness.tree.tokens_in(place)
    inside = set(tokens)
    return next((witness.sentence_of[n] for n, token in enumerate(witness.tokens) if token in inside), None)


def _weights(left: Witness, right: Witness, runs: Sequence[Run]) -> dict[tuple[int, int], float]:
    """Return, for each two sentences, the bits of the words that shared stretches lay side by side, at least one."""
    found: dict[tuple[int, int], float] = {}
    for run in runs:
        for n in range(run.length):
            key = left.sentence_of[run.left + n], right.sentence_of[run.right + n]
            found[key] = found.get(key, 0.0) + max(1.0, left.bits[run.left + n])
    return found


def heaviest_chain(weights: dict[tuple[int, int], float], width: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs that rise (or stay) on both sides and weigh most together; ``width``: how many stand right.

    A Fenwick tree over the right side keeps the best chain that ends at or before each sentence.
    """
    best: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    ordered = sorted(weights)
    before: list[int] = []
    for number, pair in enumerate(ordered):
        at, held = pair[1] + 1, (0.0, -1)
        while at:
            held = max(held, best[at])
            at -= at & -at
        before.append(held[1])
        reached = held[0] + weights[pair], number
        at = pair[1] + 1
        while at <= width:
            best[at] = max(best[at], reached)
            at += at & -at
    last = max(best)[1]
    chain: list[tuple[int, int]] = []
    while last >= 0:
        chain.append(ordered[last])
        last = before[last]
    return tuple(reversed(chain))


def _sentences(witness: Witness) -> tuple[Span, ...]:
    """Return the spans of the sentences that have words, each up to the end of its last token."""
    tree = witness.tree
    numbers = sorted({tree.sentence_of[token] for token in witness.tokens})
    return tuple(tree.sentence_span(n) for n in numbers)


def _bare(tree: Tree) -> Document:
    return Document(id=tree.parse.document, capture="", path="", text=tree.text)
