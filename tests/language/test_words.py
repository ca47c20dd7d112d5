"""Word lists are data, and every one of them is well formed."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from stemma.language.words import mappings, words

LISTS = sorted(Path(str(files("stemma.language") / "lexicon")).glob("*/*.toml"))


def test_a_language_without_a_topic_has_no_blocks() -> None:
    assert words("xx", "attribution") == {}
    assert mappings("xx", "quantities") == {}


@pytest.mark.parametrize("path", LISTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_block_names_its_source_and_lists_or_maps(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = tomllib.loads(text)
    assert blocks
    for name, block in blocks.items():
        assert block.get("source") or text.startswith("#"), f"neither the file nor {name} says where its words are from"
        assert ("words" in block) != ("map" in block), f"{name} must list or map, not both"
        if "words" in block:
            assert len(block["words"]) == len(set(block["words"])), f"{name} repeats a word"
