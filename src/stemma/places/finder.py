"""Find the places that a text names.

Enters: a document's text with its parse. Leaves: places in text order, each resolved to a gazetteer entry or open
with its candidates. Refuses: nothing; a text without known names has no places.
"""

from __future__ import annotations

from stemma.model import Parse, Place
from stemma.places.gazetteer import Gazetteer
from stemma.places.lexicon import Lexicon
from stemma.places.page import read
from stemma.places.recognition import recognise
from stemma.places.resolution import resolve
from stemma.places.scan import scan
from stemma.places.surroundings import survey


def find(text: str, parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Place, ...]:
    """Return the places that ``text`` names."""
    page = read(text, parse, lexicon)
    toponyms = scan(page, gazetteer)
    around = survey(page, toponyms)
    return resolve(page, recognise(page, toponyms, around), around, gazetteer)
