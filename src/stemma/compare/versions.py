"""Know the versions of one page, and bring them in order.

Enters: documents. Leaves: what two versions of a page have in common, and their order. Refuses: to call documents
versions of a page because they give an outlet's front page as their address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from stemma.model import Document

_COUNTING = re.compile(
    r"(?:utm_\w{1,30}|fbclid|gclid|yclid|msclkid|mc_[ce]id|igshid|at_(?:medium|campaign)|ocid)=", re.I
)
"""Fields of a query by which publishers count where readers come from. Without it one page from two feeds is two."""


def page_of(document: Document) -> str:
    """Return what all versions of a document's page share: its address, or else where it was read from.

    Host and path count, and the query but for what only counts readers; scheme, "www." and fragment do not. An address
    without path and query is that of an outlet and not of a page.
    """
    try:
        parts = urlsplit(document.url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return document.path
    path = parts.path.rstrip("/")
    query = "&".join(field for field in parts.query.split("&") if field and not _COUNTING.match(field))
    if not host or not (path or query):
        return document.path
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def body_of(document: Document) -> str:
    """Return a document's text without what is no part of the report, a paragraph a line, its blanks evened out."""
    kept: list[str] = []
    at = 0
    for removed in sorted(document.removed, key=lambda r: r.span):
        kept.append(document.text[at : max(at, removed.span.start)])
        at = max(at, removed.span.end)
    lines = (" ".join(line.split()) for line in "\n".join((*kept, document.text[at:])).splitlines())
    return "\n".join(line for line in lines if line)


def versions(documents: Iterable[Document]) -> tuple[tuple[Document, ...], ...]:
    """Return the documents that were read more than once at one place, each group from the oldest to the newest."""
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.path].append(document)
    return tuple(in_time(group) for _, group in sorted(groups.items()) if len(group) > 1)


def superseded(documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of the documents whose page was captured again later, with another text.

    Of documents whose capture has no time nobody knows which is the later; they all stay.
    """
    newest: dict[str, Document] = {}
    past: set[str] = set()
    for document in in_time(d for d in documents if d.captured):
        earlier = newest.get(page_of(document))
        if earlier is not None and (earlier.captured or "") < (document.captured or ""):
            past.add(earlier.id)
        newest[page_of(document)] = document
    return frozenset(past)


def in_time(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return versions in the order in which they were captured; those whose capture has no time stand first."""
    return tuple(sorted(documents, key=lambda d: (d.captured or "", d.id)))
