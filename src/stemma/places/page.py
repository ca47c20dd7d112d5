"""A document's tokens as the place finder reads them.

Enters: a text with its parse, and the lexicon. Leaves: a ``Page``. Refuses: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model import Parse
from stemma.places.lexicon import Lexicon

ORDINARY = frozenset(("ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "SCONJ", "VERB"))
"""Parts of speech of words that are no names; an adjective may open one ("Белая Церковь")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Words, lower-case words, which are capitalised, and each token's sentence and the sentence's end."""

    text: str
    parse: Parse
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    capital: tuple[bool, ...]
    sentence: tuple[int, ...]
    ends: tuple[int, ...]
    lexicon: Lexicon

    def lower(self, token: int) -> str:
        """Return the lower-case word, or "" outside of the text."""
        return self.lowers[token] if 0 <= token < len(self.lowers) else ""

    def together(self, left: int, right: int) -> bool:
        """Tell whether both tokens exist and stand in one sentence."""
        return left >= 0 and right < len(self.words) and self.sentence[left] == self.sentence[right]

    def slice(self, first: int, last: int) -> str:
        """Return the text from token ``first`` to token ``last``, both included."""
        return self.text[self.parse.starts[first] : self.parse.ends[last]]

    def headline(self, token: int) -> bool:
        """Tell whether a word in capitals stands in a line of capitals or opens a dateline ("KYIV (…) —")."""
        first, last = self.parse.sentences[self.sentence[token]]
        if token == first:
            return self.lower(token + 1) in ("(", ",", "-", "–", "—", ":")
        beside = [t for t in (token - 1, token + 1) if first <= t < last and self.words[t].isalpha()]
        return len(beside) == 2 and all(self.words[t].isupper() and len(self.words[t]) > 2 for t in beside)


def read(text: str, parse: Parse, lexicon: Lexicon) -> Page:
    """Return the page of a parsed text."""
    words = tuple(text[a:b] for a, b in zip(parse.starts, parse.ends, strict=True))
    sentence = [0] * len(words)
    ends = [0] * len(words)
    for number, (first, last) in enumerate(parse.sentences):
        sentence[first:last] = [number] * (last - first)
        ends[first:last] = [last] * (last - first)
    return Page(
        text=text,
        parse=parse,
        words=words,
        lowers=tuple(w.lower() for w in words),
        capital=_capital(words, parse, lexicon),
        sentence=tuple(sentence),
        ends=tuple(ends),
        lexicon=lexicon,
    )


def _capital(words: tuple[str, ...], parse: Parse, lexicon: Lexicon) -> tuple[bool, ...]:
    """Tell which words have a capital letter that says something.

    Where places are declined, the first word of a sentence counts only if the parse does not call it an ordinary word.
    """
    capital = [w[:1].isupper() for w in words]
    if lexicon.inflected:
        small = lexicon.prepositions | lexicon.weak_prepositions
        for first, last in parse.sentences:
            if first < last and (parse.pos[first] in ORDINARY or words[first].lower() in small):
                capital[first] = False
    return tuple(capital)
