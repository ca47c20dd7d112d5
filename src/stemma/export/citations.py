"""Every place of a report that the dossier speaks of: its link, its words, and the mark it leaves in the full text.

Enters: spans of an arranged case. Leaves: ``Cite`` records, and for each document the spans that were cited. Refuses:
a span of a document that the case does not have; it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from stemma.compare.texts import differences
from stemma.export import branches, display, svg
from stemma.export.outline import Outline
from stemma.export.page import Cite, Side, Words
from stemma.export.passages import Kind, anchor
from stemma.model import Document, DocumentSpan, Evidence, Link, Removed, Span, Statement

MAX_QUOTE = 180
"""Characters of a cited place shown where it is spoken of; the whole stands in the report."""

MAX_SIDE = 700
"""Characters of one side of an evidence; a reprint shares whole pages."""

MAX_CITES = 8
"""Places of one finding shown with their words."""

MIN_EQUAL = 0.3
"""Share of the shorter text's letters that must stand in both before differing words are marked: in a copy that was
wholly rewritten, marking everything shows nothing."""


class Addresses(Protocol):
    """Knows where a report stands, and where a span of it does; ``key`` is the report's prefix on the page."""

    def report(self, document: str, key: str) -> str:
        """Return the address of a report."""

    def span(self, document: str, key: str, span: Span) -> str:
        """Return the address of a span."""

    def judge(self, noun: str, subject: Sequence[str]) -> str | None:
        """Return where a person judges something, or ``None`` where nobody can."""

    def link(self, link: str) -> str:
        """Return the address of a link's evidence."""


class OnPage:
    """Addresses on one page that holds every report."""

    def report(self, document: str, key: str) -> str:
        """Return the anchor of a report."""
        return f"#{key}"

    def span(self, document: str, key: str, span: Span) -> str:
        """Return the anchor of a span."""
        return f"#{anchor(key, span)}"

    def judge(self, noun: str, subject: Sequence[str]) -> str | None:
        """Return nothing: a page that was sent to somebody takes no judgements."""
        return None

    def link(self, link: str) -> str:
        """Return the anchor of a link's evidence."""
        return f"#{link}"


