"""Index the rare sequences and rare neighbours of a story's documents by numbers.

Enters: the witnesses of a story in id order. Leaves: an ``Index``: who shares which feature. Refuses: nothing.

A feature is three words that follow each other, or two words of content near each other in a sentence. It is kept as
a number of 64 bits: 20 million features (100,000 reports of 120 words) take 160 MB, and as sequences of words would
take fifty times that. Two features with one number are possible and cost one vote too many, no wrong result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.lineage.names import CONTENT_BITS
from stemma.lineage.readings import GRAM, WINDOW, Witness

RARE = 30.0
"""Bits of a sequence or pair of words that goes into the index: two rare words, or three ordinary ones."""

BATCH = 200_000
"""Words that are laid out at once, some 20 MB."""

DIGITS = 6
"""Digits to which bits are compared with ``RARE``, so that the order of a sum does not decide."""

MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
"""Odd multipliers that spread numbers over 64 bits (the golden ratio; a prime of xxHash): for sequences and for
pairs, so that no sequence meets a pair."""

Numbers = NDArray[np.int64]
Marks = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Entries (a document has a feature that another has too), sorted by feature and then by document.

    ``holders``: the document of each entry. ``first``, ``end``: the range of entries of its feature. ``entries``: all
    entries sorted by document; those of document ``n`` stand from ``begins[n]`` to ``begins[n + 1]``.
    """

    holders: NDArray[np.int32]
    first: Numbers
    end: Numbers
    entries: Numbers
    begins: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The words of some documents one after the other: numbers of word, stem, sentence and document, and bits."""

    words: Numbers
    stems: Numbers
    sentences: Numbers
    documents: Numbers
    plain: NDArray[np.float64]
    named: NDArray[np.bool_]
    strong: NDArray[np.bool_]


def index(witnesses: Sequence[Witness]) -> Index:
    """Return the features that at least two documents share, with their documents."""
    marks: list[Marks] = [np.zeros(0, dtype=np.uint64)]
    owners: list[NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]
    numbers: dict[str, int] = {}
    for batch in _batches(witnesses):
        page = _page(batch, numbers)
        for found, places in (_sequences(page), *_neighbours(page)):
            marks.append(found)
            owners.append(page.documents[places].astype(np.int32))
    mark, owner = np.concatenate(marks), np.concatenate(owners)
    marks.clear()
    owners.clear()
    order = np.lexsort((owner, mark))
    mark, owner = mark[order], owner[order]
    new = np.append(True, (mark[1:] != mark[:-1]) | (owner[1:] != owner[:-1]))[: len(mark)]
    return _shared(mark[new], owner[new], len(witnesses))


def _shared(mark: Marks, owner: NDArray[np.int32], documents: int) -> Index:
    """Return the index of the features that stand in several documents."""
    begins = np.flatnonzero(np.append(True, mark[1:] != mark[:-1])[: len(mark)])
    sizes = np.diff(np.append(begins, len(mark)))
    kept = np.repeat(sizes > 1, sizes)
    owner, sizes = owner[kept], sizes[sizes > 1]
    ends = np.cumsum(sizes)
    return Index(
        holders=owner,
        first=np.repeat(ends - sizes, sizes),
        end=np.repeat(ends, sizes),
        entries=np.argsort(owner, kind="stable"),
        begins=np.append(0, np.cumsum(np.bincount(owner, minlength=documents))),
    )


def _batches(witnesses: Sequence[Witness]) -> Iterator[list[tuple[int, Witness]]]:
    """Yield documents with their positions, about ``BATCH`` words at a time."""
    batch: list[tuple[int, Witness]] = []
    size = 0
    for numbered in enumerate(witnesses):
        batch.append(numbered)
        size += len(numbered[1].words)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _page(batch: Sequence[tuple[int, Witness]], numbers: dict[str, int]) -> _Page:
    """Lay documents out one after the other; ``numbers`` gives each word and stem its number and grows."""
    words = [numbers.setdefault(word, len(numbers)) for _, w in batch for word in w.words]
    stems = [numbers.setdefault(stem, len(numbers)) for _, w in batch for stem in w.stems]
    named = np.array([mark for _, w in batch for mark in w.named], dtype=np.bool_)
    digits = np.array([word[:1].isdigit() for _, w in batch for word in w.words], dtype=np.bool_)
    bits = np.array([value for _, w in batch for value in w.bits], dtype=np.float64)
    lengths = [end - first for _, w in batch for first, end in w.sentences]
    return _Page(
        words=np.array(words, dtype=np.int64),
        stems=np.array(stems, dtype=np.int64),
        sentences=np.repeat(np.arange(len(lengths)), lengths),
        documents=np.repeat([n for n, _ in batch], [len(w.words) for _, w in batch]),
        plain=np.array([value for _, w in batch for value in w.plain], dtype=np.float64),
        named=named,
        strong=(bits >= CONTENT_BITS) | (named & ~digits),
    )


def _sequences(page: _Page) -> tuple[Marks, Numbers]:
    """Return the rare sequences of ``GRAM`` words and where they begin."""
    last = max(0, len(page.words) - GRAM + 1)
    marks = np.zeros(last, dtype=np.uint64)
    bits = np.zeros(last)
    for n in range(GRAM):
        marks = _mixed(marks, page.words[n : n + last], MIXERS[0])
        bits += page.plain[n : n + last]
    whole = page.documents[:last] == page.documents[GRAM - 1 : GRAM - 1 + last]
    places = np.flatnonzero(whole & (np.round(bits, DIGITS) >= RARE))
    return marks[places], places


def _neighbours(page: _Page) -> Iterator[tuple[Marks, Numbers]]:
    """Yield the rare pairs of words of content and where they begin, by distance; see ``Witness.neighbours``."""
    for step in range(1, WINDOW + 1):
        a, b = page.stems[:-step], page.stems[step:]
        near = (page.sentences[:-step] == page.sentences[step:]) & page.strong[:-step] & page.strong[step:]
        telling = near & (a != b) & ~(page.named[:-step] & page.named[step:])
        bits = page.plain[:-step] + page.plain[step:]
        places = np.flatnonzero(telling & (np.round(bits, DIGITS) >= RARE))
        low, high = np.minimum(a, b)[places], np.maximum(a, b)[places]
        yield _mixed(_mixed(np.zeros(len(low), dtype=np.uint64), low, MIXERS[1]), high, MIXERS[1]), places


def _mixed(marks: Marks, numbers: Numbers, mixer: int) -> Marks:
    """Return the numbers taken into the marks; what does not fit 64 bits falls away."""
    mixed = (marks ^ (numbers.astype(np.uint64) + np.uint64(1))) * np.uint64(mixer)
    return mixed ^ (mixed >> np.uint64(32))
