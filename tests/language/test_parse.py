"""The parse: offsets, sentences; with and without grammar."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.language.parse import parse


def test_grammar_points_into_the_text() -> None:
    text = "Ferry update\n\nThe harbour master said\nthe ferry had left."
    found = parse("doc_1", text, "en")
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert words == ["Ferry", "update", "The", "harbour", "master", "said", "the", "ferry", "had", "left", "."]
    said = words.index("said")
    assert found.heads[said] == said
    assert found.heads[words.index("left")] == said
    assert found.lemmas[said] == "say"
    assert found.sentences == ((0, 2), (2, 11))


def test_a_language_without_grammar_has_tokens_and_sentences() -> None:
    text = "Le bac est parti. Il pleut !\nFin"
    found = parse("doc_1", text, "fr")
    assert [text[found.starts[a] : found.ends[b - 1]] for a, b in found.sentences] == [
        "Le bac est parti.",
        "Il pleut !",
        "Fin",
    ]
    assert set(found.pos) == {""}
    assert parse("doc_1", text, None).language == ""


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_gets_ordered_offsets_and_whole_sentences(text: str) -> None:
    for language in ("en", "xx"):
        found = parse("doc_1", text, language)
        assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
        assert list(found.starts) == sorted(found.starts)
        assert all(0 <= head < len(found.starts) for head in found.heads)
        assert [t for a, b in found.sentences for t in range(a, b)] == list(range(len(found.starts)))
