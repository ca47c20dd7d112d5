"""Any two documents of the case, aligned.

Enters: a view and two ids. Leaves: the page of ``export.juxtaposition``. Refuses: ids that the case does not have, and
a document beside itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stemma.errors import InputError, NotFoundError, UsageError
from stemma.export import juxtaposition
from stemma.export.comparison import compare
from stemma.model import Capture, Document
from stemma.store import View
from stemma.web.queries import CompareQuery


def compare_page(view: View, query: CompareQuery) -> juxtaposition.Page:
    """Return the comparison of two documents, traced as one story of two."""
    from stemma.pipeline import trace_captures

    if not query.a or not query.b or query.a == query.b:
        raise UsageError("name two documents: /compare?a=ID&b=ID")
    captures = tuple(_captures(view, (query.a, query.b)))
    case = trace_captures(captures, config=replace(view.config(), one_story=True, jobs=1))
    for reject in case.rejects:
        raise InputError(f"{reject.locator}: {reject.reason}: {reject.detail}")
    by_path = {d.path: d.id for d in case.documents}
    known = next((p for p in view.pairs(view.story_of(query.a)) if {p.left, p.right} == {query.a, query.b}), None)
    first, second = (by_path[c.locator] for c in captures)
    return juxtaposition.compose(compare(case, first, second, known=known, masked=True))


def _captures(view: View, names: tuple[str, str]) -> Iterator[Capture]:
    for name in names:
        document = view.find(name)
        capture = view.capture(document.capture) if isinstance(document, Document) else None
        if capture is None:
            raise NotFoundError(f"no document {name}")
        yield replace(capture, data=view.data(capture.digest))
