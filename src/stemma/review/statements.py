"""Statements as people judged them.

Enters: a story's statements and documents, and judgements of statements, roles and places. Leaves: the same under the
same ids, without those that are none. Refuses: a correction of something that the statement does not have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from stemma.model import ChainLink, Correction, Document, Place, Source, SourceKind, Statement
from stemma.places import open_gazetteer
from stemma.review.anchors import locate
from stemma.review.lineages import Act

PARTY: Mapping[str, bool | None] = MappingProxyType({"yes": True, "no": False, "unknown": None})
"""Whether a source takes part in what it reports, as a form says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Statements and documents as judged. ``parties``: statement id → whether its source takes part, where decided.

    ``cut``: ids of the statements whose stretch is another.
    """

    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    parties: Mapping[str, bool | None]
    cut: frozenset[str]


def judge_statements(statements: Sequence[Statement], documents: Sequence[Document], acts: Sequence[Act]) -> Corrected:
    """Return the statements with what people said of them, in the order in which they said it."""
    said = {s.id: s for s in statements}
    papers = {d.id: d for d in documents}
    parties: dict[str, bool | None] = {}
    cut: set[str] = set()
    for act in acts:
        name = act.names[0] if act.names else ""
        if name not in said or act.judgement.noun not in ("statement", "role", "place"):
            continue
        statement, corrected = said[name], act.judgement.correction
        if act.judgement.verdict == "reject" and act.judgement.noun == "statement":
            del said[name]
        elif act.judgement.noun == "statement" and corrected:
            said[name] = _cut(statement, papers[statement.document], act, corrected)
            cut |= {name} if said[name] != statement else set()
        elif act.judgement.noun == "role" and corrected:
            alike = _alike(statement, said, corrected)
            said.update({s.id: _renamed(s, corrected) for s in alike})
            parties |= {s.id: PARTY[corrected.party] for s in alike if corrected.party}
        elif act.judgement.noun == "place":
            placed = _place(statement, act)
            said[name] = replace(statement, places=_replaced(statement.places, placed))
            paper = papers[statement.document]
            papers[paper.id] = replace(paper, places=_replaced(paper.places, placed))
    return Corrected(statements=said, documents=papers, parties=parties, cut=frozenset(cut))


# --- the stretch ------------------------------------------------------------------------------------------------


def _cut(statement: Statement, document: Document, act: Act, corrected: Correction) -> Statement:
    """Return a statement with another stretch, and the amounts, places and times that stand in it."""
    if corrected.start is None or corrected.end is None or not act.judgement.anchors:
        return statement
    moved = replace(
        act.judgement.anchors[0],
        start=corrected.start,
        end=corrected.end,
        words=corrected.words or "",
        before="",
        after="",
    )
    content = locate(moved, document.text)
    if content is None:
        return statement
    return replace(
        statement,
        content=content,
        quantities=tuple(q for q in document.quantities if content.covers(q.span)),
        places=tuple(p for p in document.places if content.covers(p.span)),
        times=tuple(t for t in document.times if content.covers(t.span)),
    )


# --- who says it ------------------------------------------------------------------------------------------------


def _alike(statement: Statement, said: Mapping[str, Statement], corrected: Correction) -> list[Statement]:
    """Return the statements of the document that cite the same party; what a report says itself stays alone."""
    of = corrected.of or statement.source.name
    if statement.source.span is None:
        return [statement]
    beside = (s for s in said.values() if s.document == statement.document and s.source.span is not None)
    return [s for s in beside if s.id == statement.id or of in (s.source.name, *(c.name for c in s.chain))]


def _renamed(statement: Statement, corrected: Correction) -> Statement:
    of = corrected.of or statement.source.name
    source = _source(statement.source, corrected) if statement.source.name == of else statement.source
    return replace(
        statement, source=source, chain=tuple(_link(c, corrected) if c.name == of else c for c in statement.chain)
    )


def _source(source: Source, corrected: Correction) -> Source:
    kind, named = _identity(source.kind, source.named, corrected)
    name, role = corrected.name or source.name, corrected.role or source.role
    return replace(source, name=name, role=role, kind=kind, named=named, orphan=source.orphan and not corrected.name)


def _link(link: ChainLink, corrected: Correction) -> ChainLink:
    kind, named = _identity(link.kind, link.named, corrected)
    return replace(link, name=corrected.name or link.name, kind=kind, named=named)


def _identity(kind: SourceKind, named: bool, corrected: Correction) -> tuple[SourceKind, bool]:
    """Return kind and whether named; a body that is not named is nobody who could be asked."""
    match corrected.identity:
        case None:
            return kind, named
        case "unnamed":
            return ("unknown" if kind in ("organization", "group", "outlet") else kind), False
        case identity:
            return identity, True


# --- places -----------------------------------------------------------------------------------------------------


def _place(statement: Statement, act: Act) -> tuple[Place, Place | None] | None:
    """Return the place of a statement that is meant, and what stands for it now; ``None``: it is no place."""
    corrected = act.judgement.correction
    of = corrected.of if corrected else None
    meant = next((p for p in statement.places if of in (None, p.name)), None)
    if meant is None:
        return None
    if act.judgement.verdict == "reject" or corrected is None:
        return meant, None
    return meant, _known(meant, corrected.name or act.judgement.value or "", corrected.geonames_id)


def _known(meant: Place, name: str, number: int | None) -> Place:
    """Return a place by the gazetteer's entry of that number, else by the name alone."""
    entries = open_gazetteer().find(name)
    entry = next((e for e in entries if number is not None and e.geonames_id == number), None)
    if entry is None:
        return Place(span=meant.span, name=name, geonames_id=None, kind=meant.kind)
    return Place(
        span=meant.span,
        name=entry.name,
        geonames_id=entry.geonames_id,
        kind=entry.kind,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        names=entry.names,
    )


def _replaced(places: tuple[Place, ...], placed: tuple[Place, Place | None] | None) -> tuple[Place, ...]:
    """Return the places with one of them, wherever its stretch is, replaced or left out."""
    if placed is None:
        return places
    meant, new = placed
    changed = (new if p.span == meant.span else p for p in places)
    return tuple(p for p in changed if p is not None)
