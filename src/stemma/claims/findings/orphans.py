"""Speakers that a report mentions as if the reader knew them, though nothing before introduces them.

Enters: the statements of a story. Leaves: ``orphan_source``. Refuses: whoever may be a person that the report named
or described before ("a member of the group said … the spokesman"), those whom reports leave unnamed on purpose ("the
official"), and anybody of a kind, under a condition ("unless the specialist certifies").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Source, Statement

FAR_OFF = 10**9
"""A place that no document has: no person is named in it."""

_AGED = re.compile(r"\b\d{1,3}-year-old\b")


def orphan_source(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A speaker is mentioned as if the reader knew him, but nothing before introduces him: text may be cut."""
    seen: dict[tuple[str, str], list[Statement]] = {}
    people = _first_named(material)
    for statement in material.statements.values():
        source = statement.source
        if not source.orphan or source.span is None or source.span.start > people.get(statement.document, FAR_OFF):
            continue
        if _is_any(statement, material):
            continue
        described = _AGED.search(source.name) is not None  # said of somebody known: "the 71-year-old diplomat"
        if not described and name_words(source.name).isdisjoint(words("en", "findings")["unnameable"]):
            seen.setdefault((statement.document, bare_name(statement.source).casefold()), []).append(statement)
    by_statement = {r.id: g.id for g in groups for r in g.readings}
    for (document, _), statements in sorted(seen.items()):
        spans = tuple(material.documents[document].at(s.source.span) for s in statements if s.source.span)
        sentence = (
            f"{material.labels[document]} speaks of “the {bare_name(statements[0].source)}” as if already introduced, "
            "but never says who that is; text before it may have been cut."
        )
        claim = next((by_statement[s.id] for s in statements if s.id in by_statement), None)
        yield Draft(kind="orphan_source", sentence=sentence, spans=spans, claim=claim, rule="orphan_source")


def _is_any(statement: Statement, material: Material) -> bool:
    """Tell whether a speaker is anybody of a kind: spoken of under a condition, or of a kind that was named before."""
    tree, span = material.trees[statement.document], statement.source.span
    tokens = tree.tokens_in(span) if span is not None else range(0)
    if not tokens:
        return True
    first, _ = tree.parse.sentences[tree.sentence_of[tokens[0]]]
    kind = tree.lemma(tokens[-1])
    conditional = any(tree.lemma(t) in words("en", "findings")["conditions"] for t in range(first, tokens[0]))
    return conditional or any(tree.lemma(t) == kind for t in range(first))


def bare_name(source: Source) -> str:
    """Return the name of a source without its article."""
    return source.name.removeprefix("the ").removeprefix("The ")


def _first_named(material: Material) -> dict[str, int]:
    """Return, for each document, where it first tells of a person who speaks or acts: "the analyst" may be that one."""
    found: dict[str, int] = {}
    for statement in material.statements.values():
        source = statement.source
        if source.kind == "person" and (source.named or not source.orphan) and source.span is not None:
            found[statement.document] = min(source.span.start, found.get(statement.document, FAR_OFF))
    for identity, tree in material.trees.items():
        places = {w for p in material.documents[identity].places for w in p.name.casefold().split()}
        named = (tree.parse.starts[t] for t in range(len(tree.parse.starts)) if _acts_by_name(tree, t, places))
        found[identity] = min(next(named, FAR_OFF), found.get(identity, FAR_OFF))
    return found


def _acts_by_name(tree: Tree, token: int, places: set[str]) -> bool:
    """Tell whether a token ends a full name, no place's, that is the subject of a verb or stands beside a noun."""
    parse = tree.parse
    if parse.pos[token] != "PROPN" or parse.deps[token] not in {"nsubj", "appos", "nsubjpass"}:
        return False
    first = [c for c in tree.children[token] if parse.deps[c] == "compound" and parse.pos[c] == "PROPN"]
    shown = [tree.word(t) for t in (*first, token)]
    return len(shown) > 1 and all(w.istitle() and w.casefold() not in places for w in shown)
