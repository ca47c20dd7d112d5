"""Invented reports as text, read by the real stages, with a lineage that the case states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.claims import weigh
from stemma.config import Config
from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Claim, Document, Finding, Lineage, Link, Published, Statement, Story
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

_REPORT = re.compile(r"^\[(?P<outlet>[^,\]]+)(?:, (?P<day>[\d-]+))?\] (?P<text>.+)$")
_LINEAGE = re.compile(r"^lineage: (?P<left>.+?) (?P<sign>[<~]) (?P<right>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One story read from a case: everything that ``weigh`` takes."""

    story: Story
    lineage: Lineage
    documents: tuple[Document, ...]
    trees: dict[str, Tree]
    statements: tuple[Statement, ...]

    def weigh(self) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
        """Return claims and findings of the scene."""
        return weigh(
            self.story, self.lineage, self.documents, self.trees, self.statements, config=Config(one_story=True)
        )

    def document(self, outlet: str) -> Document:
        """Return the report of an outlet."""
        return next(d for d in self.documents if d.outlet == outlet)


def read_scene(text: str) -> Scene:
    """Read the reports and the lineage of a case."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    documents = [document(m["outlet"], m["text"], m["day"]) for line in lines if (m := _REPORT.match(line))]
    trees = {d.id: grow(d.text, parse(d.id, d.text, "en")) for d in documents}
    documents = [_with_values(d, trees[d.id]) for d in documents]
    links = [_link(m, documents) for line in lines if (m := _LINEAGE.match(line))]
    return make_scene(documents, trees, links)


def make_scene(documents: Sequence[Document], trees: dict[str, Tree], links: Sequence[Link]) -> Scene:
    """Put reports and links into one story."""
    ids = tuple(sorted(d.id for d in documents))
    story = Story(id=make_id("sto", ids[0]), title="an invented story", documents=ids)
    statements = tuple(s for d in documents for s in attribute(d, trees[d.id]))
    return Scene(
        story=story,
        lineage=Lineage(story=story.id, links=tuple(links)),
        documents=tuple(documents),
        trees=trees,
        statements=statements,
    )


def document(outlet: str, text: str, day: str | None = None) -> Document:
    """Return an invented report."""
    published = Published(earliest=day, latest=day, basis="declared") if day else None
    links = tuple(re.findall(r"https?://\S+", text))
    return Document(
        id=make_id("doc", outlet, text, day),
        capture=make_id("cap", outlet, text),
        path=f"{outlet.lower().replace(' ', '-')}.txt",
        text=text,
        outlet=outlet,
        language="en",
        published=published,
        links=links,
    )


def links_between(lines: Sequence[str], documents: Sequence[Document]) -> list[Link]:
    """Return the links that "A < B" and "A ~ B" name; a line about an absent report is left out."""
    outlets = {d.outlet for d in documents}
    matches = [m for line in lines if (m := _LINEAGE.match(f"lineage: {line}"))]
    return [_link(m, documents) for m in matches if {m["left"], m["right"]} <= outlets]


def _with_values(one: Document, tree: Tree) -> Document:
    found = find_mentions(one, tree, open_gazetteer())
    return replace(one, places=found.places, times=found.times, quantities=found.quantities)


def _link(match: re.Match[str], documents: Sequence[Document]) -> Link:
    left, right = (next(d.id for d in documents if d.outlet == match[side]) for side in ("left", "right"))
    decided = match["sign"] == "<"
    borrower, lender = (left, right) if decided else sorted((left, right))
    return Link(
        id=make_id("lnk", borrower, lender),
        story="sto_invented",
        borrower=borrower,
        lender=lender,
        kind="retells",
        direction="decided" if decided else "undecided",
        probability=0.9,
        evidence=(),
    )
