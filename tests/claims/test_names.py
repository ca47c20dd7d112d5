"""Names of sources inside a sentence."""

from __future__ import annotations

import pytest

from stemma.claims.names import agreed, as_subject, is_plural, joined, possessive
from stemma.model import SourceKind


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Russian Ministry of Defense", "organization", "the Russian Ministry of Defense"),
        ("Russia’s defense ministry", "organization", "Russia’s defense ministry"),
        ("Obersee Lines", "organization", "Obersee Lines"),
        ("NATO", "organization", "NATO"),
        ("NATO chief", "person", "the NATO chief"),
        ("Sudland foreign minister", "person", "the Sudland foreign minister"),
        ("former minister", "person", "a former minister"),
        ("UN official", "person", "a UN official"),
        ("documents released in 2005", "document", "documents released in 2005"),
        ("documents obtained by the paper", "document", "documents obtained by the paper"),
        ("FBI agent", "person", "an FBI agent"),
        ("European diplomat", "person", "a European diplomat"),
        ("US", "organization", "US"),
        ("us", "unknown", "somebody who is not named"),
        ("Holm and a police spokeswoman", "person", "Holm and a police spokeswoman"),
        ("Ukraine", "organization", "Ukraine"),
        ("Anna Borg", "person", "Anna Borg"),
        ("expert", "person", "an expert"),
        ("Anna von der Au", "person", "Anna von der Au"),
        ("every striker", "person", "every striker"),
        ("Sudland president", "person", "the Sudland president"),
        ("his", "unknown", "somebody who is not named"),
        ("democratic opposition in Lindau", "organization", "the democratic opposition in Lindau"),
        ("data from the port", "document", "data from the port"),
        ("Ukrainian military source", "person", "a Ukrainian military source"),
        ("one unnamed expert from a think tank", "person", "one unnamed expert from a think tank"),
        ("Local residents", "group", "local residents"),
        ("The Shore Daily", "outlet", "The Shore Daily"),
        ("Three Lakes Today", "outlet", "Three Lakes Today"),
        ("Thurgau cantonal police", "organization", "the Thurgau cantonal police"),
        ("unknown", "unknown", "somebody who is not named"),
        ("who", "unknown", "somebody who is not named"),
    ],
)
def test_a_name_as_subject(name: str, kind: SourceKind, said: str) -> None:
    assert as_subject(name, kind) == said


def test_number_and_possessive() -> None:
    assert agreed("local residents", "says", "say", False) == "local residents say"
    assert agreed("Anna Borg", "says", "say", False) == "Anna Borg says"
    assert agreed("A and B", "says", "say", True) == "A and B say"
    assert possessive("the ministry") == "the ministry’s"
    assert possessive("residents") == "residents’"
    assert is_plural("officials in Kyiv")
    assert not is_plural("the ministry")


def test_a_long_name_is_cut_at_a_word() -> None:
    name = "a spokesman " + "of the regional office for the protection of lakes " * 4
    assert len(as_subject(name, "person")) <= 84


def test_lists() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
