"""Arrange a case for reading: stories with their claims in order, each with all that is said of it.

Enters: a ``Case``. Leaves: an ``Outline``, the common ground of the terminal's and the page's dossier.
Refuses: nothing; a record that names an unknown id is left out of the arrangement, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemma.export import about as nearness
from stemma.export import display, pictures
from stemma.model import Case, Claim, Document, Finding, Link, Statement, Story, UnseenSource

NEAR = 0.34
"""Likeness above which a claim answers ``--about``: a third of the sentence's telling words, by weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim with the records it names. ``near`` is its likeness to the ``--about`` sentence."""

    claim: Claim
    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    caveats: tuple[Statement, ...]
    near: float = 0.0

    @property
    def told(self) -> tuple[Document, ...]:
        """The documents that bring the claim for an origin; one that only denies it is not among them."""
        behind = {i for origin in self.claim.origins.items for i in origin.statements}
        telling = {s.document for s in self.statements if s.id in behind}
        return tuple(d for d in self.documents if d.id in telling) or self.documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One story. ``shared`` are claims that several reports bring or that are contested, ``single`` the rest.

    ``findings`` are those that no shared claim shows. ``single`` begins with what an editor must know of one report.
    """

    number: int
    story: Story
    documents: tuple[Document, ...]
    shared: tuple[Entry, ...]
    single: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    links: tuple[Link, ...]
    unseen: tuple[UnseenSource, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A case arranged, with its documents and statements by id and a short label for every document.

    ``pictures``: sentences about the pictures that a story's reports share, by the story's id.
    """

    case: Case
    about: str | None
    chapters: tuple[Chapter, ...]
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    labels: Mapping[str, str]
    pictures: Mapping[str, tuple[str, ...]]

    def label(self, identity: str) -> str:
        """Return the label of a document, or the name of an unseen source."""
        if identity in self.labels:
            return self.labels[identity]
        for chapter in self.chapters:
            for source in chapter.unseen:
                if source.id == identity:
                    return display.printable(source.name or "") or "a source not seen here"
        return identity


def arrange(case: Case, *, about: str | None = None) -> Outline:
    """Return the case in reading order: the story most reported first; with ``about``, the nearest claim first."""
    documents = {d.id: d for d in case.documents}
    statements = {s.id: s for s in case.statements}
    drafts = [(story, _entries(case, story, documents, statements, about)) for story in case.stories]
    drafts.sort(key=lambda d: (-_nearest(d[1]), -len(d[0].documents), _start(d[0], documents), d[0].id))
    labels = _labels(case)
    numbers = {story.id: number for number, (story, _) in enumerate(drafts, 1)}
    return Outline(
        case=case,
        about=about,
        chapters=tuple(_chapter(n, case, s, e, documents) for n, (s, e) in enumerate(drafts, 1)),
        documents=documents,
        statements=statements,
        labels=labels,
        pictures=pictures.tell(case, numbers, labels),
    )


def _labels(case: Case) -> Mapping[str, str]:
    """Return a label for each document, unlike any other's of its story; a story's sentences use the same labels."""
    found = dict(display.labels(case.documents))
    documents = {d.id: d for d in case.documents}
    for story in case.stories:
        found.update(display.labels([documents[i] for i in story.documents if i in documents]))
    return found


