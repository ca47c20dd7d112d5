"""Find what a document names: places, times and quantities, once, for every stage that follows.

Enters: a document, its tree, the gazetteer. Leaves: ``Mentions``, each tuple in text order. Refuses: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Place, Quantity, Time
from stemma.places import Gazetteer, Lexicon, find, make_lexicon
from stemma.statements.quantities import find_quantities
from stemma.statements.times import find_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The places, times and quantities of one document, each in text order."""

    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def find_mentions(document: Document, tree: Tree, gazetteer: Gazetteer) -> Mentions:
    """Return what ``document`` names."""
    return Mentions(
        places=find(document.text, tree.parse, gazetteer, _lexicon(document.language or "")),
        times=find_times(tree, document.published),
        quantities=find_quantities(tree),
    )


@cache
def _lexicon(language: str) -> Lexicon:
    return make_lexicon(words(language, "places"), mappings(language, "places"))
