"""Invented reports with features, made once."""

from __future__ import annotations

from functools import cache

from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Published
from stemma.stories import Features, extract


def report(name: str, text: str, day: str | None = None, title: str | None = None) -> Document:
    """Return an invented report."""
    published = Published(earliest=day, latest=day, basis="declared") if day else None
    return Document(
        id=make_id("doc", name, text),
        capture="",
        path=f"{name}.txt",
        text=text,
        title=title,
        language="en",
        published=published,
    )


@cache
def features(name: str, text: str, day: str | None = None, title: str | None = None) -> Features:
    """Return the features of an invented report."""
    one = report(name, text, day, title)
    return extract(one, grow(one.text, parse(one.id, one.text, "en")))
