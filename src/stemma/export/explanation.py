"""Everything behind one record: rules, scores, the words in context, rival explanations.

Enters: a case and the id of a claim, finding, link, pair, document, story or statement. Leaves: an ``Explanation``, as
parts with headings, or as text. Refuses: an id that is not in the case (``NotFoundError``).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from stemma.errors import NotFoundError
from stemma.export import display
from stemma.export.rulebook import explain_rule
from stemma.model import (
    Case,
    Claim,
    Document,
    DocumentSpan,
    Evidence,
    Finding,
    Link,
    PairScore,
    Span,
    Statement,
    Story,
)

CONTEXT = 60
"""Characters shown on each side of a span: about ten words, enough to see who speaks."""

NOUNS: Final = ("documents", "statements", "stories", "links", "pairs", "claims", "findings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and the lines below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is behind one record."""

    title: str
    parts: tuple[Part, ...]

    def text(self, *, width: int = 100) -> str:
        """Return the explanation as harmless text, wrapped at ``width`` columns."""
        rows = [display.printable(self.title)]
        for part in self.parts:
            rows += ["", part.heading.upper()]
            for line in part.lines:
                room = len(line) - len(line.lstrip(" "))
                rows += textwrap.wrap(
                    display.printable(line),
                    width,
                    initial_indent=" " * (2 + room),
                    subsequent_indent=" " * (4 + room),
                    break_on_hyphens=False,
                )
        return "\n".join(rows) + "\n"


def explain(case: Case, name: str) -> Explanation:
    """Return what is behind the record whose id is ``name``; the beginning of an id will do if only one has it.

    Raises:
        NotFoundError: no record of the case has that id, or several begin with it.
    """
    record = _find(case, name)
    parts = _PARTS[type(record)](_Reader(case), record)
    return Explanation(
        title=f"{type(record).__name__.lower()} {record.id}", parts=tuple(part for part in parts if part.lines)
    )


Record = Document | Statement | Story | Link | PairScore | Claim | Finding


