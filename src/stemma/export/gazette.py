"""Say where a story plays, with every name that its reports use for a place.

Enters: one arranged story. Leaves: one line. Refuses: spellings that no report uses; a gazetteer has dozens for
every town, and an editor needs those that she will meet. The gazetteer's own name stands first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.export import display
from stemma.export.outline import Chapter
from stemma.model import Document, StoryPlace

MAX_PLACES = 6
"""Places named of one story; the records hold all."""

MAX_NAMES = 4
"""Further names of one place."""

MIN_REPORTS = 3
"""Reports of a story from which on a place must be named by two of them: one report's side remark is no place of
the story."""


def places_named(chapter: Chapter) -> str:
    """Return a story's places below the level of a country, those named by most reports first."""
    least = 2 if len(chapter.documents) >= MIN_REPORTS else 1
    told = [(count, place) for place in chapter.story.places if (count := _reports(chapter, place)) >= least]
    told.sort(key=lambda item: (-item[0], item[1].name))
    shown = [_spelled(chapter, place) for _, place in told if place.kind != "country"]
    more = f", and {len(shown) - MAX_PLACES} more" if len(shown) > MAX_PLACES else ""
    return display.printable(", ".join(shown[:MAX_PLACES]) + more)


def _reports(chapter: Chapter, place: StoryPlace) -> int:
    """Return how many reports name a place."""
    return sum(
        any(_same(p.geonames_id, p.name, place) for p in document.places) for document in chapter.documents
    ) or sum(any(_names(document.text, name) for name in (place.name, *place.names)) for document in chapter.documents)


def _same(identity: int | None, name: str, place: StoryPlace) -> bool:
    if place.geonames_id is not None:
        return identity == place.geonames_id
    return identity is None and name == place.name


def _spelled(chapter: Chapter, place: StoryPlace) -> str:
    used = [name for name in place.names if any(_uses(d, place, name) for d in chapter.documents)]
    others = _distinct([place.name, *used])[1:]
    return place.name + (f" ({', '.join(others[:MAX_NAMES])})" if others else "")


def _uses(document: Document, place: StoryPlace, name: str) -> bool:
    """Tell whether a document has a name, be it in another case: its place then has the nominative as first name."""
    declined = any(p.names[:1] == (name,) for p in document.places if _same(p.geonames_id, p.name, place))
    return _names(document.text, name) or (declined and not name.isascii())


def _names(text: str, name: str) -> bool:
    """Tell whether a text has a name as words of its own, not as part of a longer word."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names without repetitions in other case ("KONSTANZ"), the first of each."""
    found: dict[str, str] = {}
    for name in sorted(names[1:], key=lambda n: (n.isupper(), names.index(n))):
        found.setdefault(name.casefold(), name)
    found.pop(names[0].casefold(), None)
    return [names[0], *found.values()]
