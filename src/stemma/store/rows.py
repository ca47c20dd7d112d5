"""Records as rows of the case file.

Enters: captures and a case. Leaves: ``Row``: noun, id, owner, body and the words to search. Refuses: nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stemma.codec import dump
from stemma.ids import digest_bytes
from stemma.model import Capture, Case, Claim, Document, Reject, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One version of one record, ready to be added; ``body`` is dumped, not yet packed."""

    noun: str
    id: str
    owner: str | None
    work: str | None
    body: bytes
    title: str = ""
    text: str = ""

    @property
    def mark(self) -> str:
        """Digest of the body and of where it came from, by which an unchanged record is known."""
        return digest_bytes(f"{self.work}\0".encode() + self.body)


def read_rows(case: Case, captures: Iterable[Capture], work: Mapping[str, str]) -> Iterator[Row]:
    """Yield one row for every capture and record; ``work`` maps a record's id to the work it came from."""
    texts = {document.id: document.text for document in case.documents}
    yield from (_capture_row(capture) for capture in captures)
    yield from (_document_row(document, work.get(document.id)) for document in case.documents)
    yield from (_statement_row(statement, texts) for statement in case.statements)
    yield from (Row(noun="story", id=s.id, owner=None, work=work.get(s.id), body=dump(s)) for s in case.stories)
    yield from (Row(noun="link", id=x.id, owner=x.story, work=None, body=dump(x)) for x in case.links)
    yield from (Row(noun="pair", id=x.id, owner=x.story, work=None, body=dump(x)) for x in case.pairs)
    yield from (_claim_row(claim) for claim in case.claims)
    yield from (Row(noun="finding", id=x.id, owner=x.story, work=None, body=dump(x)) for x in case.findings)
    yield from (_reject_row(reject) for reject in case.rejects)


def _capture_row(capture: Capture) -> Row:
    """The bytes are kept apart, once for each content."""
    name = _name(capture.locator, capture.digest)
    return Row(noun="capture", id=name, owner=capture.id, work=None, body=dump(dataclasses.replace(capture, data=b"")))


def _document_row(document: Document, work: str | None) -> Row:
    return Row(
        noun="document",
        id=document.id,
        owner=None,
        work=work,
        body=dump(document),
        title=document.title or "",
        text=document.text,
    )


def _statement_row(statement: Statement, texts: Mapping[str, str]) -> Row:
    return Row(
        noun="statement",
        id=statement.id,
        owner=statement.document,
        work=None,
        body=dump(statement),
        text=statement.content.within(texts[statement.document]),
    )


def _claim_row(claim: Claim) -> Row:
    return Row(noun="claim", id=claim.id, owner=claim.story, work=None, body=dump(claim), text=claim.text)


def _reject_row(reject: Reject) -> Row:
    name = _name(reject.stage, reject.locator, reject.reason, reject.detail)
    return Row(noun="reject", id=name, owner=None, work=None, body=dump(reject))


def _name(*parts: str) -> str:
    """Return an id for what has none in the records."""
    return digest_bytes("\0".join(parts).encode("utf-8", "surrogatepass"))
