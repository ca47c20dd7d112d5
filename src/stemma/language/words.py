"""Word lists: commented TOML files beside this module, one folder a language, one file a topic.

Enters: a language code and a topic. Leaves: read-only blocks of words. Refuses: nothing; a language without
the topic has no blocks, so callers degrade instead of failing.

A file is a sequence of blocks::

    [say]                      # the block's name
    source = "where the words come from"
    words = ["announce", "say"]

    [units]                    # a block may map words instead of listing them
    source = "SI brochure"
    map = { kilometer = "km", metre = "m" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def words(language: str, topic: str) -> Mapping[str, frozenset[str]]:
    """Return the blocks of ``topic`` that list words: block name → words."""
    blocks = _blocks(language, topic).items()
    return MappingProxyType({name: frozenset(b["words"]) for name, b in blocks if "words" in b})


@cache
def mappings(language: str, topic: str) -> Mapping[str, Mapping[str, str]]:
    """Return the blocks of ``topic`` that map words: block name → word → value (always a string)."""
    blocks = _blocks(language, topic).items()
    found = {name: {k: str(v) for k, v in b["map"].items()} for name, b in blocks if "map" in b}
    return MappingProxyType({name: MappingProxyType(block) for name, block in found.items()})


@cache
def _blocks(language: str, topic: str) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    path = files("stemma.language") / "lexicon" / language / f"{topic}.toml"
    if not path.is_file():
        return MappingProxyType({})
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
