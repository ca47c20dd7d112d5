"""Tell which documents show the same picture.

Enters: documents with the fingerprints of their pictures. Leaves: each picture that stands in several of them. Refuses:
pictures without a perceptual hash, unless their bytes are equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Document, Media

SAME = 8
"""Bits of 64 in which the hashes of one picture may differ; chosen on 200 drawn pictures. Of 100 others all are found
again after strong compression, scaling to a third, another brightness and a crop of 2 % a side; 81 % after a crop of
5 %, 57 % with a logo in a corner, 24 % after a crop of 10 %. Of 19,900 pairs of different pictures none is that near;
the nearest differ in 12 bits, but two photographs of one scene may be nearer (``python -m bench quality.pictures``). A
mirrored picture is another one."""

_BANDS = 9
"""Bands into which a hash is cut: of nine, two hashes that differ in eight bits share at least one."""

_WIDTH = 7
_MOST_IN_A_BAND = 2000
"""Pictures with the same band that are compared with each other; more are a pattern that no camera made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """A picture that stands in several documents, in id order. ``exact``: byte for byte the same everywhere."""

    documents: tuple[str, ...]
    names: tuple[str, ...]
    phash: str | None
    digest: str | None

    @property
    def exact(self) -> bool:
        """Whether all its copies have the same bytes."""
        return self.digest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    document: str
    media: Media


def same_pictures(documents: Iterable[Document]) -> tuple[SharedPicture, ...]:
    """Return the pictures that stand in at least two of ``documents``, in the order of the documents."""
    sights = [
        _Sight(document=document.id, media=media)
        for document in sorted(documents, key=lambda d: d.id)
        for media in document.media
        if media.kind == "image" and media.digest is not None
    ]
    groups: dict[int, list[_Sight]] = defaultdict(list)
    for sight, group in zip(sights, _groups(sights), strict=True):
        groups[group].append(sight)
    return tuple(_shared(group) for group in groups.values() if len({sight.document for sight in group}) > 1)


def distance(left: str, right: str) -> int:
    """Return in how many bits two perceptual hashes differ."""
    return (int(left, 16) ^ int(right, 16)).bit_count()


def _shared(group: Sequence[_Sight]) -> SharedPicture:
    digests = {sight.media.digest for sight in group}
    return SharedPicture(
        documents=tuple(dict.fromkeys(sight.document for sight in group)),
        names=tuple(sorted({sight.media.name for sight in group})),
        phash=min((s.media.phash for s in group if s.media.phash is not None), default=None),
        digest=group[0].media.digest if len(digests) == 1 else None,
    )


def _groups(sights: Sequence[_Sight]) -> list[int]:
    """Return for each sight the number of the first one that shows the same picture, directly or through others."""
    first = list(range(len(sights)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for left, right in _pairs(sights):
        low, high = sorted((root(left), root(right)))
        first[high] = low
    return [root(number) for number in range(len(sights))]


def _pairs(sights: Sequence[_Sight]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sights that show the same picture; equal hashes and bytes are joined to the first of them."""
    kinds: dict[str, int] = {}
    hashes: dict[str, int] = {}
    for number, sight in enumerate(sights):
        yield kinds.setdefault(str(sight.media.digest), number), number
        if sight.media.phash is not None:
            yield hashes.setdefault(sight.media.phash, number), number
    bands: dict[tuple[int, int], list[str]] = defaultdict(list)
    for phash in hashes:
        for key in _bands(phash):
            near = bands[key]
            for other in near:
                if distance(phash, other) <= SAME:
                    yield hashes[other], hashes[phash]
            if len(near) < _MOST_IN_A_BAND:
                near.append(phash)


def _bands(phash: str) -> Iterator[tuple[int, int]]:
    bits = int(phash, 16)
    for band in range(_BANDS - 1):
        yield band, (bits >> (band * _WIDTH)) & ((1 << _WIDTH) - 1)
    yield _BANDS - 1, bits >> ((_BANDS - 1) * _WIDTH)
