"""The case page: stories by spread on few origins, the choices, and what is new since the last look.

Enters: a view and a query. Leaves: a ``CasePage``. Refuses: nothing; a choice that leaves nothing says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stemma.export import display
from stemma.export.masking import mask
from stemma.store import View
from stemma.store.overview import Facet, Order, StoryLine
from stemma.web.addresses import to_story, with_query
from stemma.web.pages import CasePage, Choice, Filter, StoryItem
from stemma.web.queries import CaseQuery

ROWS = 40
"""Stories of one page of the list."""

CHOICES = 12
"""Values offered of a choice; others can be given in the address."""

_FILTERS: Mapping[Facet, str] = MappingProxyType(
    {"status": "Status", "outlet": "Outlet", "language": "Language", "place": "Place"}
)

_ORDERS: Mapping[Order, str] = MappingProxyType(
    {"spread": "many reports, few origins", "latest": "latest first", "reports": "most reports"}
)


def case_page(view: View, query: CaseQuery, *, path: str, seen: int) -> CasePage:
    """Return the case page; ``seen`` is the number of the run that the reader saw last (0: none)."""
    chosen = {kind: value for kind in _FILTERS if (value := getattr(query, kind))}
    days = {"first": query.first, "last": query.last}
    found = view.count_stories(chosen=chosen, **days)
    lines = view.story_lines(chosen=chosen, order=query.order, after=ROWS * (query.page - 1), limit=ROWS, **days)
    sizes = view.sizes()
    return CasePage(
        title=display.printable(Path(path).stem),
        facts=(
            display.count(sizes.get("document", 0), "report"),
            display.count(sizes.get("story", 0), "story", "stories"),
            display.count(sizes.get("claim", 0), "claim"),
        ),
        run=view.number,
        new=tuple(story_item(line, seen) for line in view.new_since(seen)) if 0 < seen < view.number else (),
        stories=tuple(story_item(line, seen) for line in lines),
        found=found,
        filters=tuple(_filter(view, query, kind) for kind in _FILTERS),
        orders=tuple(
            Choice(value=label, stories=0, href=_href(replace(query, order=order, page=1)), on=order == query.order)
            for order, label in _ORDERS.items()
        ),
        first=query.first or "",
        last=query.last or "",
        kept=tuple((name, value) for name, value in _given(replace(query, first=None, last=None, page=1)).items()),
        before=_href(replace(query, page=query.page - 1)) if query.page > 1 else None,
        after=_href(replace(query, page=query.page + 1)) if found > ROWS * query.page else None,
    )


def story_item(line: StoryLine, seen: int) -> StoryItem:
    """Return a story as lists show it."""
    days = display.days(line.earliest[:10], line.latest[:10]) if line.earliest and line.latest else "no date"
    return StoryItem(
        id=line.id,
        href=to_story(line.id),
        title=mask(display.shorten(line.title, 160)),
        told=f"{display.count(line.reports, 'report')}, {days}",
        claim=mask(display.shorten(line.text, 220)) if line.text and line.told > 1 else None,
        reports=line.told,
        low=line.low,
        high=line.high,
        origins=display.origins(line.low, line.high),
        status=display.STATUS[line.status],
        contested=line.contested,
        new=bool(seen) and line.run > seen,
    )


def _filter(view: View, query: CaseQuery, kind: Facet) -> Filter:
    now = getattr(query, kind)
    values = list(view.facet(kind, limit=CHOICES))
    if now and now not in dict(values):
        values.append((now, view.count_stories(chosen={kind: now})))
    return Filter(
        name=kind,
        label=_FILTERS[kind],
        choices=tuple(
            Choice(
                value=display.printable(value.replace("_", " ") if kind == "status" else value),
                stories=stories,
                href=_href(_choose(query, kind, None if value == now else value)),
                on=value == now,
            )
            for value, stories in values
        ),
    )


def _choose(query: CaseQuery, kind: Facet, value: str | None) -> CaseQuery:
    """Return the query with another value of a filter, from its first page on."""
    changed: dict[str, Any] = {kind: value}
    return replace(query, page=1, **changed)


def _given(query: CaseQuery) -> dict[str, str]:
    """Return the parameters that differ from what a page shows without any."""
    plain = CaseQuery()
    return {
        f.name: str(getattr(query, f.name))
        for f in fields(query)
        if getattr(query, f.name) != getattr(plain, f.name) and getattr(query, f.name) is not None
    }


def _href(query: CaseQuery) -> str:
    return with_query("/", _given(query))
