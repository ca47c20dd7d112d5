"""What the figures of a statement count, and in which event.

Enters: a statement and its tree. Leaves: amounts, each with its measure and event. Refuses: figures whose counted noun
cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.compare.senses import names_event
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Quantity, Statement

PEOPLE = key("person")
"""The measure of figures that count people, however they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity with what it measures and in which event: "19 people were injured" is people, in =hurt.

    ``measure`` is the unit or the key of the counted noun; ``event`` the key of the verb or participle it goes with.
    """

    quantity: Quantity
    measure: str
    event: str | None


def find_amounts(statement: Statement, tree: Tree) -> Iterator[Amount]:
    """Yield the amounts with what they measure; "the number of people hurt has risen to 22" measures people hurt."""
    total = _counted_by_noun(statement, tree)
    for quantity in statement.quantities:
        noun = _noun_of(quantity, tree)
        states = words("en", "claims")["states_of_people"]
        if noun is not None and (tree.lemma(noun) in states or tree.word(noun).lower() in states):
            yield Amount(quantity=quantity, measure=PEOPLE, event=key(tree.lemma(noun)))
        elif quantity.unit is not None:
            yield Amount(quantity=quantity, measure=quantity.unit, event=None)
        elif quantity.counted is not None and noun is not None:
            yield Amount(quantity=quantity, measure=key(tree.lemma(noun)), event=_event_of(noun, tree))
        elif total is not None:
            yield Amount(quantity=quantity, measure=key(tree.lemma(total)), event=_event_of(total, tree))


def _counted_by_noun(statement: Statement, tree: Tree) -> int | None:
    """Return the noun that "the number of …" or "the toll of …" counts."""
    for token in tree.tokens_in(statement.content):
        if tree.lemma(token) in words("en", "claims")["counting_nouns"]:
            of = tree.child(token, "prep")
            below = tree.child(of, "pobj") if of is not None else None
            if below is not None:
                return below
    return None


def _noun_of(quantity: Quantity, tree: Tree) -> int | None:
    """Return the noun that an amount counts: the last noun or participle of its span, else the figure's head."""
    tokens = tree.tokens_in(quantity.span)
    nouns = [t for t in tokens if tree.parse.pos[t] in {"NOUN", "PROPN"}]
    if nouns:
        return nouns[-1]
    figure = next((t for t in tokens if tree.parse.pos[t] == "NUM"), None)
    if figure is None:
        return None
    after = figure + 1
    if after < len(tree.parse.pos) and tree.word(after).lower() in words("en", "claims")["states_of_people"]:
        return after
    return tree.parse.heads[figure] if tree.parse.heads[figure] != figure else None


def _event_of(noun: int, tree: Tree) -> str | None:
    """Return the key of the participle at a noun ("people hurt in …"), else of the verb or event that it belongs to."""
    for child in tree.children[noun]:
        if tree.parse.deps[child] in {"acl", "amod"} and tree.parse.tags[child] in {"VBN", "VBD"}:
            return key(tree.lemma(child))
    head = tree.parse.heads[noun]
    if tree.parse.pos[head] == "VERB" and tree.parse.deps[noun] in {"nsubj", "nsubjpass", "dobj"}:
        return key(tree.lemma(head))
    above = tree.parse.heads[head]
    of = tree.parse.deps[noun] == "pobj" and tree.lemma(head) == "of"
    return key(tree.lemma(above)) if of and names_event(tree.lemma(above)) else None
