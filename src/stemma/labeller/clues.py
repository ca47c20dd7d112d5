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
    relations = np.array([_NUMBERS.get(name, 0) for name in parse.deps] + [0])
    tokens, known = _tokens(pieces, parse)
    found[:, 1] = np.where(known, relations[tokens], 0)
    return found


def parsed(pieces: Pieces, parse: Parse) -> Pieces:
    """Return the pieces that the parse has tokens for: those outside of what was removed from the text."""
    _, known = _tokens(pieces, parse)
    return Pieces(
        ids=pieces.ids[known], starts=pieces.starts[known], ends=pieces.ends[known], features=pieces.features[known]
    )


def _tokens(pieces: Pieces, parse: Parse) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return for each piece the first token that ends after its start, and whether that token begins before its end."""
    tokens = np.searchsorted(np.array(parse.ends, dtype=np.int64), pieces.starts, "right")
    starts = np.array([*parse.starts, np.iinfo(np.int64).max])
    return tokens, starts[tokens] < pieces.ends
