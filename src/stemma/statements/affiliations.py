"""To whom a person belongs: the body, ship or client behind "spokeswoman", "teacher at", "his lawyer".

Enters: a cast and the mention of a person or of people. Leaves: the name of the party they belong to or speak for, as
it is introduced in the document. Refuses: countries and places ("Turkey's interior minister", "a farmer in Ghent").
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.antecedents import find_antecedent, find_introduction
from stemma.statements.cast import Cast, Mention
from stemma.statements.kinds import is_person_noun
from stemma.statements.nameparts import shown
from stemma.statements.pronouns import latest

_PARTIES = frozenset({"organization", "group", "person"})


def find_affiliation(cast: Cast, mention: Mention) -> str | None:
    """Return the name of the party that a person belongs to, or ``None`` where the words tell none."""
    people = mention.kind == "person" or (mention.kind == "group" and is_person_noun(mention.lemma))
    if not people:
        return None
    for noun in _role_nouns(cast.tree, mention):
        for found in _owners(cast, noun):
            if not _is_place(cast, found):
                return found
    return _spoken_for(cast, mention)


def _role_nouns(tree: Tree, mention: Mention) -> list[int]:
    """Return the nouns that tell a role: the mention's own, or those beside and before a name."""
    beside = [c for c in tree.children[mention.head] if tree.parse.deps[c] == "appos"]
    if tree.parse.deps[mention.head] == "appos":
        beside.append(tree.parse.heads[mention.head])
    return [mention.head, *(t for t in beside if is_person_noun(tree.lemma(t)))]


def _owners(cast: Cast, noun: int) -> Iterator[str]:
    """Yield the parties beside a role: "police spokesman", "the firm's owner", "teacher at the school"."""
    tree = cast.tree
    bodies = words("en", "speakers")["organization_nouns"] | words("en", "speakers")["person_nouns"]
    named = tree.parse.pos[noun] == "PROPN"
    for body in (c for c in tree.children[noun] if c < noun and tree.parse.deps[c] in ("compound", "nmod")):
        here, lemma = cast.at(body), tree.lemma(body)
        known = lemma in bodies and not (named and is_person_noun(lemma))
        if known or (here.kind == "organization" and here.proper and (not named or tree.word(body).isupper())):
            whole = _with_owner(tree, noun, body)
            yield whole if " " in whole else find_introduction(cast, here) or whole
    owner = tree.child(noun, "poss")
    if owner is not None:
        yield from _name_of(cast, owner)
    for link in (c for c in tree.children[noun] if tree.parse.deps[c] == "prep"):
        target = tree.child(link, "pobj")
        if target is not None and _belongs(cast, noun, tree.lemma(link), target):
            yield from _name_of(cast, target)


def _with_owner(tree: Tree, noun: int, body: int) -> str:
    """Return "Iran's foreign ministry" in "Iran's foreign ministry spokesman", "union" in "a senior union official"."""
    first = min((c for c in tree.children[body] if c < body), default=body)
    for child in (c for c in tree.children[noun] if c < body):
        if tree.parse.deps[child] == "poss" or (tree.parse.deps[child] in ("amod", "nmod") and _capital(tree, child)):
            first = min(first, *tree.subtree(child))
    return shown(tree, list(range(first, body + 1)))


def _capital(tree: Tree, token: int) -> bool:
    return tree.word(token)[:1].isupper() and tree.lemma(token) in mappings("en", "speakers")["countries"]


def _belongs(cast: Cast, noun: int, link: str, target: int) -> bool:
    """Tell "captain of the ferry", "teacher at the school", "lawyers for X" from "mother of the boy"."""
    if link in ("at", "for", "with"):
        return True
    here = cast.at(target)
    if link == "of" and cast.tree.lemma(noun) in words("en", "speakers")["offices"]:
        return here.kind == "organization" or (here.definite and here.kind != "person")
    return link in ("of", "from") and here.kind == "organization"


def _name_of(cast: Cast, token: int) -> Iterator[str]:
    found, _ = find_antecedent(cast, token)
    if found is None or (found.kind not in _PARTIES and found.proper):
        return
    yield cast.fullest.get(found.name, found).name if found.proper else found.name


def _is_place(cast: Cast, name: str) -> bool:
    countries = mappings("en", "speakers")["countries"]
    plain = name.casefold().removeprefix("the ")
    return plain in cast.places or plain in countries or plain in countries.values()


def _spoken_for(cast: Cast, mention: Mention) -> str | None:
    """Return the body spoken of before "a spokesman said": the last one that did something."""
    if mention.plural or not words("en", "speakers")["spokespeople"] & {mention.lemma, *_role_words(mention)}:
        return None
    found = latest(cast, mention.head, lambda m: m.kind == "organization" and m.name.casefold() not in cast.places)
    if found is None:
        return None
    first = find_antecedent(cast, found.head)[0] or found
    return cast.fullest.get(first.name, first).name if first.proper else first.name


def _role_words(mention: Mention) -> list[str]:
    return (mention.role or "").lower().split()
