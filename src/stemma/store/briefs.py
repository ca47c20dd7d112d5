"""What the pages of a story need of all its reports and claims, in one row: no text and no evidence.

Enters: the records of a run. Leaves: a ``Brief`` for each story, made when the story is written and read back whole, so
that a page reads of a story of 300 reports only what it shows. Refuses: nothing. Like the overview it shows the latest
run alone and could be made anew from the records.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from stemma.codec import dump, squeeze, unpack
from stemma.ids import digest_bytes
from stemma.model import Case, Claim, Document, Finding, Link, PairScore, Source, Statement, Story

K = TypeVar("K")
V = TypeVar("V")

MOST_SPEAKERS = 200
"""Speakers kept, the most cited first; a story of 300 reports has hundreds who speak once."""

MOST_ALONE = 8
"""Claims kept of those that one report alone brings; its own page has all its statements."""

MOST_NEAR = 40
"""Reports kept as the nearest ones of a report; a story of 300 reports has 299 others, most with nothing in common."""

LONGEST = 400
"""Code points kept of a claim's text where it stands in a list, which shows half as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The first place at which a report brings a claim.

    ``report``: place of the report in ``Brief.reports``. ``origin``: place of its origin in the claim's, -1 for none.
    """

    report: int
    statement: str
    start: int
    end: int
    origin: int
    denies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A claim in a list. ``findings``: ids; ``furthest``: whom its reports name last, with the channel."""

    id: str
    text: str
    low: int
    high: int
    told: tuple[Told, ...]
    findings: tuple[str, ...]
    channels: tuple[str, ...]
    furthest: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What belongs to one report of a story.

    ``alone``: text, start and end of the first ``MOST_ALONE`` claims that it alone brings, of ``number``. ``findings``
    are the ids of those that speak of it.
    """

    alone: tuple[tuple[str, int, int], ...]
    number: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who is made to speak, and in how many reports."""

    name: str
    kind: str
    named: bool
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One story at a glance.

    ``reports`` are its documents in time, the undated last, without text and what was read in it; ``own`` goes with
    them. ``claims`` are those that several reports bring or that are contested, by rank. ``only`` are
    the foremost details that one report alone has: report, text, start, end. ``people``: every named person who speaks,
    once for each role. ``places``: how many reports name each place of the story. ``findings``: those of no shared
    claim.
    """

    story: Story
    reports: tuple[Document, ...]
    own: tuple[Own, ...]
    claims: tuple[Line, ...]
    only: tuple[tuple[int, str, int, int], ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    people: tuple[Source, ...]
    speakers: tuple[Speaker, ...]
    places: tuple[int, ...]


def rewrite(connection: sqlite3.Connection, case: Case) -> None:
    """Make the briefs those of ``case``; what says the same stays."""
    known = dict(connection.execute("SELECT story, mark FROM briefs").fetchall())
    for brief, near in _briefs(case):
        body = dump(brief)
        mark = digest_bytes(body + dump(sorted(near.items())))
        if known.pop(brief.story.id, None) != mark:
            connection.execute(
                "INSERT OR REPLACE INTO briefs (story, mark, body) VALUES (?, ?, ?)",
                (brief.story.id, mark, squeeze(body)),
            )
            connection.executemany(
                "UPDATE members SET near = ? WHERE document = ?",
                [(squeeze(dump(near.get(document.id, ()))), document.id) for document in brief.reports],
            )
    connection.executemany("DELETE FROM briefs WHERE story = ?", [(gone,) for gone in sorted(known)])


def missing(connection: sqlite3.Connection) -> bool:
    """Tell whether a story of the overview has no brief: in a file that an earlier version wrote."""
    query = "SELECT EXISTS (SELECT 1 FROM overview WHERE id NOT IN (SELECT story FROM briefs))"
    return bool(connection.execute(query).fetchone()[0])


def read_brief(connection: sqlite3.Connection, story: str) -> Brief | None:
    """Return the brief of a story."""
    rows = connection.execute("SELECT body FROM briefs WHERE story = ?", (story,)).fetchall()
    return next((unpack(body, Brief) for (body,) in rows), None)


def read_near(connection: sqlite3.Connection, document: str) -> tuple[tuple[str, float], ...]:
    """Return the documents nearest to one, each with the probability that both share a source, the nearest first."""
    rows = connection.execute("SELECT near FROM members WHERE document = ?", (document,)).fetchall()
    return next((unpack(near, tuple[tuple[str, float], ...]) for (near,) in rows if near is not None), ())


# --- made from the records --------------------------------------------------------------------------------------


def _briefs(case: Case) -> Iterator[tuple[Brief, Mapping[str, tuple[tuple[str, float], ...]]]]:
    """Yield the brief of each story, with the nearest others of each of its documents."""
    documents = {d.id: d for d in case.documents}
    statements = _grouped((s.document, s) for s in case.statements)
    claims = _grouped((c.story, c) for c in case.claims)
    findings = _grouped((f.story, f) for f in case.findings)
    links = _grouped((k.story, k) for k in case.links)
    pairs = _grouped((p.story, p) for p in case.pairs)
    for story in case.stories:
        members = sorted((documents[n] for n in story.documents if n in documents), key=_when)
        said = [s for d in members for s in statements.get(d.id, ())]
        brief = _brief(
            story, members, said, claims.get(story.id, ()), findings.get(story.id, ()), links.get(story.id, ())
        )
        yield brief, _near(pairs.get(story.id, ()))


def _brief(
    story: Story,
    members: Sequence[Document],
    said: Sequence[Statement],
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    links: Sequence[Link],
) -> Brief:
    ranked = sorted(claims, key=lambda c: (c.rank, c.id))
    of_claim = _grouped((f.claim, f.id) for f in findings if f.claim)
    own = {c.id: tuple(dict.fromkeys((*of_claim.get(c.id, ()), *c.findings))) for c in ranked}
    only_here = {f.id for f in findings if f.kind == "only_here"}
    shared = [c for c in ranked if _is_shared(c)]
    single = sorted((c for c in ranked if not _is_shared(c)), key=lambda c: only_here.isdisjoint(own[c.id]))
    told = {i for c in shared for i in own[c.id]}
    quiet = {i for c in single for i in own[c.id]} & only_here
    at = {d.id: n for n, d in enumerate(members)}
    by_id = {s.id: s for s in said}
    first = [(c, s) for c in single if (s := next((by_id[i] for i in c.statements if i in by_id), None))]
    alone = _grouped((at[s.document], (c.text[:LONGEST], s.content.start, s.content.end)) for c, s in first)
    touching = _grouped((span.document, f.id) for f in findings for span in f.spans)
    return Brief(
        story=story,
        reports=tuple(_bare(d) for d in members),
        own=tuple(
            Own(
                alone=tuple(alone.get(n, ())[:MOST_ALONE]),
                number=len(alone.get(n, ())),
                findings=tuple(dict.fromkeys(touching.get(d.id, ()))),
            )
            for n, d in enumerate(members)
        ),
        claims=tuple(make_line(c, by_id, at, own[c.id]) for c in shared),
        only=tuple(
            (at[s.document], c.text[:LONGEST], s.content.start, s.content.end)
            for c, s in first[:MOST_ALONE]
            if not only_here.isdisjoint(own[c.id])
        ),
        links=tuple(replace(link, evidence=(), rivals=()) for link in links),
        findings=tuple(f for f in findings if f.id not in told and f.id not in quiet),
        people=tuple(dict.fromkeys(replace(s.source, span=None, affiliation=None) for s in said if _is_person(s))),
        speakers=tuple(_speakers(said)),
        places=tuple(_counts(story, members)),
    )


def _is_shared(claim: Claim) -> bool:
    """Tell whether a claim belongs in the list of a story: told by two reports or more, or contested."""
    return len(claim.documents) > 1 or claim.contested


def _is_person(statement: Statement) -> bool:
    source = statement.source
    return bool(source.role) and source.kind == "person" and source.named


def _bare(document: Document) -> Document:
    """Return a document as a list shows it."""
    return replace(document, text="", dates=(), links=(), removed=(), credits=(), places=(), times=(), quantities=())


def make_line(claim: Claim, by_id: Mapping[str, Statement], at: Mapping[str, int], findings: tuple[str, ...]) -> Line:
    """Return a claim as a list shows it; ``at`` are the places of the reports by their ids."""
    said = [by_id[i] for i in claim.statements if i in by_id]
    chains = [link for s in said for link in s.chain if link.channel]
    furthest = next((s.chain[-1] for s in said if s.chain and s.chain[-1].named and s.chain[-1].channel), None)
    return Line(
        id=claim.id,
        text=claim.text[:LONGEST],
        low=claim.origins.low,
        high=claim.origins.high,
        told=tuple(_told(claim, said, by_id, at)),
        findings=findings,
        channels=tuple(dict.fromkeys(link.channel or "" for link in chains))[:MOST_ALONE],
        furthest=(furthest.name, furthest.channel or "") if furthest else None,
    )


def _told(
    claim: Claim, said: Sequence[Statement], by_id: Mapping[str, Statement], at: Mapping[str, int]
) -> Iterator[Told]:
    """Yield where each report brings a claim: for its origin, if it names one of the claim's."""
    placed: dict[str, tuple[int, Statement]] = {}
    for place, origin in enumerate(claim.origins.items):
        for statement in (by_id[i] for i in origin.statements if i in by_id):
            placed.setdefault(statement.document, (place, statement))
    for statement in said:
        placed.setdefault(statement.document, (-1, statement))
    for document in sorted(placed, key=lambda d: at[d]):
        place, statement = placed[document]
        yield Told(
            report=at[document],
            statement=statement.id,
            start=statement.content.start,
            end=statement.content.end,
            origin=place,
            denies=statement.certainty.polarity == "denied",
        )


