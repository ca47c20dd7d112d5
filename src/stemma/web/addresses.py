"""Where things stand on the desk.

Enters: ids and spans. Leaves: addresses inside the desk. Refuses: nothing; ids and file names are quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from stemma.model import Span

MOST_SUBJECTS = 8
"""Statements that a judgement of a claim names; more would make the address too long."""


class OnDesk:
    """Addresses of reports and their spans, as the composition of a page asks for them."""

    def report(self, document: str, key: str) -> str:
        """Return the address of a report."""
        return to_document(document)

    def span(self, document: str, key: str, span: Span) -> str:
        """Return the address of a span: the report, opened at it."""
        return to_span(document, span)

    def judge(self, noun: str, subject: Sequence[str]) -> str | None:
        """Return the address of the form by which a person judges something."""
        return to_judgement(noun, subject)

    def link(self, link: str) -> str:
        """Return the address of a link's evidence."""
        return to_link(link)


def to_story(story: str) -> str:
    """Return the address of a story."""
    return f"/stories/{quote(story, safe='')}"


def to_claim(claim: str) -> str:
    """Return the address of a claim."""
    return f"/claims/{quote(claim, safe='')}"


def to_link(link: str) -> str:
    """Return the address of a link's evidence."""
    return f"/links/{quote(link, safe='')}"


def to_document(document: str) -> str:
    """Return the address of a document."""
    return f"/documents/{quote(document, safe='')}"


def to_span(document: str, span: Span) -> str:
    """Return the address of a stretch of a document; the server marks it, so that its anchor is there."""
    return f"{to_document(document)}?at={span.start}-{span.end}#t-{span.start}-{span.end}"


def to_comparison(first: str, second: str) -> str:
    """Return the address of the comparison of two documents."""
    return "/compare?" + urlencode({"a": first, "b": second})


def to_judgement(noun: str, subject: Sequence[str]) -> str:
    """Return the address of the form by which a person judges something."""
    return "/review?" + urlencode({"noun": noun, "subject": " ".join(subject[:MOST_SUBJECTS])})


def with_query(path: str, given: Mapping[str, object]) -> str:
    """Return an address with the parameters that say something."""
    kept = {name: value for name, value in given.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path
