"""Read the case files of ``tests/cases/lineage``: invented reports, ``---``, and what must be said of them.

A file opens with comments and perhaps ``language: xx``. ``== name | outlet=… | published=…`` opens a report. Below
``---`` stands one demand a line: ``linked a b``, ``apart a b``, ``retells borrower lender``,
``evidence a b rule``, ``unseen a b … [= part of its name]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.lineage import trace
from stemma.model import Document, Lineage, Published, Story

CASES = Path(__file__).parents[1] / "cases" / "lineage"


@dataclass(frozen=True, kw_only=True)
class Case:
    documents: tuple[Document, ...]
    demands: tuple[str, ...]


def read_case(path: Path) -> Case:
    reports, _, demands = path.read_text(encoding="utf-8").partition("\n---\n")
    language = "en"
    documents: list[Document] = []
    head, *pieces = reports.split("\n== ")
    for line in head.splitlines():
        if line.startswith("language:"):
            language = line.partition(":")[2].strip()
    for piece in pieces:
        title, _, text = piece.partition("\n")
        name, *rest = (part.strip() for part in title.split("|"))
        facts = dict(part.split("=", 1) for part in rest)
        documents.append(report(name, text.strip(), language, facts))
    return Case(documents=tuple(documents), demands=tuple(demands.strip().splitlines()))


def report(name: str, text: str, language: str, facts: dict[str, str]) -> Document:
    day = facts.get("published")
    return Document(
        id=f"doc_{name}",
        capture=f"cap_{name}",
        path=f"{name}.txt",
        text=text,
        outlet=facts.get("outlet"),
        url=facts.get("url"),
        language=language,
        published=Published(earliest=day, latest=day, basis="declared") if day else None,
    )


def traced(documents: tuple[Document, ...], config: Config | None = None) -> Lineage:
    trees = {d.id: grow(d.text, parse(d.id, d.text, d.language)) for d in documents}
    story = Story(id="sto_case", title="a case", documents=tuple(sorted(d.id for d in documents)))
    return trace(story, documents, trees, (), config=config or Config())
