"""The same picture found again, on drawn pictures: ``python -m bench quality.pictures``.

Pictures are drawn by this module (clouds of noise with the spectrum of photographs, a horizon, coloured shapes), each
in its original and after what happens to a picture on its way: compression, scaling, other brightness, a logo, crops.
``SAME`` was chosen on the pictures of seed 1; the figures are those of seed 2. Figures: the share found again after
each change, and the share of pairs of different pictures that are kept apart. Peers: the average and the difference
hash of the same library at the same distance. Drawn pictures are farther from each other than two photographs of one
scene, so the last figure flatters every hash.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from itertools import combinations

import numpy
from bench.measure import Measurement
from imagehash import average_hash, dhash
from PIL import Image, ImageDraw, ImageEnhance

from stemma.captures.pictures import find_phash
from stemma.compare.pictures import SAME, distance

SEED = 2
CHANGED = 100
"""Pictures that are changed in every way."""

DIFFERENT = 200
"""Pictures compared with each other: 19,900 pairs."""

SIZES = ((600, 800), (720, 1280), (800, 600))
Hash = Callable[[bytes], str | None]


def measure() -> Measurement:
    """Return the share of pictures found again after each change, ours and the peers'."""
    chance = random.Random(SEED)
    noise = numpy.random.default_rng(SEED)
    pictures = [_drawn(chance, noise) for _ in range(DIFFERENT)]
    originals = [_packed(picture) for picture in pictures]
    copies = {name: [change(picture, chance) for picture in pictures[:CHANGED]] for name, change in _changes().items()}
    hashes: Mapping[str, Hash] = {"ours": find_phash, "average hash": _average, "difference hash": _difference}
    figures = {name: _figures(find, originals, copies) for name, find in hashes.items()}
    return Measurement(
        figures=figures.pop("ours"),
        inputs=f"seed {SEED}, {CHANGED} of {DIFFERENT}",
        peers=figures,
        notes=(f"the same picture: at most {SAME} of 64 bits apart",),
    )


def _figures(find: Hash, originals: list[bytes], copies: Mapping[str, list[bytes]]) -> dict[str, float]:
    known = [find(data) for data in originals]
    figures = {
        f"found after {name}": sum(_same(left, find(data)) for left, data in zip(known, changed, strict=False))
        / CHANGED
        for name, changed in copies.items()
    }
    pairs = list(combinations(known, 2))
    return {**figures, "different ones kept apart": sum(not _same(a, b) for a, b in pairs) / len(pairs)}


def _same(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and distance(left, right) <= SAME


def _average(data: bytes) -> str:
    return str(average_hash(Image.open(io.BytesIO(data))))


def _difference(data: bytes) -> str:
    return str(dhash(Image.open(io.BytesIO(data))))


def _changes() -> Mapping[str, Callable[[Image.Image, random.Random], bytes]]:
    return {
        "strong compression": lambda picture, _: _packed(picture, 30),
        "a third of the size": lambda picture, _: _packed(
            picture.resize((picture.width // 3, picture.height // 3)), 30
        ),
        "more brightness": lambda picture, _: _packed(ImageEnhance.Brightness(picture).enhance(1.25)),
        "less contrast": lambda picture, _: _packed(ImageEnhance.Contrast(picture).enhance(0.7)),
        "a logo": lambda picture, _: _packed(_marked(picture)),
        "a crop of 2 %": lambda picture, chance: _packed(_cropped(picture, 0.02, chance)),
        "a crop of 5 %": lambda picture, chance: _packed(_cropped(picture, 0.05, chance)),
        "a crop of 10 %": lambda picture, chance: _packed(_cropped(picture, 0.10, chance)),
    }


def _drawn(chance: random.Random, noise: numpy.random.Generator) -> Image.Image:
    height, width = chance.choice(SIZES)
    rows, columns = numpy.fft.fftfreq(height)[:, None], numpy.fft.fftfreq(width)[None, :]
    strength = 1 / numpy.maximum(numpy.hypot(rows, columns), 1 / max(height, width)) ** chance.uniform(1.2, 1.8)

    def cloud() -> numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float64]]:
        return numpy.fft.ifft2(strength * numpy.exp(2j * numpy.pi * noise.random((height, width)))).real

    base = cloud()
    layers = [base + 0.3 * cloud() for _ in range(3)]
    bright = [255 * (layer - layer.min()) / (layer.max() - layer.min()) for layer in layers]
    picture = Image.fromarray(numpy.dstack(bright).astype("uint8"))
    pen = ImageDraw.Draw(picture)
    if chance.random() < 0.5:
        sky = chance.randint(150, 255), chance.randint(150, 255), chance.randint(150, 255)
        pen.rectangle((0, 0, width, chance.randint(height // 4, 3 * height // 4)), fill=sky)
    for _ in range(chance.randint(2, 9)):
        x, y, size = chance.randint(0, width), chance.randint(0, height), chance.randint(40, 300)
        corners = [(x + chance.randint(-size, size), y + chance.randint(-size, size)) for _ in range(5)]
        pen.polygon(corners, fill=(chance.randint(0, 255), chance.randint(0, 255), chance.randint(0, 255)))
    return picture


def _packed(picture: Image.Image, quality: int = 85) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _cropped(picture: Image.Image, most: float, chance: random.Random) -> Image.Image:
    """Cut up to ``most`` of its width or height off each side."""
    left, top, right, bottom = (chance.uniform(0, most) for _ in range(4))
    width, height = picture.size
    return picture.crop((int(width * left), int(height * top), int(width * (1 - right)), int(height * (1 - bottom))))


def _marked(picture: Image.Image) -> Image.Image:
    """Put a white box with letters into the lower right corner."""
    marked = picture.copy()
    pen = ImageDraw.Draw(marked)
    width, height = marked.size
    pen.rectangle((int(width * 0.7), int(height * 0.88), int(width * 0.98), int(height * 0.97)), fill=(255, 255, 255))
    pen.text((int(width * 0.72), int(height * 0.9)), "LAKE NEWS", fill=(0, 0, 0))
    return marked
