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

from markupsafe import Markup, escape

from stemma.export import display
from stemma.model import StoryPlace

WIDTH, HEIGHT = 640.0, 360.0
"""Units of the drawing."""

MARGIN = 56.0
"""Units around the outermost dots, so that their names have room."""

MOST = 24
"""Dots drawn; the list beside the drawing has more."""

LEAST_SPAN = 3.0
"""Degrees that the drawing shows at least: an outline at 1:50 million is too rough for less, and a dot alone says
nothing."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the world that is drawn, and its scale."""

    middle: float
    centre: float
    squeeze: float
    scale: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a position is drawn."""
        x = WIDTH / 2 + (longitude - self.middle) * self.squeeze * self.scale
        return x, HEIGHT / 2 - (latitude - self.centre) * self.scale

    @property
    def box(self) -> tuple[float, float, float, float]:
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
    dots = "".join(_dot(*frame.place(longitude, latitude), name) for name, longitude, latitude in spots)
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


def _dot(x: float, y: float, name: str) -> str:
    anchor, shift = ("end", -9) if x > WIDTH * 0.7 else ("start", 9)
    label = escape(display.shorten(name, 28))
    return (
        f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        f'<text x="{x + shift:.1f}" y="{y + 4.5:.1f}" text-anchor="{anchor}">{label}</text>'
    )


# --- land ---------------------------------------------------------------------------------------------------------


@cache
def _land() -> tuple[tuple[tuple[float, float, float, float], Ring], ...]:
    """Return every ring of land with its west, south, east and north."""
    raw = json.loads(gzip.decompress((files("stemma.web") / "land.json.gz").read_bytes()))
    rings = [tuple(zip((x / 100 for x in ring[::2]), (y / 100 for y in ring[1::2]), strict=True)) for ring in raw]
    return tuple(
        ((min(x for x, _ in r), min(y for _, y in r), max(x for x, _ in r), max(y for _, y in r)), r) for r in rings
    )


def _seen(box: tuple[float, float, float, float]) -> Iterator[Ring]:
    """Yield the rings that reach into a box, cut at its sides."""
    west, south, east, north = box
    for (left, low, right, high), ring in _land():
        if left <= east and right >= west and low <= north and high >= south:
            cut = _cut(_cut(_cut(_cut(ring, 0, west, 1), 0, east, -1), 1, south, 1), 1, north, -1)
            if len(cut) > 2:
                yield cut


def _cut(ring: Ring, axis: int, at: float, side: int) -> Ring:
    """Return the part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    kept: list[tuple[float, float]] = []
    for one, other in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        inside, next_inside = side * (one[axis] - at) >= 0, side * (other[axis] - at) >= 0
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (at - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return tuple(kept)


def _outline(frame: _Frame, ring: Ring) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.place(*at) for at in ring))
    return f'<polygon class="land" points="{points}"/>'
