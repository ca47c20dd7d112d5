"""Which words of a text are names or hold a digit: what the event forces on every account.

Enters: a tree and its words. Leaves: a flag for each word. Refuses: a guess at a headline in title case, where only
names known from the rest of the text count, and at languages that write every noun large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.compare.rarity import MAX_BITS, word_bits
from stemma.language.tree import Tree

CONTENT_BITS = 9.5
"""Bits from which a word is one of content and not of grammar: English "would" has 9.4, "three" 10.6."""

TITLE_CASE = 0.6
"""Share of capitalised words from which a line is a headline in title case, where capitals tell no names."""

NOUNS_CAPITALISED = 0.22
"""Share of capitalised words inside sentences from which a language writes nouns large, as German does (English
news has 0.10 to 0.18); there only words that the background model does not know are taken for names."""

NOUNS_LARGE = frozenset({"de", "gsw", "ksh", "lb", "nds"})
"""Languages that write every noun large, for texts too short to tell."""

ENOUGH = 30
"""Words inside sentences from which that share says something."""


def named_words(
    tree: Tree, kept: Sequence[int], shown: Sequence[str], words: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> Iterator[bool]:
    """Tell for each word whether it is a name or holds a digit."""
    large = [word[:1].isupper() for word in shown]
    closed = [tree.text[tree.parse.ends[kept[end - 1]] :][:1] in tuple(".!?") for _, end in sentences]
    headline = [not c and _is_headline(large[slice(*s)]) for c, s in zip(closed, sentences, strict=True)]
    inner = [n for k, (first, end) in enumerate(sentences) if not headline[k] for n in range(first + 1, end)]
    known = {words[n] for n in inner if large[n]}
    many = len(inner) >= ENOUGH and sum(large[n] for n in inner) > NOUNS_CAPITALISED * len(inner)
    german = many or tree.parse.language in NOUNS_LARGE
    for k, (first, end) in enumerate(sentences):
        for n in range(first, end):
            digit = any(c.isdigit() for c in words[n])
            tag = tree.parse.pos[kept[n]]
            if tag and not headline[k]:
                yield digit or tag == "PROPN" or (large[n] and n > first and words[n] != "i")
            elif german and not tag:
                yield digit or (large[n] and word_bits(words[n], tree.parse.language) >= MAX_BITS)
            else:
                yield digit or (large[n] and (words[n] in known))


def silent_words(words: Sequence[str], named: Sequence[bool], language: str) -> frozenset[int]:
    """Return the positions of names, of the small words that join names, and of an article before a name."""
    found = {n for n, name in enumerate(named) if name}
    for n in range(len(words) - 1):
        joins = named[n + 1] and (words[n] in ("the", "a") or (n > 0 and named[n - 1]))
        if joins and word_bits(words[n], language) < CONTENT_BITS:
            found.add(n)
    return frozenset(found)


def _is_headline(large: Sequence[bool]) -> bool:
    return len(large) >= 5 and sum(large) >= TITLE_CASE * len(large)
