"""What the parse rules already say of each word piece, as features for the labeller.

Enters: the pieces of a text, its parse, and the spans that the rules found. Leaves: an array of shape (n, 2): the label
that the rules give the piece (see ``labels``), and its word's relation in the parse (0: none known). Refuses: nothing.

The labeller learns from them when to believe the rules; without them it would have to learn grammar from 900 articles.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stemma.labeller.labels import LABELS, Role, paint
from stemma.labeller.pieces import Pieces
from stemma.model import Parse

RELATIONS = (
    "",
    *("ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc"),
    *(
        "ccomp",
        "compound",
        "conj",
        "csubj",
        "csubjpass",
        "dative",
        "dep",
        "det",
        "dobj",
        "expl",
        "intj",
        "mark",
        "meta",
    ),
    *("neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss"),
    *("preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp"),
)
"""Dependency labels of the English pipeline; their order is part of the trained model."""

SIZES = (4, 4, 2, LABELS, len(RELATIONS))
"""Values of each feature: the three of ``Pieces``, then the two here."""

_NUMBERS = {name: n for n, name in enumerate(RELATIONS)}


def clues(pieces: Pieces, parse: Parse, spans: Iterable[tuple[Role, int, int]]) -> NDArray[np.int64]:
    """Return the features of each piece."""
    found = np.zeros((len(pieces.ids), 2), dtype=np.int64)
    found[:, 0] = paint(pieces, spans)
    if len(parse.starts):
        relations = np.array([_NUMBERS.get(name, 0) for name in parse.deps])
        token = np.searchsorted(np.array(parse.ends), pieces.starts, "right").clip(max=len(relations) - 1)
        inside = np.array(parse.starts)[token] < pieces.ends
        found[:, 1] = np.where(inside, relations[token], 0)
    return found
