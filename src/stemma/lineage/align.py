"""Grow shared sequences of words into exact alignments of two documents.

Enters: two trees (or two witnesses). Leaves: alignments that do not overlap on either side, each with both
spans and the bits of information that it shares. Refuses: nothing; unrelated texts have none.

The longest shared run is taken first, then the longest of what is left (greedy string tiling: Wise 1993), seeded
by sequences of three words. A sequence that a text repeats is looked up at its first places only, so that the
cost stays linear on hostile input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.lineage.readings import GRAM, Witness, read
from stemma.lineage.usage import adapt
from stemma.model import Document, Span

REPEATS = 6
"""Places of one repeated sequence that are tried on each side. A text that repeats one line 10,000 times would
otherwise cost the square of that; no real report repeats three words of content more often than this."""

PREDICTABLE = 0.6
"""Share of a sequence's bits that remains, because each word is partly told by its neighbours. English has about
9 to 11 bits a word when words fall independently, and 5 to 7 under models that see two words before (Brown et
al. 1992, Cover and King 1978). Without it "the cause of the accident was not known" counts as a fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A stretch of words that stands in both texts. ``bits``: information shared, names and stock phrases left out."""

    left: Span
    right: Span
    words: int
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The same as word positions: ``length`` words from ``left`` and from ``right``."""

    left: int
    right: int
    length: int
    bits: float


def align(left: Tree, right: Tree) -> tuple[Alignment, ...]:
    """Return the shared stretches of two texts in the order of the left one."""
    _, (a, b) = adapt([read(_bare(tree), tree) for tree in (left, right)])
    found = runs(a, b)
    return tuple(
        Alignment(
            left=a.span(r.left, r.left + r.length),
            right=b.span(r.right, r.right + r.length),
            words=r.length,
            bits=r.bits,
        )
        for r in found
        if r.bits > 0
    )


def runs(left: Witness, right: Witness) -> tuple[Run, ...]:
    """Return the shared runs of two witnesses, tiled, in the order of the left one."""
    tiles: list[Run] = []
    free_left, free_right = bytearray(b"\x01") * len(left.words), bytearray(b"\x01") * len(right.words)
    for length, start, other in sorted(_maximal(left, right), key=lambda m: (-m[0], m[1], m[2])):
        for first, size in _free(free_left, free_right, start, other, length):
            shift = other - start
            free_left[first : first + size] = bytes(size)
            free_right[first + shift : first + shift + size] = bytes(size)
            begin, end = _whole(left, first, first + size)
            shared = PREDICTABLE * sum(left.bits[begin:end])
            tiles.append(Run(left=begin, right=begin + shift, length=end - begin, bits=shared))
    return tuple(sorted(tiles, key=lambda run: run.left))


def _maximal(left: Witness, right: Witness) -> Iterator[tuple[int, int, int]]:
    """Yield every longest run as (length, start in left, start in right)."""
    diagonals: dict[int, list[int]] = {}
    a, b = left.grams, right.grams
    for gram in a.keys() & b.keys():
        for i in a[gram][:REPEATS]:
            for j in b[gram][:REPEATS]:
                diagonals.setdefault(j - i, []).append(i)
    for shift, starts in diagonals.items():
        starts.sort()
        first = last = starts[0]
        for start in starts[1:]:
            if start > last + 1:
                yield last - first + GRAM, first, first + shift
                first = start
            last = start
        yield last - first + GRAM, first, first + shift


def _whole(witness: Witness, first: int, end: int) -> tuple[int, int]:
    """Return a run without the one or two words that it takes from the sentence before or behind."""
    sentence = witness.sentence_of
    begins, ends = witness.sentences[sentence[first]][1], witness.sentences[sentence[end - 1]][0]
    if first < begins < end and begins - first < GRAM <= end - begins:
        first = begins
    if first < ends < end and end - ends < GRAM <= ends - first:
        end = ends
    return first, end


def _free(left: bytearray, right: bytearray, start: int, other: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a run, at least ``GRAM`` words long, that no longer run has taken."""
    first: int | None = None
    for n in range(length + 1):
        open_ = n < length and left[start + n] and right[other + n]
        if open_ and first is None:
            first = n
        elif not open_ and first is not None:
            if n - first >= GRAM:
                yield start + first, n - first
            first = None


def _bare(tree: Tree) -> Document:
    return Document(id=tree.parse.document, capture="", path="", text=tree.text)
