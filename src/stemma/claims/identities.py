"""Which names in the reports of one story mean one party, beyond what the names themselves show.

Enters: the documents and statements of a story. Leaves: ``Identities``. Refuses: a short name that fits two parties.

A report says it in passing ("the Lake Safety Board (LSB)", "Ann Lee, also known as the Heron"); a first name alone or a
surname with a slip of the pen fits one person of the story; an office that one person holds is that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA, Indel

from stemma.claims.names import is_full_name
from stemma.claims.parties import name_words
from stemma.compare.names import canonical, same_party
from stemma.language.words import words
from stemma.model import Document, SourceKind, Statement

MIN_MISSPELT = 6
"""Letters of a surname from which one letter more, less, other or swapped is a slip of the pen; with 4, "Lee" and
"Leeds" or "Hart" and "Hard" would be one person."""

MIN_ALIKE = 0.7
"""Share of letters in common from which two surnames behind one first name are one, spelt twice (names translated back
by machine: "Tarasenko", "Tarrasinko"); with 0.6 "Nora Berger" and "Nora Bender" would be one person."""

_NAME = r"\b(?:[A-Z][\w’'&.-]{0,40})(?: (?:(?:of|in|and|the|for|on|de|al) ){0,2}[A-Z][\w’'&.-]{0,40}){0,7}"
_SHORT = r"[A-Z][A-Za-z0-9&.-]{1,11}"
_BRACKETED = re.compile(
    rf"(?P<long>{_NAME}) \((?:the |or |aka |formerly |also )?[“\"‘']?(?P<short>{_SHORT})[”\"’']?[),;]"
)
_CALLED = re.compile(
    rf"(?P<long>{_NAME}),? \(?(?:also|formerly|previously|otherwise|better|once|now) (?:known|called|referred to)"
    rf"(?: as)? (?:the )?[“\"‘']?(?P<short>{_NAME})"
)
_OR = re.compile(rf"(?P<long>{_NAME}),? or (?P<short>[A-Z][A-Z&.]{{1,9}}),")
_HOLDER = re.compile(
    r"\b(?P<office>(?:[A-Z][\w.]{1,30} ){0,2}(?:President|Chancellor|King|Queen|Pope|Premier|Prime Minister|Minister))"
    r" (?P<name>[A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,2})"
)


@dataclass(frozen=True, slots=True)
class Identities:
    """What the reports of a story tell of names: comparison key → the key that stands for its party."""

    roots: Mapping[str, str] = field(default_factory=dict)

    def one(self, left: str, right: str) -> bool:
        """Tell whether two names are one party's, by the names or by what the reports tell."""
        if same_party(left, right) is not None:
            return True
        if not self.roots:
            return False
        mine, theirs = self.roots.get(canonical(left)), self.roots.get(canonical(right))
        return mine is not None and mine == theirs


def find_identities(documents: Iterable[Document], statements: Iterable[Statement]) -> Identities:
    """Return which names of the story mean one party."""
    texts = [d.text for d in documents]
    named, roles = _names(statements)
    for match in (m for text in texts for m in _HOLDER.finditer(text)):
        roles.setdefault(canonical(match["office"]), set()).add(match["name"])
    people = sorted(n for n, kind in named.items() if is_full_name(n, kind))
    above: dict[str, str] = {}
    for left, right in (*_told(texts), *_short_names(named, people), *_offices(named, roles)):
        if canonical(left) and canonical(right):
            _join(above, canonical(left), canonical(right))
    return Identities({name: _root(above, name) for name in sorted(above)})


def _names(statements: Iterable[Statement]) -> tuple[dict[str, SourceKind], dict[str, set[str]]]:
    """Return the names of sources with their kinds, and the persons of each role; who is a body once is no person."""
    named: dict[str, SourceKind] = {}
    roles: dict[str, set[str]] = {}
    for statement in statements:
        for link in statement.chain:
            if link.kind == "organization" or (link.kind in ("person", "unknown") and link.name not in named):
                named[link.name] = link.kind
        source = statement.source
        if source.role and is_full_name(source.name, source.kind):
            roles.setdefault(canonical(source.role), set()).add(source.name)
    return named, roles


def _told(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that a text joins: a name with its initials, or "also known as"."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for pattern in (_BRACKETED, _OR):
            for match in pattern.finditer(text):
                long = _abbreviated(match["long"], match["short"])
                if long is not None:
                    found.setdefault(match["short"], set()).add(long)
        for match in _CALLED.finditer(text):
            yield match["long"], match["short"]
    for short in sorted(found):
        longs = sorted(found[short])
        if _are_one(longs):
            yield from ((long, short) for long in longs)


def _abbreviated(long: str, short: str) -> str | None:
    """Return the last words of ``long`` that ``short`` abbreviates."""
    parts = long.split()
    for start in range(len(parts) - 1):
        tail = " ".join(parts[start:])
        if parts[start][0] == short[0] and same_party(tail, short) is not None:
            return tail
    return None


def _short_names(named: Mapping[str, SourceKind], people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each single name, or name with a slip of the pen, with the one person of the story that it fits."""
    for name in sorted(n for n, kind in named.items() if kind in ("person", "unknown")):
        parts = canonical(name).split()
        if not parts or len(parts) > 2 or not name[:1].isupper():
            continue
        fits = [p for p in people if p != name and (_is_part(parts, p) or _misspelt(name, p))]
        if _are_one(fits):
            yield from ((name, person) for person in fits)


def _is_part(parts: Sequence[str], person: str) -> bool:
    """Tell a first name or surname alone."""
    return len(parts) == 1 and parts[0] in canonical(person).split()


def _misspelt(name: str, person: str) -> bool:
    """Tell a surname with one slip of the pen; first names, where both have one, are the same."""
    ours, theirs = name.casefold().split(), person.casefold().split()
    short = min(len(ours[-1]), len(theirs[-1]))
    if short < MIN_MISSPELT or ours[-1][0] != theirs[-1][0] or (len(ours) > 1 and ours[0] != theirs[0]):
        return False
    alike = len(ours) > 1 and Indel.normalized_similarity(ours[-1], theirs[-1]) >= MIN_ALIKE
    return alike or OSA.distance(ours[-1], theirs[-1], score_cutoff=1) <= 1


def _offices(named: Mapping[str, SourceKind], roles: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield each office that stands for a source with the one person who is said to hold it."""
    lists = words("en", "claims")
    bare, sole = lists["bare_offices"], lists["sole_offices"] | lists["bare_offices"]
    for name in sorted(n for n, kind in named.items() if kind == "person" and canonical(n) in roles):
        own = name_words(name)
        holders = sorted(roles[canonical(name)])
        told = own & bare or (own & sole and len(canonical(name).split()) > 1)
        if told and name not in holders and _are_one(holders):
            yield name, holders[0]


def _are_one(names: Sequence[str]) -> bool:
    """Tell whether names are one party's, each meeting another ("Ann B. Lee" and "Sen. Ann Lee" over "Ann Lee")."""
    met, rest = list(names[:1]), list(names[1:])
    while near := [n for n in rest if any(same_party(n, m) is not None for m in met)]:
        met += near
        rest = [n for n in rest if n not in near]
    return bool(names) and not rest


def _root(above: dict[str, str], name: str) -> str:
    while above.get(name, name) != name:
        name = above[name]
    return name


def _join(above: dict[str, str], left: str, right: str) -> None:
    ours, theirs = sorted((_root(above, left), _root(above, right)))
    above.setdefault(ours, ours)
    above[theirs] = ours
    above.setdefault(left, ours)
    above.setdefault(right, ours)
