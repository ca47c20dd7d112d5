"""Who takes part in what he reports.

Enters: an origin's name, role and kind, and the contents it stands behind. Leaves: ``True`` (takes part),
``False`` (an office whose task is to look at what others did) or ``None`` (not known). Refuses: to look at who
the party is; the lists name kinds of bodies, never a country, and the same rule holds for every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.compare.transliteration import latin
from stemma.language.words import mappings, words
from stemma.model import ChainLink, SourceKind

_SPOKEN = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men)|press (?:secretary|officer|office|service))"
    r"(?: (?:for|of|at|from|with) (?:the )?(?P<body>.+))?$",
    re.IGNORECASE,
)
_HEAD = re.compile(r" (?:of|in|from|at|on|with|for|that|by|posted|released|published)\b")
"""Words behind the head noun of a description."""

_HEARSAY = frozenset({"claim", "comment", "post", "quote", "report", "rumor", "rumour", "tweet", "view"})
"""Texts that in the plural are nobody's: "reports said"."""

_SOMEBODY = frozenset({"anyone", "somebody", "someone", "those"})
_FORMER = re.compile(r"(?:the )?(?:ex|former|then)\b", re.IGNORECASE)
_PLAIN = re.compile(r"^(?:(?:the|a|an|senior|chief|official|one|unnamed|deputy)\b ?)+", re.IGNORECASE)
SELVES = frozenset({"i", "me", "mine", "my", "myself", "our", "ours", "ourselves", "us", "we"})
"""Words by which a speaker speaks of himself; a report that does not quote has none."""

_BODY = frozenset({"its", "itself"})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def takes_part(name: str, role: str | None, kind: SourceKind, readings: Iterable[Reading]) -> bool | None:
    """Tell whether an origin takes part in what the readings say."""
    if kind in {"unknown", "document"}:
        return None
    contents = list(readings)
    lists = words("en", "claims")
    own = name_words(f"{name} {role or ''}")
    fighting = any(term_in(r, lists["fighting"]) for r in contents)
    if own & lists["armed_bodies"] and fighting:
        return True
    if own & (lists["armed_bodies"] | lists["state_bodies"]) and any(_acts_in(own, r) for r in contents):
        return True
    if own & lists["interested"] or any(_names_itself(own, r) for r in contents):
        return True
    if any(r.statement.basis == "took_part" or speaks_of_itself(r, kind) for r in contents):
        return True
    return False if own & lists["onlookers"] else None


def is_no_party(link: ChainLink) -> bool:
    """Tell what shows or tells something but could never be asked: a clip, "new rumours", "the ceasefire", "Arabic"."""
    if is_mute(link.name):
        return True
    if link.named:
        return False
    head = _HEAD.split(link.name, maxsplit=1)[0]
    last = head.split()[-1] if head.split() else ""
    if link.kind in ("document", "group"):
        one = last.lower().removesuffix("s")
        clip = link.kind == "document" and one in words("en", "claims")["evidence"]
        return clip or (one != last.lower() and one in _HEARSAY)
    lists = words("en", "speakers")
    if link.kind == "unknown" and " " in head and head.split()[0].lower() in lists["known_organizations"]:
        return True
    if link.kind != "unknown" or "." in last or last.lower() in lists["outlets"] | _SOMEBODY:
        return False
    moments = mappings("en", "times")
    return (
        not last[:1].isupper()
        or key(last.lower()).startswith("@")
        or last.lower() in {*moments["months"], *moments["weekdays"]}
    )


def is_mute(name: str) -> bool:
    """Tell what never says anything, whoever's it is: "Norland's war in the south", "the storm of May"."""
    head = _HEAD.split(name, maxsplit=1)[0].split()
    return bool(head) and head[-1] in words("en", "attribution")["mute"] - words("en", "claims")["own_teams"]


def body_of(name: str, role: str | None, affiliation: str | None) -> str | None:
    """Return the body for which a spokesperson speaks ("Harbour Board" for "a spokesman for the Harbour Board")."""
    for described in filter(None, (name, role)):
        match = _SPOKEN.search(described)
        if match is not None and not _FORMER.match(described):
            after, before = match["body"], described[: match.start()]
            body = after or re.sub(r"['’]s?$", "", before.strip())
            return _PLAIN.sub("", body) or affiliation
    return None


def speaks_of_itself(reading: Reading, kind: SourceKind) -> bool:
    """Tell whether a source speaks of its own: “its members”, “we”, “it had seized”, “my son”."""
    selves = SELVES | (_BODY if kind in ("organization", "group") else frozenset())
    tree, statement = reading.tree, reading.statement
    words_ = {tree.word(t).lower() for t in tree.tokens_in(statement.content) if tree.parse.pos[t] == "PRON"}
    return statement.basis != "saw" and bool(words_ & selves)


def name_words(name: str) -> frozenset[str]:
    """Return the lower-case words of a name, possessives taken off; those of a Cyrillic name as English has them."""
    return frozenset(_WORD.findall(latin(re.sub(r"['’]s\b", "", name).lower())))


def countries_of(name: str) -> frozenset[str]:
    """Return the countries that a name speaks of, as comparison keys."""
    return frozenset(k for w in name_words(name) if (k := key(w)).startswith("@"))


def term_in(reading: Reading, listed: frozenset[str]) -> bool:
    """Tell whether a statement uses a listed word, or a word of the same meaning."""
    return any(key(word) in reading.terms for word in sorted(listed))


def _acts_in(own: frozenset[str], reading: Reading) -> bool:
    """The body's country is one that acts, or is acted on, in what is told."""
    countries = {k for w in own if (k := key(w)).startswith("@")}
    return bool(countries & (reading.agents | reading.patients))


def _names_itself(own: frozenset[str], reading: Reading) -> bool:
    """The origin's proper name stands in what is told as who acts: it speaks about itself."""
    telling = own - words("en", "claims")["name_fillers"] - words("en", "claims")["onlookers"]
    keys = {key(w) for w in telling if key(w)[0] not in "=@"}
    return bool(keys) and keys <= reading.agents
