"""Read the case files of ``tests/cases/{speakers,certainty,statements}`` and the statements made of their texts.

A file opens with comments. ``====`` parts its cases; a case is a text, ``---``, and one demand a line. In
``speakers`` and ``certainty`` a demand is ``FRAGMENT :: key = value; …``: the attributed statement whose content
holds the fragment (the shortest such) must have these values. In ``statements`` it is ``SOURCE | CUE | CONTENT``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Statement
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    text: str
    demands: tuple[str, ...]


def read_cases(folder: str) -> Iterator[Case]:
    for path in sorted((CASES / folder).glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for number, block in enumerate("\n".join(lines).split("\n====\n"), 1):
            text, _, demands = block.strip().partition("\n---")
            wanted = tuple(line.strip() for line in demands.splitlines() if line.strip())
            yield Case(name=f"{path.stem}-{number}", text=text.strip(), demands=wanted)


def make_document(text: str) -> Document:
    return Document(id="doc_case", capture="cap_case", path="case.txt", text=text, language="en")


@cache
def statements_of(text: str) -> tuple[Statement, ...]:
    document = make_document(text)
    tree = grow(text, parse(document.id, text, "en"))
    found = find_mentions(document, tree, open_gazetteer())
    document = replace(document, places=found.places, times=found.times, quantities=found.quantities)
    return attribute(document, tree)


def find_statement(text: str, fragment: str) -> Statement | None:
    holding = [s for s in statements_of(text) if fragment in s.content.within(text)]
    return min(holding, key=lambda s: (s.content.end - s.content.start, s.source.kind == "outlet"), default=None)


def describe(text: str, statement: Statement) -> dict[str, str]:
    """Return the values of a statement under the keys that case files use."""
    first, last = statement.chain[0], statement.chain[-1]
    source = statement.source_certainty
    channels = [link.channel for link in statement.chain if link.channel is not None]
    return {
        "name": statement.source.name,
        "kind": statement.source.kind,
        "named": "yes" if statement.source.named else "no",
        "orphan": "yes" if statement.source.orphan else "no",
        "role": statement.source.role or "none",
        "chain": " < ".join(link.name for link in statement.chain),
        "first": first.name,
        "last": last.name,
        "channel": channels[0] if channels else "none",
        "basis": statement.basis,
        "type": statement.type,
        "tense": statement.tense,
        "quotation": statement.quotation,
        "polarity": statement.certainty.polarity,
        "commitment": statement.certainty.commitment,
        "words": " ".join(span.within(text) for span in statement.certainty.words),
        "source_polarity": source.polarity if source else "none",
        "source_commitment": source.commitment if source else "none",
        "about": " / ".join(s.content.within(text) for s in statements_of(text) if s.id in statement.about),
    }


CONTAINS = frozenset({"words", "about"})
"""Keys whose wanted value need only be part of the statement's."""


def misses(text: str, demand: str) -> list[str]:
    """Return what a demand asks for and the statements do not say."""
    fragment, _, wanted = demand.partition("::")
    statement = find_statement(text, fragment.strip())
    if statement is None:
        return [f"no statement with “{fragment.strip()}”"]
    values = describe(text, statement)
    missed: list[str] = []
    for pair in filter(None, (p.strip() for p in wanted.split(";"))):
        key, _, value = (part.strip() for part in pair.partition("="))
        fits = value in values[key] if key in CONTAINS else value == values[key]
        if not fits:
            missed.append(f"{key}: wanted {value!r}, is {values[key]!r}")
    return missed
