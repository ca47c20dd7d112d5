"""What a verification statement speaks of: "the claim", "these claims", "the statement".

Enters: a document's statements in text order. Leaves: the same with ``about`` filled. Refuses: a target that
stands in another document.
"""

from __future__ import annotations

from dataclasses import replace

from stemma.language.tree import Tree
from stemma.model import Document, Statement


def fill_about(document: Document, tree: Tree, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements with each verification pointing at what it speaks of."""
    filled: list[Statement] = []
    for number, statement in enumerate(statements):
        if statement.type == "verification":
            targets = _targets(statements, number)
            statement = replace(statement, about=tuple(s.id for s in targets))
        filled.append(statement)
    return tuple(filled)


def _targets(statements: tuple[Statement, ...], number: int) -> list[Statement]:
    """Return the nearest preceding attributed assertion, else the document's first assertion."""
    here = statements[number]
    before = [s for s in statements[:number] if s.type == "assertion" and s.content.end <= here.content.start]
    attributed = [s for s in before if s.cue is not None]
    if attributed:
        return attributed[-1:]
    return before[-1:]
