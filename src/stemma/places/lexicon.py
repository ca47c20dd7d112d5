"""The words around place names that the finder needs, handed in by the caller for the document's language.

Enters: blocks of a word list (topic ``places``). Leaves: one frozen ``Lexicon``. Refuses: nothing; a language
without the topic gets empty blocks, and the finder then relies on the gazetteer alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from stemma.model import PlaceKind

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lower-case words by their use; each field is a block of ``lexicon/<language>/places.toml``."""

    kinds_after: Mapping[str, PlaceKind] = field(default_factory=dict)
    kinds_after_plural: Mapping[str, PlaceKind] = field(default_factory=dict)
    kinds_before: Mapping[str, PlaceKind] = field(default_factory=dict)
    towns: frozenset[str] = _NONE
    waters_before: frozenset[str] = _NONE
    waters_after: frozenset[str] = _NONE
    prepositions: frozenset[str] = _NONE
    weak_prepositions: frozenset[str] = _NONE
    people_after: frozenset[str] = _NONE
    waters_of: frozenset[str] = _NONE
    surnames: frozenset[str] = _NONE
    calendar: frozenset[str] = _NONE
    peoples: frozenset[str] = _NONE
    adjective_endings: frozenset[str] = _NONE
    bodies: frozenset[str] = _NONE
    speech_verbs: frozenset[str] = _NONE
    person_verbs: frozenset[str] = _NONE
    titles: frozenset[str] = _NONE
    organisations_after: frozenset[str] = _NONE
    given_names: frozenset[str] = _NONE
    common: frozenset[str] = _NONE
    demonyms: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    particles: frozenset[str] = _NONE
    leaving: frozenset[str] = _NONE
    organisations_before: frozenset[str] = _NONE
    town_endings: frozenset[str] = _NONE
    adjective_cases: frozenset[str] = _NONE
    case_endings: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    nationalities: Mapping[str, str] = field(default_factory=dict)

    @property
    def inflected(self) -> bool:
        """Tell whether the language declines its place names."""
        return bool(self.case_endings)

    def is_common(self, word: str) -> bool:
        """Tell whether a word is common, also as the kind of a thing: "Center", "Lake", "District"."""
        return (
            word in self.common
            or word in self.organisations_after
            or word in self.waters_after
            or word in self.waters_of
            or word in self.kinds_after
        )


def make_lexicon(words: Mapping[str, frozenset[str]], mappings: Mapping[str, Mapping[str, str]]) -> Lexicon:
    """Return the lexicon of one language from its blocks."""
    kinds = cast("Mapping[str, Mapping[str, PlaceKind]]", mappings)
    return Lexicon(
        kinds_after=kinds.get("kinds_after", {}),
        kinds_after_plural=kinds.get("kinds_after_plural", {}),
        kinds_before=kinds.get("kinds_before", {}),
        demonyms=mappings.get("demonyms", {}),
        institutions=mappings.get("institutions", {}),
        case_endings=mappings.get("case_endings", {}),
        areas=mappings.get("areas", {}),
        regions=mappings.get("regions", {}),
        nationalities=mappings.get("nationalities", {}),
        **{name: block for name, block in words.items() if name in Lexicon.__slots__},
    )
