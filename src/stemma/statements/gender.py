"""Whether “he” or “she” can mean a person: told by title, role or first name.

Enters: the words that stand with a person. Leaves: female, male, or ``None`` where nothing tells. Refuses: a guess from
the sound of a name; only listed words and names count (``lexicon/en/gender.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from stemma.language.words import words

Gender = Literal["female", "male"]

PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
"""The pronouns that tell."""


def find_gender(titles: Iterable[str], name: str | None) -> Gender | None:
    """Return what ``titles`` (titles, roles, nouns) tell, else what the first word of ``name`` tells."""
    lists = words("en", "gender")
    for word in (t.lower() for t in titles):
        if word in lists["women"] or word.endswith("woman"):
            return "female"
        if word in lists["men"]:
            return "male"
    first = name.split()[0].lower() if name else ""
    if first in lists["names_of_women"]:
        return "female"
    return "male" if first in lists["names_of_men"] else None
