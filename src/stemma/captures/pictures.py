"""Take the fingerprints of pictures that lie beside an input or inside it.

Enters: an input, and a picture that it names. Leaves: the picture as ``Media`` with the digest of its exact bytes and
a perceptual hash of 64 bits. Refuses: files outside the input's folder, files that are too large, and a hash of what is
no picture, a bomb, an icon or a plain surface, which all look alike.
"""

from __future__ import annotations

import io
import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from stemma.captures.walk import Entry
from stemma.ids import digest_bytes
from stemma.model import Media

MAX_BYTES = 32 << 20
"""Bytes of a picture file; a photograph of the largest cameras has 30 MB."""

MAX_PIXELS = 60_000_000
"""Pixels of a picture; the largest cameras make 60 million. A file of some kilobytes can claim four billion."""

MIN_SIDE = 50
"""Pixels of the shorter side; below are icons, flags and tracking dots, which reports share without sharing a
picture."""

MIN_SPREAD = 6.0
"""Standard deviation of the brightness (0 to 255) of a picture shrunk to 32 × 32. A plain surface has none, so that its
hash is chance; a foggy sea has about 10."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
_SHRUNK = (256, 256)


class Pictures:
    """The pictures in the folder of one input, or beside it in its archive."""

    def __init__(self, entry: Entry, *, min_side: int = MIN_SIDE) -> None:
        self._min_side = min_side
        self._beside = entry.beside
        self._folder = Path(os.path.realpath(entry.path)).parent if entry.source is None else None

    def hashed(self, media: Media) -> Media:
        """Return a picture with its fingerprints where its bytes are at hand; other media as they are."""
        data = self._data(media.name) if media.kind == "image" else None
        return (
            media
            if data is None
            else replace(media, digest=digest_bytes(data), phash=find_phash(data, min_side=self._min_side))
        )

    def _data(self, name: str) -> bytes | None:
        """Return the bytes of a file in the input's folder."""
        try:
            if self._beside is not None:
                return _whole(self._beside(name))
            if self._folder is None or "\0" in name or urlsplit(name).scheme:
                return None
            path = Path(os.path.realpath(self._folder / name))
            if not path.is_relative_to(self._folder) or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None


def _whole(stream: BinaryIO | None) -> bytes | None:
    """Return all bytes of a member that is not too large."""
    if stream is None:
        return None
    with stream:
        data = stream.read(MAX_BYTES + 1)
    return data if len(data) <= MAX_BYTES else None


def find_phash(data: bytes, *, min_side: int = MIN_SIDE) -> str | None:
    """Return the perceptual hash of a picture in 16 hexadecimal digits, or ``None`` where it would say nothing."""
    import numpy
    from imagehash import phash
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > MAX_PIXELS or min(picture.size) < min_side:
                    return None
                picture.draft("L", _SHRUNK)
                grey = picture.convert("RGBA" if picture.mode == "P" else picture.mode).convert("L")
        if numpy.asarray(grey.resize((32, 32)), dtype=float).std() < MIN_SPREAD:
            return None
        return str(phash(grey))
    except (
        *(UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning),
        *(OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, EOFError, OverflowError, MemoryError),
    ):
        return None
