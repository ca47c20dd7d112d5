"""Build the gazetteer index now: ``python -m stemma.places.build [--geonames FOLDER]``; else on first use.

Enters: nothing, or a folder with a GeoNames dump (see ``geonames``). Leaves: the index in the cache folder, and its
path on standard output; one made from a dump is used where ``STEMMA_GAZETTEER`` names it. Refuses: a folder without a
dump, and a line that is not as GeoNames writes it (exit status 2, with file and line).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from stemma.errors import StemmaError
from stemma.places.dumprows import dump_names, dump_rows
from stemma.places.index import build, dump_path, index_path


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the index where it belongs and print its path."""
    parser = argparse.ArgumentParser(prog="python -m stemma.places.build", description="Build the gazetteer index.")
    parser.add_argument("--geonames", metavar="FOLDER", type=Path, help="build it from the GeoNames dump in FOLDER")
    folder: Path | None = parser.parse_args(arguments).geonames
    try:
        if folder is None:
            path = index_path()
            build(path)
        else:
            path = dump_path(folder)
            build(path, lambda: (dump_rows(folder), dump_names(folder)))
    except StemmaError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    print(path)
    if folder is not None:
        print(f"use it with: export STEMMA_GAZETTEER={path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
