"""A drawing of where a story plays: the outlines of land, and settlements as dots with their names.

Enters: places. Leaves: an SVG, or ``None`` where no place has a position. Refuses: anything finer than a settlement,
and every border: whose a place is, nobody says here, so that no disputed one has to be decided.

The outlines are Natural Earth's at 1:50 million (public domain), as ``tools.land`` keeps them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from markupsafe import Markup, escape

from stemma.export import display
from stemma.model import StoryPlace

WIDTH, HEIGHT = 400.0, 260.0
"""Units of the drawing; a phone of 390 pixels shows them nearly unscaled, so that names can be read."""

MARGIN = 40.0
"""Units around the outermost dots, so that their names have room."""

MOST = 24
"""Dots drawn; the list beside the drawing has more."""

LEAST_SPAN = 1.0
"""Degrees that the drawing shows at least; an outline at 1:50 million is too rough for less, and with three degrees
four towns on one lake were one dot."""

LETTER, LINE = 6.6, 13.0
"""Units of an average letter of a name, and of a line of names, by which names are kept from covering each other."""

MIN_POINTS = 3
"""Points, a unit apart, of an outline that is drawn; without it a map of a continent has hundreds of specks of land."""

Ring = npt.NDArray[np.float64]
"""Longitudes and latitudes, one row a point."""

Box = tuple[float, ...]
"""West, south, east, north."""

Length = TypeVar("Length", float, Ring)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the world that is drawn, and its scale."""

    middle: float
    centre: float
    squeeze: float
    scale: float

    def place(self, longitude: Length, latitude: Length) -> tuple[Length, Length]:
        """Return where a position, or each of many, is drawn."""
        x = WIDTH / 2 + (longitude - self.middle) * self.squeeze * self.scale
        return x, HEIGHT / 2 - (latitude - self.centre) * self.scale

    @property
    def box(self) -> Box:
        """West, south, east and north of the drawing."""
        wide, high = WIDTH / 2 / self.scale / self.squeeze, HEIGHT / 2 / self.scale
        return self.middle - wide, self.centre - high, self.middle + wide, self.centre + high


def draw(places: Sequence[StoryPlace]) -> Markup | None:
    """Return the drawing of the settlements among ``places``."""
    spots = [
        (p.name, p.longitude, p.latitude)
        for p in places
        if p.kind == "settlement" and p.longitude is not None and p.latitude is not None
    ][:MOST]
    if not spots:
        return None
    frame = _frame([(longitude, latitude) for _, longitude, latitude in spots])
    land = "".join(_outline(frame, ring) for ring in _seen(frame.box))
    dots = _dots([(*frame.place(longitude, latitude), name) for name, longitude, latitude in spots])
    title = escape(f"Map of {display.count(len(spots), 'place')}, north up, without borders")
    box = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    return Markup(f'<svg class="atlas" viewBox="{box}" role="img"><title>{title}</title>{land}{dots}</svg>')


def _frame(spots: Sequence[tuple[float, float]]) -> _Frame:
    west, east = min(s[0] for s in spots), max(s[0] for s in spots)
    south, north = min(s[1] for s in spots), max(s[1] for s in spots)
    centre = (south + north) / 2
    squeeze = max(0.2, math.cos(math.radians(centre)))
    wide, high = max((east - west) * squeeze, LEAST_SPAN), max(north - south, LEAST_SPAN)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return _Frame(middle=(west + east) / 2, centre=centre, squeeze=squeeze, scale=scale)


def _dots(spots: Sequence[tuple[float, float, str]]) -> str:
    """Draw dots, and the names that cover no other name or dot, the most named place first; pointing gives the rest."""
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y, _ in spots]
    parts: list[str] = []
    names: list[str] = []
    for x, y, name in spots:
        label = display.shorten(name, 28)
        parts.append(
            f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="4.5"><title>{escape(display.printable(name))}</title>'
            "</circle>"
        )
        for anchor, left, base in _sides(x, y, len(label) * LETTER):
            box = (left, base - LINE + 3, left + len(label) * LETTER, base + 3)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in taken):
                taken.append(box)
                at = {"start": left, "end": box[2], "middle": x}[anchor]
                names.append(f'<text x="{at:.1f}" y="{base:.1f}" text-anchor="{anchor}">{escape(label)}</text>')
                break
    return "".join((*parts, *names))


def _sides(x: float, y: float, width: float) -> Iterator[tuple[str, float, float]]:
    """Yield where a name can stand: right, left, above and below its dot; its anchor, left end and base line."""
    yield "start", x + 8, y + 4
    yield "end", x - 8 - width, y + 4
    yield "middle", x - width / 2, y - 8
    yield "middle", x - width / 2, y + 17


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- land ---------------------------------------------------------------------------------------------------------


@cache
def _land() -> tuple[tuple[Box, Ring], ...]:
    """Return every ring of land with its west, south, east and north; one across 180° stands at both ends."""
    raw = json.loads(gzip.decompress((files("stemma.web") / "land.json.gz").read_bytes()))
    rings = [ring for given in raw for ring in _whole(np.array(given, dtype=np.float64).reshape(-1, 2) / 100)]
    return tuple(((*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()), ring) for ring in rings)


def _whole(ring: Ring) -> Iterator[Ring]:
    """Yield a ring without leaps around the world, once for each end at which it is seen."""
    longitudes = np.unwrap(ring[:, 0], period=360.0)
    for turn in (-360.0, 0.0, 360.0):
        if longitudes.min() + turn < 180 and longitudes.max() + turn > -180:
            yield np.stack([longitudes + turn, ring[:, 1]], axis=1)


def _seen(box: Box) -> Iterator[Ring]:
    """Yield the rings that reach into a box, cut at its sides."""
    west, south, east, north = box
    for (left, low, right, high), ring in _land():
        if left <= east and right >= west and low <= north and high >= south:
            cut = _cut(_cut(_cut(_cut(ring, 0, west, 1), 0, east, -1), 1, south, 1), 1, north, -1)
            if len(cut) > 2:
                yield cut


def _cut(ring: Ring, axis: int, at: float, side: int) -> Ring:
    """Return the part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    inside = side * (ring[:, axis] - at) >= 0
    if inside.all():
        return ring
    following = np.roll(ring, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    run = following[:, axis] - ring[:, axis]
    share = np.where(crosses, (at - ring[:, axis]) / np.where(crosses, run, 1.0), 0.0)
    met = ring + share[:, None] * (following - ring)
    both: Ring = np.stack([ring, met], axis=1).reshape(-1, 2)[np.stack([inside, crosses], axis=1).reshape(-1)]
    return both


def _outline(frame: _Frame, ring: Ring) -> str:
    """Draw a ring with as many points as the drawing can show; an island smaller than a unit is none."""
    x, y = frame.place(ring[:, 0], ring[:, 1])
    grid = np.stack([x, y], axis=1).round()
    kept = np.concatenate([[True], (grid[1:] != grid[:-1]).any(axis=1)])
    if kept.sum() < MIN_POINTS:
        return ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(x[kept].tolist(), y[kept].tolist(), strict=True))
    return f'<polygon class="land" points="{points}"/>'
