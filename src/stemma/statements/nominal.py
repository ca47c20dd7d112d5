"""Nouns that attribute: "the ministry's claim that …", "the expert's remark about …", "reports of …".

Enters: a page. Leaves: attributions. Refuses: a noun of saying without content.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.words import words
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, content_pieces, phrase_span

_LINKS = frozenset({"about", "of", "on", "over", "for"})


def find_nominal(page: Page) -> Iterator[Attribution]:
    """Yield the attributions that hang on a noun of saying."""
    nouns = words("en", "attribution")["nouns"]
    for token, lemma in enumerate(page.tree.parse.lemmas):
        if lemma in nouns and page.tree.parse.pos[token] == "NOUN":
            found = _read_noun(page, token)
            if found is not None:
                yield found


def _read_noun(page: Page, noun: int) -> Attribution | None:
    tree = page.tree
    owner = tree.child(noun, "poss")
    clause = next(
        (c for c in tree.children[noun] if tree.parse.deps[c] in ("acl", "ccomp") and _has_that(page, c)), None
    )
    if clause is not None:
        content, extra = set(tree.subtree(clause)), {noun}
    else:
        prep = next((c for c in tree.children[noun] if tree.parse.deps[c] == "prep" and tree.lemma(c) in _LINKS), None)
        target = tree.child(prep, "pobj", "pcomp") if prep is not None else None
        if owner is None or prep is None or target is None:
            return None
        content, extra = set(tree.subtree(target)), {noun, prep}
    if owner is not None:
        case = tree.child(owner, "case")
        extra |= {case} if case is not None else set()
        first = case if case is not None else owner + 1
        extra |= set(range(first, noun))
    pieces = content_pieces(page, content - extra, cue=noun)
    if not pieces:
        return None
    source = None
    if owner is not None:
        source = phrase_span(page, [t for t in tree.subtree(owner) if t not in extra])
    return Attribution(source=source, cue=phrase_span(page, extra), content=pieces, shape="noun")


def _has_that(page: Page, clause: int) -> bool:
    mark = page.tree.child(clause, "mark")
    return mark is not None and page.tree.lemma(mark) in ("that", "whether")