def in_time(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return documents by publication; undated ones come last, in the order of their paths."""
    return tuple(sorted(documents, key=_when))


def _when(document: Document) -> tuple[bool, str, str, str]:
    published = document.published
    return published is None, published.earliest if published else "", document.path, document.id


def _start(story: Story, documents: Mapping[str, Document]) -> str:
    known = [d.published.earliest for i in story.documents if (d := documents.get(i)) and d.published]
    return min(known, default="9999")


def _nearest(entries: Sequence[Entry]) -> float:
    best = max((entry.near for entry in entries), default=0.0)
    return best if best >= NEAR else 0.0


def _entries(
    case: Case,
    story: Story,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    about: str | None,
) -> tuple[Entry, ...]:
    findings = {f.id: f for f in case.findings}
    entries = [
        _entry(claim, documents, statements, findings, about) for claim in case.claims if claim.story == story.id
    ]
    return tuple(sorted(entries, key=lambda e: (-(e.near if e.near >= NEAR else 0.0), e.claim.rank, e.claim.id)))


def _entry(
    claim: Claim,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    findings: Mapping[str, Finding],
    about: str | None,
) -> Entry:
    own = tuple(statements[i] for i in claim.statements if i in statements)
    own_findings = {f.id: f for f in findings.values() if f.claim == claim.id}
    own_findings.update({i: findings[i] for i in claim.findings if i in findings})
    texts = [claim.text, *(s.content.within(documents[s.document].text) for s in own if s.document in documents)]
    return Entry(
        claim=claim,
        statements=own,
        documents=in_time([documents[i] for i in claim.documents if i in documents]),
        findings=tuple(sorted(own_findings.values(), key=lambda f: (display.urgency(f.kind), f.id))),
        caveats=tuple(statements[i] for i in claim.caveats if i in statements),
        near=nearness.likeness(about, texts) if about else 0.0,
    )


def _chapter(
    number: int, case: Case, story: Story, entries: Sequence[Entry], documents: Mapping[str, Document]
) -> Chapter:
    shared = tuple(e for e in entries if is_shared(e))
    placed = {f.id for e in entries for f in e.findings}
    single = tuple(e for e in entries if not is_shared(e))
    loose = [f for f in case.findings if f.story == story.id and f.id not in placed]
    loose += [f for e in single for f in e.findings if f.kind != "only_here"]
    return Chapter(
        number=number,
        story=story,
        documents=in_time([documents[i] for i in story.documents if i in documents]),
        shared=shared,
        single=tuple(sorted(single, key=lambda e: not is_only_here(e))),
        findings=tuple(sorted(loose, key=lambda f: (display.urgency(f.kind), f.id))),
        links=tuple(link for link in case.links if link.story == story.id),
        unseen=story.unseen,
        advice=_advice(story, shared),
    )


def is_only_here(entry: Entry) -> bool:
    """Tell whether a claim is a detail that an editor should know only one report has."""
    return any(f.kind == "only_here" for f in entry.findings)


def is_shared(entry: Entry) -> bool:
    """Tell whether a claim belongs in the main list: told by two reports or more, contested, or asked for."""
    return len(entry.claim.documents) > 1 or entry.claim.contested or entry.near >= NEAR


def _advice(story: Story, shared: Sequence[Entry]) -> tuple[str, ...]:
    """Return whose original to read: a named source that reports share and that is not among these reports."""
    return originals(story, [(name, len(entry.told)) for entry in shared if (name := _absent(entry))])


def originals(story: Story, absent: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return whose original to read: unseen sources, and ``absent`` ones that so many reports of a claim go back to."""
    found: dict[str, int] = {}
    for source in story.unseen:
        if source.name:
            found[display.printable(source.name)] = len(source.documents)
    for name, reports in absent:
        same = next((known for known in found if known in name or name.split(",")[0] in known), name)
        found[same] = max(found.get(same, 0), reports)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(f"{name} ({display.count(number, 'report')} go back to it)" for name, number in ordered if name)


def _absent(entry: Entry) -> str | None:
    """Return the one named origin of a claim of several reports, with its channel, where the reports name one."""
    furthest = [s.chain[-1] for s in entry.statements if s.chain and s.chain[-1].named and s.chain[-1].channel]
    if entry.claim.origins.high > 1 or len(entry.claim.documents) < 2 or not furthest:
        return None
    return absent_source(furthest[0].name, furthest[0].channel or "")


def absent_source(name: str, channel: str) -> str:
    """Return a source that is not among these reports, with its channel unless that bears its name."""
    name, channel = display.printable(name), display.channel(channel)
    return name if channel.split(" ")[-1].casefold() in name.casefold() else f"{name}, {channel}"
