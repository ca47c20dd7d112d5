"""Read the case files of ``tests/cases/statements`` and the statements made of their texts.

A file opens with comments. ``====`` parts its cases; a case is a text, ``---``, and one demand a line:
``SOURCE | CUE | CONTENT``. The cases of ``speakers`` and ``certainty`` are read by ``bench/quality/speakers.py``.
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
