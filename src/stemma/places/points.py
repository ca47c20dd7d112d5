"""Means and distances of points on the globe.

Enters: degrees WGS 84. Leaves: degrees, or kilometres. Refuses: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0


@dataclass(slots=True)
class Mean:
    """A running mean of points, on the unit sphere, so that it holds across the date line."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0

    def add(self, latitude: float, longitude: float) -> None:
        """Take one more point into the mean."""
        self.x += cos(radians(latitude)) * cos(radians(longitude))
        self.y += cos(radians(latitude)) * sin(radians(longitude))
        self.z += sin(radians(latitude))

    def point(self) -> tuple[float, float]:
        """Return the mean so far; (0, 0) before the first point."""
        length = sqrt(self.x**2 + self.y**2 + self.z**2) or 1.0
        return degrees(asin(self.z / length)), degrees(atan2(self.y, self.x))


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees."""
    (a, b), (c, d) = (map(radians, left), map(radians, right))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
