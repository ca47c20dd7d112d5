"""Make ``src/stemma/web/land.json.gz`` anew: the outlines of land, without any border.

``python -m tools.land land-50m.json`` reads the TopoJSON of the npm package ``world-atlas`` 2.0.2 (ISC licence; its
data are Natural Earth's, in the public domain) and writes rings of positions in hundredths of a degree.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

TARGET = Path("src/stemma/web/land.json.gz")

FEWEST = 6
"""Positions of a ring; smaller ones are rocks."""


def rings(topology: dict[str, Any]) -> list[list[int]]:
    """Return every ring of land as longitudes and latitudes by turns, in hundredths of a degree."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (round(100 * (x * scale[0] + shift[0])), round(100 * (y * scale[1] + shift[1])))
            for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        ]
        for arc in topology["arcs"]
    ]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            line: list[tuple[int, int]] = []
            for arc in polygon[0]:
                part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                line += part[1:] if line else part
            kept = [at for n, at in enumerate(line) if n == 0 or at != line[n - 1]]
            if len(kept) >= FEWEST:
                found.append([value for at in kept for value in at])
    return found


def main() -> int:
    """Write the file."""
    found = rings(json.loads(Path(sys.argv[1]).read_bytes()))
    data = json.dumps(found, separators=(",", ":")).encode("ascii")
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(found)} rings, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