def _find(case: Case, name: str) -> Record:
    records: list[Record] = [record for noun in NOUNS for record in getattr(case, noun)]
    exact = [record for record in records if record.id == name]
    found = exact or [record for record in records if len(name) > len("doc_") and record.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{name}: {len(found)} records begin so, such as {found[0].id}; give more of the id")
    raise NotFoundError(f"{name}: no record of this case has that id; `stemma claims --json` lists the ids of claims")


class _Reader:
    """The records of a case by id, and their words."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.documents = {d.id: d for d in case.documents}
        self.statements = {s.id: s for s in case.statements}
        self.claims = {c.id: c for c in case.claims}
        self.findings = {f.id: f for f in case.findings}
        self.unseen = {u.id: u for story in case.stories for u in story.unseen}
        self.labels = display.labels(case.documents)

    def label(self, name: str) -> str:
        if name in self.unseen:
            return f"{self.unseen[name].name or 'a source not seen here'} ({name})"
        return f"{self.labels.get(name, '?')} ({name})"

    def quote(self, at: DocumentSpan | None) -> Iterator[str]:
        """Yield the words of a span between some of their context."""
        if at is None or at.document not in self.documents:
            return
        text = self.documents[at.document].text
        left = text[max(0, at.span.start - CONTEXT) : at.span.start].replace("\n", " ")
        right = text[at.span.end : at.span.end + CONTEXT].replace("\n", " ")
        where = f"{self.labels[at.document]} [{at.span.start}:{at.span.end}]"
        yield f"        {where}: …{left}⟦{at.span.within(text)}⟧{right}…"

    def evidence(self, found: Iterable[Evidence], *, of: str) -> Iterator[str]:
        """Yield the evidence by rule, the weightiest first: what the rule means, then each piece with its words."""
        rules: dict[str, list[Evidence]] = {}
        for item in sorted(found, key=lambda e: (-abs(e.score), e.detail)):
            rules.setdefault(item.rule, []).append(item)
        for name, items in sorted(rules.items(), key=lambda rule: (-sum(abs(e.score) for e in rule[1]), rule[0])):
            text = explain_rule(name, of=of)
            yield f"{name} {sum(item.score for item in items):+.2f}{f': {text}' if text else ''}"
            for item in items:
                yield f"    {item.score:+.2f} {item.detail}"
                yield from self.quote(item.left)
                yield from self.quote(item.right)

    def statement(self, name: str) -> Iterator[str]:
        """Yield a statement as who says what where, by its id."""
        said = self.statements.get(name)
        if said is not None:
            yield f"{said.id} · {said.source.name} · {said.certainty.polarity}, {said.certainty.commitment}"
            yield from self.quote(DocumentSpan(document=said.document, span=said.content))


def _explain_claim(reader: _Reader, claim: Claim) -> Iterator[Part]:
    yield Part(
        heading="claim",
        lines=(
            claim.text,
            f"story {claim.story}, rank {claim.rank}; {display.count(len(claim.documents), 'document')},"
            f" {display.origin_range(claim)}; status {claim.status}{', contested' if claim.contested else ''}",
            f"can be printed: {claim.wording}",
        ),
    )
    yield Part(heading="origins", lines=tuple(_origins(claim)))
    yield Part(heading="statements", lines=tuple(line for s in claim.statements for line in reader.statement(s)))
    yield Part(heading="caveats", lines=tuple(line for s in claim.caveats for line in reader.statement(s)))
    yield Part(heading="findings", lines=tuple(_finding_lines(reader, claim.findings)))
    yield Part(
        heading="why these statements are one claim", lines=tuple(reader.evidence(claim.evidence, of="stemma.compare"))
    )
    yield Part(heading="what would change the status", lines=claim.would_change)
    yield Part(heading="replaces", lines=claim.replaces)


def _origins(claim: Claim) -> Iterator[str]:
    parties = {True: "a party", False: "not a party", None: "party or not: unknown"}
    for origin in claim.origins.items:
        said = display.count(len(origin.statements), "statement")
        yield f"{origin.name} ({origin.kind}; {parties[origin.party]}; {said})"


def _finding_lines(reader: _Reader, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        finding = reader.findings.get(name)
        if finding is not None:
            yield f"{finding.id} · {finding.kind}: {finding.sentence}"


def _explain_finding(reader: _Reader, finding: Finding) -> Iterator[Part]:
    yield Part(heading=display.FINDING[finding.kind], lines=(finding.sentence,))
    text = explain_rule(finding.rule, of="stemma.claims")
    yield Part(heading="rule", lines=(f"{finding.rule}: {text}" if text else finding.rule,) if finding.rule else ())
    yield Part(heading="words", lines=tuple(line for at in finding.spans for line in reader.quote(at)))
    claim = reader.claims.get(finding.claim or "")
    yield Part(heading="claim", lines=(f"{claim.id} · {claim.text}",) if claim else ())
    yield Part(heading="story", lines=(finding.story,))


def _explain_link(reader: _Reader, link: Link) -> Iterator[Part]:
    kinds = {"retells": "retells", "common_source": "shares a source with others, not seen here:", "cites": "cites"}
    yield Part(
        heading="link",
        lines=(
            f"{reader.label(link.borrower)} {kinds[link.kind]} {reader.label(link.lender)}",
            f"probability {link.probability:.2f} against independent accounts; direction {link.direction}",
        ),
    )
    yield Part(heading="evidence", lines=tuple(reader.evidence(link.evidence, of="stemma.lineage")))
    yield Part(heading="rival explanations", lines=link.rivals)


def _explain_pair(reader: _Reader, pair: PairScore) -> Iterator[Part]:
    first, second = reader.label(pair.left), reader.label(pair.right)
    words = f"{first} and {second}: probability {pair.probability:.2f} of a shared source"
    yield Part(heading="pair", lines=(words,))
    yield Part(heading="evidence", lines=tuple(reader.evidence(pair.evidence, of="stemma.lineage")))


def _explain_document(reader: _Reader, document: Document) -> Iterator[Part]:
    basis = f" (from: {document.published.basis})" if document.published else ""
    yield Part(
        heading="document",
        lines=(
            f"{document.title or 'no title'} · {document.outlet or 'outlet unknown'}",
            f"{display.moment(document.published)}{basis}; language {document.language or 'unknown'}",
            f"read from {document.path}; {len(document.text)} characters",
            *((document.url,) if document.url else ()),
        ),
    )
    other = (f"{date.earliest} – {date.latest} (from: {date.basis})" for date in document.dates)
    yield Part(heading="date candidates", lines=tuple(other))
    cut = (f"{r.reason}: {display.quoted(r.span.within(document.text))}" for r in document.removed)
    yield Part(heading="removed from the text", lines=tuple(cut))
    made = (f"{c.kind}: {display.quoted(c.span.within(document.text))}" for c in document.credits)
    yield Part(heading="credits", lines=tuple(made))
    ties = [link for link in reader.case.links if document.id in (link.borrower, link.lender)]
    yield Part(heading="links", lines=tuple(_tie(reader, link) for link in ties))
    said = (s.id for s in reader.case.statements if s.document == document.id)
    yield Part(heading="statements", lines=tuple(line for name in said for line in reader.statement(name)))


def _tie(reader: _Reader, link: Link) -> str:
    return (
        f"{link.id} · {reader.label(link.borrower)} → {reader.label(link.lender)}: {link.kind} {link.probability:.2f}"
    )


def _explain_story(reader: _Reader, story: Story) -> Iterator[Part]:
    days = display.period([reader.documents[name] for name in story.documents])
    yield Part(heading="story", lines=(story.title, days))
    yield Part(heading="documents", lines=tuple(reader.label(name) for name in story.documents))
    yield Part(heading="unseen sources", lines=tuple(reader.label(source.id) for source in story.unseen))
    ties = (link for link in reader.case.links if link.story == story.id)
    yield Part(heading="lineage", lines=tuple(_tie(reader, link) for link in ties))
    claims = (c for c in reader.case.claims if c.story == story.id)
    yield Part(heading="claims", lines=tuple(f"{c.id} · {display.origin_range(c)} · {c.text}" for c in claims))
    yield Part(heading="places", lines=tuple(", ".join(dict.fromkeys((p.name, *p.names))) for p in story.places))
    yield Part(heading="replaces", lines=story.replaces)


def _explain_statement(reader: _Reader, said: Statement) -> Iterator[Part]:
    def words(span: Span | None) -> tuple[str, ...]:
        return () if span is None else tuple(reader.quote(DocumentSpan(document=said.document, span=span)))

    yield Part(heading=said.type, lines=words(said.content))
    named = "named" if said.source.named else "not named"
    orphan = "; never introduced in this text" if said.source.orphan else ""
    role = f"; {said.source.role}" if said.source.role else ""
    source = f"{said.source.name} ({said.source.kind}; {named}{role}{orphan})"
    yield Part(heading="source", lines=(source, *words(said.source.span)))
    yield Part(heading="cue", lines=words(said.cue))
    chain = (
        f"{n}. {link.name}{f', by {link.channel}' if link.channel else ''}" for n, link in enumerate(said.chain, 1)
    )
    yield Part(heading="chain, nearest first", lines=tuple(chain))
    yield Part(heading="how surely", lines=tuple(_certainty_lines(reader, said)))
    yield Part(
        heading="basis and form", lines=(f"basis: {said.basis}; quotation: {said.quotation}; tense: {said.tense}",)
    )
    used = (f"{c.id} · {c.text}" for c in reader.case.claims if said.id in c.statements)
    yield Part(heading="claims", lines=tuple(used))


def _certainty_lines(reader: _Reader, said: Statement) -> Iterator[str]:
    for whose, certainty in (("the document", said.certainty), ("the source", said.source_certainty)):
        if certainty is not None:
            yield f"{whose}: {certainty.polarity}, {certainty.commitment}"
            for span in certainty.words:
                yield from reader.quote(DocumentSpan(document=said.document, span=span))


_PARTS: Final[Mapping[type, Callable[..., Iterator[Part]]]] = MappingProxyType(
    {
        Claim: _explain_claim,
        Document: _explain_document,
        Finding: _explain_finding,
        Link: _explain_link,
        PairScore: _explain_pair,
        Statement: _explain_statement,
        Story: _explain_story,
    }
)
