"""Russian: sentences by razdel, grammar by slovnet's news models, lemmas by pymorphy3, all through natasha.

Enters: text and its blocks. Leaves: rows with Universal parts of speech, Universal features as tags
("Case=Nom|Number=Sing") and Universal dependency labels ("ROOT" for the root); lemmas are dictionary forms in lower
case. Refuses: nothing.

natasha asks for ``pymorphy2``, which does not load on present Pythons: ``pymorphy3`` is registered under that name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import category

from stemma.language.rows import MAX_SENTENCE, Block, Row, flatten
from stemma.model import Span

SHOUTED = 2
"""Words in capitals from which a sentence without any small letter is read as if it were in small letters: the models
know no words in capitals, and channels write their first line so."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word with its offset in the block."""

    start: int
    stop: int
    text: str


def read(text: str, blocks: Sequence[Span]) -> Iterator[Block]:
    """Yield the rows and sentences of each block."""
    for block in blocks:
        yield _rows(flatten(block.within(text)), block.start)


def _rows(block: str, offset: int) -> Block:
    sentences = list(_sentences(block))
    shown = [[_plain(piece.text, shouted=_is_shouted(one)) for piece in one] for one in sentences]
    models = _models()
    grammar = models.morph.map(shown)
    rows: list[Row] = []
    ranges: list[tuple[int, int]] = []
    for pieces, words, tree in zip(sentences, grammar, models.syntax.map(shown), strict=True):
        base = len(rows)
        place = {token.id: n for n, token in enumerate(tree.tokens)}
        heads = without_circles([place.get(node.head_id, n) for n, node in enumerate(tree.tokens)])
        for n, (piece, word, node) in enumerate(zip(pieces, words.tokens, tree.tokens, strict=True)):
            head = heads[n]
            lemma = models.vocab.lemmatize(word.text, word.pos, word.feats).lower()
            tag = "|".join(f"{key}={word.feats[key]}" for key in sorted(word.feats))
            label = "ROOT" if head == n else node.rel
            rows.append((offset + piece.start, offset + piece.stop, lemma, tag, word.pos, label, base + head))
        ranges.append((base, len(rows)))
    return rows, ranges


def _plain(word: str, *, shouted: bool) -> str:
    """Return a word as the models know it: written with "е" for "ё", as news mostly is, and not in capitals."""
    plain = word.replace("ё", "е").replace("Ё", "Е")
    return plain.lower() if shouted else plain


def without_circles(heads: Sequence[int]) -> list[int]:
    """Return the heads of a sentence as trees: the parser chooses each head alone, so that words may hang in a circle.

    The first word of a circle becomes a root.
    """
    mended = list(heads)
    safe: set[int] = set()
    for token in range(len(mended)):
        path: list[int] = []
        walked: set[int] = set()
        at = token
        while at not in safe and at not in walked and mended[at] != at:
            path.append(at)
            walked.add(at)
            at = mended[at]
        if at in walked:
            first = min(path[path.index(at) :])
            mended[first] = first
        safe.update(path)
    return mended


def _sentences(block: str) -> Iterator[list[_Piece]]:
    """Yield the words of each sentence; one longer than ``MAX_SENTENCE`` words comes in parts."""
    from razdel import sentenize, tokenize  # type: ignore[import-untyped]

    for sentence in sentenize(block) if block else ():
        pieces = [
            piece for t in tokenize(sentence.text) for piece in _without_picture(sentence.start + t.start, t.text)
        ]
        for first in range(0, len(pieces), MAX_SENTENCE):
            yield pieces[first : first + MAX_SENTENCE]


def _without_picture(start: int, text: str) -> Iterator[_Piece]:
    """Yield a token, parted from a picture that stands before it without a blank ("❗Мост")."""
    at = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    if at and category(text[0]) == "So":
        yield _Piece(start, start + at, text[:at])
        start, text = start + at, text[at:]
    yield _Piece(start, start + len(text), text)


def _is_shouted(pieces: Sequence[_Piece]) -> bool:
    words = [p.text for p in pieces if p.text.isalpha()]
    return len(words) > SHOUTED and all(w.isupper() for w in words)


@dataclass(frozen=True, slots=True)
class _Models:
    """natasha's tagger, parser and vocabulary; their types are not published."""

    morph: Any
    syntax: Any
    vocab: Any


@cache
def _models() -> _Models:
    """Load the models (0.8 s and 220 MB, once a process)."""
    import pymorphy3  # type: ignore[import-untyped]

    sys.modules.setdefault("pymorphy2", pymorphy3)
    sys.modules.setdefault("pymorphy2.analyzer", pymorphy3.analyzer)
    from natasha import (  # type: ignore[import-untyped]
        MorphVocab,
        NewsEmbedding,
        NewsMorphTagger,
        NewsSyntaxParser,
    )

    embedding = NewsEmbedding()
    return _Models(NewsMorphTagger(embedding), NewsSyntaxParser(embedding), MorphVocab())


def to_nominative(word: str, pos: str, tag: str) -> str:
    """Return a word in the nominative of its own number and gender, in its own spelling of capitals."""
    feats = dict(pair.split("=", 1) for pair in tag.split("|") if "=" in pair)
    if feats.get("Case", "Nom") == "Nom" or pos not in _CLASSES:
        return word
    wanted = _CLASSES[pos]
    forms = [form for form in _models().vocab(word.lower()) if form.pos in wanted]
    for keys in (("Gender", "Number", "Case"), ("Number", "Case")):
        for form in (f for f in forms if all(f.feats.get(key) == feats.get(key) for key in keys)):
            found = form.inflect({"Nom"}) if form.is_known or feats.get("Animacy") == "Anim" else None
            if found is not None:
                return _like(word, str(found.word))
    return word


_CLASSES = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN", "ADJ"),
    "ADJ": ("ADJ", "VERB"),
    "DET": ("ADJ", "DET"),
    "VERB": ("ADJ", "VERB"),
}
"""Parts of speech by which the dictionary may know a word; many surnames are adjectives, participles are verbs."""


def _like(model: str, word: str) -> str:
    """Return ``word`` with the capitals of ``model``."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
