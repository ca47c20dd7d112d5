"""The figures that the reports of one claim give, by what they count and in which event.

Enters: a claim. Leaves: its figures, words such as "many" in place of one among them. Refuses: how old people are,
counts of a game, of which a report is full, and figures that name something ("post 104233").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.claims.drafts import Group
from stemma.compare.readings import PEOPLE, Amount, Reading
from stemma.compare.terms import key
from stemma.compare.values import is_large
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Quantity, Span

_DIGITS = re.compile(r"\d{1,20}")

LONGEST = 5
"""Digits in a row of a count written without thousands marks; a longer row is the number of a page or a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount that a statement gives, or a word such as "many" in its place (``quantity`` is then ``None``)."""

    reading: Reading
    quantity: Quantity | None
    span: Span

    @property
    def shown(self) -> str:
        """The figure as it stands in its document."""
        text = " ".join(self.span.within(self.reading.document.text).split())
        return f"“{text}”" if self.quantity is None else text


def figures_of(group: Group) -> dict[tuple[str, str], list[Figure]]:
    """Return the figures of a claim by what they count and in which event, "many" and its like included."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    scores = {key(w) for w in words("en", "findings")["scores"]}
    for reading in group.asserting:
        for amount in reading.amounts:
            if amount.measure in scores:
                continue
            if is_large(amount.quantity) and not _is_age(amount, reading) and not _is_label(amount, reading):
                span = amount.quantity.span
                figure = Figure(reading=reading, quantity=amount.quantity, span=span)
                found[amount.measure, amount.event or _governor(figure)].append(figure)
    for measure, event in sorted(found):
        found[measure, event].extend(_vague(group, measure, event))
    return found


def _is_age(amount: Amount, reading: Reading) -> bool:
    """Tell whether an amount is how old somebody is: "a 36-year-old man", "Ann Lee, 36,"."""
    quantity, text = amount.quantity, reading.document.text
    start, end = quantity.span.start, quantity.span.end
    if quantity.span.within(text).isdigit() and text[max(0, start - 2) : start] == ", " and text[end : end + 1] == ",":
        return True
    return quantity.unit == "year" and "old" in text[start : end + len(" - old")].lower()


def _is_label(amount: Amount, reading: Reading) -> bool:
    """Tell whether a figure names something: digits in an address of a page, a number without thousands marks."""
    text, start = reading.document.text, amount.quantity.span.start
    digits = _DIGITS.match(text, start)
    return (digits is not None and len(digits.group()) > LONGEST) or text[max(0, start - 2) : start].strip() in {
        "-",
        "/",
    }


def _governor(figure: Figure) -> str:
    """Return the key of what governs a figure's noun through a preposition: "driven out of 22 buildings"."""
    tree = figure.reading.tree
    tokens = tree.tokens_in(figure.span)
    at = tokens[-1] if tokens else None
    while at is not None and tree.parse.deps[at] in _DOWN and tree.parse.heads[at] != at:
        at = tree.parse.heads[at]
    return "" if at is None else key(tree.lemma(at))


_DOWN = frozenset({"nummod", "pobj", "prep", "agent", "compound", "amod", "quantmod", "npadvmod", "conj", "poss"})


def _vague(group: Group, measure: str, event: str) -> Iterator[Figure]:
    """Yield the words such as "many" that stand where other reports have a figure, in the same event."""
    vague = words("en", "findings")["vague_quantities"] - {"couple", "few", "handful", "number", "several", "some"}
    for reading in group.asserting:
        tree = reading.tree
        if any(a.measure == measure for a in reading.amounts):
            continue
        for token in tree.tokens_in(reading.statement.content):
            if tree.lemma(token) in vague and _counts(tree, token) == (measure, event):
                yield Figure(reading=reading, quantity=None, span=tree.span(token, token))
                break


def _counts(tree: Tree, token: int) -> tuple[str, str]:
    """Return what a vague word counts, and in which event: "many" by itself counts people."""
    noun = tree.parse.heads[token] if tree.parse.deps[token] in {"amod", "nummod", "det"} else token
    governor = tree.parse.heads[noun]
    while tree.parse.deps[noun] in {"pobj", "prep"} and tree.parse.heads[governor] != governor:
        noun, governor = governor, tree.parse.heads[governor]
    counted = tree.parse.heads[token] if tree.parse.deps[token] in {"amod", "nummod", "det"} else None
    return PEOPLE if counted is None else key(tree.lemma(counted)), key(tree.lemma(governor))