def _speakers(said: Iterable[Statement]) -> Iterator[Speaker]:
    """Yield who is made to speak, by how many reports cite them; an outlet's own voice is nobody's."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    kinds: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for statement in said:
        source = statement.source
        if source.span is not None and source.name:
            reports[source.name].add(statement.document)
            kinds[source.name][source.kind, source.named] += 1
    for name in sorted(reports, key=lambda n: (-len(reports[n]), n))[:MOST_SPEAKERS]:
        (kind, named), _ = kinds[name].most_common(1)[0]
        yield Speaker(name=name, kind=kind, named=named, reports=len(reports[name]))


def _counts(story: Story, members: Sequence[Document]) -> Iterator[int]:
    """Yield how many reports name each place of a story."""
    ids = [{p.geonames_id for p in d.places} for d in members]
    names = [{p.name for p in d.places} for d in members]
    for place in story.places:
        yield sum(place.geonames_id in one for one in ids) if place.geonames_id else sum(place.name in o for o in names)


def _near(pairs: Iterable[PairScore]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for pair in pairs:
        found[pair.left].append((pair.right, pair.probability))
        found[pair.right].append((pair.left, pair.probability))
    return {
        one: tuple(sorted(others, key=lambda other: (-other[1], other[0]))[:MOST_NEAR]) for one, others in found.items()
    }


def _when(document: Document) -> tuple[bool, str, str, str]:
    published = document.published
    return published is None, published.earliest if published else "", document.path, document.id


def _grouped(items: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in items:
        found[key].append(value)
    return dict(found)
