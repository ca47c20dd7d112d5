"""Grow shared sequences of words into exact alignments of two documents.

Enters: two trees (or two witnesses). Leaves: alignments that do not overlap on either side, each with both
spans and the bits of information that it shares. Refuses: nothing; unrelated texts have none.

The longest shared run is taken first, then the longest of what is left (greedy string tiling: Wise 1993), seeded
by sequences of three words. A sequence that a text repeats is looked up at its first places only, so that the
cost stays linear on hostile input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stemma.language.tree import Tree
from stemma.lineage.readings import GRAM, Gram, Witness, read
from stemma.lineage.usage import adapt
from stemma.model import Document, Span

REPEATS = 6
"""Places of one repeated sequence that are tried on each side. A text that repeats one line 10,000 times would
otherwise cost the square of that; no real report repeats three words of content more often than this."""

HELD = 80
"""Documents whose sequences are kept for the next comparison; pairs come sorted by their left document. All of a
small story are kept. Kept for every document, they would take 25 KB each."""

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
    for minus, start, other in sorted(_maximal(left, right)):
        for first, size in _free(free_left, free_right, start, other, -minus):
            shift = other - start
            free_left[first : first + size] = bytes(size)
            free_right[first + shift : first + shift + size] = bytes(size)
            begin, end = _whole(left, first, first + size)
            shared = PREDICTABLE * sum(left.bits[begin:end])
            tiles.append(Run(left=begin, right=begin + shift, length=end - begin, bits=shared))
    return tuple(sorted(tiles, key=lambda run: run.left))


def _maximal(left: Witness, right: Witness) -> Iterator[tuple[int, int, int]]:
    """Yield every longest run as (minus its length, start in left, start in right)."""
    known = _places(left)
    tried: dict[Gram, int] = {}
    begun: dict[int, int] = {}  # by how far right is ahead of left: where in left the growing run begins
    grown: dict[int, int] = {}  # and the last of its sequences
    for place, gram in enumerate(_grams(right)):
        starts = known.get(gram)
        if starts is None:
            continue
        tried[gram] = times = tried.get(gram, 0) + 1
        if times > REPEATS:
            continue
        for start in starts:
            shift = place - start
            if grown.get(shift) != start - 1:
                if shift in grown:
                    yield begun[shift] - grown[shift] - GRAM, begun[shift], begun[shift] + shift
                begun[shift] = start
            grown[shift] = start
    for shift, first in begun.items():
        yield first - grown[shift] - GRAM, first, first + shift


@lru_cache(maxsize=HELD)
def _places(witness: Witness) -> Mapping[Gram, list[int]]:
    """Return the sequences of ``GRAM`` words with the first places where they begin."""
    places: dict[Gram, list[int]] = {}
    for start, gram in enumerate(_grams(witness)):
        held = places.setdefault(gram, [])
        if len(held) < REPEATS:
            held.append(start)
    return places


def _grams(witness: Witness) -> Iterator[Gram]:
    return zip(witness.words, witness.words[1:], witness.words[2:], strict=False)


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
    if 0 not in left[start : start + length] and 0 not in right[other : other + length]:
        yield start, length
        return
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
