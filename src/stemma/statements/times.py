"""Find times and resolve them against the publication interval."""

from __future__ import annotations

from stemma.language.tree import Tree
from stemma.model import Published, Time


def find_times(tree: Tree, published: Published | None) -> tuple[Time, ...]:
    """Return the times of a document in text order."""
    return ()
