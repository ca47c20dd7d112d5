"""How surely a content is said, where no labelled case reaches."""

from __future__ import annotations

import pytest

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.statements.certainty import source_certainty


@pytest.mark.parametrize(("noun", "polarity"), [("myth", "denied"), ("misconception", "denied"), ("rule", "asserted")])
def test_what_is_called_a_myth_is_denied(noun: str, polarity: str) -> None:
    text = f"The first {noun} is that the mast was old."
    tree = grow(text, parse("d", text, "en"))
    words = [tree.word(t) for t in range(len(tree.parse.starts))]
    that, head = words.index("that"), words.index("was")
    found = source_certainty(tree, range(that), range(that, len(words) - 1), head)
    assert found.polarity == polarity
