"""How the reports of a story hang on their sources, to be seen at once: a sentence, and a tree under each source.

Enters: the rows of a lineage and what to call them. Leaves: a ``SpreadView``. Refuses: to call a report independent;
one that no link ties to another stands apart, and the sentence says how little that shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from stemma.export import branches, display, svg
from stemma.export.page import Cite, Hanging, SpreadView
from stemma.model import Document, Link, UnseenSource

MAX_DEPTH = 4
"""Levels drawn under a source; a phone has room for no more, and what is deeper says whom it retells."""

MAX_NAMED = 2
"""Sources that the sentence names; the drawing has all."""


def hang(
    rows: Sequence[branches.Row],
    reports: Mapping[str, Document],
    unseen: Sequence[UnseenSource],
    *,
    label: Callable[[str], str],
    page: Callable[[str], str],
    address: Callable[[Link], str],
) -> SpreadView | None:
    """Return how the reports of a story hang on their sources; ``page`` gives where a report is shown."""
    names = {source.id: bool(source.name) for source in unseen}

    def show(identity: str) -> Hanging:
        document, called = reports.get(identity), label(identity)
        when = display.brief_moment(document.published) if document is not None and document.published else ""
        return Hanging(
            label=called,
            when="" if when.replace(",", "") in called else when,
            href=page(identity) if document is not None else None,
            unseen=document is None,
            named=names.get(identity, True),
        )

    return spread(rows, show, address)


def spread(
    rows: Sequence[branches.Row], show: Callable[[str], Hanging], address: Callable[[Link], str]
) -> SpreadView | None:
    """Return how reports hang on sources; ``show`` gives a node without its branches, ``address`` a link's evidence."""
    nodes = {row.id: show(row.id) for row in rows}
    below, ties = _place(rows, nodes, address)
    inside = {name for names in below.values() for name in names}

    def build(identity: str) -> Hanging:
        branch = tuple(build(name) for name in below.get(identity, ()))
        grown = replace(nodes[identity], tie=ties.get(identity), below=branch)
        return replace(grown, undecided=identity in undecided, number=sum(b.number + (not b.unseen) for b in branch))

    undecided = {row.id for row in rows if row.above and not _decided(row.above[0])}
    roots = [row for row in rows if row.id not in inside and row.linked]
    trees = [build(row.id) if row.id in below else _second(row.id, rows, nodes, address) for row in roots]
    apart = tuple(nodes[row.id] for row in rows if not row.linked)
    reports = sum(not row.unseen for row in rows)
    sources = tuple(sorted(map(_rooted, trees), key=lambda t: -t.number))
    if reports < 2:
        return None
    return SpreadView(told=_told(reports, sources, len(apart)), sources=sources, apart=apart)


def _place(
    rows: Sequence[branches.Row], nodes: Mapping[str, Hanging], address: Callable[[Link], str]
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Cite]]:
    """Return under which node each is drawn, and what ties it to the one that it draws on most."""
    below: dict[str, list[str]] = {}
    ties: dict[str, Cite] = {}
    host: dict[str, str] = {}
    depth: dict[str, int] = {}
    for row in rows:
        depth[row.id] = 0
        upper = branches.upper(row.above[0], row.id) if row.above else ""
        if upper not in depth or upper == row.id:
            continue
        link = row.above[0]
        host[row.id] = upper if depth[upper] < MAX_DEPTH else host[upper]
        depth[row.id] = depth[host[row.id]] + 1
        below.setdefault(host[row.id], []).append(row.id)
        other = "it" if host[row.id] == upper and _decided(link) else nodes[upper].label
        ties[row.id] = Cite(href=address(link), label=f"{link.probability:.2f}", text=f"{svg.verb(link)} {other}")
    return below, ties


def _decided(link: Link) -> bool:
    return link.direction == "decided" or link.kind == "common_source"


def _second(
    identity: str, rows: Sequence[branches.Row], nodes: Mapping[str, Hanging], address: Callable[[Link], str]
) -> Hanging:
    """Return a node that is only a further source of reports that hang on another; they are not counted again."""
    drawing = [
        replace(
            nodes[row.id],
            undecided=not _decided(link),
            tie=Cite(href=address(link), label=f"{link.probability:.2f}", text=f"also {svg.verb(link)} it"),
        )
        for row in rows
        for link in row.above[1:]
        if branches.upper(link, row.id) == identity
    ]
    return replace(nodes[identity], below=tuple(drawing))


def _rooted(tree: Hanging) -> Hanging:
    """Return a tree; one that no decided link holds gets a root that stands for whoever was first."""
    if tree.unseen or not tree.number or _firm(tree):
        return tree
    first = replace(tree, below=(), number=0)
    return Hanging(
        label="One source in common",
        when="",
        href=None,
        unseen=False,
        named=False,
        undecided=True,
        number=tree.number + 1,
        below=(first, *tree.below),
    )


# --- the sentence -------------------------------------------------------------------------------------------------


def _told(reports: int, sources: Sequence[Hanging], apart: int) -> tuple[tuple[str, str, str], ...]:
    """Return sentences, each in three parts: how many do what, a name, and what else is to be said."""
    if not sources:
        both = "Neither" if reports == 2 else "None"
        return (
            (f"{reports} reports. {both} is shown to depend on another", "", "that alone does not show independence"),
        )
    sources, seconds = [s for s in sources if s.number], [s for s in sources if not s.number]
    named = len(sources) if len(sources) == MAX_NAMED + 1 else MAX_NAMED
    told = [_group(source, reports, opening=n == 0) for n, source in enumerate(sources[:named])]
    if further := sources[named:]:
        number = sum(s.number + (not s.unseen and not s.undecided) for s in further)
        told.append((f"{number} more hang together in {display.count(len(further), 'group')}", "", ""))
    if more := sum(not s.unseen for s in seconds):
        told.append((f"{more} more {'is' if more == 1 else 'are'} also a source for some of these", "", ""))
    if apart:
        stand = f"{apart} {'stands' if apart == 1 else 'stand'} apart"
        told.append((stand, "", "no link to another report is shown; that is no proof of independence"))
    return tuple(told)


def _group(source: Hanging, reports: int, *, opening: bool) -> tuple[str, str, str]:
    """Return what one source's reports do; those that only share evidence with them are not said to hang on it."""
    firm = _firm(source)
    number = source.number if source.undecided else firm or source.number
    of_all = f"{number} of {reports} reports" if opening else f"{number}"
    every = "Both reports" if reports == 2 else f"All {reports} reports"
    some = every if number == reports else of_all
    if source.undecided:
        first = "who took from whom is undecided"
        return (
            (f"{some} share evidence of one source", "", first)
            if opening
            else (f"{some} share evidence of another", "", "")
        )
    one, loose = number == 1, source.number - number
    besides = f"{loose} more share{'s' if loose == 1 else ''} evidence with {'it' if one else 'them'}" if loose else ""
    if source.unseen:
        told = "which is not among these reports" if source.named else "it is not among these reports"
        hang = f"{some} {'hangs' if one else 'hang'} on one source"
        return hang, source.label if source.named else "", "; ".join(filter(None, (told, besides)))
    if reports == 2:
        return f"{some} retells the other", source.label, besides
    return f"{some} {'retells' if one else 'go back to'} one report", source.label, besides


def _firm(node: Hanging) -> int:
    """Return how many reports hang on a node by decided links alone."""
    return sum(_firm(b) + (not b.unseen) for b in node.below if not b.undecided)
