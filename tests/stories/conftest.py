"""Invented reports with features, made once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Published
from stemma.places import open_gazetteer
from stemma.statements.mentions import find_mentions
from stemma.stories import Features, extract


def report(name: str, text: str, day: str | None = None, title: str | None = None, language: str = "en") -> Document:
    """Return an invented report."""
    published = Published(earliest=day, latest=day, basis="declared") if day else None
    return Document(
        id=make_id("doc", name, text),
        capture="",
        path=f"{name}.txt",
        text=text,
        title=title,
        language=language,
        published=published,
    )


@cache
def features(name: str, text: str, day: str | None = None, title: str | None = None) -> Features:
    """Return the features of an invented report; one that opens with "[ru]" is in that language, its places found."""
    tagged = text.startswith("[")
    language, text = (text[1:3], text[4:].strip()) if tagged else ("en", text)
    one = report(name, text, day, title, language)
    tree = grow(one.text, parse(one.id, one.text, language))
    if tagged:
        named = find_mentions(one, tree, open_gazetteer())
        one = replace(one, places=named.places, times=named.times, quantities=named.quantities)
    return extract(one, tree)
