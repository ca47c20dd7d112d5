"""Find speech between dashes, as in "- The mast was old. Nobody knew it - said the mayor. - We did not look".

Enters: a tree and the quotes of its text. Leaves: the same with the stretches of such speech as quotes; a quote inside
one is part of it. Refuses: lists with dashes, and dashes without a verb of saying behind them.

Polish, Ukrainian and Russian news set speech so, and translations of them keep the dashes. Only what stands right
before "- said" has a speaker for a parser; the sentences before would pass for the report's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Span
from stemma.statements.quotes import LONGEST, Quote

_OPENS = re.compile(r"(?:^|(?<=[.!?…\"”»]) ?)[-–—] ?(?=[\"“„«(]?[A-ZА-ЯЁЄІЇҐ])", re.MULTILINE)
_CLOSES = re.compile(r"(?<=\S)[ \u00a0]?[-–—][ \u00a0](?=[^\W\dA-ZА-ЯЁЄІЇҐ])")
_SAYS = frozenset({"VBZ", "VBD", "NNS", "NN"})
_NEAR = 4
"""Tokens behind a dash among which the verb of saying stands: "- the mayor then said"."""


def with_dialogue(tree: Tree, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes of a text with what is said between dashes."""
    starts, ends = [q.span.start for q in quotes], [q.span.end for q in quotes]
    found: list[Quote] = []
    inside: set[int] = set()
    for speech in _speeches(tree):
        near = range(bisect_right(ends, speech.start), bisect_left(starts, speech.end))
        if all(speech.covers(quotes[n].span) for n in near):
            found.append(Quote(span=speech, inner=speech, single=False, dashed=True))
            inside |= set(near)
    return tuple(sorted([*found, *(q for n, q in enumerate(quotes) if n not in inside)]))


def _speeches(tree: Tree) -> Iterator[Span]:
    """Yield what is said between dashes: up to "- said", and from a dash behind that on to the end of the line."""
    for line in re.finditer(r"[^\n]+", tree.text):
        at, spoken = line.start(), False
        while (opening := _OPENS.search(tree.text, at, line.end())) is not None:
            closing = _closing(tree, opening.end(), line.end())
            if closing is None and not spoken:
                break
            end = closing.start() if closing is not None else line.end()
            piece = tree.text[opening.end() : end].rstrip(" ,\u00a0")
            if piece and len(piece) <= LONGEST:
                yield Span(start=opening.end(), end=opening.end() + len(piece))
            at, spoken = closing.end() if closing is not None else line.end(), True


def _closing(tree: Tree, start: int, end: int) -> re.Match[str] | None:
    """Return the first dash behind which somebody is said to say it."""
    return next((m for m in _CLOSES.finditer(tree.text, start, end) if _says(tree, m.end())), None)


def _says(tree: Tree, start: int) -> bool:
    """Tell "said the mayor" and "the mayor said" at ``start``."""
    lists = words("en", "attribution")
    first = tree.tokens_in(Span(start=start, end=min(start + 100, len(tree.text)))).start
    near = range(first, min(first + _NEAR, len(tree.parse.starts)))
    verb = next((t for t in near if tree.lemma(t) in lists["speech"] | lists["clause"]), None)
    if verb is None or tree.parse.tags[verb] not in _SAYS:
        return False
    return all(tree.parse.pos[t] in ("DET", "NOUN", "PROPN", "PRON", "ADV", "ADJ") for t in range(first, verb))
