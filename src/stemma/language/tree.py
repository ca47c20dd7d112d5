"""Walk a parse: the children, subtrees and spans that stages ask for again and again.

Enters: a document's text and its ``Parse``. Leaves: a ``Tree``, made once a document and passed around.
Token indices are positions in the parse's tuples; token ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.model import Parse, Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Tree:
    """A parse with its text and, for each token, its children in text order."""

    text: str
    parse: Parse
    children: tuple[tuple[int, ...], ...]
    sentence_of: tuple[int, ...]

    def word(self, token: int) -> str:
        """Return the token as it stands in the text."""
        return self.text[self.parse.starts[token] : self.parse.ends[token]]

    def lemma(self, token: int) -> str:
        """Return the token's lemma, lower case."""
        return self.parse.lemmas[token]

    def span(self, first: int, last: int) -> Span:
        """Return the span from token ``first`` to token ``last``, both included."""
        return Span(start=self.parse.starts[first], end=self.parse.ends[last])

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child of ``token`` with one of the dependency labels, if any."""
        return next((c for c in self.children[token] if self.parse.deps[c] in deps), None)

    def upwards(self, token: int) -> Iterator[int]:
        """Yield ``token``, its head, the head of that and so on to the root of its sentence."""
        yield token
        while self.parse.heads[token] != token:
            token = self.parse.heads[token]
            yield token

    def subtree(self, token: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Return ``token`` and all below it in text order; children whose label is in ``without`` are cut off."""
        found: list[int] = []
        todo = [token]
        while todo:
            current = todo.pop()
            found.append(current)
            todo.extend(c for c in self.children[current] if self.parse.deps[c] not in without)
        return sorted(found)

    def subtree_span(self, token: int, *, without: frozenset[str] = frozenset()) -> Span:
        """Return the span from the first to the last token of the subtree."""
        tokens = self.subtree(token, without=without)
        return self.span(tokens[0], tokens[-1])

    def tokens_in(self, span: Span) -> range:
        """Return the tokens that lie wholly inside ``span``."""
        first = bisect_left(self.parse.starts, span.start)
        last = bisect_right(self.parse.ends, span.end)
        return range(first, max(first, last))

    def root(self, sentence: int) -> int:
        """Return the first root token of a sentence."""
        first, last = self.parse.sentences[sentence]
        return next((t for t in range(first, last) if self.parse.heads[t] == t), first)

    def sentence_span(self, sentence: int) -> Span:
        """Return the span of a sentence."""
        first, last = self.parse.sentences[sentence]
        return self.span(first, last - 1)


def grow(text: str, parse: Parse) -> Tree:
    """Return the tree of a parse."""
    children: list[list[int]] = [[] for _ in parse.starts]
    for token, head in enumerate(parse.heads):
        if head != token:
            children[head].append(token)
    sentence_of = [0] * len(parse.starts)
    for number, (first, last) in enumerate(parse.sentences):
        sentence_of[first:last] = [number] * (last - first)
    return Tree(
        text=text,
        parse=parse,
        children=tuple(tuple(c) for c in children),
        sentence_of=tuple(sentence_of),
    )
