"""Sentences as the rules for Russian and Ukrainian read them: whole quotations, and chunks between commas and dashes.

Enters: a tree and the quotes of its text. Leaves: ``Unit``: a sentence, or several that one quotation holds together,
with its chunks. Refuses: nothing; a quotation that never ends joins no more than ``MOST_JOINED`` sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import category

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Span
from stemma.statements.quotes import Quote

MOST_JOINED = 12
"""Sentences that one quotation may hold together; longer ones are speeches, of which the first part is enough."""

SEPARATORS = frozenset({",", "—", "–", ":", ";", "(", ")", "-", "―"})
"""Tokens between chunks; a hyphen counts where it stands between blanks."""

DASHES = frozenset({"—", "–", "-", "―"})
_EDGE = frozenset({",", ".", ";", ":", "—", "–", "-", "―", "!", "?", "…", "(", ")", "*", "•", "|", "~"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The tokens ``[first, last)`` between two separators; ``opener`` is the one before it, or ``""``."""

    first: int
    last: int
    opener: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The tokens ``[first, last)``. ``quoted``: for each token of the document the number of its quote, or -1."""

    tree: Tree
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]
    first: int
    last: int
    chunks: tuple[Chunk, ...]

    @property
    def language(self) -> str:
        """Return the language, by which word lists are chosen."""
        return self.tree.parse.language

    def lower(self, token: int) -> str:
        """Return the token in small letters."""
        return self.tree.word(token).lower()

    def chunk_at(self, token: int) -> int:
        """Return the position of the chunk that holds ``token``, or of the one before it."""
        return max((n for n, c in enumerate(self.chunks) if c.first <= token), default=0)

    def listed(self, topic: str, block: str) -> frozenset[str]:
        """Return a block of words of the document's language."""
        return words(self.language, topic).get(block, frozenset())

    def outside_quotes(self, first: int, last: int) -> Unit:
        """Return the unit with the author's words ``[first, last)`` taken out of the quotation around them."""
        quoted = (*self.quoted[:first], *(-1 for _ in range(first, last)), *self.quoted[last:])
        return replace(self, quoted=quoted)

    def phrase_at(self, token: int, topic: str, block: str) -> int:
        """Return the end of the longest listed phrase whose forms begin at ``token``, or ``token``."""
        best = token
        for phrase in phrases_by_opener(self.language, topic, block).get(self.lower(token), ()):
            stop = token + len(phrase)
            if stop <= self.last and stop > best and all(self.lower(token + n) == w for n, w in enumerate(phrase)):
                best = stop
        return best


def phrases_by_opener(language: str, topic: str, block: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases of a block as word forms, by their first word."""
    key = (language, topic, block)
    if key not in _PHRASES:
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(words(language, topic).get(block, frozenset())):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append(parts)
        _PHRASES[key] = found
    return _PHRASES[key]


_PHRASES: dict[tuple[str, str, str], dict[str, list[tuple[str, ...]]]] = {}


def split_units(tree: Tree, quotes: Sequence[Quote]) -> Iterator[Unit]:
    """Yield the units of a document in text order."""
    quoted = number_quotes(tree, quotes)
    sentences = tree.parse.sentences
    at = 0
    while at < len(sentences):
        first, last = sentences[at]
        joined = 1
        while at + 1 < len(sentences) and joined < MOST_JOINED and quoted[last - 1] >= 0:
            if quoted[last - 1] != quoted[last] or _is_new_paragraph(tree, last):
                break
            at, joined = at + 1, joined + 1
            last = sentences[at][1]
        at += 1
        chunks = tuple(_split(tree, quoted, first, last))
        yield Unit(tree=tree, quotes=tuple(quotes), quoted=quoted, first=first, last=last, chunks=chunks)


def _is_new_paragraph(tree: Tree, token: int) -> bool:
    return "\n" in tree.text[tree.parse.ends[token - 1] : tree.parse.starts[token]]


def number_quotes(tree: Tree, quotes: Sequence[Quote]) -> tuple[int, ...]:
    """Return for each token the number of the quote that holds it, or -1."""
    numbers = [-1] * len(tree.parse.starts)
    for number, quote in enumerate(quotes):
        for token in tree.tokens_in(quote.span):
            numbers[token] = number
    return tuple(numbers)


def _split(tree: Tree, quoted: Sequence[int], first: int, last: int) -> Iterator[Chunk]:
    """Yield the chunks; separators inside quotations part nothing."""
    start, opener = first, ""
    for token in range(first, last):
        word = tree.word(token)
        if word not in SEPARATORS or quoted[token] >= 0:
            continue
        if (word == "-" and not _stands_free(tree, token)) or (word == ":" and _inside_number(tree, token)):
            continue
        if start < token:
            yield Chunk(first=start, last=token, opener=opener)
        opener = word if start < token or opener != "," else opener + word
        start = token + 1
    if start < last:
        yield Chunk(first=start, last=last, opener=opener)


def _inside_number(tree: Tree, token: int) -> bool:
    """Tell the colon of "3:2"."""
    return tree.text[tree.parse.ends[token] : tree.parse.ends[token] + 1].isdigit()


def _stands_free(tree: Tree, token: int) -> bool:
    start, end = tree.parse.starts[token], tree.parse.ends[token]
    return tree.text[start - 1 : start].isspace() and tree.text[end : end + 1].isspace()


def trim(unit: Unit, first: int, last: int) -> Span | None:
    """Return the span of tokens ``[first, last)`` without punctuation, pictures and conjunctions at its edges."""
    tree = unit.tree
    joining = unit.listed("attribution", "edge")
    while first < last and (_is_edge(tree, first) or (unit.lower(first) in joining and unit.quoted[first] < 0)):
        first += 1
    while first < last and _is_edge(tree, last - 1):
        last -= 1
    while first < last and (_opens_nothing(tree, last - 1) or _is_edge(tree, last - 1)):
        last -= 1
    return tree.span(first, last - 1) if first < last else None


def _is_edge(tree: Tree, token: int) -> bool:
    word = tree.word(token)
    return word in _EDGE or all(category(c) in ("So", "Sk", "Mn", "Cf", "Co") for c in word)


def _opens_nothing(tree: Tree, token: int) -> bool:
    return tree.word(token) in ("«", "„")
