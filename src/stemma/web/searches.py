"""Full-text search over documents, statements and claims.

Enters: a view and words. Leaves: a ``SearchPage``. Refuses: nothing; words without a letter find nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.export import display
from stemma.export.masking import mask
from stemma.model import Claim, Document, Statement
from stemma.store import View
from stemma.web.addresses import to_claim, to_document, to_span, with_query
from stemma.web.pages import Choice, Hit, SearchPage
from stemma.web.queries import SearchQuery

MOST_HITS = 30
"""Records shown; who needs more gives more words."""

AROUND = 200
"""Characters shown of a report in which words were found."""

BEFORE = 60
"""Characters of them before the word."""

_NOUNS = {None: "everywhere", "document": "reports", "statement": "statements", "claim": "claims"}


def search_page(view: View, query: SearchQuery) -> SearchPage:
    """Return what was found."""
    return SearchPage(
        q=display.printable(query.q),
        nouns=tuple(
            Choice(
                value=label, stories=0, href=with_query("/search", {"q": query.q, "noun": noun}), on=noun == query.noun
            )
            for noun, label in _NOUNS.items()
        ),
        hits=tuple(_hits(view, query)),
    )


def _hits(view: View, query: SearchQuery) -> Iterator[Hit]:
    for noun, name in view.search(query.q, noun=query.noun, limit=MOST_HITS):
        record = view.find(name)
        if isinstance(record, Document):
            around = _around(mask(record.text), query.q.split())
            label = mask(display.shorten(record.title, 200)) if record.title else around
            around = around if record.title else ""
            yield Hit(noun=noun, href=to_document(name), label=label, where=_dated(record), around=around)
        elif isinstance(record, Statement):
            document = view.find(record.document)
            if isinstance(document, Document):
                words = display.unquoted(record.content.within(mask(document.text)), 220)
                yield Hit(noun=noun, href=to_span(document.id, record.content), label=words, where=_dated(document))
        elif isinstance(record, Claim):
            told = display.count(len(record.documents), "report")
            yield Hit(noun=noun, href=to_claim(name), label=mask(display.shorten(record.text, 220)), where=told)


def _dated(document: Document) -> str:
    """Return a report's name, and its moment where it is known."""
    name = display.name(document)
    return f"{name} · {display.brief_moment(document.published)}" if document.published else name


def _around(text: str, words: Sequence[str]) -> str:
    """Return the first of ``words`` that the text has as it is typed, with what stands around it; else the opening."""
    folded = text.casefold()
    places = (folded.find(word.casefold()) for word in words) if len(folded) == len(text) else iter(())
    at = max(0, next((place for place in places if place >= 0), 0) - BEFORE)
    start = text.find(" ", at) + 1 if at else 0
    return ("… " if start else "") + display.shorten(text[start : start + 2 * AROUND], AROUND)
