"""Phrases that attribute without a verb of saying: "according to …", "reportedly".

Enters: a page. Leaves: attributions. Refuses: "according to plan" and other sources that nobody could be.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.words import words
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, content_pieces, phrase_span

_NO_SOURCE = frozenset({"plan", "schedule", "need", "taste", "law", "rule", "custom", "tradition", "size", "age"})


def find_phrases(page: Page) -> Iterator[Attribution]:
    """Yield the attributions by "according to" and by adverbs."""
    adverbs = words("en", "attribution")["adverbs"]
    for token, lemma in enumerate(page.tree.parse.lemmas):
        if lemma in ("accord", "according") and page.tree.word(token).lower() == "according":
            found = _according(page, token)
        elif lemma in adverbs and page.tree.parse.pos[token] == "ADV":
            found = _adverb(page, token)
        else:
            continue
        if found is not None:
            yield found


def _according(page: Page, token: int) -> Attribution | None:
    tree = page.tree
    to = tree.child(token, "prep")
    source = tree.child(to, "pobj") if to is not None else None
    if to is None or source is None or tree.lemma(source) in _NO_SOURCE:
        return None
    head = _clause_head(page, token)
    tokens = set(tree.subtree(head)) - set(tree.subtree(token))
    pieces = content_pieces(page, tokens, cue=token)
    if not pieces:
        return None
    return Attribution(
        source=phrase_span(page, tree.subtree(source)),
        cue=tree.span(token, to),
        content=pieces,
        shape="according",
    )


def _adverb(page: Page, token: int) -> Attribution | None:
    tree = page.tree
    head = _clause_head(page, token)
    tokens = set(tree.subtree(head)) - {token}
    if any(tree.lemma(t) in ("accord", "according") for t in tokens):
        return None
    pieces = content_pieces(page, tokens, cue=token)
    return Attribution(source=None, cue=tree.span(token, token), content=pieces, shape="adverb") if pieces else None


def _clause_head(page: Page, token: int) -> int:
    """Climb from a phrase to the verb of the clause that it belongs to."""
    tree = page.tree
    head = tree.parse.heads[token]
    while tree.parse.pos[head] not in ("VERB", "AUX") and tree.parse.heads[head] != head:
        head = tree.parse.heads[head]
    while tree.parse.deps[head] in ("aux", "auxpass"):
        head = tree.parse.heads[head]
    return head