class Citations:
    """Collects what is cited while a page is composed. ``order`` is the order of the reports on the page."""

    def __init__(self, outline: Outline, addresses: Addresses | None = None) -> None:
        self._outline = outline
        self._addresses = addresses or OnPage()
        seen = {d.id: d for chapter in outline.chapters for d in chapter.documents}
        seen.update({d.id: d for d in outline.case.documents if d.id not in seen})
        self.order: tuple[Document, ...] = tuple(seen.values())
        self._keys = {d.id: f"r{n}" for n, d in enumerate(self.order, 1)}
        self._marks: dict[str, dict[Span, list[Kind]]] = {}

    def key(self, document: str) -> str:
        """Return the prefix of a report's anchors."""
        return self._keys[document]

    def report(self, document: str) -> str:
        """Return the address of a report."""
        return self._addresses.report(document, self._keys[document])

    def judge(self, noun: str, subject: Sequence[str]) -> str | None:
        """Return where a person judges something, or ``None``."""
        return self._addresses.judge(noun, subject)

    def link(self, link: Link) -> str:
        """Return the address of a link's evidence."""
        return self._addresses.link(link.id)

    def marks(self, document: str) -> Mapping[Span, Sequence[Kind]]:
        """Return the spans cited so far of a document."""
        return self._marks.get(document, {})

    def cite(self, at: DocumentSpan, kind: Kind) -> Cite:
        """Return the link to a span, and mark it in the report."""
        document = self._outline.documents[at.document]
        kinds = self._marks.setdefault(at.document, {}).setdefault(at.span, [])
        if kind not in kinds:
            kinds.append(kind)
        href = self._addresses.span(at.document, self._keys[at.document], at.span)
        words = display.unquoted(at.span.within(document.text), MAX_QUOTE)
        return Cite(href=href, label=self._outline.label(at.document), text=words)

    def all(self, spans: Iterable[DocumentSpan], kind: Kind) -> tuple[Cite, ...]:
        """Return the links to spans of known documents, each once, in the order of the reports."""
        place = {d.id: n for n, d in enumerate(self.order)}
        known = sorted(
            (s for s in dict.fromkeys(spans) if s.document in place), key=lambda s: (place[s.document], s.span)
        )
        return tuple(self.cite(s, kind) for s in known[:MAX_CITES])

    def statement(self, statement: Statement, kind: Kind = "statement") -> Cite:
        """Return the link to a statement's content."""
        return self.cite(DocumentSpan(document=statement.document, span=statement.content), kind)

    def source(self, statement: Statement) -> Cite:
        """Return the link to where a statement names its source, or to its content."""
        span = statement.source.span or statement.content
        return self.cite(DocumentSpan(document=statement.document, span=span), "statement")

    def removed(self, document: Document, removed: Removed) -> Cite:
        """Return the link to a removed stretch, with the reason as its label."""
        cite = self.cite(document.at(removed.span), "removed")
        return Cite(href=cite.href, label=display.printable(removed.reason), text=cite.text)

    def attribution(self, statement: Statement) -> str:
        """Return whom a statement is attributed to, through whom, and how they know it."""
        if statement.source.kind == "outlet" and statement.source.span is None:
            who = "in the report's own voice"
        else:
            names = [statement.source.name, *(link.name for link in statement.chain)]
            who = "attributed to " + " ← ".join(dict.fromkeys(display.shorten(n, 80) for n in names if n))
        channels = display.channels([statement])
        through = f", {display.joined(channels)}" if channels else ""
        basis = BASIS.get(statement.basis, "")
        return who + through + (f"; {basis}" if basis else "")

    def words(self, statements: Sequence[Statement]) -> str:
        """Return the words of a copy: its first statement's content."""
        if not statements:
            return ""
        document = self._outline.documents[statements[0].document]
        return display.printable(statements[0].content.within(document.text))

    def tie(self, link: Link, borrower: str) -> Cite:
        """Return what ties a report to the node above it, linking to the evidence."""
        other = self._outline.label(branches.upper(link, borrower))
        return Cite(href=self.link(link), label=f"{link.probability:.2f}", text=f"{svg.verb(link)} {other}")

    def sides(self, evidence: Evidence) -> tuple[Side | None, Side | None]:
        """Return both sides of an evidence, the words that differ marked."""
        known = [s if s and s.document in self._keys else None for s in (evidence.left, evidence.right)]
        texts = [self._text(s) if s else None for s in known]
        return self._side(known[0], texts[0], texts[1]), self._side(known[1], texts[1], texts[0])

    def _text(self, at: DocumentSpan) -> str:
        return display.printable(at.span.within(self._outline.documents[at.document].text))

    def _side(self, at: DocumentSpan | None, own: str | None, other: str | None) -> Side | None:
        if at is None or own is None:
            return None
        cite = self.cite(at, "evidence")
        words = side(own[:MAX_SIDE], other[:MAX_SIDE] if other else None)
        return Side(label=cite.label, href=cite.href, words=words, cut=len(own) > MAX_SIDE)


BASIS: Mapping[str, str] = {
    "saw": "says to have seen it",
    "took_part": "took part in it",
    "was_told": "was told",
    "infers": "infers it",
    "not_stated": "",
}


def side(own: str, other: str | None) -> tuple[Words, ...]:
    """Return ``own`` with the words marked that ``other`` does not have; nothing is marked without an ``other``."""
    if not own:
        return ()
    if not other:
        return (Words(text=own, changed=False),)
    stretches = differences(own, other)
    equal = sum(s.left.end - s.left.start for s in stretches if s.kind == "equal")
    if equal < MIN_EQUAL * min(len(own), len(other)):
        return (Words(text=own, changed=False),)
    return tuple(
        Words(text=s.left.within(own), changed=s.kind == "changed") for s in stretches if s.left.start < s.left.end
    )
