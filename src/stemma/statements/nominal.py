"""Nouns that attribute: "the ministry's claim that …", "the expert's remark about …", "reports of …".

Enters: a page. Leaves: attributions. Refuses: a noun of saying without content.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, content_pieces, phrase_span

_EVENTS = ("al", "ance", "ation", "ction", "ing", "ment", "sion", "ssion", "tion", "ure")
"""Endings of nouns made from verbs, which hold a proposition (“capture”, “destruction”)."""


def find_nominal(page: Page) -> Iterator[Attribution]:
    """Yield the attributions that hang on a noun of saying."""
    nouns = mappings("en", "attribution")["nouns"]
    for token, lemma in enumerate(page.tree.parse.lemmas):
        if lemma in nouns and page.tree.parse.pos[token] == "NOUN" and page.quote_of[token] < 0:
            found = _read_noun(page, token, frozenset(nouns[lemma].split()))
            if found is not None:
                yield found


def _read_noun(page: Page, noun: int, links: frozenset[str]) -> Attribution | None:
    tree = page.tree
    if _is_medium(tree, noun):
        return None
    owner = tree.child(noun, "poss") or _unmarked_owner(tree, noun)
    link = _find_link(tree, noun, links)
    if link is None:
        return None
    content, joined, target = link
    plain = target is None
    if owner is None and not plain:
        return None
    extra = {noun} | joined
    source = None
    if owner is not None:
        case = tree.child(owner, "case")
        extra |= set(range(case if case is not None else owner + 1, noun))
        source = phrase_span(page, [t for t in tree.subtree(owner) if t not in extra])
    pieces = content_pieces(page, content - extra, cue=noun)
    if not pieces or not (plain or _says_something(page, content, target)):
        return None
    return Attribution(source=source, cue=phrase_span(page, extra), content=pieces, shape="noun")


def _being(tree: Tree, noun: int, link: int) -> set[int]:
    """Return “being a farce” in “his remark about the vote being a farce”, which may hang on the noun of saying."""
    return {
        t
        for c in tree.children[noun]
        if c > link and tree.parse.deps[c] == "acl" and tree.parse.tags[c] == "VBG"
        for t in tree.subtree(c)
    }


def _is_medium(tree: Tree, noun: int) -> bool:
    """Tell “said in a statement that …”, where the verb is the cue, though the parser hangs the clause on the noun."""
    link = tree.parse.heads[noun]
    verb = tree.parse.heads[link]
    lists = words("en", "attribution")
    return tree.lemma(link) == "in" and tree.lemma(noun) in lists["media"] and tree.lemma(verb) in lists["clause"]


def _unmarked_owner(tree: Tree, noun: int) -> int | None:
    """Return “ministry” in “the ministry’s claim” where the parser took it for a subject."""
    subject = tree.child(noun, "nsubj")
    return subject if subject is not None and tree.child(subject, "case") is not None else None


def _says_something(page: Page, content: set[int], target: int | None) -> bool:
    """Tell “the claim of a cover-up by the crew” from a bare topic (“his comments on the budget”)."""
    tree = page.tree
    if any(page.quote_of[t] >= 0 or tree.parse.pos[t] in ("VERB", "AUX") for t in content):
        return True
    return target is not None and tree.parse.pos[target] == "NOUN" and tree.lemma(target).endswith(_EVENTS)


def _find_link(tree: Tree, noun: int, links: frozenset[str]) -> tuple[set[int], set[int], int | None] | None:
    """Return the content, what joins the cue, and the content's noun; none for a clause with "that"."""
    for child in tree.children[noun]:
        dep = tree.parse.deps[child]
        if dep in ("acl", "ccomp"):
            mark = tree.child(child, "mark")
            if mark is not None and tree.lemma(mark) in ("that", "whether") and "that" in links:
                return set(tree.subtree(child)), set(), None
            if "inf" in links and any(tree.parse.tags[c] == "TO" for c in tree.children[child]):
                return set(tree.subtree(child)), set(), child
        elif dep == "prep" and tree.lemma(child) in links:
            target = tree.child(child, "pobj", "pcomp")
            if target is not None:
                return set(tree.subtree(target)) | _being(tree, noun, child), set(range(noun, child + 1)), target
    return None
