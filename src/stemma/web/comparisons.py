"""Any two documents of the case, aligned.

Enters: a view and two ids. Leaves: the page of ``export.juxtaposition``. Refuses: ids that the case does not have, and
a document beside itself.
"""

from __future__ import annotations

from stemma.errors import UsageError
from stemma.export import juxtaposition
from stemma.export.comparison import compare
from stemma.store import View
from stemma.web.queries import CompareQuery


def compare_page(view: View, query: CompareQuery) -> juxtaposition.Page:
    """Return the comparison of two documents, traced as one story of two."""
    from stemma.pipeline import beside  # the models are loaded when they are first needed

    if not query.a or not query.b or query.a == query.b:
        raise UsageError("name two documents: /compare?a=ID&b=ID")
    pair = (query.a, query.b)
    weighed = beside.weigh_beside(view, pair)
    if weighed is not None:
        case, trees = weighed
        return juxtaposition.compose(
            compare(case, *pair, known=beside.score_beside(view, pair), masked=True, trees=trees)
        )
    captures, known = beside.held_beside(view, pair)
    case, (first, second) = beside.trace_beside(captures, config=view.config())
    return juxtaposition.compose(compare(case, first, second, known=known, masked=True))
