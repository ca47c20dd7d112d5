"""Full-text search over documents, statements and claims.

Enters: a view and words. Leaves: a ``SearchPage``. Refuses: nothing; words without a letter find nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.export import display
from stemma.export.masking import mask
from stemma.model import Claim, Document, Statement
from stemma.store import View
from stemma.web.addresses import to_claim, to_document, to_span, with_query
from stemma.web.pages import Choice, Hit, SearchPage
from stemma.web.queries import SearchQuery

MOST_HITS = 30
"""Records shown; who needs more gives more words."""

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
            label = display.shorten(record.title or record.path, 200)
            yield Hit(noun=noun, href=to_document(name), label=mask(label), where=display.name(record))
        elif isinstance(record, Statement):
            document = view.find(record.document)
            if isinstance(document, Document):
                words = display.unquoted(record.content.within(mask(document.text)), 220)
                where = display.name(document)
                yield Hit(noun=noun, href=to_span(document.id, record.content), label=words, where=where)
        elif isinstance(record, Claim):
            told = display.count(len(record.documents), "report")
            yield Hit(noun=noun, href=to_claim(name), label=mask(display.shorten(record.text, 220)), where=told)
