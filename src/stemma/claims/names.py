"""How sources are named inside a sentence: article, number, possessive, lists.

Enters: names as the documents spell them. Leaves: phrases that fit into an English sentence. Refuses: to change
the words of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.claims.parties import name_words
from stemma.compare.names import is_foreign_spelling
from stemma.compare.senses import is_known
from stemma.language.words import words
from stemma.model import SourceKind

MAX_NAME = 80
"""Code points of a source's name in a sentence; a longer one is cut at a word."""

MAX_PARTS = 4
"""Words of the longest personal name; a longer row of capitals is an office or a body."""

_SMALL = frozenset({"and", "for", "in", "of", "on", "the"}) | words("en", "speakers")["particles"]
"""Words written small within names."""

_OFFICE = re.compile(r"\b(?:president|minister|pope|king|queen|mayor|governor|secretary|leader|chief)\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"^(?:the|an?|one|two|three|some|several|many|most|all|both|each|every|no|any|another|other"
    r"|its|his|her|their|this|that|these|those|\d+)\b",
    re.IGNORECASE,
)


_CYRILLIC = re.compile(r"[«„\"]?[\u0400-\u04ff]")
"""A name in another script takes no English article."""


def as_subject(name: str, kind: SourceKind) -> str:
    """Return a source's name as the subject of a sentence: "the Thurgau police", "an expert", "Anna Weber"."""
    short = _shortened(" ".join(name.split()))
    if not short or is_pronoun(short) or short.casefold() in _pronouns_abroad():
        return "somebody who is not named"
    if _CYRILLIC.match(short):
        return short
    if kind == "outlet":
        return short
    if short.startswith("few "):
        return "a " + short
    if _DETERMINED.match(short) or re.match(r"^[^\s]+(?: [^\s]+){0,3}['’]s? ", short):
        return _lower_determiner(short)
    common = short[0].islower() or is_plural(short)
    if " of " in short and _has_body(short):
        return "the " + short
    if kind == "group" or is_plural(short):
        return short[0].lower() + short[1:] if _common_first(short) else ("the " + short if _has_body(short) else short)
    if kind == "organization" and (common or _has_body(short)):
        return "the " + short
    if common or (kind in {"person", "document"} and _last_is_common(short)):
        several = not common and " and " in short  # "Holm and a police spokeswoman"
        return short if several else _with_article(short)
    office = kind == "person" and short.lower() in words("en", "claims")["sole_offices"] - {"prince"}
    return f"the {short}" if office else short  # "the Duchess", but Prince and Pope are names, too


def is_pronoun(name: str) -> bool:
    """Tell whether a source is called by a word that names nobody: "he", "us", not "US"."""
    return name.casefold() in words("en", "claims")["pronoun_sources"] and name != "US"


def _pronouns_abroad() -> frozenset[str]:
    return words("ru", "speakers")["pronouns"] | words("uk", "speakers")["pronouns"]


def best_name(names: Sequence[str], kind: SourceKind, *, named: bool) -> str:
    """Return the name by which a party is called, out of all that the reports use: the fullest, then the most common.

    A person's own name goes before an office, and a name before words that only describe; of descriptions alone the
    longest.
    """
    told = [n for n in names if n != "unknown"] or names
    if not named:
        return min(told, key=lambda n: (-len(n), n))
    plain = [n for n in told if not any(_only_describes(n, other) for other in told)] if kind == "person" else told

    def rank(name: str) -> tuple[int, int, bool, int, int, str]:
        first = 0 if is_full_name(name, kind) else 2 if _is_description(name) else 1
        return first, -len(name.split()), is_foreign_spelling(name), -told.count(name), -len(name), name

    return min(plain, key=rank)


def is_full_name(name: str, kind: SourceKind) -> bool:
    """Tell a person's first name and surname from a surname, an office and a description."""
    fits = kind == "person" and 2 <= len(name.split()) <= MAX_PARTS
    return fits and not _is_description(name) and _OFFICE.search(name) is None


def _is_description(name: str) -> bool:
    parts = name.split()
    return any(w.islower() and w not in _SMALL for w in parts) or parts[-1].islower()


def _only_describes(longer: str, name: str) -> bool:
    """Tell "Republican Ann Lee" from "Mary Ann Lee", where another report has "Ann Lee"."""
    if " " not in name or not longer.endswith(" " + name):
        return False
    return all(is_known(w.casefold()) for w in longer.removesuffix(name).split())


def agreed(subject: str, singular: str, plural: str, many: bool) -> str:
    """Return subject and verb in agreement."""
    return f"{subject} {plural if many or is_plural(subject) else singular}"


def possessive(name: str) -> str:
    """Return "the ministry's", "local residents'"."""
    return name + ("’" if name.endswith("s") and is_plural(name) else "’s")


def joined(items: Sequence[str], word: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def is_plural(name: str) -> bool:
    """Tell whether a name is plural by its head noun: "local residents", "the police", "officials in Kyiv"."""
    head = re.split(
        r" (?:of|in|from|at|on|with|for|close|based|made|obtained|operating|published|released|seen|who|near|by|and)\b",
        name,
        maxsplit=1,
    )[0]
    last = head.split()[-1].lower().strip(",.’'") if head.split() else ""
    return (
        last in {"authorities", "data", "media", "people", "police", "staff", "statistics"}
        or last in words("en", "claims")["plural_sources"]
    )


def _has_body(name: str) -> bool:
    return bool(name_words(name) & words("en", "claims")["bodies_with_article"])


def _last_is_common(name: str) -> bool:
    """The name is a description: its head noun is written small ("Ukrainian military source")."""
    return any(w[0].islower() and w.split("-", 1)[0] not in _SMALL for w in name.split()[:6])


def _common_first(name: str) -> bool:
    return name.split()[0].lower() in words("en", "claims")["group_openers"] or name[0].islower()


def _with_article(name: str) -> str:
    lists, last = words("en", "claims"), name.split(" of ", 1)[0].split()[-1].lower()
    if last in lists["bare_offices"] or (last in lists["sole_offices"] and (" of " in name or _says_whose(name))):
        return "the " + name
    lowered = name[0].lower() + name[1:] if _common_first(name) else name
    return ("an " if _opens_with_vowel(lowered) else "a ") + lowered


def _says_whose(name: str) -> bool:
    """Tell whether an office that is held once says of what: "NATO chief", "Sudland foreign minister"."""
    parts = name.split()
    return parts[0][0].isupper() and (parts[-1].lower() in _HELD_ONCE or (parts[-1] == "minister" and len(parts) > 2))


_HELD_ONCE = frozenset({"ambassador", "chief"})
"""Offices that a country or a body has once; of leaders, ministers and directors it may have several."""


def _opens_with_vowel(name: str) -> bool:
    """Tell whether a name is heard to begin with a vowel: "an FBI agent", "a UN official", "an hour", "a European"."""
    word = name.split()[0]
    if word.isupper() and len(word) > 1 and word not in {"NATO", "NASA", "UNESCO", "UNICEF"}:
        return word[0] in "AEFHILMNORSX"
    return word[0].lower() in "aeiou" and not word.lower().startswith(("eu", "one", "uk", "uni", "us"))


def _lower_determiner(name: str) -> str:
    rest = name.split(maxsplit=1)[1] if " " in name else ""
    small = bool(_DETERMINED.match(name)) and (name.split()[0].lower() in {"the", "a", "an"} or rest[:1].islower())
    return name[0].lower() + name[1:] if small else name


def _shortened(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[: name.rfind(" ", 0, MAX_NAME)].rstrip(" ,;") + " …"
