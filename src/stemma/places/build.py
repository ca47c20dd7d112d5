"""Build the gazetteer index now: ``python -m stemma.places.build``. It is otherwise built on first use.

Enters: nothing. Leaves: the index in the cache folder, and its path on standard output. Refuses: nothing.
"""

from __future__ import annotations

import sys

from stemma.places.index import build, index_path


def main() -> int:
    """Build the index where it belongs and print its path."""
    path = index_path()
    build(path)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
