"""Places: a gazetteer index made from installed packages, and the finder of place names in a parsed text."""

from stemma.places.finder import find
from stemma.places.gazetteer import Entry, Gazetteer, open_gazetteer
from stemma.places.lexicon import Lexicon, make_lexicon

__all__ = ["Entry", "Gazetteer", "Lexicon", "find", "make_lexicon", "open_gazetteer"]
