"""What kind of party a noun names, and whether it is named: could somebody be asked?

Enters: a tree, the head noun and the name. Leaves: a source kind; a yes or no. Refuses: nothing; a name of which
nothing is known is a person's when it looks like one, else unknown.
"""

from __future__ import annotations

import re

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import SourceKind

_INNER = re.compile(r"^[^\W\d_]+(?<=[^\W_])[A-Z]")
_SURNAME = re.compile(r"(?:Mc|Mac|O['’]|D['’]|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]")
"""A capital inside a word makes it an acronym or a brand ("MoD", "BelTA"), but for surnames such as McFall."""

MOST_NAMES = 4
"""Words of the longest personal name; longer rows of capitals are titles of bodies and works."""


def is_person_noun(lemma: str) -> bool:
    """Tell a noun for one person, by the list or by an ending that only persons have ("volcanologist")."""
    lists = words("en", "speakers")
    office = lemma.rsplit("-", 1)[-1].lower()  # "co-founder", "CEO"
    return office in lists["person_nouns"] or lemma.endswith(tuple(lists["person_endings"]))


def guess_kind(tree: Tree, head: int, name: str, places: frozenset[str], *, role: str | None) -> SourceKind:
    """Return the kind of party that the noun ``head``, shown as ``name``, stands for."""
    lists = words("en", "speakers")
    lemma = tree.lemma(head)
    proper = tree.parse.pos[head] == "PROPN" or _INNER.search(tree.word(head)) is not None
    plural = tree.parse.tags[head] in ("NNS", "NNPS") and tree.word(head).lower() != lemma
    if role is not None:
        return "person"
    if lemma in lists["document_nouns"] and not (proper and _is_organization(name)):
        return "document"
    if tree.parse.pos[head] == "NUM" or lemma in lists["counted_people"]:
        return "person" if lemma in ("one", "another") else "group"
    if _pair(tree, head) in lists["two_word_bodies"]:
        return "group" if plural else "organization"
    if is_person_noun(lemma) or lemma in lists["spokespeople"]:
        return "group" if plural else "person"
    if lemma in lists["organization_nouns"]:
        return "group" if plural else "organization"
    if lemma in lists["group_nouns"]:
        return "organization" if lemma == "group" and not plural else "group"
    if not proper:
        return "group" if plural else "unknown"
    if lemma.lower() in lists["not_persons"] and not _is_organization(name):
        return "unknown"
    above = tree.parse.heads[head] if tree.parse.deps[head] == "appos" else head
    if tree.lemma(above) in lists["outlets"] | lists["organization_nouns"] | lists["taking_up"]:
        return "organization"
    relative = tree.child(head, "relcl")
    if relative is not None and any(tree.word(c).lower() == "which" for c in tree.children[relative]):
        return "organization"
    kind = _kind_of_name(name, places, plural=plural)
    article = tree.child(head, "det")
    return "organization" if kind == "person" and article is not None and tree.lemma(article) == "the" else kind


def _pair(tree: Tree, head: int) -> str:
    return f"{tree.word(head - 1)} {tree.lemma(head)}".lower() if head else ""


def _kind_of_name(name: str, places: frozenset[str], *, plural: bool) -> SourceKind:
    folded = name.casefold()
    if folded in places or _is_organization(name):
        return "organization"
    if plural:
        return "group"
    words_of_it = folded.split()
    shouted = name.isupper() and len(words_of_it) > 1
    lists = words("en", "speakers")
    if folded in mappings("en", "times")["months"]:
        return "unknown"
    product = len(words_of_it) > 1 and words_of_it[0] in lists["known_organizations"]
    if shouted or product or any(ch.isdigit() for ch in name) or words_of_it[-1] in lists["not_persons"]:
        return "unknown"
    parts = [w for w in name.split() if w[:1].isupper()]
    return "person" if 1 <= len(parts) <= MOST_NAMES else "unknown"


def is_personal_name(name: str) -> bool:
    """Tell whether a name looks like a person's: two to four capitalised words, with "de" and "von" between them."""
    particles = words("en", "speakers")["particles"]
    parts = [w for w in name.split() if w not in particles]
    fits = 2 <= len(parts) <= MOST_NAMES and all(w[:1].isupper() for w in parts) and name[:1].isupper()
    return fits and not name.isupper() and _kind_of_name(name, frozenset(), plural=False) == "person"


def _is_organization(name: str) -> bool:
    lists, countries = words("en", "speakers"), mappings("en", "speakers")["countries"]
    folded = name.casefold()
    if folded in countries or folded in countries.values() or folded in lists["known_organizations"]:
        return True
    parts = [w.strip(".,’'s") if w.endswith(("’s", "'s")) else w.strip(".,") for w in folded.split()]
    known = (
        lists["body_nouns"] | lists["organization_words"] | lists["organization_nouns"] | lists["known_organizations"]
    )
    if any(w in known for w in parts):
        return True
    letters = name.replace(".", "").replace("&", "")
    if " " in letters or _SURNAME.match(letters):
        return False
    return _INNER.search(letters) is not None


def is_named(tree: Tree, head: int, kind: SourceKind, *, proper: bool, anywhere: bool) -> bool:
    """Tell a named person or organisation, or a body that could be asked, from parties that nobody could find.

    ``anywhere``: the document names a place, so that "the police" are that place's police.
    """
    lists, countries = words("en", "speakers"), mappings("en", "speakers")["countries"]
    lemma = tree.lemma(head)
    body = _pair(tree, head) in lists["two_word_bodies"]
    if kind == "group" or (lemma in lists["generic"] and not proper and not body):
        return False
    if proper:
        return kind != "unknown"
    named = any(
        tree.parse.pos[t] == "PROPN" or tree.lemma(t) in countries or tree.word(t).lower() in countries
        for t in tree.subtree(head, without=frozenset({"relcl", "advcl"}))
        if t != head
    )
    if lemma in lists["spokespeople"] or lemma in lists["askable"]:
        return named or (anywhere and lemma in lists["askable"] and not _indefinite(tree, head))
    return kind == "organization" and named


def _indefinite(tree: Tree, head: int) -> bool:
    determiner = tree.child(head, "det")
    return determiner is not None and tree.lemma(determiner) in ("a", "an", "another", "some")
